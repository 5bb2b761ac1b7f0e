"""Plain sheets: tables of text by their title go in; an XLSX in which each word is text, never a formula or link, comes out."""

from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING

import xlsxwriter

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PLAIN = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
"""Options of a workbook whose every word is text, made in memory."""
_CELL = 32_000
"""A cell holds 32,767 characters; what is longer is cut with an ellipsis."""


def write_sheets_xlsx(sheets: Mapping[str, Sequence[Sequence[str]]], *, title: str, day: str) -> bytes:
    """Gives a workbook with one sheet per table, its first line the headings; the same tables and day, the same bytes."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, PLAIN)
    book.set_properties({"title": title, "created": datetime.fromisoformat(day)})
    heading, text = book.add_format({"bold": True, "bottom": 1}), book.add_format({"valign": "top"})
    for name, lines in sheets.items():
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(lines[0]) - 1, 24)
        for number, line in enumerate(lines):
            for column, cell in enumerate(line):
                if cell:
                    sheet.write_string(number, column, cut_cell(cell), text if number else heading)
        sheet.autofilter(0, 0, len(lines) - 1, len(lines[0]) - 1)
    book.close()
    return target.getvalue()


def cut_cell(cell: str) -> str:
    """Gives the text as a cell holds it."""
    return cell if len(cell) <= _CELL else f"{cell[:_CELL]}…"
