"""History: a tie and a day go in; the tie as the registry's facts stood that day, or nothing, comes out.

A tie is not known before its first source was published, and does not stand before it began. Before its exit a tie stood,
announced or not: an announced exit is not an exit. Every other status is taken to hold from the first report on, the milder
reading where the registry does not say when it changed; it is dated by the newest report there was.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from screener.model import Entity, Involvement, Response, first_day, last_day

if TYPE_CHECKING:
    from datetime import date

NOTICE_DAYS = 28
"""So long a company has to answer before a tie found by our own research alone is listed."""


def involvements_on(entity: Entity, day: date) -> tuple[Involvement, ...]:
    """Gives the ties of the entity as they stood on `day`."""
    stood = (involvement_on(item, day) for item in entity.involvements)
    return tuple(item for item in stood if item is not None)


def involvement_on(item: Involvement, day: date) -> Involvement | None:
    """Gives the tie as it stood on `day`; None before it began, or before anyone had published it."""
    if is_draft(item, day):
        return None
    begun = item.since is None or first_day(item.since) <= day
    published = min(first_day(source.date) for source in item.sources) <= day
    if not begun or not published:
        return None
    if last_day(item.status_as_of) <= day:
        return item
    known = max((source.date for source in item.sources if last_day(source.date) <= day), default=day.isoformat())
    stood = replace(item, status_as_of=known, reported_on=min(item.reported_on, known))
    if item.status != "exited" or day >= first_day(item.until or item.status_as_of):
        return stood
    return replace(stood, status="active" if item.since else "unknown", until=None)


def is_draft(item: Involvement, day: date) -> bool:
    """Says whether a tie that rests on our own research alone still waits for the company's answer to our notice."""
    if item.research != "own" or item.notice_override:
        return False
    return item.notice_on is None or day < last_day(item.notice_on) + timedelta(days=NOTICE_DAYS)


def responses_on(entity: Entity, day: date) -> tuple[Response, ...]:
    """Gives what the entity had said by `day`; an undated word counts as said when its first source was published."""
    return tuple(item for item in entity.responses if _said_on(item) <= day)


def _said_on(item: Response) -> date:
    return first_day(item.date) if item.date else min(first_day(source.date) for source in item.sources)
