"""The bytes of an HTML page go in; its tables as grids of text come out, rows numbered as the page's table rows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from screener.grid.encoding import decode_text
from screener.grid.html_tree import Below, Rows, read_span, read_tree_tables

Grid = list[list[str]]
_LINE_ENDS = re.compile(r"\s*[\r\n]\s*")
_FOOTNOTE = re.compile(r"<sup\b[^>]*>[\s\d(),*†‡§¹²³]{1,12}</sup>|<sup\b[^>]*>\s*\([a-z]\)\s*</sup>", re.IGNORECASE)
"""A raised number is the mark of a footnote, and no part of a name or an amount."""


@dataclass(slots=True)
class _Open:
    """A table that is being read: rows so far with their numbers, the cell that is open, and how far it reaches."""

    rows: Grid = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    cell: list[str] | None = None
    spans: tuple[int, int] = (1, 1)
    below: Below = field(default_factory=Below)


class _Tables(HTMLParser):
    """Collects tables, nested ones for themselves; text outside cells, scripts and styles is passed over."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[_Open] = []
        self.done: list[_Open] = []
        self.counted = 0
        self.muted = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"script", "style"}:
            self.muted += 1
        elif tag == "table":
            self.open.append(_Open())
        elif tag == "tr" and self.open:
            self._close_row()
            self.counted += 1
            self.open[-1].rows.append([])
            self.open[-1].numbers.append(self.counted)
        elif tag in {"td", "th"} and self.open:
            self._close_cell()
            said = dict(attrs)
            self.open[-1].cell = []
            self.open[-1].spans = (read_span(said.get("colspan")), read_span(said.get("rowspan")))
        elif tag == "br" and self.open and self.open[-1].cell is not None:
            self.open[-1].cell.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"script", "style"}:
            self.muted = max(0, self.muted - 1)
        elif tag in {"td", "th"}:
            self._close_cell()
        elif tag == "tr":
            self._close_row()
        elif tag == "table" and self.open:
            self._close_row()
            self.done.append(self.open.pop())

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1].cell is not None and not self.muted:
            self.open[-1].cell.append(data)

    def _close_cell(self) -> None:
        table = self.open[-1] if self.open else None
        if table is None or table.cell is None:
            return
        if not table.rows:
            table.rows.append([])
            table.numbers.append(self.counted)
        table.below.place(table.rows[-1], "".join(table.cell), *table.spans)
        table.cell = None

    def _close_row(self) -> None:
        self._close_cell()
        if self.open and self.open[-1].rows:
            self.open[-1].below.fill(self.open[-1].rows[-1])


def read_grids(content: bytes, _form: str) -> list[tuple[str | None, Grid, str, list[int]]]:
    """Gives (no name, grid, reader, row numbers) per table of two rows and two columns or more."""
    text = _FOOTNOTE.sub("", decode_text(content, file="the file")[0])
    try:
        tables, reader = _read_tables(text), "html"
    except (AssertionError, RecursionError, ValueError):  # what the first reader raises for markup no browser minds
        tables, reader = read_tree_tables(text), "html_tree"
    tidied = [([_tidy(row) for row in rows], numbers) for rows, numbers in tables]
    return [(None, rows, reader, numbers) for rows, numbers in tidied if _is_table(rows)]


def _read_tables(text: str) -> list[Rows]:
    parser = _Tables()
    parser.feed(text)
    parser.close()
    return [(table.rows, table.numbers) for table in (*parser.done, *parser.open)]


def _tidy(row: list[str]) -> list[str]:
    return [_LINE_ENDS.sub(" ", text).strip() for text in row]


def _is_table(rows: Grid) -> bool:
    return len(rows) > 1 and sum(sum(map(bool, row)) > 1 for row in rows) > 1
