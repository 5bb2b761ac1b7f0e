"""A grid without a header goes in; its columns by their values alone come out, or nothing where that would be a guess."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from screener.intake.evidence import measure_column
from screener.intake.header_columns import AMOUNTS, Column, Header, assign_columns

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from screener.intake.evidence import Evidence

NUMERIC = 0.8
_SHAPES = {
    "weight": re.compile(r"%"),
    "market_value": re.compile(r"[$£€¥₹₩฿]|[A-Z]{3}"),
    "quantity": re.compile(r"^-?(?:\d+|\d{1,3}(?:[,.' \u00a0\u2019]\d{3})+)(?:\s?[a-zA-Z]+\.?)?$"),
}
"""What the cells of a column without a header say that it is; plain numbers with decimals may be anything."""
_YEAR = re.compile(r"(?:19|20)\d\d|2100")
"""Beside names, numbers that are all years may be the years in which the companies were founded or bought."""
_SENTENCE = re.compile(r"(?:[,;:!?]|\b[a-z]{3,}\.)$|^.{90,}$")


def infer_header(cells: pd.DataFrame) -> Header | None:
    """Gives columns by their values alone, for a grid without a header: identifiers, names, and amounts that say what they are.

    Names alone are believed in a narrow list of short lines that do not end as sentences do. Of several columns
    of plain numbers none is guessed at.
    """
    evidence = [measure_column(cells[column]) for column in cells.columns]
    header = Header(line=None, first=0, last=len(cells) - 1, columns={}, texts=tuple("" for _ in cells.columns))
    header = assign_columns(header, evidence, {})
    known = {"isin", "cusip", "sedol", "figi", "lei"} & set(header.columns)
    return _add_amounts(cells, header, evidence) if known or _is_list_of_names(cells, header, evidence) else None


def _add_amounts(cells: pd.DataFrame, header: Header, evidence: Sequence[Evidence]) -> Header:
    """Beside names or identifiers, a column of shares of the whole, one of money, or the only numbers if they count pieces."""
    used = {column.position for column in header.columns.values()}
    numeric = [at for at, seen in enumerate(evidence) if at not in used and seen.filled and seen.numeric >= NUMERIC]
    meant = {at: _find_amount([text.strip() for text in cells[at] if text.strip()]) for at in numeric}
    columns = dict(header.columns)
    for name in AMOUNTS:
        places = [at for at in numeric if meant[at] == name]
        if len(places) == 1 and (name != "quantity" or len(numeric) == 1):
            columns[name] = Column(position=places[0], header=f"column {places[0] + 1}", field=name, rank=900)
    return replace(header, columns=columns)


def _find_amount(texts: Sequence[str]) -> str:
    if texts[:3] in (["1", "2", "3"], ["0", "1", "2"]):
        return ""  # the lines' own numbers
    if all(map(_YEAR.fullmatch, texts)):
        return ""
    shares = {name: sum(map(bool, map(shape.search, texts))) for name, shape in _SHAPES.items()}
    return next((name for name, count in shares.items() if count > NUMERIC * len(texts)), "")


def _is_list_of_names(cells: pd.DataFrame, header: Header, evidence: Sequence[Evidence]) -> bool:
    name = header.columns.get("name")
    filled = sum(bool(seen.filled) for seen in evidence)
    if name is None or filled > 3 or evidence[name.position].filled < 3 or evidence[name.position].length > 60:
        return False
    texts = [text.strip() for text in cells[name.position] if text.strip()]
    return sum(bool(_SENTENCE.search(text)) for text in texts) <= 0.1 * len(texts)
