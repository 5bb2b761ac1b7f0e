"""What page one says after the answer: the listed issuers in a line each, and what to do next."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reports.facts import Amount


@dataclass(frozen=True, slots=True)
class GlanceLine:
    """One listed issuer in a line: what is asked, and the tie it is asked for.

    `channel`, `counterparty`, `status`, `status_as_of` and `tie`, whose act it is, are those of the tie with the firmest demand;
    where nothing is asked of a tie they are empty, and `reason` gives the policy's sentence on official lists.
    """

    name: str
    country: str
    decision: str
    channel: str
    counterparty: str
    status: str
    status_as_of: str
    reason: str
    amounts: tuple[Amount, ...]
    weight: str | None
    tie: str = "own"


@dataclass(frozen=True, slots=True)
class Glance:
    """Listed issuers in a line each, and how many more there are."""

    lines: tuple[GlanceLine, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class NextSteps:
    """What there is to do, in numbers: issuers by decision, the firmest first, drafts of letters by kind, lines to look at."""

    decisions: Mapping[str, int] = field(default_factory=dict)
    letters: Mapping[str, int] = field(default_factory=dict)
    to_check: int = 0
    unresolved: int = 0
    noticed: int = 0
