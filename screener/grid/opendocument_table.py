"""The bytes of an OpenDocument spreadsheet go in; its sheets as grids of text come out, however its XML is indented.

The fast reader refuses white space between cells, which some public bodies publish; this one is for those files.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

from defusedxml import ElementTree

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_SPACES = re.compile(r"[ \t\r\n]+")
MAX_CELLS = 30_000_000


def read_open_document(content: bytes) -> list[tuple[str, list[list[str]]]]:
    """Gives (sheet, grid); row 1 of a grid is row 1 of the sheet. Raises ValueError where repeats make it too large to hold."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        root = ElementTree.fromstring(archive.read("content.xml"), forbid_dtd=True)
    return [(table.get(f"{_TABLE}name", ""), _read_grid(table)) for table in root.iter(f"{_TABLE}table")]


def _read_grid(table: Element) -> list[list[str]]:
    grid: list[list[str]] = []
    waiting = held = 0
    for element in table.iter(f"{_TABLE}table-row"):
        row, times = _read_row(element), int(element.get(f"{_TABLE}number-rows-repeated", "1"))
        if not row:
            waiting += times
            continue
        held += waiting + times * len(row)
        if held > MAX_CELLS:
            raise ValueError(f"the sheet repeats its cells to more than {MAX_CELLS:,}")
        grid += [[] for _ in range(waiting)] + [row] * times
        waiting = 0
    return grid


def _read_row(element: Element) -> list[str]:
    """Empty cells at the end are not kept: they are repeated to the edge of the sheet."""
    row: list[str] = []
    waiting = 0
    for cell in element:
        if cell.tag not in {f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"}:
            continue
        text, times = _read_cell(cell), int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
        if not text:
            waiting += times
        elif len(row) + waiting + times > MAX_CELLS:
            raise ValueError(f"a row repeats its cells to more than {MAX_CELLS:,}")
        else:
            row += [""] * waiting + [text] * times
            waiting = 0
    return row


def _read_cell(cell: Element) -> str:
    kind = cell.get(f"{_OFFICE}value-type", "")
    if kind in {"float", "percentage", "currency"}:
        return cell.get(f"{_OFFICE}value", "").removesuffix(".0")
    if kind == "date":
        return cell.get(f"{_OFFICE}date-value", "").removesuffix("T00:00:00")
    if kind == "boolean":
        return cell.get(f"{_OFFICE}boolean-value", "").upper()
    return "\n".join("".join(_write_text(paragraph)) for paragraph in cell.iterfind(f"{_TEXT}p")).strip(" ")


def _write_text(element: Element) -> Iterator[str]:
    """Gives a paragraph's text: runs of white space are one space, `text:s` is written out, notes are left out."""
    yield _SPACES.sub(" ", element.text or "")
    for child in element:
        if child.tag == f"{_TEXT}s":
            yield " " * int(child.get(f"{_TEXT}c", "1"))
        elif child.tag == f"{_TEXT}line-break":
            yield "\n"
        elif child.tag in {f"{_TEXT}span", f"{_TEXT}a"}:
            yield from _write_text(child)
        yield _SPACES.sub(" ", child.tail or "")
