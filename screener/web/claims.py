"""Claims: a screening that came from outside goes in; a refusal comes out where it says what our registry does not.

A letter made here is made of reviewed facts only, whatever the record that was sent holds.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from screener.errors import LetterRefused, ScreeningUnreadable
from screener.model import DECISIONS
from screener.screening.history import involvements_on

if TYPE_CHECKING:
    from collections.abc import Iterable

    from screener.model import Finding, Registry, Screening


def check_claims(screening: Screening, registry: Registry) -> None:
    """Raises LetterRefused (`claim_not_on_record`) for the first finding that is not, word for word, the registry's.

    Raises ScreeningUnreadable for a record whose day or judgements make no sense.
    """
    day = _read_day(screening.receipt.as_of)
    for finding in screening.findings:
        _check_judgements(finding)
        _check_finding(finding, registry, day)


def _check_finding(finding: Finding, registry: Registry, day: date) -> None:
    entity = registry.entities.get(finding.entity)
    if entity is None or finding.name != entity.name or finding.kind != entity.kind:
        raise _not_on_record(finding)
    pairs: tuple[tuple[Iterable[object], Iterable[object]], ...] = (
        (finding.involvements, involvements_on(entity, day)),
        (finding.responses, entity.responses),
        (finding.sanctions, entity.sanctions),
        (finding.investor_actions, entity.investor_actions),
    )
    if not all(set(said) <= set(known) for said, known in pairs):
        raise _not_on_record(finding)


def _read_day(as_of: object) -> date:
    try:
        return date.fromisoformat(as_of if isinstance(as_of, str) else "")
    except ValueError as error:
        raise _unreadable("the day of its receipt") from error


def _check_judgements(finding: Finding) -> None:
    decisions = {judgement.decision for judgement in finding.judgements}
    if not decisions <= set(DECISIONS) or finding.decision != max(decisions, key=DECISIONS.index, default="none"):
        raise _unreadable(f'the decision on "{finding.entity[:80]}"')
    judged = {judgement.involvement for judgement in finding.judgements if judgement.fact == "involvement"}
    if not judged <= {tie.id for tie in finding.involvements}:
        raise _unreadable(f'the judgements of "{finding.entity[:80]}"')


def _unreadable(part: str) -> ScreeningUnreadable:
    return ScreeningUnreadable(
        f"The screening cannot be used: {part} cannot be made out.", help="Screen the portfolio again, and send the new record."
    )


def _not_on_record(finding: Finding) -> LetterRefused:
    return LetterRefused(
        f'What the screening says of "{finding.entity[:80]}" is not what the registry of this service says.',
        help="Screen the portfolio again here, and send that screening.",
        code="claim_not_on_record",
    )
