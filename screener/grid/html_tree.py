"""The text of an HTML page goes in; its tables as grids of text come out, by the rules by which browsers mend a broken page.

The reader behind the first (html_table): slower, and stopped by nothing that is text.
"""

from __future__ import annotations

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


def read_tree_tables(text: str) -> list[Rows]:
    """Gives every table of the page in order, nested ones for themselves."""
    page: Element = import_module("tinyhtml5").parse(text, namespace_html_elements=False)
    numbers = {row: number for number, row in enumerate(page.iter("tr"), 1)}
    return [_read_table(table, numbers) for table in page.iter("table")]


def _read_table(table: Element, numbers: dict[Element, int]) -> Rows:
    rows = list(_list_rows(table))
    return [[text for cell in row if cell.tag in CELLS for text in _write_cell(cell)] for row in rows], [
        numbers[row] for row in rows
    ]


def _list_rows(part: Element) -> Iterator[Element]:
    for child in part:
        if child.tag == "tr":
            yield child
        elif child.tag in {"tbody", "thead", "tfoot"}:
            yield from _list_rows(child)


def _write_cell(cell: Element) -> list[str]:
    span = cell.get("colspan", "1")
    empty = min(int(span), MAX_SPAN) - 1 if span.isdigit() else 0
    return ["".join(_list_texts(cell)), *[""] * empty]


def _list_texts(part: Element) -> Iterator[str]:
    """A line's end within a cell is a space, as is a break."""
    if part.tag == "br":
        yield " "
    elif part.tag not in MUTED and isinstance(part.tag, str):
        yield part.text or ""
        for child in part:
            yield from _list_texts(child)
            yield child.tail or ""
