"""Sections: a fund file that was read goes in; the part of it that is one fund, or each of the parts that are, comes out."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from screener.funds.composition import HIGHEST, LOWEST

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from screener.model import Reading, TableView


@dataclass(frozen=True, slots=True)
class Section:
    """The lines of one fund in a file, under the header in `header_row`; `label` is empty where the file is one fund.

    `after` is the last row of the holdings above it, 0 where there are none.
    """

    label: str
    sheet: str
    header_row: int | None
    as_of: str | None
    after: int
    lines: pd.DataFrame = field(repr=False)


def list_sections(reading: Reading) -> tuple[Section, ...]:
    """Gives one section for each sheet with holdings, or for each table of a sheet where two of its tables are whole funds.

    The lines are positions and cash, in the file's order.
    """
    frame = reading.holdings.frame
    held = frame[frame["line"] != "not_a_holding"]
    sheets = dict.fromkeys(view.sheet or "" for view in reading.tables)
    found = [section for sheet in sheets for section in _list_sections(reading, sheet, held[held["sheet"] == sheet])]
    filled = [section for section in found if len(section.lines)] or found[:1]
    if len(filled) > 1:
        return tuple(filled)
    return tuple(replace(one, label="") for one in filled)


def _list_sections(reading: Reading, sheet: str, lines: pd.DataFrame) -> Iterator[Section]:
    views = [view for view in reading.tables if (view.sheet or "") == sheet]
    stacked = list(_cut(views, lines))
    if sum(_is_whole(part) for _, part in stacked) < 2:
        yield _make_section(sheet, views[0], lines)
        return
    after = 0
    for view, part in stacked:
        yield _make_section(f"{sheet} row {view.header_row}".strip(), view, part, after=after)
        after = int(part["row"].max()) if len(part) else after


def _make_section(label: str, view: TableView, lines: pd.DataFrame, *, after: int = 0) -> Section:
    return Section(
        label=label,
        sheet=view.sheet or "",
        header_row=view.header_row,
        as_of=view.as_of,
        after=after,
        lines=lines.reset_index(drop=True),
    )


def _cut(views: list[TableView], lines: pd.DataFrame) -> Iterator[tuple[TableView, pd.DataFrame]]:
    starts = [view.header_row or 0 for view in views]
    last = int(lines["row"].max()) + 1 if len(lines) else 0
    for view, (start, end) in zip(views, pairwise([*starts, max(last, *starts)]), strict=True):
        yield view, lines[(lines["row"] > start) & (lines["row"] < end)]


def _is_whole(lines: pd.DataFrame) -> bool:
    weights = [Fraction(text) for text in lines["weight"] if text]
    return LOWEST <= sum(weights, Fraction(0)) <= HIGHEST
