"""A Table in which two tables stand side by side goes in; the same with one below the other comes out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from screener.intake.header_columns import NAMING
from screener.intake.vocabulary import fold_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from screener.intake.header_columns import Header
    from screener.model import Table

    Cells = np.ndarray[Any, np.dtype[np.object_]]

LONG = 20_000
"""People set tables side by side on a page, not over so many lines."""


def stack_side_by_side(table: Table, header: Header) -> Table | None:
    """Gives the tables one below the other, lines with their own numbers; None for a table that stands alone."""
    starts = _find_starts(header)
    if len(starts) < 2 or header.line is None or len(table.cells) > LONG:
        return None
    width = starts[1] - starts[0]
    line, last = header.line, len(table.cells)
    above = table.cells.iloc[:line, : starts[0] + width]
    parts = [table.cells.iloc[line:last, start : start + width] for start in starts]
    left = table.cells.iloc[line:last, : starts[0]]
    framed = [_widen(pd.concat([left, part], axis=1).to_numpy(dtype=object), starts[0] + width) for part in parts]
    cells = pd.DataFrame(np.concatenate([above.to_numpy(dtype=object), *framed]), dtype=str)
    rows = np.concatenate([table.rows[:line], *[table.rows[line:last]] * len(starts)])
    return replace(table, cells=cells, rows=rows)


def _widen(cells: Cells, width: int) -> Cells:
    return np.pad(cells, ((0, 0), (0, width - cells.shape[1])), constant_values="")


def _find_starts(header: Header) -> list[int]:
    """Gives where each of the tables begins: where the header's texts, one for what is held among them, stand again in order."""
    texts = [fold_text(text) for text in header.texts]
    named = [column.position for name, column in header.columns.items() if name in NAMING]
    first = next((at for at, text in enumerate(texts) if text and texts.count(text) > 1), None)
    if first is None or not named:
        return []
    starts = [at for at, text in enumerate(texts) if text == texts[first]]
    width = starts[1] - starts[0]
    unit = texts[first : first + width]
    told = sum(map(bool, unit)) > 1 and any(first <= at < first + width for at in named)
    return starts if told and all(_is_same(unit, texts[at : at + width]) for at in starts) else []


def _is_same(unit: Sequence[str], texts: Sequence[str]) -> bool:
    """The last table has no gap behind it."""
    return list(texts) == list(unit[: len(texts)]) and not any(unit[len(texts) :])
