"""Amounts, one below the other, and one more go in; whether it is the sum of the last of them comes out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from typing import Any

    Amounts = np.ndarray[Any, np.dtype[np.float64]]


def is_near(total: float, amount: float, *, play: float) -> bool:
    """Says whether a sum is an amount, give or take a share `play` of it; nothing is a sum of nothing."""
    return bool(amount) and abs(total - amount) <= play * abs(amount)


def is_running_sum(above: Amounts, amount: float, *, least: int, play: float) -> bool:
    """Says whether an amount is the sum of the lines right above it, `least` of them or more, give or take a share `play`."""
    sums = np.cumsum(above[::-1])[least - 1 :]
    return bool(amount) and bool((np.abs(sums - amount) <= play * abs(amount)).any())
