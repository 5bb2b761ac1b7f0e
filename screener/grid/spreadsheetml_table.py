"""The bytes of a SpreadsheetML 2003 file (XML, often named .xls) go in; its sheets as grids of text come out.

Published files begin with two byte order marks and hold bare `&`: both are mended before a parser that refuses entities and
external references sees them.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from defusedxml.ElementTree import iterparse

from screener.grid.encoding import decode_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

Grid = list[list[str]]
MAX_GAP = 1_048_576
_BARE_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_SHEET_NAMESPACE = "{urn:schemas-microsoft-com:office:spreadsheet}"


def read_grids(content: bytes, _form: str) -> list[tuple[str | None, Grid, str, None]]:
    """Gives (sheet, grid, reader, no numbers) per sheet that holds anything. Raises ParseError and EntitiesForbidden."""
    stream = io.BytesIO(mend_markup(content).encode("utf-8"))
    sheets: list[tuple[str | None, Grid, str, None]] = []
    for _, element in iterparse(stream, events=("end",), forbid_dtd=True):
        if _local(element) == "Worksheet":
            grid = _read_sheet(element)
            if any(any(row) for row in grid):
                sheets.append((element.get(f"{_SHEET_NAMESPACE}Name"), grid, "spreadsheetml", None))
            element.clear()
    return sheets


def mend_markup(content: bytes) -> str:
    """Gives the text without byte order marks, declaration, bare ampersands and control characters."""
    text, _ = decode_text(content, file="the file")
    text = _DECLARATION.sub("", text.lstrip("\ufeff\r\n\t "))
    return _CONTROL.sub("", _BARE_AMPERSAND.sub("&amp;", text))


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _read_sheet(sheet: Element) -> Grid:
    grid: Grid = []
    for row in (element for element in sheet.iter() if _local(element) == "Row"):
        _pad(grid, _index(row, len(grid)), [])
        grid.append(_read_row(row))
    return grid


def _read_row(row: Element) -> list[str]:
    cells: list[str] = []
    for cell in (element for element in row if _local(element) == "Cell"):
        at = min(_index(cell, len(cells)), 16_384)
        cells.extend([""] * (at - len(cells)))
        cells.append("".join(_texts(cell)))
        cells.extend([""] * min(int(cell.get(f"{_SHEET_NAMESPACE}MergeAcross") or 0), 16_384))
    return cells


def _texts(cell: Element) -> Iterator[str]:
    for data in cell:
        if _local(data) == "Data":
            yield "".join(data.itertext())


def _index(element: Element, following: int) -> int:
    """`ss:Index` counts from one and jumps over empty places."""
    stated = element.get(f"{_SHEET_NAMESPACE}Index")
    return min(max(following, int(stated) - 1), MAX_GAP) if stated and stated.isdigit() else following


def _pad(grid: Grid, until: int, empty: list[str]) -> None:
    grid.extend([list(empty) for _ in range(until - len(grid))])
