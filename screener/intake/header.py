"""A Table goes in; its Headers come out: where each stacked table begins and ends, and which of its columns is what."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from screener.grid.shared_frame import SAMPLE, is_all_numbers
from screener.identifiers import has_valid_check_digit
from screener.intake.arithmetic import add_by_arithmetic
from screener.intake.columns import list_distinct, mark_distinct
from screener.intake.evidence import CURRENCIES, measure_column
from screener.intake.header_columns import AMOUNTS, NAMING, Header, assign_columns
from screener.intake.header_words import PHRASES, Meaning, read_field
from screener.intake.identification import SHAPES
from screener.intake.vocabulary import fold_text, read_header_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

SEARCHED_ROWS = 300
DEEPEST = 3
"""A header may be spread over this many lines."""
LONGEST = 120
"""Letters; what is longer is prose, and means no column."""
EARLIER = 0.55
"""An earlier line that says this much of what the best one says is the header of a table stacked above."""
MEASURED = 20_000
"""Lines below a header from which the columns' meaning is seen."""
LONG = 200_000
"""A longer table is looked through only for its own header said again."""
WIDE = 4
"""So many texts beside one another, "ISIN" among them, are a header in a language we do not know."""
ACCOUNTS = ("fund",)
"""A list of balances names accounts; it is read as a table only where no line names anything else."""
_CERTAIN = frozenset({"isin", "cusip", "sedol", "figi"})
_NUMBER = re.compile(r"[-+($€£¥]*\d[\d.,\s%)]*")
_FIGURE = frozenset("0123456789-+($€£¥.")


def find_headers(
    cells: pd.DataFrame, *, columns: Mapping[str, str] | None = None, hints: Mapping[str, str] | None = None
) -> list[Header]:
    """Gives the headers of a grid in order; none where no line looks like one.

    `columns` is the user's own mapping from fields to headers, `hints` a layout's: it holds only where such a header stands.
    """
    wanted = columns or {}
    top = cells.head(SEARCHED_ROWS).to_numpy(dtype=object).tolist()
    start = _find_first(top, wanted) or _find_first(top, wanted, naming=ACCOUNTS)
    if start is None:
        return []
    depth, line = start
    texts = _join_lines(top, line, depth)
    lines = [line, *_find_repeats(cells, line, wanted)]
    ends = [*(after - 1 for after in lines[1:]), len(cells) - 1]
    headers: list[Header] = []
    for at, end in zip(lines, ends, strict=True):
        own = texts if at == line else tuple(text.strip() for text in cells.iloc[at])
        if headers and own == headers[0].texts:
            headers.append(replace(headers[0], line=at, first=at + 1, last=end))
        else:
            headers.append(_read_header(cells, at, end, own, {**(hints or {}), **wanted}))
    return headers


def _find_first(
    top: Sequence[Sequence[str]], wanted: Mapping[str, str], *, naming: tuple[str, ...] = NAMING
) -> tuple[int, int] | None:
    """Gives (depth, line) of the best header line among the first ones."""
    read = cache(read_field)  # of this file, and gone with it: nothing of a portfolio is kept
    scores: dict[tuple[int, int], float] = {}
    for line in range(len(top)):
        for depth in range(1, min(DEEPEST, line + 1) + 1):
            scores[line, depth] = _score_header(_join_lines(top, line, depth), wanted, read, naming) - 0.75 * (depth - 1)
    best = max(scores, key=lambda place: scores[place], default=None)
    if best is None or scores[best] <= 0:
        return None
    line, depth = best
    earlier = [at for at in range(line - depth + 1) if scores[at, 1] >= max(2.5, EARLIER * scores[best])]
    return (1, earlier[0]) if earlier and not wanted else (depth, line)


def _join_lines(top: Sequence[Sequence[str]], line: int, depth: int) -> tuple[str, ...]:
    rows = _reach_over(top[line - depth + 1 : line + 1])
    return tuple(_join_parts([text.strip() for text in parts if text.strip()]) for parts in zip(*rows, strict=True))


def _reach_over(rows: Sequence[Sequence[str]]) -> Sequence[Sequence[str]]:
    """A heading over several columns stands over the first; those that say but a currency are read with it."""
    if len(rows) < 2:
        return rows
    above = list(rows[-2])
    for at in range(1, len(above)):
        if not above[at].strip() and above[at - 1].strip() and rows[-1][at].strip() in CURRENCIES:
            above[at] = above[at - 1]
    return [*rows[:-2], above, rows[-1]]


def _join_parts(parts: Sequence[str]) -> str:
    """Gives the parts of a header that stand below one another as one text; where that means nothing, the part that does."""
    whole = " ".join(parts)
    if len(parts) < 2 or _reads(whole):
        return whole
    return next((part for part in reversed(parts) if _reads(part)), whole)


def _reads(text: str) -> bool:
    return len(text) <= LONGEST and read_field(text) is not None


def _score_header(
    texts: Sequence[str],
    wanted: Mapping[str, str],
    read: Callable[[str], Meaning | None] = read_field,
    naming: tuple[str, ...] = NAMING,
) -> float:
    """Counts the fields a line names; a line with numbers in it, or that names no security, is none."""
    filled = [text for text in texts if text]
    if not filled or sum(bool(_NUMBER.fullmatch(text)) for text in filled) > 0.25 * len(filled):
        return 0.0
    if any(len(text) > 250 or _is_isin(text) for text in filled):
        return 0.0
    if wanted:
        asked = {fold_text(text) for text in wanted.values()}
        return float(len(asked & {fold_text(text) for text in filled}))
    known = {found[0]: found[1] for text in filled if (found := read(text))}
    named = any(name in known for name in naming)
    if not named and sum(name in known for name in (*AMOUNTS, "price")) < 2:
        return 0.0  # two columns of amounts make a header too: what is held is then seen from the values
    if len(filled) > 1 and len(known) < 2:
        return 0.1 if len(filled) >= WIDE and not _CERTAIN.isdisjoint(known) else 0.0
    return sum(1.0 if rank < PHRASES else 0.6 for rank in known.values()) * (0.5 + 0.5 * len(known) / len(filled))


def _is_isin(text: str) -> bool:
    """A line that holds a security is none that names columns, whatever else its words mean."""
    return len(text) == 12 and SHAPES["isin"].fullmatch(text) is not None and has_valid_check_digit("isin", text)


def _find_repeats(cells: pd.DataFrame, line: int, wanted: Mapping[str, str]) -> list[int]:
    """Gives the later lines that are headers too: lines where a cell says again what a header says in that column."""
    below = cells.iloc[line + 1 :]
    spellings = {text for text in cells.iloc[line] if text.strip() and read_field(text)}
    likely = np.zeros(len(below), dtype=bool)
    for column in _list_searched(below):
        texts = list_distinct(below[column])
        heads = spellings.intersection(texts)
        if len(below) < LONG:
            heads = heads.union(text for text in texts if len(text) < 60 and _is_field_text(text))
        if heads:
            likely |= mark_distinct(below[column], heads.__contains__)
    positions = (line + 1 + np.flatnonzero(likely)).tolist()
    return [at for at in positions if _score_header(tuple(cells.iloc[at]), wanted) >= 1.8]


def _list_searched(below: pd.DataFrame) -> list[int]:
    """In an endless table, a header said again is seen in the columns whose texts repeat."""
    every = list(map(int, below.columns))
    if len(below) < LONG:
        return every
    shared = [at for at in every if isinstance(below[at].dtype, pd.CategoricalDtype)]
    return [at for at in shared if not is_all_numbers(below[at].cat.categories[:SAMPLE].tolist())] or every


def _is_field_text(text: str) -> bool:
    if not text or text[0] in _FIGURE:
        return False
    found = read_header_words().spellings.get(fold_text(text))
    return found is not None and found[0] in {*NAMING, "market_value", "quantity", "weight"}


def _read_header(cells: pd.DataFrame, line: int, last: int, texts: tuple[str, ...], wanted: Mapping[str, str]) -> Header:
    below = cells.iloc[line + 1 : min(last, line + MEASURED) + 1]
    if len(below.columns) > 2:
        below = below[(below != "").sum(axis=1) > 1]  # a note below a table has one cell, and says nothing about the column
    evidence = [measure_column(below[column]) for column in below.columns]
    header = Header(line=line, first=line + 1, last=last, columns={}, texts=texts)
    return add_by_arithmetic(assign_columns(header, evidence, wanted), below)
