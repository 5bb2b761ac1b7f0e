"""The nouns of resolving: the answer to "which issuer is this holding?", and the candidates for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import numpy as np

ResolutionStatus = Literal[
    "matched",
    "needs_review",
    "not_listed",
    "unresolved",
    "invalid_identifier",
    "out_of_scope",
    "not_a_holding",
    "looked_through",
]

RESEMBLES, IN_ANOTHER_ORDER = "resembles", "in another order"
"""What the reason of an answer by name says where the name is none of the entity's own, here and in a record read back."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity a holding may be issued by; `score` is a probability in [0, 1]; `name` is its display name, once filled in."""

    entity: str
    score: float
    reason: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Nearest:
    """An entity whose name comes nearest to one that is not its own.

    `likeness` is that of the letters, in [0, 1], None where no names were compared; `score` the probability that it is meant,
    None where it was not weighed; `missing` says, in sentences, what would have to be so.
    """

    entity: str
    likeness: float | None
    score: float | None
    reason: str
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Resolution:
    """The answer to "which issuer is this holding?". `reason` is a sentence a shareholder understands."""

    status: ResolutionStatus
    entity: str | None = None
    method: str | None = None
    score: float | None = None
    reason: str = ""
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolutions:
    """One answer per distinct key, and for each line of the holdings the number of its answer (`codes[i]`)."""

    answers: tuple[Resolution, ...]
    codes: np.ndarray[Any, np.dtype[np.int64]] = field(repr=False)
