"""Alignment of words: a query's words and a name's go in; which word stands for which, and how surely, comes out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rapidfuzz.distance import DamerauLevenshtein

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

JOINED = 0.97
SHORTENED = 0.95


@dataclass(slots=True)
class Alignment:
    """Credits in [0, 1] for each word of the query and of the name; 0 is a word found nowhere on the other side.

    `spelled` is the query with the cut words written out as the name has them.
    """

    query: Sequence[str]
    name: Sequence[str]
    of_query: list[float] = field(default_factory=list)
    of_name: list[float] = field(default_factory=list)
    equal: list[bool] = field(default_factory=list)
    spelled: list[str] = field(default_factory=list)
    free: list[int] = field(default_factory=list)

    def take(self, places: Sequence[int], others: Sequence[int], credit: float) -> None:
        """Lays the query's words at `places` against the name's words at `others`."""
        for place in places:
            self.of_query[place] = credit
        for other in others:
            self.of_name[other] = credit
            self.free.remove(other)


def align_words(
    query: Sequence[str], name: Sequence[str], *, either: Mapping[str, frozenset[str]], cut: bool = False
) -> Alignment:
    """Gives the alignment: equal words first, then words run together, cut, abbreviated or misspelt, each used once."""
    laid = Alignment(query=query, name=name, free=list(range(len(name))))
    laid.of_query, laid.of_name = [0.0] * len(query), [0.0] * len(name)
    laid.equal, laid.spelled = [False] * len(query), list(query)
    for place, word in enumerate(query):
        other = next((other for other in laid.free if name[other] == word), None)
        if other is not None:
            laid.take((place,), (other,), 1.0)
            laid.equal[place] = True
    for place in range(len(query)):
        if laid.free and not laid.of_query[place] and not _join(laid, place):
            _stand_for(laid, place, either=either, last=cut and place == len(query) - 1)
    return laid


def _join(laid: Alignment, place: int) -> bool:
    word, following = laid.query[place], place + 1
    for other in laid.free:
        if (
            following < len(laid.query)
            and not laid.of_query[following]
            and is_joined(word + laid.query[following], laid.name[other])
        ):
            laid.take((place, following), (other,), JOINED)
            return True
        if other + 1 in laid.free and is_joined(laid.name[other] + laid.name[other + 1], word):
            laid.take((place,), (other, other + 1), JOINED)
            return True
    return False


def _stand_for(laid: Alignment, place: int, *, either: Mapping[str, frozenset[str]], last: bool) -> None:
    word = laid.query[place]
    wholes = either.get(word, frozenset())
    best, found = 0.0, -1
    for other in laid.free:
        whole = laid.name[other]
        credit = SHORTENED if whole in wholes else compare_words(word, whole, last=last)
        if credit > best:
            best, found = credit, other
    if found >= 0:
        laid.take((place,), (found,), best)
        if laid.name[found] in wholes:
            laid.spelled[place] = laid.name[found]


def is_joined(joined: str, word: str) -> bool:
    """Says whether two words run together are the other side's one word, give or take two letters at the end of a long one."""
    if joined == word:
        return True
    begins = word.startswith(joined) or joined.startswith(word)
    return begins and len(joined) > 7 and abs(len(joined) - len(word)) < 3


def compare_words(short: str, whole: str, *, last: bool = False) -> float:
    """Gives the credit of a query's word for a name's word: 1 equal, less for cut, abbreviated and misspelt, 0 for another word.

    `last` says that the word stands where the query may have been cut.
    """
    if short[0] != whole[0]:
        return _compare_spelling(short, whole) * 0.8 if min(len(short), len(whole)) > 5 else 0.0
    if whole.startswith(short):
        if last:
            return 0.75 + 0.25 * len(short) / len(whole)
        return 0.0 if len(short) < 2 else 0.6 + 0.4 * len(short) / len(whole)
    if 2 <= len(short) < len(whole) and _is_abbreviation(short, whole):
        return 0.5 + 0.4 * len(short) / len(whole)
    return 0.9 if _share_stem(short, whole) else _compare_spelling(short, whole)


def _share_stem(one: str, other: str) -> bool:
    shared = next(
        (place for place, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), min(len(one), len(other))
    )
    return shared > 5 and shared >= 0.7 * max(len(one), len(other))


def _is_abbreviation(short: str, whole: str) -> bool:
    letters = iter(whole)
    return all(letter in letters for letter in short) and (len(short) > 2 or short[-1] == whole[-1])


def _compare_spelling(one: str, other: str) -> float:
    if min(len(one), len(other)) < 5:
        return 0.0
    likeness = float(DamerauLevenshtein.normalized_similarity(one, other))
    return likeness * likeness if likeness > 0.78 else 0.0
