"""Recording: what happened to a letter, as a person tells it, goes in; the tracker's new lines, or why it cannot be, come out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from screener.campaigns import tracker
from screener.campaigns.recalls import list_carried, list_recalls, name_told
from screener.errors import RequestRefused
from screener.writing.earlier_letters import SENT_BY

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from screener.campaigns.tracker import Event
    from screener.writing.live_claims import LiveRegistry

ALL = "all"
TOGETHER = ("sent", "reminded", "silent", "closed")
"""What may be recorded of all letters at once; an answer and a correction are of one."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a person says happened: to a letter (or to `all`), on which day; `by` is how it went, `note` their own words.

    `claims` are those whose reader was told of a correction; without them, all that are to be told.
    """

    letter: str
    event: str
    on: date
    by: str = ""
    note: str = ""
    claims: tuple[str, ...] = ()


def record(told: Told, happened: Mapping[str, Sequence[Event]], *, today: date, live: LiveRegistry) -> list[Event]:
    """Gives the lines to add, one a letter. Raises RequestRefused for what is no such word, or cannot have happened.

    A line "corrected" names the claims whose reader was told, because a letter is named until each of them was.
    """
    word = told.event.replace("-", "_").replace(" ", "_").casefold()
    _check_words(told, word)
    lines = [
        tracker.Event(on=told.on.isoformat(), letter=letter, event=word, by=told.by, note=told.note)
        for letter in _choose_letters(told.letter, word, happened)
    ]
    for line in lines:
        tracker.check_event(line, happened.get(line.letter, []), today=today)
    return [_add_context(line, happened[line.letter], told, live) for line in lines]


def _check_words(told: Told, word: str) -> None:
    if word not in tracker.RECORDED:
        raise RequestRefused(
            f'"{told.event[:60]}" is nothing that is recorded.', help=f"Use one of: {', '.join(tracker.RECORDED)}."
        )
    if len(told.note) > tracker.MOST_NOTE:
        raise RequestRefused(
            f"The note has {len(told.note)} characters; there is room for {tracker.MOST_NOTE}.", help="Keep it short."
        )
    if told.by and (told.by not in SENT_BY or word not in {"sent", "reminded"}):
        raise RequestRefused(
            f'"{told.by[:40]}" is no way in which it was {tracker.say(word)}.', help=f"Ways to send: {', '.join(SENT_BY)}."
        )
    if told.claims and word != "corrected":
        raise RequestRefused(f"A claim is named where a letter was {tracker.say(word)}.", help="Name claims with “corrected”.")


def _choose_letters(letter: str, word: str, happened: Mapping[str, Sequence[Event]]) -> list[str]:
    """The letter named, or with "all" every letter to which this can happen next: a hundred are posted in one go."""
    if letter != ALL or ALL in happened:
        return [letter]
    chosen = [one for one, events in happened.items() if word in tracker.NEXT[events[-1].event]]
    if not chosen or word not in TOGETHER:
        why = "it is of one letter alone" if chosen else "there is no letter to which it can happen now"
        raise RequestRefused(
            f'"{tracker.say(word)}" cannot be recorded of all: {why}.', help="Name the letter; status lists them."
        )
    return chosen


def _add_context(line: Event, happened: Sequence[Event], told: Told, live: LiveRegistry) -> Event:
    """Every line says to and about whom the letter is."""
    last = happened[-1]
    claims = _name_claims(happened, told, live) if line.event == "corrected" else ""
    return replace(line, company=last.company, about=last.about, kind=last.kind, claims=claims)


def _name_claims(happened: Sequence[Event], told: Told, live: LiveRegistry) -> str:
    carried = list_carried(happened)
    unknown = next((claim for claim in told.claims if claim not in carried), None)
    if unknown is not None:
        raise RequestRefused(
            f'The letter "{told.letter[:60]}" carries no claim "{unknown[:80]}".', help=f"It carries: {', '.join(carried)}."
        )
    return name_told(list_recalls(happened, live, today=told.on), told.claims)
