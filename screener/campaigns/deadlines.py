"""The calendar: a campaign's deadlines go in; an .ics that any calendar program reads comes out, the same bytes every time."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from hashlib import sha256
from typing import TYPE_CHECKING

from icalendar import Calendar, Event, vText

if TYPE_CHECKING:
    from collections.abc import Iterable

    from screener.campaigns.standing import Deadline

_WHAT = {"reply": "Reply day", "reminder": "Reminder due"}


def write_calendar(title: str, deadlines: Iterable[Deadline], *, day: date, known_by: str = "") -> bytes:
    """Gives the calendar of a campaign as it stood on `day`: one entry for each day and matter, with the companies it concerns.

    An entry keeps its UID from one calendar to the next, so that reading a newer one replaces it; it names no machine.
    `known_by` is what tells it from another calendar of the same title, whose entries it must not replace.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//divestment screener//campaign//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", vText(title))
    for deadline in deadlines:
        calendar.add_component(_make_entry(title, deadline, day=day, known_by=known_by or title))
    return bytes(calendar.to_ical())


def _make_entry(title: str, deadline: Deadline, *, day: date, known_by: str) -> Event:
    number = len(deadline.companies)
    entry = Event()
    entry.add("uid", sha256(f"{known_by}\n{deadline.day}\n{deadline.what}".encode()).hexdigest()[:32])
    entry.add("dtstamp", datetime.combine(day, time(), tzinfo=UTC))
    entry.add("dtstart", date.fromisoformat(deadline.day))
    entry.add("summary", f"{_WHAT[deadline.what]}: {number} {'letter' if number == 1 else 'letters'} ({title})")
    entry.add("description", "\n".join(deadline.companies))
    entry.add("transp", "TRANSPARENT")
    return entry
