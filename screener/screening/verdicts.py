"""Verdicts: a registry, a policy and a day go in; what the policy says of every entity comes out, judged once and kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING

from screener.screening.decisions import judge_registry

if TYPE_CHECKING:
    from datetime import date

    from screener.model import Policy, Registry
    from screener.screening.decisions import Verdict

KEPT = 64
"""Answers kept, one per registry, policy and day; one takes well under a megabyte."""


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The answers of `judge_registry` that were asked for last; threads may share them. They hold nothing of any portfolio."""

    _kept: dict[tuple[str, str, date], dict[str, Verdict]] = field(default_factory=dict, repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False)

    def judge(self, registry: Registry, policy: Policy, *, as_of: date) -> dict[str, Verdict]:
        """Gives the verdict on every entity by its id."""
        key = (registry.sha256, policy.sha256, as_of)
        with self._lock:
            if key in self._kept:
                return self._kept[key]
        judged = judge_registry(registry, policy, as_of=as_of)
        with self._lock:
            while len(self._kept) >= KEPT:
                self._kept.pop(next(iter(self._kept)))
            return self._kept.setdefault(key, judged)
