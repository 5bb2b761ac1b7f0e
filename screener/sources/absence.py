"""Absence: what a list should show and does not; the registry and a reading go in, entries that are gone come out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from screener.model import last_day
from screener.sources.reading import Proposal

if TYPE_CHECKING:
    from screener.model import Entity, Registry, Sanction, Source
    from screener.sources.reading import Coverage, ListReading

_NUMBER = re.compile(r"(\d+)$")


def find_gone(
    reading: ListReading, registry: Registry, met: set[tuple[str, Sanction]]
) -> tuple[list[tuple[Entity, Sanction]], int]:
    """Gives the entries of the registry that the list should show and does not, and how many it should show."""
    covered = [
        (entity, sanction)
        for entity in registry.entities.values()
        for sanction in entity.sanctions
        if not sanction.removed_on and any(_covers(coverage, sanction) for coverage in reading.coverage)
    ]
    return [(entity, sanction) for entity, sanction in covered if (entity.id, sanction) not in met], len(covered)


def _covers(coverage: Coverage, sanction: Sanction) -> bool:
    if sanction.authority != coverage.authority or (coverage.as_of is None and coverage.last_number is None):
        return False
    if coverage.programmes and not any(word in sanction.programme for word in coverage.programmes):
        return False
    number = _NUMBER.search(sanction.reference)
    if coverage.last_number is not None and (number is None or int(number[1]) > coverage.last_number):
        return False
    return coverage.as_of is None or (
        sanction.listed_on is not None and last_day(sanction.listed_on).isoformat() <= coverage.as_of
    )


def count_current(reading: ListReading, registry: Registry) -> int:
    """Counts the registry's entries in force of the authorities a list speaks for."""
    authorities = {coverage.authority for coverage in reading.coverage}
    return sum(
        1
        for entity in registry.entities.values()
        for item in entity.sanctions
        if item.authority in authorities and not item.removed_on
    )


def propose_gone(entity: Entity, sanction: Sanction, *, reading: ListReading, source: Source, read_on: str) -> Proposal:
    """Gives the proposal to record a removal, dated by the list's own day or else by the day it was read."""
    removed_by = reading.as_of if reading.as_of and reading.is_dated else read_on
    return Proposal(
        kind="gone",
        entity=entity.id,
        known=True,
        name=entity.name,
        authority=sanction.authority,
        programme=sanction.programme,
        listed_on=sanction.listed_on,
        reference=sanction.reference,
        source=source,
        differs=(f"The list no longer has {sanction.reference or entity.name}; it was removed on {removed_by} or before.",),
        fills={"removed_on": removed_by},
    )
