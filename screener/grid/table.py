"""An Upload goes in; its Tables come out, every cell as text, one per sheet that holds anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from screener.errors import UploadRefused, UploadTooLarge
from screener.grid.csv_table import read_csv_table
from screener.grid.sandbox import SECONDS, read_sheets
from screener.grid.text_frame import MAX_COLUMNS
from screener.model import Table

if TYPE_CHECKING:
    from collections.abc import Callable

    from screener.grid.sandbox import Sheet
    from screener.model import Upload


MANY_COLUMNS = 100


def read_tables(
    upload: Upload,
    *,
    sheet: str | None = None,
    seconds: int = SECONDS,
    progress: Callable[[str, float], None] | None = None,
) -> tuple[Table, ...]:
    """Gives the tables in the upload's order: integer columns, text cells, `""` for empty.

    `sheet` asks for one sheet by its name (spaces and case at will); a reader that takes more than `seconds` is stopped.
    `progress` is told what is being done, and which share of reading lies behind.
    Raises UploadRefused (`unknown_sheet`, `unreadable`, `took_too_long`, `needs_too_much_memory`) and UploadTooLarge.
    """
    if progress:
        progress(f"Opening {upload.file}", 0.0)
    if upload.format == "csv":
        if sheet is not None:
            raise _unknown_sheet(upload, sheet, [])
        return (read_csv_table(upload),)
    sheets = read_sheets(upload, seconds=seconds)
    return tuple(_to_table(one) for one in _choose(upload, sheets, sheet))


def _choose(upload: Upload, sheets: tuple[Sheet, ...], wanted: str | None) -> tuple[Sheet, ...]:
    if wanted is None:
        return sheets
    chosen = tuple(one for one in sheets if _key(one.name) == _key(wanted))
    if not chosen:
        raise _unknown_sheet(upload, wanted, [one.name for one in sheets if one.name])
    return chosen


def _key(name: str | None) -> str:
    return " ".join((name or "").casefold().split())


def _unknown_sheet(upload: Upload, wanted: str, names: list[str | None]) -> UploadRefused:
    there = ", ".join(f'"{name}"' for name in names[:20])
    help_ = f"It has these sheets: {there}." if there else "This kind of file has no sheets: leave the sheet's name out."
    return UploadRefused(f'"{upload.file}" has no sheet named "{wanted[:100]}".', help=help_, code="unknown_sheet")


def _to_table(sheet: Sheet) -> Table:
    columns = list(sheet.columns)
    while len(columns) > 1 and not any(columns[-1]):
        columns.pop()
    if len(columns) > MANY_COLUMNS:  # one stray cell at the edge of a sheet leaves thousands of empty columns before it
        columns = [column for column in columns if any(column)]
    if len(columns) > MAX_COLUMNS:
        raise UploadTooLarge(
            f"A sheet has {len(columns):,} columns that hold something; the limit is {MAX_COLUMNS:,}.",
            help="Copy the columns of the holdings into a new workbook, and send that.",
            code="too_many_cells",
        )
    index = pd.RangeIndex(sheet.height)
    cells = pd.DataFrame({place: np.array(texts, dtype=object) for place, texts in enumerate(columns)}, index=index, dtype=str)
    rows = np.asarray(sheet.rows or range(1, sheet.height + 1), dtype=np.int64)
    return Table(sheet=sheet.name, cells=cells, rows=rows, reader=sheet.reader)
