"""A grid without a header goes in; its columns by their values alone come out, or nothing where that would be a guess."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from screener.intake.evidence import measure_column
from screener.intake.header_columns import Header, assign_columns

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from screener.intake.evidence import Evidence

_SENTENCE = re.compile(r"(?:[,;:!?]|\b[a-z]{3,}\.)$|^.{90,}$")


def infer_header(cells: pd.DataFrame) -> Header | None:
    """Gives columns by their values alone, for a grid without a header: identifiers and names only, no number is guessed.

    Names alone are believed in a narrow list of short lines that do not end as sentences do.
    """
    evidence = [measure_column(cells[column]) for column in cells.columns]
    header = Header(line=None, first=0, last=len(cells) - 1, columns={}, texts=tuple("" for _ in cells.columns))
    header = assign_columns(header, evidence, {})
    known = {"isin", "cusip", "sedol", "figi", "lei"} & set(header.columns)
    return header if known or _is_list_of_names(cells, header, evidence) else None


def _is_list_of_names(cells: pd.DataFrame, header: Header, evidence: Sequence[Evidence]) -> bool:
    name = header.columns.get("name")
    filled = sum(bool(seen.filled) for seen in evidence)
    if name is None or filled > 3 or evidence[name.position].filled < 3 or evidence[name.position].length > 60:
        return False
    texts = [text.strip() for text in cells[name.position] if text.strip()]
    return sum(bool(_SENTENCE.search(text)) for text in texts) <= 0.1 * len(texts)
