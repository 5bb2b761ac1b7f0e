"""A table's lines go in; those with a cell too many, since a name has the delimiter in it, come out as they were meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from screener.identifiers import has_valid_check_digit
from screener.intake.columns import find_filled
from screener.intake.identification import SHAPES

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from screener.intake.header_columns import Header

SELDOM = 0.5
"""Where more of the lines reach beyond the header, it is the header that lacks a column."""


def join_spilled(cells: pd.DataFrame, header: Header, *, delimiter: str | None) -> pd.DataFrame:
    """Gives the cells with "Alder", "Inc." joined to one name again, where that puts an ISIN into the column of the ISINs."""
    name, isin = header.columns.get("name"), header.columns.get("isin")
    width = max((at for at, text in enumerate(header.texts) if text.strip()), default=0) + 1
    if delimiter is None or name is None or isin is None or isin.position < name.position or len(cells.columns) <= width:
        return cells
    beyond = find_filled(cells[cells.columns[width]])
    places = np.flatnonzero(beyond)
    if not len(places) or len(places) > SELDOM * len(cells):
        return cells
    lines = {at: cells.iloc[at].tolist() for at in places.tolist()}
    mended = {at: _join(line, name.position, isin.position, width, delimiter) for at, line in lines.items()}
    return _put_lines(cells, {at: line for at, line in mended.items() if line is not None})


def _join(line: Sequence[str], name: int, isin: int, width: int, delimiter: str) -> list[str] | None:
    more = sum(bool(text) for text in line[width:])
    if _is_isin(line[isin]) or isin + more >= len(line) or not _is_isin(line[isin + more]):
        return None
    joined = f"{delimiter} ".join(line[name : name + more + 1])
    return [*line[:name], joined, *line[name + more + 1 :], *[""] * more]


def _is_isin(text: str) -> bool:
    return SHAPES["isin"].fullmatch(text) is not None and has_valid_check_digit("isin", text)


def _put_lines(cells: pd.DataFrame, lines: dict[int, list[str]]) -> pd.DataFrame:
    if not lines:
        return cells
    mended = cells.astype(object)
    for at, line in lines.items():
        mended.iloc[at] = line
    return mended.astype(str)
