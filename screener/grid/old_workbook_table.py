"""The bytes of an old workbook (BIFF, .xls) go in; its sheets as grids of text come out, by a reader behind the first."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import xlrd

from screener.grid.workbook_cell import write_cell

if TYPE_CHECKING:
    from xlrd.book import Book
    from xlrd.sheet import Cell


def read_old_workbook(content: bytes) -> list[tuple[str, list[list[str]]]]:
    """Gives (sheet, grid); row 1 of a grid is row 1 of the sheet. Raises what xlrd raises on a file it cannot read."""
    with open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123 (it writes its warnings to a stream; they help nobody)
        book = xlrd.open_workbook(file_contents=content, logfile=nowhere, on_demand=True)
        sheets = [book.sheet_by_name(name) for name in book.sheet_names()]
    return [(sheet.name, [[_write(cell, book) for cell in sheet.row(row)] for row in range(sheet.nrows)]) for sheet in sheets]


def _write(cell: Cell, book: Book) -> str:
    if cell.ctype == xlrd.XL_CELL_DATE:
        return write_cell(_read_day(cell.value, book))
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return write_cell(bool(cell.value))
    return "" if cell.ctype == xlrd.XL_CELL_ERROR else write_cell(cell.value)


def _read_day(number: float, book: Book) -> object:
    """A number outside the calendar stays a number."""
    try:
        return xlrd.xldate.xldate_as_datetime(number, book.datemode)
    except (xlrd.xldate.XLDateError, OverflowError, ValueError):
        return number
