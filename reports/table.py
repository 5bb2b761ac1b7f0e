"""The table of findings: its document goes in; CSV that no spreadsheet takes for formulas comes out."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from reports.filters import is_number
from reports.workbook_document import FINDING_HEADINGS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reports.workbook_document import FindingsTable

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write_findings_csv(table: FindingsTable) -> bytes:
    """Gives the findings as CSV (UTF-8 with a byte order mark, so that Excel reads every script), headings first."""
    return write_lines_csv(FINDING_HEADINGS, table.lines)


def write_lines_csv(headings: Iterable[str], lines: Iterable[Iterable[str]]) -> bytes:
    """Gives any lines as CSV in the same manner."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows([neutralise_cell(cell) for cell in line] for line in lines)
    return text.getvalue().encode("utf-8-sig")


def neutralise_cell(text: str) -> str:
    """Gives the text with an apostrophe in front where a spreadsheet would take it for a formula; numbers stay numbers."""
    return f"'{text}" if text.lstrip(" \u00a0").startswith(_FORMULA_STARTS) and not is_number(text) else text
