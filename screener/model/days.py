"""Days: partial dates go in (`2021`, `2021-02` or `2021-02-01`); the first and last day they can mean come out."""

from __future__ import annotations

import calendar
from datetime import date
from functools import lru_cache

REVIEW_MONTHS = 24
"""A tie last reported longer ago than this is not shown as current and excludes nothing until it is reviewed."""
_DATES_KEPT = 4096
"""The registry's dates are far fewer, and each is asked for at every screening, several times over."""


@lru_cache(maxsize=_DATES_KEPT)
def first_day(partial: str) -> date:
    """Gives the first day a partial date can mean: `2021-02` → 1 February 2021. Raises ValueError on other text."""
    year, month, day = _parts(partial)
    return date(year, month or 1, day or 1)


@lru_cache(maxsize=_DATES_KEPT)
def last_day(partial: str) -> date:
    """Gives the last day a partial date can mean: `2021-02` → 28 February 2021. Raises ValueError on other text."""
    year, month, day = _parts(partial)
    month = month or 12
    return date(year, month, day or calendar.monthrange(year, month)[1])


def is_day(text: object) -> bool:
    """Says whether a text is a whole day as this program writes it, 2026-11-24, and one the calendar has."""
    try:
        return date.fromisoformat(str(text)).isoformat() == text
    except ValueError:
        return False


def months_later(day: date, months: int) -> date:
    """Gives the day `months` later, the month's last day where it is shorter: 31 August + 6 → 28 February."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


@lru_cache(maxsize=_DATES_KEPT)
def review_day(reported: str) -> date:
    """Gives the last day on which what was reported on a partial date counts as current. Raises ValueError on other text."""
    return months_later(last_day(reported), REVIEW_MONTHS)


def _parts(partial: str) -> tuple[int, int, int]:
    pieces = partial.split("-")
    widths = [len(piece) for piece in pieces]
    if widths not in ([4], [4, 2], [4, 2, 2]):
        raise ValueError(f'"{partial}" is not a date: write 2021, 2021-02 or 2021-02-01')
    numbers = [int(piece) for piece in pieces] + [0, 0]
    return numbers[0], numbers[1], numbers[2]
