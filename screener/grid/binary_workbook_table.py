"""The bytes of a binary workbook (BIFF12, .xlsb) go in; its sheets as grids of text come out, by a reader behind the first.

A part is a row of records: a kind, a length, a content. Kinds are Microsoft's ([MS-XLSB] 2.3); only those that hold a sheet's
name, a shared text, a row or a cell are looked at, the others are passed over by their length.
"""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
from typing import TYPE_CHECKING

from defusedxml import ElementTree

from screener.grid.workbook_cell import write_cell

if TYPE_CHECKING:
    from collections.abc import Iterator

ROW, BLANK, RK, ERROR, BOOLEAN, REAL, TEXT, SHARED = 0, 1, 2, 3, 4, 5, 6, 7
RESULTS = {8: TEXT, 9: REAL, 10: BOOLEAN, 11: ERROR}
"""Results of formulas, by the kind of cell they are laid out as."""
SHARED_ITEM, SHEET = 19, 156
MAX_CELLS = 30_000_000
_BOOK = "xl/workbook.bin"


def read_binary_workbook(content: bytes) -> list[tuple[str, list[list[str]]]]:
    """Gives (sheet, grid); row 1 of a grid is row 1 of the sheet. Raises ValueError, KeyError or struct.error."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        targets = _read_targets(archive)
        names = set(archive.namelist())
        shared = _read_shared(archive.read("xl/sharedStrings.bin")) if "xl/sharedStrings.bin" in names else []
        sheets = list(_list_sheets(archive.read(_BOOK)))
        return [(name, _read_grid(archive.read(targets[mark]), shared)) for name, mark in sheets if targets.get(mark) in names]


def _read_targets(archive: zipfile.ZipFile) -> dict[str, str]:
    root = ElementTree.fromstring(archive.read("xl/_rels/workbook.bin.rels"), forbid_dtd=True)
    return {one.get("Id", ""): posixpath.normpath(posixpath.join("xl", one.get("Target", ""))).lstrip("/") for one in root}


def _list_records(part: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at < len(part):
        kind, at = part[at], at + 1
        if kind & 0x80:
            kind, at = kind & 0x7F | part[at] << 7, at + 1
        length, shift = 0, 0
        while True:
            byte, at = part[at], at + 1
            length |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80 or shift > 21:
                break
        yield kind, part[at : at + length]
        at += length


def _read_text(content: bytes, at: int) -> tuple[str, int]:
    """Gives a text that its length in letters stands before, and where it ends; a length of all ones means none."""
    (length,) = struct.unpack_from("<I", content, at)
    if length == 0xFFFFFFFF:
        return "", at + 4
    end = at + 4 + 2 * length
    return content[at + 4 : end].decode("utf-16-le", "replace"), end


def _read_shared(part: bytes) -> list[str]:
    return [_read_text(content, 1)[0] for kind, content in _list_records(part) if kind == SHARED_ITEM]


def _list_sheets(part: bytes) -> Iterator[tuple[str, str]]:
    for kind, content in _list_records(part):
        if kind == SHEET:
            mark, end = _read_text(content, 8)
            yield _read_text(content, end)[0], mark


def _read_grid(part: bytes, shared: list[str]) -> list[list[str]]:
    grid: list[list[str]] = []
    held = 0
    for kind, content in _list_records(part):
        if kind == ROW and len(content) >= 4:
            (row,) = struct.unpack_from("<I", content)
            held += max(0, row + 1 - len(grid))
            grid.extend([] for _ in range(min(row + 1, MAX_CELLS) - len(grid)))
        elif grid and (RK <= kind <= SHARED or kind in RESULTS) and len(content) >= 8:
            (column,) = struct.unpack_from("<I", content)
            held += max(0, column + 1 - len(grid[-1]))
            if held > MAX_CELLS:
                raise ValueError(f"the sheet reaches over more than {MAX_CELLS:,} cells")
            grid[-1].extend([""] * (column + 1 - len(grid[-1])))
            grid[-1][column] = _write_value(RESULTS.get(kind, kind), content, shared)
    return grid


def _write_value(kind: int, content: bytes, shared: list[str]) -> str:
    if kind == RK:
        return write_cell(_read_rk(struct.unpack_from("<I", content, 8)[0]))
    if kind == REAL:
        return write_cell(struct.unpack_from("<d", content, 8)[0])
    if kind == BOOLEAN:
        return write_cell(bool(content[8]))
    if kind == TEXT:
        return _read_text(content, 8)[0]
    number = struct.unpack_from("<I", content, 8)[0] if kind == SHARED else len(shared)
    return shared[number] if number < len(shared) else ""


def _read_rk(number: int) -> float:
    """A number in thirty bits: bit 2 says that it is whole, bit 1 that it is to be divided by 100."""
    if number & 2:
        value: float = (number >> 2) - (1 << 30 if number & 0x80000000 else 0)
    else:
        (value,) = struct.unpack("<d", struct.pack("<Q", (number & 0xFFFFFFFC) << 32))
    return value / 100 if number & 1 else value
