"""A cell's value as a reader gives it goes in; its text comes out."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

WHOLE = 2**53
"""Below it every whole number is exact as a float."""


def write_cell(value: Any) -> str:  # noqa: ANN401 (whatever a cell holds)
    """Gives a cell as text: whole numbers without a point, other numbers in full, dates as ISO, TRUE and FALSE."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _write_number(value)
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ")
    return value.isoformat() if isinstance(value, dt.date | dt.time) else str(value)


def _write_number(value: float) -> str:
    if isinstance(value, float) and value.is_integer() and abs(value) < WHOLE:
        return str(int(value))
    text = repr(value)
    return format(Decimal(text), "f") if "e" in text else text
