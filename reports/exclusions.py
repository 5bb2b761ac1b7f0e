"""Exclusion lists: their document goes in; CSV, a workbook, JSON or a broker's upload files come out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from reports.sheets import write_sheets_xlsx
from reports.table import write_lines_csv

if TYPE_CHECKING:
    from reports.exclusion_document import ExclusionDocument

MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "ibkr": "text/csv; charset=utf-8",
}
"""The forms there are."""


def write_exclusion_files(document: ExclusionDocument, form: str) -> tuple[bytes, ...]:
    """Gives the list in one of MEDIA_TYPES: one file, but for `ibkr`, which may be several or none. Raises KeyError otherwise."""
    return {"csv": _write_csv, "xlsx": _write_workbook, "json": _write_json, "ibkr": _write_uploads}[form](document)


def _write_csv(document: ExclusionDocument) -> tuple[bytes, ...]:
    return (write_lines_csv(document.headings, document.lines),)


def _write_workbook(document: ExclusionDocument) -> tuple[bytes, ...]:
    return (write_sheets_xlsx(document.sheets, title=document.title, day=document.day),)


def _write_json(document: ExclusionDocument) -> tuple[bytes, ...]:
    return (f"{json.dumps(document.record, ensure_ascii=False, indent=1)}\n".encode(),)


def _write_uploads(document: ExclusionDocument) -> tuple[bytes, ...]:
    return tuple(text.encode() for text in document.uploads)
