"""The lines of a table go in; those that hold something without saying what come out.

A line with a quantity and a value is a holding, though nobody can say of what. What it must not be taken for: a sum of the lines
above it, and the lots of a holding, which stand below it and add up to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from screener.intake.columns import find_filled
from screener.intake.sums import is_near, is_running_sum

if TYPE_CHECKING:
    from typing import Any

    import pandas as pd

    Mask = np.ndarray[Any, np.dtype[np.bool_]]

PLAY = 1e-4
"""Sums may be off by this share of them."""
MOST = 2_000
"""Of more lines without a name, only the last is looked at as a sum: they are a file without names."""


def find_unnamed(lines: pd.DataFrame, labels: pd.Series[str]) -> tuple[Mask, Mask]:
    """Marks lines without name and identifier that have both a quantity and a value, and are no sum and no lot; and those taken
    for sums, which may be holdings by chance.
    """
    named = find_filled(lines["name"]) | lines["identified"].to_numpy(dtype=bool)
    found: Mask = ~named & find_filled(lines["quantity"]) & find_filled(lines["market_value"]) & (labels == "").to_numpy()
    found &= ~lines["heading"].to_numpy(dtype=bool)
    summed: Mask = np.zeros(len(found), dtype=bool)
    if not found.any():
        return found, summed
    values = np.array([float(text) if text else 0.0 for text in lines["market_value"].tolist()])
    places = np.flatnonzero(found).tolist()
    for at in places if len(places) <= MOST else places[-1:]:
        summed[at] = is_running_sum(values[:at], values[at], least=2, play=PLAY)
    found &= ~summed
    for first, last in _list_runs(found):
        if first and named[first - 1] and is_near(values[first:last].sum(), values[first - 1], play=PLAY):
            found[first:last] = False
    return found, summed


def _list_runs(found: Mask) -> list[tuple[int, int]]:
    """Gives (first, one past the last) of each row of marked lines."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], found, [False])).astype(np.int8)))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))
