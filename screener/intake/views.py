"""A Sheet goes in; how it was understood comes out, block by block, with the day it is of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from screener.intake.columns import list_distinct
from screener.intake.dates import find_as_of, find_date
from screener.intake.header_columns import HELD, Header
from screener.model import TableView

if TYPE_CHECKING:
    from screener.intake.block import Block
    from screener.intake.sheets import Sheet

FOOT = 10
"""Lines at the end of a table in which the day is looked for."""
_SAYS_DAY = re.compile(
    r"\W*(?:(?:data|holdings|positions|prices|values) )?(?:as (?:of|at|on)|per|stand|stichtag)\b[\s:,.]*"
    r"(?:(?:the )?close of business (?:on )?|[a-z]+day,? )?(?:\d|[^\W\d_]{3,10}\.?\s?\d)",
    re.IGNORECASE,
)
"""The day follows directly: what else is said as of a day, of a merger or of some data, is not the portfolio's day."""


def write_views(sheet: Sheet) -> list[TableView]:
    """Gives a view per block that holds anything; one at least, so that an empty table still shows how it was understood."""
    shown = [block for block in sheet.blocks if (block.frame["line"] != "not_a_holding").any()] or list(sheet.blocks[:1])
    return [_write_view(sheet, block) for block in shown]


def _write_view(sheet: Sheet, block: Block) -> TableView:
    header = block.header
    named = {name: column.header for name, column in header.columns.items() if name in HELD}
    line = None if header.line is None else int(sheet.table.rows[header.line]) or None
    return TableView(
        sheet=sheet.table.sheet,
        header_row=line,
        layout=sheet.layout.name,
        delimiter=sheet.table.delimiter,
        columns=named,
        as_of=_find_as_of(sheet, header),
    )


def _find_as_of(sheet: Sheet, header: Header) -> str | None:
    """The lines above the header say the day, or a column of one date throughout. CUSIPs are American, as 2/9/2026 is."""
    cells = sheet.table.cells
    american = True if "cusip" in header.columns else None
    above = cells.iloc[max(0, (header.line or 0) - 25) : header.line or 0]
    lines = [" ".join(filter(None, row)) for row in above.itertuples(index=False, name=None)]
    if found := find_as_of(lines, month_first=american):
        return found
    column = header.columns.get("date")
    if column is None:
        return _find_as_of_below(sheet, header, month_first=american)
    texts = cells.iloc[header.first : header.last + 1, column.position]
    days = [day for text in list_distinct(texts)[:200] if (day := find_date(text, month_first=american))]
    return max(days, key=days.count) if len(set(days)) == 1 else None


def _find_as_of_below(sheet: Sheet, header: Header, *, month_first: bool | None) -> str | None:
    """Some producers say the day in a line of its own below the table."""
    below = sheet.table.cells.iloc[max(header.first, header.last - FOOT) : header.last + 1]
    for row in below.itertuples(index=False, name=None):
        texts = [text for text in row if text]
        if len(texts) == 1 and _SAYS_DAY.match(texts[0]) and (found := find_date(texts[0], month_first=month_first)):
            return found
    return None
