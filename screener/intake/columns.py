"""A column of texts goes in; its distinct texts, or the column with each of them rewritten once, come out.

A million lines repeat a few thousand texts: a column whose texts repeat holds each of them once (pandas calls it categorical), so
that whatever is done to it is done once per text. Plain lists are walked, since a text column gives its cells a hundred times
slower.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import compress
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from screener.grid.shared_frame import SAMPLE, is_all_numbers

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    Flags = np.ndarray[Any, np.dtype[np.bool_]]
    Codes = np.ndarray[Any, np.dtype[np.int32]]


def share_texts(column: pd.Series[str], *, blanks: str) -> pd.Series[str]:
    """Gives the column without `blanks` around its texts, each distinct text held once where texts repeat."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        needed = _hold_any(column.cat.categories.tolist(), blanks)
        return map_distinct(column, lambda text: text.strip(blanks)) if needed else column
    texts, index = list_texts(column), column.index
    if is_all_numbers(texts[:SAMPLE]):
        return write_column([text.strip(blanks) for text in texts], index) if _hold_any(texts, blanks) else column
    numbers: defaultdict[str, int] = defaultdict()
    numbers.default_factory = numbers.__len__  # a text met for the first time gets the next number
    codes = np.fromiter(map(numbers.__getitem__, texts), dtype=np.int32, count=len(texts))
    return share_column([text.strip(blanks) for text in numbers], codes, index)


def _hold_any(texts: list[str], letters: str) -> bool:
    line = "".join(texts)
    return any(letter in line for letter in letters)


def share_column(written: list[str], codes: np.ndarray[Any, np.dtype[np.integer[Any]]], index: pd.Index[int]) -> pd.Series[str]:
    """Gives the column whose line `i` has the text `written[codes[i]]`, each distinct text held once."""
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
    return list(compress(column.cat.categories.tolist(), _find_used(column)))


def _find_used(column: pd.Series[str]) -> list[bool]:
    """Says of each text a column holds whether a line still uses it: lines may have been left out since."""
    used = np.zeros(len(column.cat.categories), dtype=np.bool_)
    used[column.cat.codes.to_numpy()] = True
    return list(used.tolist())


def map_distinct(column: pd.Series[str], write: Callable[[str], str]) -> pd.Series[str]:
    """Gives the column with every text replaced by what `write` gives for it."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        texts = column.cat.categories.tolist()
        written = [write(text) if used else "" for text, used in zip(texts, _find_used(column), strict=True)]
        return column if written == texts else share_column(written, np.asarray(column.cat.codes, dtype=np.int32), column.index)
    texts = list_texts(column)
    found = {text: write(text) for text in dict.fromkeys(texts)}
    return write_column([found[text] for text in texts], column.index)


def mark_distinct(column: pd.Series[str], test: Callable[[str], bool]) -> Flags:
    """Says of each line whether its text passes the test."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        passed = [used and test(text) for text, used in zip(column.cat.categories, _find_used(column), strict=True)]
        return np.array(passed, dtype=np.bool_)[column.cat.codes.to_numpy()]
    texts = list_texts(column)
    marks = {text: test(text) for text in dict.fromkeys(texts)}
    return np.fromiter(map(marks.__getitem__, texts), dtype=np.bool_, count=len(texts))


def find_filled(column: pd.Series[str]) -> Flags:
    """Says of each line whether its text is other than `""`."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        return np.array(list(map(bool, column.cat.categories)), dtype=np.bool_)[column.cat.codes.to_numpy()]
    filled: Flags = column.to_numpy(dtype=object).astype(np.bool_)
    return filled


def repeat_text(text: str, index: pd.Index[int]) -> pd.Series[str]:
    """Gives a column of the one text, held once."""
    codes = np.zeros(len(index), dtype=np.int8)
    return pd.Series(pd.Categorical.from_codes(codes, categories=pd.Index([text], dtype=object), validate=False), index=index)


def put_where(column: pd.Series[str], where: Flags, texts: str | pd.Series[str]) -> pd.Series[str]:
    """Gives the column with the one text, or the other column's texts, on the lines marked."""
    if not where.any():
        return column
    if where.all() and not isinstance(texts, str):
        return texts
    put = texts if isinstance(texts, str) else texts.to_numpy(dtype=object)
    return pd.Series(np.where(where, put, column.to_numpy(dtype=object)), index=column.index, dtype=str)


def write_plain_columns(columns: Mapping[str, pd.Series[str]]) -> dict[str, pd.Series[str]]:
    """Gives the columns as plain texts; columns of one and the same text are one (pandas copies it when it is written to)."""
    one_text = {name: column for name, column in columns.items() if _is_one_text(column)}
    same = {column.cat.categories[0]: column for column in one_text.values()}
    plain = {text: write_plain(column) for text, column in same.items()}
    return {
        name: plain[column.cat.categories[0]] if name in one_text else write_plain(column) for name, column in columns.items()
    }


def _is_one_text(column: pd.Series[str]) -> bool:
    return isinstance(column.dtype, pd.CategoricalDtype) and len(column.cat.categories) == 1


def write_plain(column: pd.Series[str]) -> pd.Series[str]:
    """Gives the column as plain texts."""
    if not isinstance(column.dtype, pd.CategoricalDtype):
        return column.astype(str)
    texts = pd.array(column.cat.categories.to_numpy(dtype=object), dtype="str")
    return pd.Series(texts.take(column.cat.codes.to_numpy()), index=column.index)


def write_column(texts: list[str], index: pd.Index[int]) -> pd.Series[str]:
    """Gives a text column of these texts."""
    return pd.Series(np.array(texts, dtype=object) if texts else [], index=index, dtype=str)
