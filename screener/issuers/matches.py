"""Matches: names as they are compared go in; for each, the names of the index that may be the same issuer's come out.

Only likeness is judged here; countries, tickers and identifiers are weighed in `judgement`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from rapidfuzz import fuzz, process

from screener.issuers.grams import find_similar
from screener.issuers.index import OPENING
from screener.issuers.likeness import Likeness, lay_names, weigh_likeness

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any

    from screener.issuers.index import IssuerIndex
    from screener.issuers.names import IssuerName

    Numbers = np.ndarray[Any, np.dtype[np.float32]]

CHUNK = 4096
FLOOR = 70.0
"""Letters' likeness (0–100) below which names are not laid against each other; measured to lose about one true pair in fifty."""
KEPT = 3
SHORTEST = 4
WHOLE = 8
"""Letters from which two names that differ only in their spaces are equal."""
_BROKER_TICKER = re.compile(r"^[A-Z0-9&]{1,6} (?:IN|US|LN|JP|HK|AU|SP|MK|TB|KS|CH|GR|FP|NA|SW|IM|SS|DC|NO|FH) (?=\S)")
_DASHED_TICKER = re.compile(r"^[A-Z0-9]{2,8} [-–] (?=\S)")
_CLOSING = re.compile(r"\s*\([^()]*\)\s*$")
EQUAL = Likeness(
    known=3.0, over_query=0, over_name=0, tail=0, head=1, letters=1, exact_words=1,
    same_letters=True, begins=False, cut_here=False, one_word=False, length=1,
)  # fmt: skip


class Match(NamedTuple):
    """An indexed name that resembles a query.

    `kind`: same, turned (the same words in another order), opening (of a longer name), vehicle (a borrower's name), guarantor
    (named in the row) or like.
    """

    entry: int
    kind: str
    likeness: Likeness


def find_matches(index: IssuerIndex, names: Sequence[IssuerName]) -> list[tuple[Match, ...]]:
    """Gives the matches of each name, in the order of `names`; an equal name stops the search for similar ones."""
    found = [tuple(_find_equal(index, name)) for name in names]
    open_names = [i for i, name in enumerate(names) if not found[i] and not name.native and len(name.squeezed) >= SHORTEST]
    for start in range(0, len(open_names), CHUNK):
        chunk = open_names[start : start + CHUNK]
        for i, matches in _find_similar(index, names, chunk):
            found[i] = matches
    return found


def _find_equal(index: IssuerIndex, name: IssuerName) -> Iterator[Match]:
    numbers = index.keys.get(name.key) or (index.letters.get(name.squeezed, ()) if len(name.squeezed) >= WHOLE else ())
    yield from (Match(entry=number, kind="same", likeness=EQUAL) for number in numbers)
    if numbers:
        return
    if name.native:
        yield from _find_opening(index, name)
        return
    if len(name.words) > 1 and len(name.squeezed) >= WHOLE:
        words = index.reader.sort_words(name)
        same = index.turned.get(words, ()) if sum(map(len, words)) >= WHOLE else ()
        yield from (Match(entry=number, kind="turned", likeness=EQUAL) for number in same if _is_turned(name, index, number))
    for number in find_behind_mark(index, name):
        yield Match(entry=number, kind="same", likeness=EQUAL)
    yield from _find_borrower(index, name)
    yield from _find_guarantor(index, name)


def _is_turned(name: IssuerName, index: IssuerIndex, number: int) -> bool:
    """Two names that differ in their light words alone (Alder Group, Alder Co) are not one name in another order."""
    order = [word for word in name.words if word in index.entries[number].name.words]
    return order != [word for word in index.entries[number].name.words if word in name.words]


def _find_opening(index: IssuerIndex, name: IssuerName) -> Iterator[Match]:
    if len(name.key) >= OPENING:
        for number in index.openings.get(name.key[:OPENING], ()):
            if index.entries[number].name.key.startswith(name.key):
                yield Match(entry=number, kind="opening", likeness=EQUAL)


def find_behind_mark(index: IssuerIndex, name: IssuerName) -> Iterator[int]:
    """Gives the entries whose name stands behind a mark of the file's own: a kind of paper, or a ticker."""
    # "CP …" of Indian statements; "ALD IN …", "ALDER …" and "ALD4 - …" where a ticker stands before the name
    bare = _DASHED_TICKER.sub("", _BROKER_TICKER.sub("", name.text))
    first, _, rest = name.text.partition(" ")
    marks = index.naming.security.at_start
    tickers = {line.entity for line in index.tickers.get(first.upper(), ())}
    closed = _CLOSING.sub("", name.text) if name.text.endswith(")") else name.text  # Alder Works Ltd (ALDER)
    if closed != name.text:
        yield from index.keys.get(index.reader.read_name(closed).key, ())
    elif bare != name.text:
        yield from index.keys.get(index.reader.read_name(bare).key, ())
    elif rest and (first.upper() in marks or tickers):
        for number in index.keys.get(index.reader.read_name(rest).key, ()):
            if first.upper() in marks or index.entries[number].entity in tickers:
                yield number


def _find_borrower(index: IssuerIndex, name: IssuerName) -> Iterator[Match]:
    security = index.naming.security
    if security.vehicle_words.isdisjoint(name.words):
        return
    places = {part for text in index.naming.countries.words for part in text.split()}  # "HK" is read as "HONG KONG"
    company = security.vehicle_words | security.vehicle_company | places
    for end in range(len(name.words) - 1, 0, -1):
        behind = name.words[end:]
        if not company.issuperset(behind):
            return
        numbers = [number for number in index.keys.get(" ".join(name.words[:end]), ()) if index.entries[number].entity]
        if numbers and not security.vehicle_words.isdisjoint(behind):
            yield from (Match(entry=number, kind="vehicle", likeness=EQUAL) for number in numbers)
            return


def _find_guarantor(index: IssuerIndex, name: IssuerName) -> Iterator[Match]:
    if index.reader.guarantors.isdisjoint(name.raw):
        return
    line = f" {' '.join(name.raw)} "
    for words in index.naming.security.guarantor_words:
        _, said, behind = line.partition(f" {words} ")
        for number in index.keys.get(index.reader.read_name(behind).key, ()) if said else ():
            if index.entries[number].entity:
                yield Match(entry=number, kind="guarantor", likeness=EQUAL)


def _find_similar(
    index: IssuerIndex, names: Sequence[IssuerName], chunk: Sequence[int]
) -> Iterator[tuple[int, tuple[Match, ...]]]:
    asked = [names[place] for place in chunk]
    queries, numbers = find_similar(index.grams, [name.squeezed for name in asked])
    letters = _compare_letters(index, asked, queries.tolist(), numbers.tolist())
    order = np.lexsort((-letters, queries))
    order = order[letters[order] >= FLOOR]
    best: dict[int, dict[tuple[str, str], int]] = {}
    for query, number in zip(queries[order].tolist(), numbers[order].tolist(), strict=True):
        kept = best.setdefault(query, {})
        entry = index.entries[number]
        if len(kept) < KEPT:
            kept.setdefault((entry.entity or entry.text, entry.name.key), number)
    for query, kept in best.items():
        matches = tuple(_lay_each(index, asked[query], kept.values()))
        if matches:
            yield chunk[query], matches


def _compare_letters(index: IssuerIndex, asked: Sequence[IssuerName], queries: list[int], numbers: list[int]) -> Numbers:
    if not queries:
        return np.zeros(0, dtype=np.float32)
    plain = [name.squeezed for name in asked]
    left = [plain[query] for query in queries]
    right = [index.entries[number].name.squeezed for number in numbers]
    best = np.maximum(_ratio(left, right), _ratio(left, [whole[: len(short)] for short, whole in zip(left, right, strict=True)]))
    low = np.flatnonzero(best < FLOOR).tolist()
    if low:
        turned = [" ".join(sorted(name.words)) for name in asked]
        best[low] = _ratio([turned[queries[place]] for place in low], [index.in_order[numbers[place]] for place in low])
    return best


def _ratio(left: Sequence[str], right: Sequence[str]) -> Numbers:
    return process.cpdist(left, right, scorer=fuzz.ratio, dtype=np.float32)


def _lay_each(index: IssuerIndex, name: IssuerName, numbers: Iterable[int]) -> Iterator[Match]:
    for number in numbers:
        entry = index.entries[number]
        likeness = lay_names(name, entry.name, weights=index.weights, either=index.naming.either)
        # as likely as it could become were the country known to agree
        if (
            weigh_likeness(likeness, extra={"country_same": 1.0}, calibration=index.naming.calibration)
            >= index.naming.calibration.needs_review / 2
        ):
            yield Match(entry=number, kind="like", likeness=likeness)
