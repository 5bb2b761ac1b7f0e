"""Live claims: what a letter rests on and the registry of its day go in; a refusal comes out where the two have parted.

A letter is written from a screening that may be weeks old. Until it is printed a claim may have been corrected, disputed or
changed, or its review may be due: then no letter says it, and the refusal names the claim, the day, and what to do.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol

from screener.errors import LetterRefused
from screener.writing.kinds import is_overdue

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from screener.model import Correction, Involvement, Receipt, Registry

MOST_DAYS = 30
"""So old may a screening be on the day of its letters."""


class SourceLike(Protocol):
    """A publication, wherever it stands."""

    @property
    def id(self) -> str: ...  # noqa: D102


class ClaimLike(Protocol):
    """A tie as a screening or a letter carries it."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def summary(self) -> str: ...  # noqa: D102
    @property
    def status(self) -> str: ...  # noqa: D102
    @property
    def sources(self) -> Sequence[SourceLike]: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class LiveRegistry:
    """The registry as it is on the day of the letters, with the corrections of what it said before."""

    registry: Registry
    corrections: tuple[Correction, ...] = ()


def check_age(receipt: Receipt, day: str) -> None:
    """Raises LetterRefused where a screening is more than 30 days old on the day of its letters, or younger than they."""
    age = (date.fromisoformat(day) - date.fromisoformat(receipt.as_of)).days
    if age > MOST_DAYS:
        raise LetterRefused(
            f"The screening is of {receipt.as_of}, {age} days before {day}; letters rest on one of the last {MOST_DAYS} days.",
            help="Screen the portfolio again and use the new screening.json.",
            code="screening_old",
        )
    if age < 0:
        raise LetterRefused(
            f"The letters would bear the day {day}, and the screening is of {receipt.as_of}.",
            help="Give a day that is not before the screening’s.",
            code="letter_before_screening",
        )


def check_claims_live(claims: Iterable[ClaimLike], receipt: Receipt, live: LiveRegistry, *, day: str) -> None:
    """Raises LetterRefused for the first claim that is not, on the day, what the screening says it is."""
    claims = tuple(claims)
    check_corrections(claims, receipt, live)
    for claim in claims:
        tie = find_tie(claim.id, live.registry)
        if tie is None:
            raise _refuse("claim_withdrawn", f'The claim "{claim.id}" is no longer in the registry.')
        if tie.status == "disputed" and claim.status != "disputed":
            raise _refuse("claim_disputed", f'The claim "{claim.id}" is disputed, by a report of {tie.status_as_of}.')
        if _differs(claim, tie):
            raise _refuse("claim_changed", f'The registry says of "{claim.id}" something else since {tie.reported_on}.')
        if is_overdue(tie, day) and not is_overdue(tie, receipt.as_of):
            raise _refuse("claim_overdue", f'The claim "{claim.id}" was due for review on {tie.review_on}.')


def find_tie(claim: str, registry: Registry) -> Involvement | None:
    """Gives the tie of a claim's id, through merged ids; None where it is gone."""
    key = claim.partition("/")[0]
    entity = registry.entities.get(registry.merged.get(key, key))
    return next((tie for tie in entity.involvements if tie.id == claim), None) if entity else None


def check_corrections(claims: Iterable[ClaimLike], receipt: Receipt, live: LiveRegistry) -> None:
    """Raises LetterRefused for the first claim that was corrected since the screening, with the day and what is right."""
    if receipt.registry_sha256 == live.registry.sha256:
        return
    ids = {claim.id for claim in claims}
    for entry in live.corrections:
        if entry.claim in ids and entry.date >= receipt.as_of:
            raise _refuse("claim_corrected", f'The claim "{entry.claim}" was corrected on {entry.date}: {entry.now}')


def _differs(claim: ClaimLike, tie: Involvement) -> bool:
    """A letter may cite fewer sources than the registry, and none that the registry has let go."""
    lost = {source.id for source in claim.sources} - {source.id for source in tie.sources}
    return claim.summary != tie.summary or bool(lost) or (tie.status == "exited") != (claim.status == "exited")


def _refuse(code: str, message: str) -> LetterRefused:
    return LetterRefused(message, help="Screen the portfolio again; letters are written from the new screening.json.", code=code)
