"""Long delimited text goes in; the frame of its cells comes out, each distinct text of a column held once.

A million lines repeat a few thousand names. Bytes are looked at eight at a time, by column; no line is walked. Text with
quotation marks, with cells beyond WIDEST bytes or not UTF-8 throughout, or of fewer lines than FEWEST is left to the general
reader, which gives the same cells.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Sequence

    Bytes = np.ndarray[Any, np.dtype[np.uint8]]
    Places = np.ndarray[Any, np.dtype[np.signedinteger[Any]]]
    Words = np.ndarray[Any, np.dtype[np.uint64]]
    Codes = np.ndarray[Any, np.dtype[np.int32]]

FEWEST = 20_000
WIDEST = 240
SAMPLE = 2000
REPEATED = 0.7
"""A column whose first texts are distinct numbers beyond this share is held as it is."""
DISTINCT = 0.25
"""So is one of whose texts more than this share are distinct numbers."""
EIGHT = 8
BLOCK = 2**18
LARGEST = 2**31 - 2**20
LINE_END, RETURN = ord("\n"), ord("\r")
_FIGURES = frozenset("0123456789-(.$")
_KEPT = np.array([(1 << (EIGHT * count)) - 1 for count in range(EIGHT + 1)], dtype=np.uint64)
_PRIME = np.uint64(0x9E3779B97F4A7C15)
_HALF = np.uint64(29)


def read_shared_frame(content: bytes, *, delimiter: str, limits: tuple[int, int], fewest: int = FEWEST) -> pd.DataFrame | None:
    """Gives the cells (integer columns; categories where texts repeat), or None for text that is not for this reader.

    `content` has no byte order mark. `limits` are the most lines and columns; text beyond them is not for this reader either.
    """
    if not EIGHT <= len(content) <= LARGEST:
        return None
    if b'"' in content or b"\x00" in content or content.count(b"\n") < fewest:
        return None
    if b"\r" in content and content.count(b"\r") != content.count(b"\r\n"):
        return None
    letters = np.frombuffer(content, dtype=np.uint8)
    grid = _Grid(letters, ord(delimiter))
    if len(grid.ends) > limits[0] or grid.width > limits[1]:
        return None
    try:
        return _read_columns(content, letters, grid)
    except UnicodeDecodeError:  # a byte order mark says UTF-8, and is not always right
        return None


def _read_columns(content: bytes, letters: Bytes, grid: _Grid) -> pd.DataFrame | None:
    columns = {}
    for place in range(grid.width):
        column = _read_column(content, letters, *grid.bound_cells(place))
        if column is None:
            return None
        columns[place] = column
    return pd.DataFrame(columns, copy=False)


class _Grid:
    """Where the cells of a text begin and end."""

    def __init__(self, letters: Bytes, delimiter: int) -> None:
        self.marks, closing = _find_marks(letters, delimiter)
        self.ends = self.marks[closing]
        self.first = np.concatenate(([0], closing[:-1] + 1))
        self.counts = closing - self.first
        self.starts = np.concatenate(([0], self.ends[:-1] + 1))
        self.stops = self.ends - (letters[np.maximum(self.ends - 1, 0)] == RETURN) * (self.ends > self.starts)
        self.width = int(self.counts.max()) + 1
        self.even = self.marks.reshape(-1, self.width) if int(self.counts.min()) + 1 == self.width else None

    def bound_cells(self, place: int) -> tuple[Places, Places]:
        """Gives where each line's cell of that column begins and ends; a line without one has an empty cell at its end."""
        if self.even is not None:
            begin = self.even[:, place - 1] + 1 if place else self.starts
            return begin, self.even[:, place] if place + 1 < self.width else self.stops
        there, last = self.counts >= place, self.counts <= place
        begin = self.starts if place == 0 else self.marks[self.first + np.where(there, place - 1, 0)] + 1
        begin = begin if there.all() else np.where(there, begin, self.stops)
        if last.all():
            return begin, self.stops
        end = self.marks[self.first + np.where(last, 0, place)]
        return begin, np.where(last, self.stops, end) if last.any() else end


def _find_marks(letters: Bytes, delimiter: int) -> tuple[Places, Places]:
    """Gives where cells end (at delimiters, line ends, the end of a last line that has none), and which of these end a line."""
    marks, closing, count = [], [], 0
    for start in range(0, len(letters), BLOCK):
        block = letters[start : start + BLOCK]
        found = np.flatnonzero((block == delimiter) | (block == LINE_END))
        closing.append(np.flatnonzero(block[found] == LINE_END) + count)
        marks.append((found + start).astype(np.int32))
        count += len(found)
    if letters[-1] != LINE_END:
        marks.append(np.array([len(letters)], dtype=np.int32))
        closing.append(np.array([count]))
    return np.concatenate(marks), np.concatenate(closing)


def _read_column(content: bytes, letters: Bytes, begin: Places, end: Places) -> pd.Series[str] | None:
    lengths = end - begin
    longest = int(lengths.max())
    if longest > WIDEST:
        return None
    words = _take_words(letters, begin, lengths, longest)
    codes, first = _tell_apart(words)
    if len(first) > DISTINCT * len(begin) and is_all_numbers(_slice(content, begin[:SAMPLE], end[:SAMPLE])):
        return _write_plain(words)
    if len(words) > 1 and not all(np.array_equal(word, word[first][codes]) for word in words):
        return None  # equal numbers were made of unequal texts: it has never been seen, and is looked up, not believed
    texts = pd.Index(_slice(content, begin[first], end[first]), dtype=object)
    return pd.Series(pd.Categorical.from_codes(codes, categories=texts, validate=False))


def _take_words(letters: Bytes, begin: Places, lengths: Places, longest: int) -> list[Words]:
    """Gives the cells' bytes as columns of eight, padded with zeros, which no text holds."""
    every = np.ndarray((len(letters) - EIGHT + 1,), dtype="<u8", buffer=letters, strides=(1,))
    begin, shortest, found = begin.astype(np.intp), int(lengths.min()), []
    for at in range(0, max(longest, 1), EIGHT):
        place = begin + at
        over = np.maximum(place - (len(every) - 1), 0) if place[-1] >= len(every) else None
        word = every[place if over is None else place - over]
        if over is not None:  # the last bytes of all stand further up in the last eight
            word >>= (EIGHT * np.minimum(over, EIGHT - 1)).astype(np.uint64)
        if shortest < at + EIGHT:
            word &= _KEPT[np.clip(lengths - at, 0, EIGHT)]
        found.append(word)
    return found


def _slice(content: bytes, begin: Places, end: Places) -> list[str]:
    return [content[one:other].decode() for one, other in zip(begin.tolist(), end.tolist(), strict=True)]


def _write_plain(words: Sequence[Words]) -> pd.Series[str]:
    width = EIGHT * len(words)
    cells = np.stack(words, axis=1).view(f"S{width}").ravel().tolist()
    return pd.Series(np.array(list(map(bytes.decode, cells)), dtype=object), dtype=str)


def _tell_apart(words: Sequence[Words]) -> tuple[Codes, Places]:
    """Gives a number per distinct text, in the order in which they first stand, and where each of them first stands."""
    numbers = words[0]
    for word in words[1:]:
        numbers = (numbers ^ (numbers >> _HALF)) * _PRIME
        numbers ^= word
    codes = pd.factorize(numbers)[0].astype(np.int32)
    first = np.flatnonzero(np.diff(np.maximum.accumulate(codes), prepend=-1))
    return codes, first


def is_all_numbers(start: Sequence[str]) -> bool:
    """Says of a column's first texts whether they are nearly all distinct numbers.

    Sharing those would cost time, and nothing is asked of each distinct one.
    """
    if len(set(start)) <= REPEATED * len(start):
        return False
    return sum(text[:1] in _FIGURES for text in start) > REPEATED * len(start)
