"""A table's header and lines go in; whether it lists trades and payments rather than holdings comes out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screener.intake.columns import list_texts
from screener.intake.vocabulary import fold_text, read_line_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

LOOKED_AT = 200
MOSTLY = 0.7


def lists_trades(texts: Sequence[str], lines: pd.DataFrame) -> bool:
    """Says whether a header names what only trades have, or a column says buy and sell, line by line, beside their days."""
    words = read_line_words()
    headers = {fold_text(text) for text in texts}
    if headers & words.trade_headers:
        return True
    if not headers & words.trade_days:
        return False
    top = lines.head(LOOKED_AT)
    return any(_says_trades(list_texts(top[column]), words.trade_verbs) for column in top.columns)


def _says_trades(texts: list[str], verbs: frozenset[str]) -> bool:
    filled = [fold_text(text) for text in texts if text and len(text) < 60]
    said = sum(any(f" {verb} " in f" {text} " for verb in verbs) for text in filled)
    return said > 0 and said >= MOSTLY * len(filled)
