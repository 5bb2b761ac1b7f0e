"""The sheet of a user's own columns: own columns and ours go in; headings and lines, the own in front, come out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reports.sheets import cut_cell
from reports.workbook_document import ADDED_HEADINGS, HOLDING_HEADINGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reports.wording import Wording
    from reports.workbook_document import OwnTable

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
"""What a workbook's XML cannot hold, and carriage returns, which it would show as a code."""
_SAMPLE = 200
LEAST_WIDTH, MOST_WIDTH = 8, 40
_ORDER = tuple(HOLDING_HEADINGS.index(heading) for heading in ADDED_HEADINGS)


def label_own(table: OwnTable) -> list[str]:
    """Gives the headings as they stand in the file; a column without one is called by its number."""
    return [clean_cell(heading) or f"Column {number}" for number, heading in enumerate(table.headings, start=1)]


def label_added(table: OwnTable, wording: Wording) -> list[str]:
    """Gives the headings of our columns; one that the user has too is told apart."""
    own = {heading.casefold() for heading in label_own(table)}
    words = [wording.word(heading, "headings") for heading in ADDED_HEADINGS]
    note = wording.word("as_read", "headings")
    return [f"{word} ({note})" if word.casefold() in own else word for word in words]


def arrange_added(line: Sequence[str | int]) -> list[str | int]:
    """Gives a line of WorkbookDocument.holdings in the order of ADDED_HEADINGS."""
    return [line[place] for place in _ORDER]


def list_own_cells(table: OwnTable, *, start: int, stop: int) -> Iterator[tuple[int, int, str]]:
    """Gives the filled cells of the lines from `start` to `stop`: line (from 0), column, text."""
    for column, texts in enumerate(table.columns):
        for line, text in enumerate(texts[start:stop]):
            if text and (cleaned := clean_cell(text)):
                yield line, column, cleaned


def measure_widths(table: OwnTable) -> list[int]:
    """Gives how many letters wide each column is, by its heading and its first lines."""
    widest = [max(map(len, [heading, *texts[:_SAMPLE]])) for heading, texts in zip(label_own(table), table.columns, strict=True)]
    return [min(MOST_WIDTH, max(LEAST_WIDTH, width + 2)) for width in widest]


def clean_cell(text: str) -> str:
    """Gives the text as a cell can hold it."""
    return cut_cell(_CONTROLS.sub("", text))
