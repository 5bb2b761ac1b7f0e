"""Talking points: what campaign.yaml says of them goes in; one sentence for each place of a letter comes out, by recipient.

A place has several wordings, so that letters are not identical; which of them a letter has depends on its id alone.
"""

from __future__ import annotations

from hashlib import sha256
from itertools import combinations
from typing import TYPE_CHECKING

from screener.campaigns.faults import Fault, complain

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from screener.rulebook.text import Values

    Points = Mapping[str, tuple[tuple[str, ...], ...]]
    """By language: the places of a letter in their order, each with its wordings."""

MOST_PLACES = 4
MOST_COMPARED = 40
MOST_CHARACTERS = 400
"""Of one wording. Two pages hold some two of this length beside the claims; four make a third page."""


def read_points(page: Values, *, languages: Collection[str], file: str) -> tuple[Points, list[Fault]]:
    """Gives the talking points by language, and what is wrong with them."""
    given = page.values.get("talking_points") or {}
    faults = [fault for language, places in given.items() for fault in _check(page, language, places, languages, file)]
    broken = any(fault.is_error for fault in faults)
    return ({} if broken else {language: _make_places(places) for language, places in given.items()}), faults


def choose_points(points: Points, *, language: str, letter: str) -> tuple[str, ...]:
    """Gives the sentences of one letter: the same letter has the same ones, however many others there are."""
    return tuple(
        wordings[int.from_bytes(sha256(f"{number}/{letter}".encode()).digest()[:8]) % len(wordings)]
        for number, wordings in enumerate(points.get(language, ()))
    )


def measure_likeness(one: str, other: str, *, words: int = 5) -> float:
    """Gives how alike two texts are, from 0 to 1: the share of runs of `words` words that both have among those either has."""
    ours, theirs = _list_runs(one, words), _list_runs(other, words)
    return len(ours & theirs) / len(ours | theirs) if ours | theirs else 1.0


def measure_mean_likeness(texts: Sequence[str]) -> float | None:
    """Gives how alike the texts are on average, pair by pair, the first MOST_COMPARED of them; None where there is no pair."""
    pairs = list(combinations(texts[:MOST_COMPARED], 2))
    return sum(measure_likeness(one, other) for one, other in pairs) / len(pairs) if pairs else None


def _list_runs(text: str, words: int) -> set[tuple[str, ...]]:
    split = text.casefold().split()
    return {tuple(split[start : start + words]) for start in range(max(1, len(split) - words + 1))}


def _make_places(places: Sequence[str | Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple((place,) if isinstance(place, str) else tuple(place) for place in places)


def _check(page: Values, language: str, places: object, languages: Collection[str], file: str) -> Iterator[Fault]:
    row = page.line_of(("talking_points", language))
    if language not in languages:
        message = f'Talking points stand under "{language}", in which there are no letters.'
        yield complain(file, "language_unknown", message, help=f"Use one of: {', '.join(languages)}.", row=row)
    if not isinstance(places, list) or not all(_is_place(place) for place in places):
        message = f'The talking points under "{language}" are not a list of wordings.'
        advice = 'Write for each place of the letter a list: - ["One wording.", "Another wording."]'
        yield complain(file, "points_unreadable", message, help=advice, row=row)
        return
    if len(places) > MOST_PLACES:
        message = f'"{language}" has talking points for {len(places)} places; a letter has room for {MOST_PLACES}.'
        yield complain(file, "too_many", message, help="Leave some out.", row=row)
    for place, wordings in enumerate(_make_places(places)):
        yield from _check_place(page, language, place, wordings, file)


def _check_place(page: Values, language: str, place: int, wordings: tuple[str, ...], file: str) -> Iterator[Fault]:
    row = page.line_of(("talking_points", language, place))
    if len(set(wordings)) == 1:
        message = (
            f'Place {place + 1} of the talking points in "{language}" has one wording, so that every letter says the same there.'
        )
        yield complain(file, "one_wording", message, help="Give two or more.", row=row, warning=True)
    for number, wording in enumerate(wordings):
        at = page.line_of(("talking_points", language, place, number))
        if len(wording) > MOST_CHARACTERS:
            message = f"A talking point has {len(wording)} characters; there is room for {MOST_CHARACTERS}."
            yield complain(file, "too_long", message, help="Shorten it.", row=at, found=wording)


def _is_place(place: object) -> bool:
    if isinstance(place, str):
        return bool(place)
    return isinstance(place, list) and bool(place) and all(isinstance(item, str) and item for item in place)
