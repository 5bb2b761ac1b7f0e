"""Texts go in; which of them are canonical decimal text already comes out, by looking at all their letters at once.

Most numbers of most files are written plainly (1234.5): they pass as they are, and only the others are taken apart one by one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    Flags = np.ndarray[Any, np.dtype[np.bool_]]
    Letters = np.ndarray[Any, np.dtype[np.uint8]]
    Places = np.ndarray[Any, np.dtype[np.int64]]

END, MINUS, STOP, ZERO, NINE = (ord(letter) for letter in "\n-.09")
_COSTS = np.full(256, 2, dtype=np.int8)
_COSTS[[END, *range(ZERO, NINE + 1)]] = 0
_COSTS[STOP] = 1
"""A canonical text has one full stop at most, and nothing else beside digits; its leading minus costs nothing."""


def find_canonical(texts: Sequence[str]) -> Flags:
    """Says of each text whether it is a canonical amount (-12.5, 0.03, 7) or empty: no sign but a minus, no needless zero."""
    if not texts:
        return np.zeros(0, dtype=np.bool_)
    letters = np.frombuffer(("\n".join(texts) + "\n").encode("utf-8", "replace"), dtype=np.uint8)
    ends = np.flatnonzero(letters == END)
    if len(ends) != len(texts):  # a text of several lines is no number; those who hold one are looked at alone
        return np.array(["\n" not in text and bool(find_canonical([text])[0]) for text in texts], dtype=np.bool_)
    starts = np.concatenate(([0], ends[:-1] + 1))
    negative = letters[starts] == MINUS
    costs = _COSTS[letters]
    costs[starts[negative]] = 0
    spent = np.add.reduceat(costs, starts, dtype=np.int32)
    digits = _has_plain_digits(letters, starts + negative, ends, has_stop=spent == 1)
    found: Flags = (spent <= 1) & (digits | (starts == ends))
    return found


def _has_plain_digits(letters: Letters, first: Places, ends: Places, *, has_stop: Flags) -> Flags:
    begin, last = letters[first], letters[ends - 1]
    following = letters[np.minimum(first + 1, len(letters) - 1)]
    lone_zero = (begin == ZERO) & (following == END) & (ends == first + 1) & ((first == 0) | (letters[first - 1] != MINUS))
    whole = (begin > ZERO) & (begin <= NINE)
    needless = has_stop & ((last == ZERO) | (last == STOP))
    found: Flags = (whole | ((begin == ZERO) & (following == STOP)) | lone_zero) & ~needless
    return found
