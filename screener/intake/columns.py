"""A column of texts goes in; its distinct texts, or the column with each of them rewritten once, come out.

A million lines repeat a few thousand texts: work is done on the distinct ones and joined back. Plain lists are walked, since a
text column gives its cells one at a time a hundred times slower.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


def list_texts(column: pd.Series[str]) -> list[str]:
    """Gives the column's texts as a list."""
    return list(column.to_numpy(dtype=object).tolist())


def list_distinct(column: pd.Series[str]) -> list[str]:
    """Gives the distinct texts in the order in which they first stand."""
    return list(dict.fromkeys(list_texts(column)))


def map_distinct(column: pd.Series[str], write: Callable[[str], str]) -> pd.Series[str]:
    """Gives the column with every text replaced by what `write` gives for it."""
    texts = list_texts(column)
    written = {text: write(text) for text in dict.fromkeys(texts)}
    return write_column([written[text] for text in texts], column.index)


def mark_distinct(column: pd.Series[str], test: Callable[[str], bool]) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Says of each line whether its text passes the test."""
    texts = list_texts(column)
    passed = {text: test(text) for text in dict.fromkeys(texts)}
    return np.fromiter((passed[text] for text in texts), dtype=np.bool_, count=len(texts))


def write_column(texts: list[str], index: pd.Index[int]) -> pd.Series[str]:
    """Gives a text column of these texts."""
    return pd.Series(np.array(texts, dtype=object) if texts else [], index=index, dtype=str)
