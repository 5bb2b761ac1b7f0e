"""A column of weights as the file writes them goes in; fractions of one come out, exactly."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from screener.errors import Problem
from screener.intake.amounts import shift_hundredths, to_floats
from screener.intake.columns import map_distinct

if TYPE_CHECKING:
    import pandas as pd

    from screener.intake.amounts import Amounts

LOWEST, HIGHEST = 0.95, 1.06
"""Sums of published weights run from 0.978 to 1.04; outside a wider band something is missing or counted twice."""


def write_weights(amounts: Amounts, held: pd.Series[bool], *, header: str) -> pd.Series[str]:
    """Gives the weights as fractions of one; `held` marks the lines that are holdings."""
    percent = _is_percent(amounts, held, header=header)
    if not percent:
        return amounts.values
    return map_distinct(amounts.values, shift_hundredths)


def _is_percent(amounts: Amounts, held: pd.Series[bool], *, header: str) -> bool:
    """A % sign in the cells decides; then what the weights add up to (headers say "%" above fractions too); then the header."""
    if amounts.percent[held.to_numpy()].any():
        return True
    weights = to_floats(amounts.values if held.all() else amounts.values[held])
    total, largest = weights.sum(), np.abs(weights).max(initial=0.0)
    if largest > 1.5 or total > 20:
        return True
    says_percent = any(mark in header.casefold() for mark in ("%", "percent", "pct", "prozent"))
    return says_percent and not LOWEST <= total <= HIGHEST


def check_weights(total: float, *, header: str, sheet: str | None) -> list[Problem]:
    """Gives a Problem where what the weights add up to is not about one."""
    if LOWEST <= total <= HIGHEST:
        return []
    shown = f"{total * 100:.1f}"
    return [
        Problem(
            code="weights_do_not_add_up",
            severity="warning",
            message=f'The weights in column "{header}" add up to {shown} %, not to about 100 %.',
            help="Holdings may be missing, or several accounts stand in one file; shares of the whole are only as good as that.",
            sheet=sheet,
            column=header,
            found=shown,
        )
    ]
