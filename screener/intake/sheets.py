"""A Table goes in; a Sheet, read block by block, comes out; of several Sheets, those to take, and a Problem for each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from screener.errors import Problem
from screener.intake.block import Block, read_block
from screener.intake.columns import list_texts
from screener.intake.header import find_headers
from screener.intake.header_columns import NAMING
from screener.intake.header_inference import infer_header
from screener.intake.layouts import find_layout
from screener.intake.layouts.layout import LIST
from screener.intake.pasted import read_list
from screener.intake.side_by_side import stack_side_by_side
from screener.intake.vocabulary import fold_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from screener.intake.header_columns import Header
    from screener.intake.layouts.layout import Layout
    from screener.model import Table

_SAME_LINES = 0.5
_SAME_HEADER = 0.6


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as it was understood: its blocks, and the layout that recognised it; `trades` are blocks that list no holdings."""

    table: Table
    layout: Layout
    blocks: tuple[Block, ...]
    trades: tuple[Block, ...] = ()

    @property
    def held(self) -> int:
        """How many positions and cash lines it has."""
        return sum(int((block.frame["line"] != "not_a_holding").sum()) for block in self.blocks)

    def list_lines(self) -> set[tuple[str, str, str]]:
        """Gives its positions as (name, quantity, value): what another sheet would say again."""
        found: set[tuple[str, str, str]] = set()
        for block in self.blocks:
            held = block.frame[block.frame["line"] == "position"]
            amounts = held["market_value"].where(held["market_value"] != "", held["weight"])
            names = map(fold_text, list_texts(held["name"]))
            found.update(zip(names, list_texts(held["quantity"]), list_texts(amounts), strict=True))
        return found


def read_sheet(table: Table, wanted: Mapping[str, str]) -> Sheet | None:
    """Gives the sheet, or None where no header is seen in it. `wanted` is the user's own mapping from fields to headers."""
    layout = find_layout(table)
    if layout.arrange is not None:
        table = layout.arrange(table)
    headers = find_headers(table.cells, columns=wanted, hints=layout.columns)
    if headers and (stacked := stack_side_by_side(table, headers[0])) is not None:
        table, headers = stacked, find_headers(stacked.cells, columns=wanted, hints=layout.columns)
    headers = [header for header in headers if wanted or not set(NAMING).isdisjoint(header.columns)]
    if wanted:
        headers = [header for header in headers if _has_columns(header, wanted)]
    elif not headers and (listed := read_list(table)) is not None:
        table, layout, headers = listed, LIST, find_headers(listed.cells)
    elif not headers and (inferred := infer_header(table.cells)) is not None:
        headers = [inferred]
    if not headers:
        return None
    return _set_trades_aside(table, layout, [read_block(table, header, layout) for header in headers])


def _set_trades_aside(table: Table, layout: Layout, blocks: list[Block]) -> Sheet:
    """A statement that lists holdings and trades has its holdings in the holdings; where it lists nothing else, they are read."""
    holdings = tuple(block for block in blocks if not block.trades)
    if not any((block.frame["line"] == "position").any() for block in holdings):
        return Sheet(table=table, layout=layout, blocks=tuple(blocks))
    return Sheet(table=table, layout=layout, blocks=holdings, trades=tuple(block for block in blocks if block.trades))


def _has_columns(header: Header, wanted: Mapping[str, str]) -> bool:
    return all(
        name in header.columns and fold_text(header.columns[name].header) == fold_text(text) for name, text in wanted.items()
    )


def choose_sheets(sheets: list[Sheet]) -> tuple[list[Sheet], list[Problem]]:
    """Takes the sheet with most holdings, and others of the same shape that do not repeat it; never adds up blindly."""
    if len(sheets) == 1:
        return sheets, []
    main = max(sheets, key=lambda sheet: (not _lists_trades(sheet), sheet.held))
    taken, problems, seen = [], [], main.list_lines()
    for sheet in sheets:
        if sheet is main or (sheet.held and _has_same_header(sheet, main) and not _repeats(sheet, seen)):
            taken.append(sheet)
            seen |= sheet.list_lines()
        elif sheet.held:
            problems.append(_leave_out(sheet, main, repeats=_repeats(sheet, seen)))
    return taken, problems


def _has_same_header(sheet: Sheet, main: Sheet) -> bool:
    ours, theirs = (set(map(fold_text, one.blocks[0].header.texts)) - {""} for one in (sheet, main))
    return bool(ours & theirs) and len(ours & theirs) >= _SAME_HEADER * len(ours | theirs)


def _lists_trades(sheet: Sheet) -> bool:
    return any(block.trades for block in sheet.blocks)


def _repeats(sheet: Sheet, seen: set[tuple[str, str, str]]) -> bool:
    """Funds of one house hold the same names; only the same names with the same amounts are said again."""
    lines = sheet.list_lines()
    return len(lines & seen) > _SAME_LINES * max(1, len(lines))


def _leave_out(sheet: Sheet, main: Sheet, *, repeats: bool) -> Problem:
    name, first = sheet.table.sheet, main.table.sheet
    if repeats:
        message = f'Sheet "{name}" was left out: it repeats holdings of the sheet that was read, "{first}".'
    else:
        lines = "1 line" if sheet.held == 1 else f"{sheet.held:,} lines"
        message = f'Sheet "{name}" was left out, with {lines}: its columns differ from those of "{first}", which was read.'
    return Problem(
        code="sheet_left_out",
        severity="note" if repeats else "warning",
        message=message,
        help="If its holdings should count, read the file once more and name that sheet.",
        sheet=name,
    )
