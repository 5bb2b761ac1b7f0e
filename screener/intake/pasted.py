"""A grid that is no table goes in; where it is a pasted list, its names and identifiers come out, one a line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from screener.intake.identification import find_scheme
from screener.model import Table

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST = 20_000
LONGEST = 60
WORDIEST = 8
ALL_BUT = 0.1
"""A list may hold this share of lines that look like neither a name nor an identifier."""
_BULLET = re.compile(r"^\s*(?:[-*•·–—]|\d{1,4}[.)])\s+")
_SENTENCE = re.compile(r"[,;:!?]$|\b[a-z]{3,}\.$")
_SMALL = frozenset(
    [
        "and",
        "of",
        "de",
        "du",
        "des",
        "der",
        "die",
        "das",
        "la",
        "le",
        "les",
        "y",
        "e",
        "&",
        "van",
        "von",
        "di",
        "da",
        "do",
        "del",
        "the",
        "for",
        "in",
        "et",
        "und",
        "og",
        "och",
        "plus",
    ]
)


def read_list(table: Table) -> Table | None:
    """Gives a table "Name, Identifier" of a list in one column or one line, or None for anything else."""
    items = list(_list_items(table))
    if not items or len(items) > MOST:
        return None
    found = [find_scheme(text) for _, text in items]
    kinds = ["name" if scheme == "ticker" else scheme for scheme, _ in found]
    odd = sum(kind == "name" and not is_name_like(text) for kind, (_, text) in zip(kinds, items, strict=True))
    if odd > ALL_BUT * len(items):
        return None
    lines = [
        (text, "") if kind == "name" else ("", value) for kind, (_, value), (_, text) in zip(kinds, found, items, strict=True)
    ]
    cells = pd.DataFrame([("Name", "Identifier"), *lines], dtype=str)
    rows = np.array([0, *(row for row, _ in items)], dtype=np.int64)
    return Table(sheet=table.sheet, cells=cells, rows=rows, delimiter=table.delimiter, reader=table.reader)


def _list_items(table: Table) -> Iterator[tuple[int, str]]:
    filled = (table.cells != "").to_numpy()
    if not filled.any() or (filled.any(axis=1).sum() > 1 and filled.any(axis=0).sum() > 1):
        return
    for at, place in np.argwhere(filled):
        text = _BULLET.sub("", str(table.cells.iat[at, place])).strip()
        if text:
            yield int(table.rows[at]), text


def is_name_like(text: str) -> bool:
    """Says whether a text looks like a company's name rather than a sentence: short, its words with capitals."""
    if len(text) > LONGEST or _SENTENCE.search(text) or not any(letter.isalpha() for letter in text):
        return False
    words = [word for word in text.split() if word.casefold() not in _SMALL]
    return 0 < len(words) <= WORDIEST and sum(word[:1].islower() for word in words) <= 0.3 * len(words)
