"""The bytes of a SpreadsheetML 2003 file (XML, often named .xls) go in; its sheets as grids of text come out.

Published files begin with two byte order marks and hold bare `&`: both are mended before a parser that refuses entities and
external references sees them.
"""

from __future__ import annotations

import io
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError

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
    try:
        sheets, reader = read_markup(content), "spreadsheetml"
    except ParseError:
        sheets, reader = read_loose_markup(content), "loose_markup"
    return [(name, grid, reader, None) for name, grid in sheets if any(any(row) for row in grid)]


def read_markup(content: bytes) -> list[tuple[str | None, Grid]]:
    """Gives (sheet, grid) of well-formed markup. Raises ParseError, and what refuses entities."""
    stream = io.BytesIO(mend_markup(content).encode("utf-8"))
    sheets: list[tuple[str | None, Grid]] = []
    for _, element in iterparse(stream, events=("end",), forbid_dtd=True):
        if _local(element) == "Worksheet":
            sheets.append((element.get(f"{_SHEET_NAMESPACE}Name"), _read_sheet(element)))
            element.clear()
    return sheets


def read_loose_markup(content: bytes) -> list[tuple[str | None, Grid]]:
    """Gives (sheet, grid) of markup that breaks off or crosses its tags, by a reader that follows no entity at all."""
    parser = _Loose()
    parser.feed(mend_markup(content))
    parser.close()
    return parser.sheets


class _Loose(HTMLParser):
    """Collects sheets, rows, cells and their data; tag names arrive in small letters."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.sheets: list[tuple[str | None, Grid]] = []
        self.open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kind, said = tag.rpartition(":")[2], {key.rpartition(":")[2]: value or "" for key, value in attrs}
        self.open = kind == "data"
        if kind == "worksheet":
            self.sheets.append((said.get("name"), []))
        if not self.sheets:
            return
        grid = self.sheets[-1][1]
        if kind == "row":
            _pad(grid, _place(said.get("index"), len(grid)), [])
            grid.append([])
        elif kind == "cell" and grid:
            grid[-1].extend([""] * (min(_place(said.get("index"), len(grid[-1])), 16_384) - len(grid[-1])))
            grid[-1].append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.open = False

    def handle_endtag(self, tag: str) -> None:
        self.open = self.open and tag.rpartition(":")[2] not in {"data", "cell", "row"}

    def handle_data(self, data: str) -> None:
        if self.open and self.sheets and self.sheets[-1][1] and self.sheets[-1][1][-1]:
            self.sheets[-1][1][-1][-1] += data


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
    return _place(element.get(f"{_SHEET_NAMESPACE}Index"), following)


def _place(stated: str | None, following: int) -> int:
    return min(max(following, int(stated) - 1), MAX_GAP) if stated and stated.isdecimal() else following


def _pad(grid: Grid, until: int, empty: list[str]) -> None:
    grid.extend([list(empty) for _ in range(until - len(grid))])
