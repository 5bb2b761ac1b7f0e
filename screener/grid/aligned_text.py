"""Text whose columns are set with spaces goes in; the same with tabs between its cells comes out, or None where it is none."""

from __future__ import annotations

import re

import numpy as np

LINES = 400
WIDEST = 500
GAP = 2
"""So many blanks side by side part two columns; one stands between two words."""
MOSTLY = 0.6
"""So many of the lines have gaps, and then so many more than one cell."""
BLANK = 0.98
"""A place is between columns where so many of the lines are blank."""
_GAPS = re.compile(r"\S {2,}(?=\S)")


def split_aligned(text: str) -> str | None:
    """Gives the text with tabs, where most lines have gaps that stand under one another; None where they do not."""
    lines = text.expandtabs(8).splitlines()
    table = [line for line in lines if _GAPS.search(line)][:LINES]
    written = sum(map(bool, map(str.strip, lines[:LINES])))
    if len(table) < max(2, MOSTLY * written) or max(map(len, table)) > WIDEST or "\t" in text:
        return None
    starts = _find_starts(table)
    if len(starts) < 2:
        return None
    ends = [*starts[1:], None]
    rows = [[line[start:end].strip() for start, end in zip(starts, ends, strict=True)] for line in lines]
    filled = [sum(map(bool, row)) for row in rows if any(row)]
    if sum(count > 1 for count in filled) < MOSTLY * len(filled):
        return None
    return "\n".join("\t".join(row) for row in rows)


def _find_starts(table: list[str]) -> list[int]:
    """Gives the places where columns begin: behind a gap that runs through the lines."""
    width = max(map(len, table))
    letters = np.array([[letter != " " for letter in line.ljust(width)] for line in table])
    blank = letters.mean(axis=0) <= 1 - BLANK
    starts, run = [0], 0
    for place in range(width):
        if blank[place]:
            run += 1
            continue
        if run >= GAP and place:
            starts.append(place)
        run = 0
    return starts
