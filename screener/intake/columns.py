"""A column of texts goes in; its distinct texts, or the column with each of them rewritten once, come out.

A million lines repeat a few thousand texts: a column whose texts repeat holds each of them once (pandas calls it categorical), so
that whatever is done to it is done once per text. Plain lists are walked, since a text column gives its cells a hundred times
slower.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    Flags = np.ndarray[Any, np.dtype[np.bool_]]
    Codes = np.ndarray[Any, np.dtype[np.int32]]

SAMPLE = 2000
REPEATED = 0.7
"""A column whose first texts are distinct numbers beyond this share is held as it is."""
_FIGURES = frozenset("0123456789-(.$")


def share_texts(texts: list[str], index: pd.Index[int], *, blanks: str) -> pd.Series[str]:
    """Gives the column without `blanks` around its texts, each distinct text held once where texts repeat."""
    if _is_all_numbers(texts[:SAMPLE]):
        line = "".join(texts)
        needed = any(blank in line for blank in blanks)
        return write_column([text.strip(blanks) for text in texts] if needed else texts, index)
    numbers: defaultdict[str, int] = defaultdict()
    numbers.default_factory = numbers.__len__  # a text met for the first time gets the next number
    codes = np.fromiter(map(numbers.__getitem__, texts), dtype=np.int32, count=len(texts))
    return _share([text.strip(blanks) for text in numbers], codes, index)


def _is_all_numbers(start: Sequence[str]) -> bool:
    """Amounts are nearly all distinct: sharing them would cost time, and nothing is asked of each distinct one."""
    if len(set(start)) <= REPEATED * len(start):
        return False
    return sum(text[:1] in _FIGURES for text in start) > REPEATED * len(start)


def _share(written: list[str], codes: Codes, index: pd.Index[int]) -> pd.Series[str]:
    places = {text: place for place, text in enumerate(dict.fromkeys(written))}
    merged = np.fromiter(map(places.__getitem__, written), dtype=np.int32, count=len(written))[codes]
    shared = pd.Categorical.from_codes(merged, categories=pd.Index(list(places), dtype=object), validate=False)
    return pd.Series(shared, index=index)


def list_texts(column: pd.Series[str]) -> list[str]:
    """Gives the column's texts as a list."""
    return list(column.to_numpy(dtype=object).tolist())


def list_distinct(column: pd.Series[str]) -> list[str]:
    """Gives the distinct texts, in the order in which they first stand."""
    if not isinstance(column.dtype, pd.CategoricalDtype):
        return list(dict.fromkeys(list_texts(column)))
    return [text for text, used in _list_shared(column) if used]


def _list_shared(column: pd.Series[str]) -> list[tuple[str, bool]]:
    """Gives the texts a column holds, and whether a line still uses each: lines may have been left out since."""
    counts = np.bincount(column.cat.codes, minlength=len(column.cat.categories))
    return list(zip(column.cat.categories.tolist(), (counts > 0).tolist(), strict=True))


def map_distinct(column: pd.Series[str], write: Callable[[str], str]) -> pd.Series[str]:
    """Gives the column with every text replaced by what `write` gives for it."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        written = [write(text) if used else "" for text, used in _list_shared(column)]
        return _share(written, np.asarray(column.cat.codes, dtype=np.int32), column.index)
    texts = list_texts(column)
    found = {text: write(text) for text in dict.fromkeys(texts)}
    return write_column([found[text] for text in texts], column.index)


def mark_distinct(column: pd.Series[str], test: Callable[[str], bool]) -> Flags:
    """Says of each line whether its text passes the test."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        passed = [used and test(text) for text, used in _list_shared(column)]
        return np.array(passed, dtype=np.bool_)[column.cat.codes.to_numpy()]
    texts = list_texts(column)
    marks = {text: test(text) for text in dict.fromkeys(texts)}
    return np.fromiter(map(marks.__getitem__, texts), dtype=np.bool_, count=len(texts))


def put_where(column: pd.Series[str], where: Flags, texts: str | pd.Series[str]) -> pd.Series[str]:
    """Gives the column with the one text, or the other column's texts, on the lines marked."""
    if not where.any():
        return column
    if where.all() and not isinstance(texts, str):
        return texts
    put = texts if isinstance(texts, str) else texts.to_numpy(dtype=object)
    return pd.Series(np.where(where, put, column.to_numpy(dtype=object)), index=column.index, dtype=str)


def write_column(texts: list[str], index: pd.Index[int]) -> pd.Series[str]:
    """Gives a text column of these texts."""
    return pd.Series(np.array(texts, dtype=object) if texts else [], index=index, dtype=str)
