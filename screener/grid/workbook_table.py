"""The bytes of a workbook go in; its sheets as grids of text come out (calamine first, another reader where it refuses)."""

from __future__ import annotations

import io
from typing import Any

from screener.grid.workbook_cell import write_cell

Grid = list[list[str]]


def read_grids(content: bytes, form: str) -> list[tuple[str | None, Grid, str, None]]:
    """Gives (sheet, grid, reader, no numbers) per sheet that holds anything; row 1 of a grid is row 1 of the sheet."""
    try:
        sheets, reader = _read_with_calamine(content), "calamine"
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 (whatever the first reader stumbled over; what the second one raises is told)
        sheets, reader = _read_another_way(content, form)
    return [(name, grid, reader, None) for name, grid in sheets if any(any(row) for row in grid)]


def _read_with_calamine(content: bytes) -> list[tuple[str, Grid]]:
    from python_calamine import load_workbook  # noqa: PLC0415 (the child imports the one reader it needs)

    workbook = load_workbook(io.BytesIO(content))
    return [
        (name, [_write_row(row) for row in workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)])
        for name in workbook.sheet_names
    ]


def _write_row(row: list[Any]) -> list[str]:
    return [cell if cell.__class__ is str else write_cell(cell) for cell in row]


def _read_another_way(content: bytes, form: str) -> tuple[list[tuple[str, Grid]], str]:
    if form == "xlsx":
        return read_with_openpyxl(content), "openpyxl"
    if form == "xls":
        from screener.grid.old_workbook_table import read_old_workbook  # noqa: PLC0415 (each is needed rarely)

        return read_old_workbook(content), "xlrd"
    if form == "xlsb":
        from screener.grid.binary_workbook_table import read_binary_workbook  # noqa: PLC0415

        return read_binary_workbook(content), "binary_workbook"
    from screener.grid.opendocument_table import read_open_document  # noqa: PLC0415

    return read_open_document(content), "open_document"


def read_with_openpyxl(content: bytes) -> list[tuple[str, Grid]]:
    """Gives (sheet, grid) by the reader that stands behind the first."""
    from openpyxl import load_workbook  # noqa: PLC0415 (half a second to import; needed rarely)

    workbook = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    return [
        (sheet.title, [[write_cell(cell) for cell in row] for row in sheet.iter_rows(values_only=True)])
        for sheet in workbook.worksheets
    ]
