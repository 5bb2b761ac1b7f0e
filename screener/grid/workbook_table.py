"""The bytes of a workbook go in; its sheets as grids of text come out (calamine first, another reader where it refuses)."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal
from typing import Any

Grid = list[list[str]]


def read_grids(content: bytes, form: str) -> list[tuple[str | None, Grid, str, None]]:
    """Gives (sheet, grid, reader, no numbers) per sheet that holds anything; row 1 of a grid is row 1 of the sheet."""
    try:
        sheets, reader = _read_with_calamine(content), "calamine"
    except MemoryError:
        raise
    except Exception:
        if form not in {"xlsx", "ods"}:
            raise
        sheets, reader = _read_another_way(content, form)
    return [(name, grid, reader, None) for name, grid in sheets if any(any(row) for row in grid)]


def _read_with_calamine(content: bytes) -> list[tuple[str, Grid]]:
    from python_calamine import load_workbook  # noqa: PLC0415 (the child imports the one reader it needs)

    workbook = load_workbook(io.BytesIO(content))
    return [
        (name, [[write_cell(cell) for cell in row] for row in workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)])
        for name in workbook.sheet_names
    ]


def _read_another_way(content: bytes, form: str) -> tuple[list[tuple[str, Grid]], str]:
    if form == "xlsx":
        return _read_with_openpyxl(content), "openpyxl"
    from screener.grid.opendocument_table import read_open_document  # noqa: PLC0415 (needed rarely)

    return read_open_document(content), "open_document"


def _read_with_openpyxl(content: bytes) -> list[tuple[str, Grid]]:
    from openpyxl import load_workbook  # noqa: PLC0415 (half a second to import; needed rarely)

    workbook = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    return [
        (sheet.title, [[write_cell(cell) for cell in row] for row in sheet.iter_rows(values_only=True)])
        for sheet in workbook.worksheets
    ]


def write_cell(value: Any) -> str:  # noqa: ANN401 (whatever a cell holds)
    """Gives a cell as text: whole numbers without a point, other numbers in full, dates as ISO, TRUE and FALSE."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _write_number(value)
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ")
    return value.isoformat() if isinstance(value, dt.date | dt.time) else str(value)


def _write_number(value: float) -> str:
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return str(int(value))
    text = repr(value)
    return format(Decimal(text), "f") if "e" in text else text
