"""Three-letter pieces: names go in; for each query, the few indexed names that share its rarest pieces come out.

A sparse index in plain numpy: pieces are numbers below 37³, so that counting and looking up need no dictionary.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    Numbers = np.ndarray[Any, np.dtype[np.int64]]
    Weights = np.ndarray[Any, np.dtype[np.float32]]

_LETTERS = 38
_PIECES = _LETTERS**3
_CODES = np.zeros(256, dtype=np.int64)
_CODES[ord("^")] = 1
_CODES[ord("A") : ord("Z") + 1] = np.arange(2, 28)
_CODES[ord("0") : ord("9") + 1] = np.arange(28, 38)
RAREST = 8
"""Pieces looked up per query: the rarest ones find the right name, the common ones only cost time."""
SHARE = 0.25
"""Of the weight of the pieces looked up, a name must hold this part to be looked at."""
CROWD = 150
"""A piece in more names than this is looked up only when it is among the query's first three."""


@dataclass(frozen=True, slots=True)
class GramIndex:
    """Names by their pieces: the names that hold piece `g` are `names[starts[g]:starts[g + 1]]`."""

    starts: Numbers = field(repr=False)
    names: Numbers = field(repr=False)
    rarity: Weights = field(repr=False)
    size: int


def build_grams(squeezed: Sequence[str]) -> GramIndex:
    """Gives the index over names in capitals without spaces; a name of other letters has no pieces and is never found here."""
    owners, pieces = _cut_pieces(squeezed)
    held = np.unique(pieces * max(len(squeezed), 1) + owners)
    pieces, owners = np.divmod(held, max(len(squeezed), 1))
    counts = np.bincount(pieces, minlength=_PIECES)
    starts = np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
    rarity = np.log((len(squeezed) + 1) / (counts + 0.5)).astype(np.float32)
    return GramIndex(starts=starts, names=owners, rarity=rarity, size=len(squeezed))


def find_similar(index: GramIndex, queries: Sequence[str], *, limit: int = 6) -> tuple[Numbers, Numbers]:
    """Gives pairs (query, name), at most `limit` a query: the names that share the most rare pieces with it."""
    owners, pieces = _choose_pieces(index, queries)
    lengths = index.starts[pieces + 1] - index.starts[pieces]
    hits = np.repeat(index.starts[pieces] - np.concatenate(([0], np.cumsum(lengths)[:-1])), lengths) + np.arange(lengths.sum())
    pairs = np.repeat(owners, lengths) * index.size + index.names[hits]
    order = np.argsort(pairs, kind="stable")
    pairs, weights = pairs[order], np.repeat(index.rarity[pieces], lengths)[order]
    first = np.flatnonzero(np.concatenate(([True], pairs[1:] != pairs[:-1]))) if len(pairs) else np.zeros(0, dtype=np.int64)
    if not len(first):
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    shared = np.add.reduceat(weights, first)
    asked = np.bincount(owners, weights=index.rarity[pieces], minlength=len(queries)).astype(np.float32)
    kept = shared >= SHARE * asked[pairs[first] // index.size]
    return _keep_best(pairs[first][kept], shared[kept], size=index.size, limit=limit)


def _keep_best(pairs: Numbers, shared: Weights, *, size: int, limit: int) -> tuple[Numbers, Numbers]:
    queries, names = np.divmod(pairs, size)
    order = np.lexsort((-shared, queries))
    queries, names = queries[order], names[order]
    kept = _rank_within(queries) < limit
    return queries[kept], names[kept]


def _choose_pieces(index: GramIndex, queries: Sequence[str]) -> tuple[Numbers, Numbers]:
    owners, pieces = _cut_pieces(queries)
    counts = index.starts[pieces + 1] - index.starts[pieces]
    owners, pieces, counts = owners[counts > 0], pieces[counts > 0], counts[counts > 0]
    order = np.lexsort((counts, owners))
    owners, pieces, counts = owners[order], pieces[order], counts[order]
    rank = _rank_within(owners)
    kept = (rank < 3) | ((rank < RAREST) & (counts < CROWD))
    return owners[kept], pieces[kept]


def _rank_within(groups: Numbers) -> Numbers:
    if not len(groups):
        return np.zeros(0, dtype=np.int64)
    first = np.concatenate(([True], groups[1:] != groups[:-1]))
    starts = np.flatnonzero(first)
    return np.arange(len(groups)) - np.repeat(starts, np.diff(np.append(starts, len(groups))))


def _cut_pieces(texts: Sequence[str]) -> tuple[Numbers, Numbers]:
    plain = [text if text.isascii() else "" for text in texts]
    line = np.frombuffer(("^" + "^".join(plain) + "^").encode("ascii"), dtype=np.uint8)
    letters = _CODES[line]
    if len(letters) < 3:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    owners = np.cumsum(line == ord("^"))[:-2] - 1
    whole = (line[1:-1] != ord("^")) & (line[2:] != ord("^"))
    pieces = letters[:-2] * _LETTERS**2 + letters[1:-1] * _LETTERS + letters[2:]
    return owners[whole].astype(np.int64), pieces[whole].astype(np.int64)
