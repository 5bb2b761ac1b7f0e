"""Likeness of two names: words go in; how they align, and how probable it is that both name one issuer, come out.

The words are laid against each other: equal, cut short, abbreviated, run together or misspelt. What is left over on either
side speaks against. The weights of the evidence are `calibration.yaml`; their sum is log odds.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz.distance import DamerauLevenshtein
from rapidfuzz.fuzz import ratio

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from screener.issuers.names import IssuerName
    from screener.rulebook.naming import Calibration


@dataclass(frozen=True, slots=True)
class Likeness:
    """How a query's name lies against a registry's name; every number is a share in [0, 1] but `known`, a sum of weights.

    `known` is the weight found on both sides, `over_query` and `over_name` what is left over on each; `tail` is the part of the
    name's left-over behind the last word found, which a cut or an informal name would lose. `begins`: the registry's name begins
    with all of the query; `cut_here`: and the query may have been cut there. `unknown` are the query's words found nowhere in the name.
    """

    known: float
    over_query: float
    over_name: float
    tail: float
    head: float
    letters: float
    exact_words: float
    same_letters: bool
    begins: bool
    cut_here: bool
    one_word: bool
    length: float
    unknown: tuple[str, ...] = ()


def lay_names(query: IssuerName, name: IssuerName, *, weights: Mapping[str, float]) -> Likeness:
    """Lays the words of `query` against those of `name`; `weights` gives what each word says (1.0 for a word of its own)."""
    credit_query, credit_name, exact = _align(query.words, name.words, cut=query.cut)
    weight_query = [weights.get(word, 1.0) for word in query.words]
    weight_name = [weights.get(word, 1.0) for word in name.words]
    total_query, total_name = sum(weight_query) or 1.0, sum(weight_name) or 1.0
    known = sum(weight * credit for weight, credit in zip(weight_query, credit_query, strict=True))
    over_name = [weight * (1 - credit) for weight, credit in zip(weight_name, credit_name, strict=True)]
    last = max((place for place, credit in enumerate(credit_name) if credit), default=-1)
    same = query.squeezed == name.squeezed
    begins = not same and name.squeezed.startswith(query.squeezed)
    return Likeness(
        known=known,
        over_query=(total_query - known) / total_query,
        over_name=sum(over_name[: last + 1]) / total_name,
        tail=sum(over_name[last + 1 :]) / total_name,
        head=credit_query[0] if credit_query and credit_name and credit_name[0] else 0.0,
        letters=ratio(query.squeezed, name.squeezed) / 100,
        exact_words=sum(weight for weight, whole in zip(weight_query, exact, strict=True) if whole) / total_query,
        same_letters=same,
        begins=begins,
        cut_here=begins and query.cut,
        one_word=len(query.words) == 1,
        length=min(len(query.squeezed), 20) / 20,
        unknown=tuple(word for word, credit in zip(query.words, credit_query, strict=True) if not credit),
    )


def _align(query: Sequence[str], name: Sequence[str], *, cut: bool) -> tuple[list[float], list[float], list[bool]]:
    credit_query, credit_name = [0.0] * len(query), [0.0] * len(name)
    exact = [False] * len(query)
    free = list(range(len(name)))
    for i, word in enumerate(query):
        for j in free:
            if name[j] == word:
                credit_query[i] = credit_name[j] = 1.0
                exact[i] = True
                free.remove(j)
                break
    for i, word in enumerate(query):
        if not exact[i] and free:
            _join_or_compare(i, word, query, name, free, credit_query, credit_name, last=cut and i == len(query) - 1)
    return credit_query, credit_name, exact


def _join_or_compare(
    i: int,
    word: str,
    query: Sequence[str],
    name: Sequence[str],
    free: list[int],
    credit_query: list[float],
    credit_name: list[float],
    *,
    last: bool,
) -> None:
    if credit_query[i]:
        return
    for j in free:
        if i + 1 < len(query) and not credit_query[i + 1] and _is_joined(word + query[i + 1], name[j]):
            credit_query[i] = credit_query[i + 1] = credit_name[j] = 0.97
            free.remove(j)
            return
        if j + 1 in free and _is_joined(name[j] + name[j + 1], word):
            credit_query[i] = credit_name[j] = credit_name[j + 1] = 0.97
            free.remove(j)
            free.remove(j + 1)
            return
    credit, j = max((compare_words(word, name[j], last=last), -j) for j in free)
    if credit:
        credit_query[i] = credit_name[-j] = credit
        free.remove(-j)


def _is_joined(joined: str, word: str) -> bool:
    return joined == word or (
        len(joined) > 7 and (word.startswith(joined) or joined.startswith(word)) and abs(len(joined) - len(word)) < 3
    )


def compare_words(short: str, whole: str, *, last: bool = False) -> float:
    """Gives the credit of a query's word for a name's word: 1 equal, less for cut, abbreviated and misspelt, 0 for another word."""
    if short[0] != whole[0]:
        return _compare_spelling(short, whole) * 0.8 if min(len(short), len(whole)) > 5 else 0.0
    if whole.startswith(short):
        if last:
            return 0.75 + 0.25 * len(short) / len(whole)
        return 0.0 if len(short) < 2 else 0.6 + 0.4 * len(short) / len(whole)
    if 2 <= len(short) < len(whole) and _is_abbreviation(short, whole):
        return 0.5 + 0.4 * len(short) / len(whole)
    if _share_stem(short, whole):
        return 0.9
    return _compare_spelling(short, whole)


def _share_stem(one: str, other: str) -> bool:
    shared = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return shared > 5 and shared >= 0.7 * max(len(one), len(other))


def _is_abbreviation(short: str, whole: str) -> bool:
    letters = iter(whole)
    return all(letter in letters for letter in short) and (len(short) > 2 or short[-1] == whole[-1])


def _compare_spelling(one: str, other: str) -> float:
    if min(len(one), len(other)) < 5:
        return 0.0
    likeness = float(DamerauLevenshtein.normalized_similarity(one, other))
    return likeness * likeness if likeness > 0.78 else 0.0


def weigh_likeness(likeness: Likeness, *, extra: Mapping[str, float], calibration: Calibration) -> float:
    """Gives the probability that both names name one issuer: the log odds of the likeness and of `extra` evidence, summed."""
    weights = calibration.weights
    odds = weights["base"]
    for name, value in describe_likeness(likeness).items():
        odds += weights.get(name, 0.0) * value
    for name, value in extra.items():
        odds += weights.get(name, 0.0) * value
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


def describe_likeness(likeness: Likeness) -> dict[str, float]:
    """Gives the numbers that `calibration.yaml` has weights for."""
    return {
        "known": min(likeness.known, 3.0),
        "over_query": likeness.over_query,
        "over_name": likeness.over_name,
        "tail": likeness.tail,
        "head": likeness.head,
        "letters": max(likeness.letters - 0.5, 0.0) * 2,
        "exact_words": likeness.exact_words,
        "same_letters": float(likeness.same_letters),
        "begins": float(likeness.begins),
        "cut_here": float(likeness.cut_here),
        "one_word": float(likeness.one_word),
        "length": likeness.length,
    }
