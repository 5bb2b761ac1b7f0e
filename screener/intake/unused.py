"""A table and headings that a person says are not used go in; the sheet read as if those columns were empty comes out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from screener.intake.header import SEARCHED_ROWS
from screener.intake.header_columns import NAMING
from screener.intake.sheets import read_sheet
from screener.intake.vocabulary import fold_text
from screener.model import UNUSED

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from screener.intake.block import Block
    from screener.intake.sheets import Sheet
    from screener.model import Table


def split_unused(named: Mapping[str, str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Gives the headings named for fields, and those of the columns that are not used."""
    fields = {field: heading for field, heading in named.items() if field.partition("-")[0] != UNUSED}
    return fields, tuple(heading for field, heading in named.items() if field not in fields)


def read_sheet_without(table: Table, wanted: Mapping[str, str], unused: Collection[str]) -> tuple[Sheet | None, set[str]]:
    """Gives the sheet, None where no header is seen in it, and those of the headings that it has.

    The columns stay among the user's own, and no field is read from them.
    """
    sheet = read_sheet(table, wanted)
    if sheet is None or not unused:
        return sheet, set()
    headings = _find_headings(table, sheet, unused)
    if not headings:
        return sheet, set()
    blanked = _blank(table, headings)
    again = read_sheet(blanked, {**_find_anchors(sheet, headings.values()), **wanted})
    meant = set(map(fold_text, headings.values()))
    found = {heading for heading in unused if fold_text(heading) in meant}
    if again is None or again.table is not blanked:
        return again, found
    return replace(again, table=table, blocks=tuple(_restore(block, headings) for block in again.blocks)), found


def _find_anchors(sheet: Sheet, unused: Collection[str]) -> dict[str, str]:
    """Gives what else names the holdings: with it the line of headings is found again, however few it has left.

    Nothing where one of several tables does not have it: it would be left out.
    """
    first = sheet.blocks[0].header
    shared = set.intersection(*(set(map(fold_text, block.header.texts)) for block in sheet.blocks))
    left = shared - set(map(fold_text, unused)) - {""}
    named = {field: first.columns[field].header for field in NAMING if field in first.columns}
    return {field: text for field, text in named.items() if fold_text(text) in left}


def _find_headings(table: Table, sheet: Sheet, unused: Collection[str]) -> dict[int, str]:
    """Gives where the columns stand that have one of these headings, and the heading as the file has it."""
    named = set(map(fold_text, unused))
    texts = sheet.blocks[0].header.texts if sheet.table is table else _find_line(table, sheet.blocks[0].header.texts)
    return {at: text for at, text in enumerate(texts) if fold_text(text) in named}


def _find_line(table: Table, texts: Collection[str]) -> list[str]:
    """Gives the line with most of a header's texts: what was read was arranged anew, and its columns stand elsewhere."""
    wanted = set(map(fold_text, texts)) - {""}
    lines: list[list[str]] = table.cells.head(SEARCHED_ROWS).to_numpy(dtype=object).tolist()
    return max(lines, key=lambda line: len(wanted & set(map(fold_text, line))))


def _blank(table: Table, places: Collection[int]) -> Table:
    cells = table.cells.copy(deep=False)
    for at in places:
        cells.isetitem(at, [""] * len(cells))
    return replace(table, cells=cells)


def _restore(block: Block, headings: Mapping[int, str]) -> Block:
    texts = tuple(headings.get(at, text) for at, text in enumerate(block.header.texts))
    return replace(block, header=replace(block.header, texts=texts))
