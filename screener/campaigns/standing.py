"""Where each letter stands: the tracker's events and a day go in; who was asked, who answered, and what is due come out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from screener.campaigns.recalls import list_recalls
from screener.campaigns.tracker import group_events

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from screener.campaigns.recalls import Recall
    from screener.campaigns.tracker import Event
    from screener.writing.live_claims import LiveRegistry

_OPEN = frozenset({"sent", "reminded", "answered_in_part", "silent", "corrected"})
OUTCOMES = ("answered", "answered_in_part", "silent", "awaiting")
"""What became of a question: `awaiting` until a person has recorded an answer or its absence."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One letter on a day. `asked_on` is empty until it was sent; `recall` is what its reader is to be told of its claims."""

    letter: str
    company: str
    about: str
    kind: str
    state: str
    since: str
    asked_on: str
    by: str
    reply_by: str
    answered_on: str
    outcome: str
    due: tuple[str, ...]
    recall: tuple[Recall, ...]


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day in the calendar and the letters it concerns. `what`: reply, or reminder."""

    day: str
    what: str
    companies: tuple[str, ...]


def list_standings(events: Iterable[Event], *, today: date, reminder_days: int, live: LiveRegistry) -> tuple[Standing, ...]:
    """Gives every letter as it stands on the day, in the order they were prepared; its claims are held against `live`."""
    before = [event for event in events if event.on <= today.isoformat()]
    return tuple(
        _find_standing(happened, today=today, reminder_days=reminder_days, live=live)
        for happened in group_events(before).values()
    )


def list_deadlines(standings: Iterable[Standing], *, reminder_days: int) -> tuple[Deadline, ...]:
    """Gives the days on which a reply or a reminder is due, for letters sent and neither answered nor closed."""
    found: dict[tuple[str, str], list[str]] = {}
    for one in standings:
        if one.asked_on and one.state in _OPEN:
            if one.reply_by:
                found.setdefault((one.reply_by, "reply"), []).append(one.company)
            if one.state in {"sent", "silent"}:
                found.setdefault((_later(one.asked_on, reminder_days), "reminder"), []).append(one.company)
    return tuple(Deadline(day, what, tuple(companies)) for (day, what), companies in sorted(found.items()))


def _find_standing(happened: Sequence[Event], *, today: date, reminder_days: int, live: LiveRegistry) -> Standing:
    prepared = [event for event in happened if event.event == "prepared"][-1]
    last = happened[-1]
    asked_on = next((event.on for event in happened if event.event == "sent"), "")
    answers = [event for event in happened if event.event in {"answered", "answered_in_part"}]
    recall = list_recalls(happened, live, today=today)
    return Standing(
        letter=prepared.letter,
        company=prepared.company,
        about=prepared.about,
        kind=prepared.kind,
        state=last.event,
        since=last.on,
        asked_on=asked_on,
        by=next((event.by for event in reversed(happened) if event.by), ""),
        reply_by=prepared.reply_by,
        answered_on=answers[-1].on if answers else "",
        outcome=_choose_outcome(happened) if asked_on else "",
        due=tuple(_list_due(happened, recall, asked_on, today=today, reminder_days=reminder_days)),
        recall=recall,
    )


def _choose_outcome(happened: Sequence[Event]) -> str:
    told = [event.event for event in happened if event.event in {"answered", "answered_in_part", "silent"}]
    if "answered" in told:
        return "answered"
    return "answered_in_part" if "answered_in_part" in told else told[-1] if told else "awaiting"


def _list_due(
    happened: Sequence[Event], recall: Sequence[Recall], asked_on: str, *, today: date, reminder_days: int
) -> Iterator[str]:
    state, day = happened[-1].event, today.isoformat()
    reply_by = [event for event in happened if event.event == "prepared"][-1].reply_by
    if state == "prepared":
        yield "write_again" if recall else "send"
    if state in {"sent", "reminded", "corrected"} and reply_by and day > reply_by and not _has_told(happened):
        yield "record_answer_or_silence"
    if state in {"sent", "silent"} and day >= _later(asked_on, reminder_days) and not _was(happened, "reminded"):
        yield "remind"


def _has_told(happened: Sequence[Event]) -> bool:
    return any(event.event in {"answered", "answered_in_part", "silent"} for event in happened)


def _was(happened: Sequence[Event], word: str) -> bool:
    return any(event.event == word for event in happened)


def _later(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
