"""Sheets, as they were taken, go in; the user's own columns come out: each cell beside a line of Holdings, as the file has it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from screener.intake.columns import list_texts
from screener.intake.layouts.layout import LIST
from screener.model import OwnColumns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from screener.intake.block import Block
    from screener.intake.sheets import Sheet

    Key = tuple[str, int]

GRIDS = frozenset({"csv", "xlsx", "xls", "xlsb", "ods", "spreadsheetml", "html"})
"""Formats in which a person sees columns; records of XML and JSON have fields within fields."""
MOST_CELLS = 2_000_000
MOST_COLUMNS = 1_000
"""Beyond either, a workbook takes more memory than the screening; then the columns as understood stand alone, and it is said."""


def keep_own_columns(sheets: Sequence[Sheet], *, form: str) -> OwnColumns | None:
    """Gives the columns of all blocks by their headings, in the order in which they first stand; None where nobody sees any.

    Blocks of one heading share a column, and a heading that stands twice in a block gives two. A column without a heading has
    the heading `""`; one that holds nothing either is left away.
    """
    blocks = [(sheet, block) for sheet in sheets for block in sheet.blocks]
    if form not in GRIDS or any(sheet.layout is LIST for sheet in sheets):
        return None
    keys = [_name_columns(sheet, block) for sheet, block in blocks]
    order = list(dict.fromkeys(key for places in keys for key in places))
    lines = sum(len(block.frame) for _, block in blocks)
    if len(order) > MOST_COLUMNS or len(order) * lines > MOST_CELLS:
        return OwnColumns(headings=(), columns=(), left_out=len(order))
    taken = [(key[0], _take_column(key, blocks, keys)) for key in order]
    kept = [(heading, texts) for heading, texts in taken if heading or any(texts)]
    return OwnColumns(headings=tuple(heading for heading, _ in kept), columns=tuple(texts for _, texts in kept))


def _name_columns(sheet: Sheet, block: Block) -> dict[Key, int]:
    """Gives where each column stands, by its heading and how often that stood before."""
    seen: Counter[str] = Counter()
    names: dict[Key, int] = {}
    texts = block.header.texts
    for place in range(sheet.table.cells.shape[1]):
        heading = " ".join(texts[place].split()) if place < len(texts) else ""
        names[heading, seen[heading]] = place
        seen[heading] += 1
    return names


def _take_column(key: Key, blocks: Sequence[tuple[Sheet, Block]], keys: Sequence[dict[Key, int]]) -> tuple[str, ...]:
    return tuple(
        text
        for (sheet, block), places in zip(blocks, keys, strict=True)
        for text in (
            list_texts(sheet.table.cells.iloc[:, places[key]].iloc[block.frame.index.to_numpy()])
            if key in places
            else [""] * len(block.frame)
        )
    )
