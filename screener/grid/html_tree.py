"""The text of an HTML page goes in; its tables as grids of text come out, by the rules by which browsers mend a broken page.

The reader behind the first (html_table): slower, and stopped by nothing that is text.
"""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

Rows = tuple[list[list[str]], list[int]]
"""The rows of a table, and the numbers they have among all rows of the page."""
CELLS = frozenset({"td", "th"})
MUTED = frozenset({"script", "style", "table"})
MAX_SPAN = 200
WIDEST = 500
"""Columns; what stands further right reaches down into no other row, or a small page would ask for millions of cells."""
_NUMBER = re.compile(r"[-+($€£¥]*\d[\d.,\s%)]*")


class Below:
    """The cells that reach down into the rows to come: a column to how many rows more, and the text.

    What a cell says of several rows it says in each; a number is said once, or it would be added up again.
    """

    def __init__(self) -> None:
        self.reaching: dict[int, tuple[int, str]] = {}

    def fill(self, row: list[str]) -> None:
        """Adds to the row what reaches down into its next columns."""
        while (found := self.reaching.pop(len(row), None)) is not None:
            left, text = found
            if left > 1:
                self.reaching[len(row)] = (left - 1, text)
            row.append(text)

    def place(self, row: list[str], text: str, across: int, down: int) -> None:
        """Adds a cell to the row, behind what reaches down before it."""
        self.fill(row)
        said = "" if _NUMBER.fullmatch(text.strip()) else text
        for at in range(across if down > 1 and len(row) < WIDEST else 0):
            self.reaching[len(row) + at] = (down - 1, "" if at else said)
        row.extend([text, *[""] * (across - 1)])


def read_span(text: str | None) -> int:
    """Gives over how many rows or columns a cell reaches; what is no number means one."""
    return max(1, min(int(text), MAX_SPAN)) if text is not None and text.isascii() and text.isdigit() else 1


def read_tree_tables(text: str) -> list[Rows]:
    """Gives every table of the page in order, nested ones for themselves."""
    page: Element = import_module("tinyhtml5").parse(text, namespace_html_elements=False)
    numbers = {row: number for number, row in enumerate(page.iter("tr"), 1)}
    return [_read_table(table, numbers) for table in page.iter("table")]


def _read_table(table: Element, numbers: dict[Element, int]) -> Rows:
    rows, below = list(_list_rows(table)), Below()
    return [_read_row(row, below) for row in rows], [numbers[row] for row in rows]


def _read_row(row: Element, below: Below) -> list[str]:
    cells: list[str] = []
    for cell in row:
        if cell.tag in CELLS:
            spans = (read_span(cell.get(name)) for name in ("colspan", "rowspan"))
            below.place(cells, "".join(_list_texts(cell)), *spans)
    below.fill(cells)
    return cells


def _list_rows(part: Element) -> Iterator[Element]:
    for child in part:
        if child.tag == "tr":
            yield child
        elif child.tag in {"tbody", "thead", "tfoot"}:
            yield from _list_rows(child)


def _list_texts(part: Element) -> Iterator[str]:
    """A line's end within a cell is a space, as is a break."""
    if part.tag == "br":
        yield " "
    elif part.tag not in MUTED and isinstance(part.tag, str):
        yield part.text or ""
        for child in part:
            yield from _list_texts(child)
            yield child.tail or ""
