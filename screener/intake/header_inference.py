"""A grid without a header goes in; its columns by their values alone come out, or nothing where that would be a guess."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from screener.intake.evidence import measure_column
from screener.intake.header_columns import Column, Header, assign_columns

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from screener.intake.evidence import Evidence

NUMERIC = 0.8
_AMOUNTS = {
    "weight": re.compile(r"%"),
    "market_value": re.compile(r"[$£€¥₹₩฿]|[A-Z]{3}"),
    "quantity": re.compile(r"^-?(?:\d+|\d{1,3}(?:[,.' \u00a0\u2019]\d{3})+)(?:\s?[a-zA-Z]+\.?)?$"),
}
"""What the cells of a column without a header say that it is; plain numbers with decimals may be anything."""
_SENTENCE = re.compile(r"(?:[,;:!?]|\b[a-z]{3,}\.)$|^.{90,}$")


def infer_header(cells: pd.DataFrame) -> Header | None:
    """Gives columns by their values alone, for a grid without a header: identifiers, names, the one column of numbers.

    Names alone are believed in a narrow list of short lines that do not end as sentences do. Of several columns of numbers none
    is guessed at.
    """
    evidence = [measure_column(cells[column]) for column in cells.columns]
    header = Header(line=None, first=0, last=len(cells) - 1, columns={}, texts=tuple("" for _ in cells.columns))
    header = assign_columns(header, evidence, {})
    known = {"isin", "cusip", "sedol", "figi", "lei"} & set(header.columns)
    return _add_amount(cells, header, evidence) if known or _is_list_of_names(cells, header, evidence) else None


def _add_amount(cells: pd.DataFrame, header: Header, evidence: Sequence[Evidence]) -> Header:
    """Beside names or identifiers, the one column of numbers is what its cells say: shares of the whole, money, or pieces."""
    used = {column.position for column in header.columns.values()}
    numeric = [at for at, seen in enumerate(evidence) if at not in used and seen.filled and seen.numeric >= NUMERIC]
    if len(numeric) != 1:
        return header
    at, texts = numeric[0], [text.strip() for text in cells[numeric[0]] if text.strip()]
    if texts[:3] in (["1", "2", "3"], ["0", "1", "2"]):
        return header  # the lines' own numbers
    name = next(
        (field for field, shape in _AMOUNTS.items() if sum(map(bool, map(shape.search, texts))) > NUMERIC * len(texts)), None
    )
    if name is None:
        return header
    return replace(header, columns={**header.columns, name: Column(position=at, header=f"column {at + 1}", field=name, rank=900)})


def _is_list_of_names(cells: pd.DataFrame, header: Header, evidence: Sequence[Evidence]) -> bool:
    name = header.columns.get("name")
    filled = sum(bool(seen.filled) for seen in evidence)
    if name is None or filled > 3 or evidence[name.position].filled < 3 or evidence[name.position].length > 60:
        return False
    texts = [text.strip() for text in cells[name.position] if text.strip()]
    return sum(bool(_SENTENCE.search(text)) for text in texts) <= 0.1 * len(texts)
