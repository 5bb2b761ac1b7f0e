"""One small module per producer whose files need one: a Table goes in, the Layout that recognises it comes out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screener.intake.layouts import filing_13f, flex, hargreaves, ibkr, ishares, lgps, sbi, sebi
from screener.intake.layouts.layout import GENERIC, Layout

if TYPE_CHECKING:
    from screener.model import Table

LAYOUTS = (ibkr.LAYOUT, flex.LAYOUT, filing_13f.LAYOUT, ishares.LAYOUT, lgps.LAYOUT, hargreaves.LAYOUT, sebi.LAYOUT, sbi.LAYOUT)
_LOOKED_AT = 40


def find_layout(table: Table) -> Layout:
    """Gives the first layout that recognises the table's first lines, else the generic one."""
    lines = tuple("\t".join(cells) for cells in table.cells.head(_LOOKED_AT).itertuples(index=False, name=None))
    return next((layout for layout in LAYOUTS if layout.recognises(lines)), GENERIC)
