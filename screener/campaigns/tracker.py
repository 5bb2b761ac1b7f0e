"""The tracker: what happened to each letter, one event a line, goes in and out of one file; an event that cannot be is refused.

Lines are only ever added. The file is a table that people read, so every line says to whom and about whom the letter is.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING

from screener.campaigns.faults import Fault, complain
from screener.errors import RequestRefused
from screener.grid.delimiter import choose_delimiter
from screener.model import is_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

FILE = "tracker.csv"
NEXT: Mapping[str, tuple[str, ...]] = {
    "": ("prepared",),
    "prepared": ("prepared", "sent", "closed"),
    "sent": ("reminded", "answered", "answered_in_part", "silent", "corrected", "closed"),
    "reminded": ("reminded", "answered", "answered_in_part", "silent", "corrected", "closed"),
    "answered_in_part": ("reminded", "answered", "answered_in_part", "silent", "corrected", "closed"),
    "answered": ("corrected", "closed"),
    "silent": ("reminded", "answered", "answered_in_part", "corrected", "closed"),
    "corrected": ("reminded", "answered", "answered_in_part", "silent", "corrected", "closed"),
    "closed": ("corrected",),
}
"""What may follow what. A correction reaches its reader even when the case is closed; an answer is not taken back."""
RECORDED = ("sent", "reminded", "answered", "answered_in_part", "silent", "corrected", "closed")
"""What a person records; `prepared` is recorded where the letters are written."""
MOST_NOTE = 2000


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the tracker. `claims`, `registry` and `sha256` are of the letter as prepared.

    `by` is how it went; `reply` names a kept file, whose hash is then the `sha256`.
    """

    on: str
    letter: str
    event: str
    company: str = ""
    about: str = ""
    kind: str = ""
    reply_by: str = ""
    claims: str = ""
    registry: str = ""
    sha256: str = ""
    by: str = ""
    note: str = ""
    reply: str = ""


COLUMNS = tuple(item.name for item in fields(Event))


def read_tracker(text: str) -> tuple[tuple[Event, ...], tuple[Fault, ...]]:
    """Gives the events in the file's order, and what is wrong with it: a line changed by hand is found where it cannot be."""
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=choose_delimiter(text))
    try:
        lines = [(reader.line_num, line) for line in reader if any(line)]
    except csv.Error as error:
        return (), (complain(FILE, "not_csv", f"The file is not CSV: {error}.", help=_MEND),)
    if not lines:
        return (), ()
    if tuple(lines[0][1]) != COLUMNS:
        return (), (complain(FILE, "headings", "Its first line is not that of a tracker.", help=_MEND, row=1),)
    events = [
        (row, Event(*(_unguard(cell) for cell in [*line, *[""] * len(COLUMNS)][: len(COLUMNS)]))) for row, line in lines[1:]
    ]
    return tuple(event for _, event in events), tuple(_check_lines(events))


def write_events(events: Iterable[Event], *, headings: bool) -> bytes:
    """Gives the lines to add to the file, behind its headings where it is new."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    if headings:
        writer.writerow(COLUMNS)
    writer.writerows([_guard(str(getattr(event, column))) for column in COLUMNS] for event in events)
    return text.getvalue().encode("utf-8-sig" if headings else "utf-8")


def group_events(events: Iterable[Event]) -> dict[str, list[Event]]:
    """Gives the events by letter, in their order."""
    grouped: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        grouped[event.letter].append(event)
    return dict(grouped)


def find_sent(events: Iterable[Event]) -> frozenset[str]:
    """Gives the letters that somebody has in hand: they are not written again."""
    return frozenset(event.letter for event in events if event.event != "prepared")


def list_new(made: Iterable[Event], before: Iterable[Event]) -> list[Event]:
    """Gives the lines to add: what is prepared again just as it was needs no second line."""
    last = {letter: happened[-1] for letter, happened in group_events(before).items()}
    return [event for event in made if last.get(event.letter) != event]


def check_event(event: Event, before: Sequence[Event], *, today: date) -> None:
    """Raises RequestRefused, saying why, where the event cannot follow what happened to the letter before."""
    last = before[-1] if before else None
    if last is None:
        raise RequestRefused(
            f'There is no letter "{event.letter}" in the tracker.', help="screener campaign status DIR lists them."
        )
    reason = _find_reason(event, before, last)
    if not reason and event.on > today.isoformat():
        reason = f"{_write_day(event.on)} has not come yet"
    if reason:
        raise RequestRefused(
            f'The letter to "{last.company or event.letter}" cannot be recorded as {say(event.event)}: {reason}.',
            help=_say_next(last, but=event.event),
        )


def say(event: str) -> str:
    """Gives an event as a person reads it."""
    return event.replace("_", " ")


def _find_reason(event: Event, before: Sequence[Event], last: Event) -> str:
    if event.event not in NEXT[last.event]:
        return f"it is {say(last.event)} since {_write_day(last.on)}"
    if event.on < last.on:
        return f"that was on {_write_day(event.on)}, and it was {say(last.event)} on {_write_day(last.on)} already"
    deadline = next((item.reply_by for item in before if item.reply_by), "")
    if event.event == "silent" and deadline and event.on <= deadline:
        return f"its reply day is {_write_day(deadline)}, so that silence shows from the day after"
    return ""


def _say_next(last: Event, *, but: str) -> str:
    allowed = ", ".join(say(word) for word in NEXT[last.event] if word in RECORDED and word != but)
    return f"From {say(last.event)} it can become: {allowed}."


def _write_day(text: str) -> str:
    day = date.fromisoformat(text) if is_day(text) else None
    return f"{day.day} {day:%B} {day.year}" if day else text


def _check_lines(events: Sequence[tuple[int, Event]]) -> Iterator[Fault]:
    last: dict[str, Event] = {}
    for row, event in events:
        before = last.get(event.letter)
        if event.event not in NEXT["sent"] + NEXT["prepared"]:
            yield complain(FILE, "unknown_event", f'"{event.event}" is nothing that happens to a letter.', help=_MEND, row=row)
            continue
        if not is_day(event.on):
            yield complain(FILE, "not_a_day", f'"{event.on}" is not a day.', help=_MEND, row=row, found=event.on)
        elif event.event not in NEXT[before.event if before else ""]:
            seen = f"is {say(before.event)}" if before else "was not prepared"
            message = f'The letter "{event.letter}" {seen}, and cannot become {say(event.event)}.'
            yield complain(FILE, "wrong_order", message, help=_MEND, row=row)
        last[event.letter] = event


_MEND = "Lines are added by screener campaign record, and dates are written as 2026-11-24; take back what was changed by hand."


def _guard(cell: str) -> str:
    return f"'{cell}" if cell.lstrip().startswith(("=", "+", "-", "@", "'", "＝", "＋", "－", "＠")) else " ".join(cell.split())


def _unguard(cell: str) -> str:
    return cell.removeprefix("'")
