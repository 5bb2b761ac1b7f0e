"""Claims: a screening that came from outside goes in; a refusal comes out where it says what our registry does not.

A letter made here is made of reviewed facts only, whatever the record that was sent holds.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from screener.errors import LetterRefused
from screener.screening.history import involvements_on

if TYPE_CHECKING:
    from collections.abc import Iterable

    from screener.model import Finding, Registry, Screening


def check_claims(screening: Screening, registry: Registry) -> None:
    """Raises LetterRefused (`claim_not_on_record`) for the first finding that is not, word for word, the registry's."""
    day = date.fromisoformat(screening.receipt.as_of)
    for finding in screening.findings:
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


def _not_on_record(finding: Finding) -> LetterRefused:
    return LetterRefused(
        f'What the screening says of "{finding.entity[:80]}" is not what the registry of this service says.',
        help="Screen the portfolio again here, and send that screening.",
        code="claim_not_on_record",
    )
