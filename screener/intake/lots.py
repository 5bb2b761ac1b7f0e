"""Lots: the lines of a table go in; out come those that say again what the purchases of one security add up to."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    Mask = np.ndarray[Any, np.dtype[np.bool_]]
    Pair = tuple[Decimal, Decimal]

_FEWEST_RUNS = 2
"""So many securities must add up: 100, 60 and 40 pieces of one may lie in three accounts by chance."""


def find_lot_sums(lines: pd.DataFrame, held: Mask) -> Mask:
    """Gives the lines that sum up lots: first, or last, of the lines of one name that follow one another.

    Quantity and value must be the exact sums of the others', at every name that stands on several lines, or nothing is found.
    """
    found = np.zeros(len(lines), dtype=bool)
    places = np.flatnonzero(held)
    runs = _find_runs(lines["name"].to_numpy(dtype=object)[places])
    if sum(end - begin > 2 for begin, end in runs) < _FEWEST_RUNS:
        return found
    for at in (0, -1):
        if all(_adds_up([_read_pair(lines, places[place]) for place in range(begin, end)], at) for begin, end in runs):
            found[[places[range(begin, end)[at]] for begin, end in runs]] = True
            return found
    return found


def _find_runs(names: np.ndarray[Any, np.dtype[np.object_]]) -> list[tuple[int, int]]:
    changes = np.flatnonzero(names[1:] != names[:-1]) + 1
    bounds = pairwise((0, *changes.tolist(), len(names)))
    return [(begin, end) for begin, end in bounds if end - begin > 1 and names[begin]]


def _read_pair(lines: pd.DataFrame, place: int) -> Pair | None:
    quantity, value = lines["quantity"].iloc[place], lines["market_value"].iloc[place]
    return (Decimal(quantity), Decimal(value)) if quantity and value else None


def _adds_up(pairs: Sequence[Pair | None], at: int) -> bool:
    known = [pair for pair in pairs if pair is not None]
    if len(known) < len(pairs):
        return False
    whole, lots = known[at], known[1:] if at == 0 else known[:-1]
    return all(whole) and all(sum(lot[part] for lot in lots) == whole[part] for part in (0, 1))
