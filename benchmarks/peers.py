"""Plain ways of telling issuers by name, to stand beside ours: names of a registry and of a portfolio go in; matches come out.

Each gives, per name of the portfolio, the number of the registry's name that is most like it and a likeness from 0 to 1. That is
no probability: each is scored at its own best threshold.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz import fuzz, process, utils

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    Matches = tuple[np.ndarray[Any, np.dtype[np.int64]], np.ndarray[Any, np.dtype[np.float64]]]

CHUNK = 500
_LETTERS = 38


def match_brute_force(registry: Sequence[str], portfolio: Sequence[str]) -> Matches:
    """Compares every name with every name: rapidfuzz, words sorted."""
    known = [utils.default_process(text) for text in registry]
    best, likeness = [], []
    for start in range(0, len(portfolio), CHUNK):
        asked = [utils.default_process(text) for text in portfolio[start : start + CHUNK]]
        scores = process.cdist(asked, known, scorer=fuzz.token_sort_ratio, dtype=np.uint8, workers=-1)
        best.append(scores.argmax(axis=1))
        likeness.append(scores.max(axis=1) / 100)
    return np.concatenate(best), np.concatenate(likeness)


def match_tf_idf(registry: Sequence[str], portfolio: Sequence[str]) -> Matches:
    """Compares the weighted three-letter pieces of names: TF-IDF and the cosine, in plain numpy over an inverted index."""
    owners, pieces, weights, rarity = _weigh_pieces(registry, None)
    order = np.argsort(pieces, kind="stable")
    owners, weights = owners[order], weights[order]
    starts = np.concatenate(([0], np.cumsum(np.bincount(pieces, minlength=_LETTERS**3))))
    asked, asked_pieces, asked_weights, _ = _weigh_pieces(portfolio, rarity)
    bounds = np.searchsorted(asked, np.arange(len(portfolio) + 1))
    best, likeness = np.zeros(len(portfolio), dtype=np.int64), np.zeros(len(portfolio))
    for name in range(len(portfolio)):
        held = slice(bounds[name], bounds[name + 1])
        scores = np.zeros(len(registry))
        for piece, weight in zip(asked_pieces[held].tolist(), asked_weights[held].tolist(), strict=True):
            found = slice(starts[piece], starts[piece + 1])
            scores[owners[found]] += weight * weights[found]
        best[name], likeness[name] = scores.argmax(), scores.max()
    return best, likeness


def _weigh_pieces(names: Sequence[str], rarity: Any) -> tuple[Any, Any, Any, Any]:  # noqa: ANN401 (arrays of numpy)
    """Gives (name, piece, weight) of every piece of every name, the weights of a name's pieces squared adding up to one."""
    codes = np.zeros(256, dtype=np.int64)
    codes[ord("0") : ord("9") + 1], codes[ord("a") : ord("z") + 1] = np.arange(1, 11), np.arange(11, 37)
    owners, pieces = [], []
    for number, text in enumerate(names):
        line = codes[np.frombuffer(f" {utils.default_process(text)} ".encode("ascii", "ignore"), dtype=np.uint8)]
        own = np.unique(line[:-2] * _LETTERS**2 + line[1:-1] * _LETTERS + line[2:]) if len(line) > 2 else line[:0]
        owners.append(np.full(len(own), number))
        pieces.append(own)
    owner, piece = np.concatenate(owners), np.concatenate(pieces)
    if rarity is None:
        counts = np.bincount(piece, minlength=_LETTERS**3)
        rarity = np.log((len(names) + 1) / (counts + 1)) + 1
    weight = rarity[piece]
    lengths = np.sqrt(np.bincount(owner, weights=weight**2, minlength=len(names)))
    return owner, piece, weight / lengths[owner], rarity


PEERS: dict[str, Callable[[Sequence[str], Sequence[str]], Matches]] = {
    "rapidfuzz brute force": match_brute_force,
    "TF-IDF": match_tf_idf,
}
