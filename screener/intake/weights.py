"""A column of weights as the file writes them goes in; fractions of one come out, exactly."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from screener.errors import Problem
from screener.intake.amounts import add_up, shift_hundredths
from screener.intake.columns import list_texts, map_distinct

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
    weights = list(map(float, filter(None, list_texts(amounts.values[held]))))
    total, largest = math.fsum(weights), max(map(abs, weights), default=0.0)
    if largest > 1.5 or total > 20:
        return True
    says_percent = any(mark in header.casefold() for mark in ("%", "percent", "pct", "prozent"))
    return says_percent and not LOWEST <= total <= HIGHEST


def check_weights(weights: pd.Series[str], *, header: str, sheet: str | None) -> list[Problem]:
    """Gives a Problem where the weights do not add up to about one."""
    total = add_up(weights)
    if not (weights != "").any() or LOWEST <= total <= HIGHEST:
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
