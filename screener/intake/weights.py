"""A column of weights as the file writes them goes in; fractions of one come out, exactly."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pandas as pd

from screener.errors import Problem
from screener.intake.amounts import sum_amounts, write_amount

if TYPE_CHECKING:
    from screener.intake.amounts import Amounts

LOWEST, HIGHEST = Decimal("0.95"), Decimal("1.06")
"""Sums of published weights run from 0.978 to 1.04; outside a wider band something is missing or counted twice."""


def write_weights(amounts: Amounts, held: pd.Series[bool], *, header: str) -> pd.Series[str]:
    """Gives the weights as fractions of one; `held` marks the lines that are holdings."""
    percent = _is_percent(amounts, held, header=header)
    if not percent:
        return amounts.values
    distinct = pd.unique(amounts.values)
    hundredths = {text: write_amount(Decimal(text).scaleb(-2)) if text else "" for text in distinct}
    return amounts.values.map(hundredths).astype(str)


def _is_percent(amounts: Amounts, held: pd.Series[bool], *, header: str) -> bool:
    """A % sign in the cells decides; then what the weights add up to (headers say "%" above fractions too); then the header."""
    if amounts.percent[held.to_numpy()].any():
        return True
    total = sum_amounts(amounts.values[held])
    largest = max((abs(Decimal(text)) for text in amounts.values[held] if text), default=Decimal(0))
    if largest > Decimal("1.5") or total > 20:
        return True
    says_percent = any(mark in header.casefold() for mark in ("%", "percent", "pct", "prozent"))
    return says_percent and not LOWEST <= total <= HIGHEST


def check_weights(weights: pd.Series[str], *, header: str, sheet: str | None) -> list[Problem]:
    """Gives a Problem where the weights do not add up to about one."""
    total = sum_amounts(weights)
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
