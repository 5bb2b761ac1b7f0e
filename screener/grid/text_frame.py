"""Delimited text goes in; a frame of text cells and the user's line numbers come out (the fast path, pandas' C reader)."""

from __future__ import annotations

import io
import warnings
from typing import Any, Literal

import numpy as np
import pandas as pd

from screener.grid.shared_frame import read_shared_frame

MAX_ROWS = 2_000_000
MAX_COLUMNS = 500
QUOTINGS: tuple[Literal[0, 3], ...] = (0, 3)
"""csv.QUOTE_MINIMAL, then csv.QUOTE_NONE."""
Lines = np.ndarray[Any, np.dtype[np.int64]]


def read_text_frame(text: str, *, delimiter: str) -> tuple[pd.DataFrame, Lines]:
    """Gives the cells (integer columns, trailing empty columns dropped) and the line each row begins on.

    Raises ValueError on text that is no table.
    """
    lines = text.splitlines() if "\r" in text and "\n" not in text else text.split("\n")
    width = max((line.count(delimiter) for line in lines), default=0) + 1
    cells = _parse(text, delimiter=delimiter, width=width, height=len(lines))
    if len(lines) - len(cells) > 1 and _swallows_lines(cells, delimiter):
        text = _mend_quotes(lines)
        cells = _parse(text, delimiter=delimiter, width=width, height=len(lines))
    return _drop_empty_columns(cells), _count_lines(cells, len(lines))


def read_long_frame(content: bytes, *, delimiter: str) -> tuple[pd.DataFrame, Lines] | None:
    """Gives the same of long UTF-8 text without quotation marks, several times faster; None for any other text."""
    cells = read_shared_frame(content, delimiter=delimiter, limits=(MAX_ROWS, MAX_COLUMNS))
    return None if cells is None else (_drop_empty_columns(cells), np.arange(1, len(cells) + 1, dtype=np.int64))


def _parse(text: str, *, delimiter: str, width: int, height: int) -> pd.DataFrame:
    if width > MAX_COLUMNS or height > MAX_ROWS:
        raise ValueError(f"it has {height:,} lines and up to {width:,} columns; the limits are {MAX_ROWS:,} and {MAX_COLUMNS:,}")
    for quoting in QUOTINGS:
        try:
            return _parse_quoted(text, delimiter=delimiter, width=width, quoting=quoting)
        except pd.errors.ParserError as error:
            failure = error
    raise ValueError("its lines cannot be taken apart into cells") from failure


def _parse_quoted(text: str, *, delimiter: str, width: int, quoting: Literal[0, 3]) -> pd.DataFrame:
    """A quotation mark that never closes swallows the rest of the file: the caller then reads marks as text (`quoting` 3)."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", pd.errors.ParserWarning)
        cells = pd.read_csv(
            io.StringIO(text),
            sep=delimiter,
            header=None,
            names=range(width),
            index_col=False,
            dtype=str,
            keep_default_na=False,
            na_filter=False,
            skip_blank_lines=False,
            skipinitialspace=False,
            quoting=quoting,
            engine="c",
        )
    return cells.fillna("")


def _swallows_lines(cells: pd.DataFrame, delimiter: str) -> bool:
    """Says whether a quotation mark that does not close has taken whole lines into a cell: lines as wide as the table is."""
    width = int((cells != "").sum(axis=1).median())
    tall = [text for column in cells.columns for text in cells[column][cells[column].str.contains("\n", regex=False)]]
    inner = [line for text in tall for line in text.split("\n")[1:-1]]
    return width > 1 and sum(line.count(delimiter) >= width - 1 for line in inner) > 0.5 * max(1, len(inner))


def _mend_quotes(lines: list[str]) -> str:
    """Takes the quotation marks off every line that has an odd number of them."""
    return "\n".join(line.replace('"', "") if line.count('"') % 2 else line for line in lines)


def _count_lines(cells: pd.DataFrame, physical: int) -> Lines:
    """A record begins on the line after the record before it ends; a quoted cell can hold line ends."""
    if abs(len(cells) - physical) <= 1:
        return np.arange(1, len(cells) + 1, dtype=np.int64)
    heights = np.ones(len(cells), dtype=np.int64)
    for column in cells.columns:
        breaks = cells[column].str.count("\r\n|\r|\n").to_numpy(dtype=np.int64)
        heights += breaks
    return np.concatenate([[1], 1 + np.cumsum(heights)[:-1]]).astype(np.int64)


def _drop_empty_columns(cells: pd.DataFrame) -> pd.DataFrame:
    last = 0
    for column in reversed(range(cells.shape[1])):
        if (cells[column] != "").any():
            last = column
            break
    return cells.iloc[:, : last + 1]
