"""Memory: the keys of many portfolios go in, one portfolio at a time; each distinct key is judged once, and recalled after that.

A key is everything that an answer depends on but the index and people's confirmations (KEY_COLUMNS), so that a memory serves one
index with one set of confirmations.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pandas as pd

    from screener.model import Resolution

MOST_KEPT = 500_000
"""Half a gigabyte of securities; a memory that is full begins anew."""


class Memory:
    """The answers so far, by key; `recalled` and `judged` count how often it paid and how often it did not."""

    def __init__(self) -> None:
        self.recalled = self.judged = 0
        self._answers: dict[tuple[str, ...], Resolution] = {}

    def answer(self, keys: pd.DataFrame, judge: Callable[[pd.DataFrame], Sequence[Resolution]]) -> list[Resolution]:
        """Gives the answers to the keys in their order; `judge` is asked once, for those not met before."""
        marks: list[tuple[str, ...]] = list(keys.itertuples(index=False, name=None))
        unknown = [number for number, mark in enumerate(marks) if mark not in self._answers]
        fresh = dict(zip((marks[number] for number in unknown), judge(keys.iloc[unknown]) if unknown else (), strict=True))
        self.recalled, self.judged = self.recalled + len(marks) - len(unknown), self.judged + len(unknown)
        answers = [fresh[mark] if mark in fresh else self._answers[mark] for mark in marks]
        if len(self._answers) + len(fresh) > MOST_KEPT:
            self._answers.clear()
        self._answers.update(fresh)
        return answers
