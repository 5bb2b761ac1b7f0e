"""Registrations: ISINs and parents by LEI and the registry go in; proposals of identifiers and owners come out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screener.identifiers import explain_identifier, has_valid_check_digit
from screener.sources.reading import Proposal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screener.model import Entity, Identifier, Registry, Source
    from screener.sources.reading import ListReading, Parent

MANY = 20
"""Banks and states issue by the thousand: beyond this many new ISINs one proposal says how many there are, and none is listed."""
_MAPPING, _RELATIONS = "ISIN-to-LEI mapping", "level-2 relationship records"


def propose_registrations(reading: ListReading, registry: Registry, *, source: Source) -> Iterator[Proposal]:
    """Gives new ISINs, ISINs that stand on another entity, and parents that the registry does not have as owners."""
    leis = {item.value: entity for entity in registry.entities.values() for item in entity.identifiers if item.scheme == "lei"}
    isins = {
        item.value: (entity, item)
        for entity in registry.entities.values()
        for item in entity.identifiers
        if item.scheme == "isin"
    }
    for lei, entity in leis.items():
        yield from _compare_securities(entity, reading.securities.get(lei, ()), isins=isins, source=source)
    for parent in reading.parents:
        if parent.child in leis and parent.parent in leis:
            yield from _compare_parent(parent, leis[parent.child], leis[parent.parent], source=source)


def _compare_securities(
    entity: Entity, found: tuple[str, ...], *, isins: dict[str, tuple[Entity, Identifier]], source: Source
) -> Iterator[Proposal]:
    new = [isin for isin in dict.fromkeys(found) if isin not in isins and has_valid_check_digit("isin", isin)]
    if len(new) > MANY:
        differs = f"{len(new)} ISINs of it are not in the registry; too many to add one by one."
        yield _propose(entity, kind="changed", programme=_MAPPING, reference="", differs=differs, source=source)
    else:
        for isin in new:
            differs = f"The registry does not have {isin}."
            yield _propose(
                entity, kind="new", programme=_MAPPING, reference=isin, differs=differs, source=source, fills={"isin": isin}
            )
    for isin in dict.fromkeys(found):
        holder, identifier = isins.get(isin, (entity, None))
        if holder.id != entity.id:
            differs = f"In the registry {isin} stands on {holder.id}."
        elif identifier and not identifier.confirmed:
            differs = f"The registry has {isin} as unconfirmed; the mapping bears it out."
        elif not has_valid_check_digit("isin", isin):
            differs = explain_identifier("isin", isin)
        else:
            continue
        yield _propose(entity, kind="changed", programme=_MAPPING, reference=isin, differs=differs, source=source)


def _compare_parent(parent: Parent, child: Entity, owner: Entity, *, source: Source) -> Iterator[Proposal]:
    if any(edge.owner == owner.id for edge in child.owners):
        return
    fills = {"entity": owner.id, "relation": parent.relation} | ({"as_of": parent.since} if parent.since else {})
    differs = f"The registry does not have {owner.name} as its {parent.relation}."
    yield _propose(child, kind="new", programme=_RELATIONS, reference=parent.parent, differs=differs, source=source, fills=fills)


def _propose(
    entity: Entity,
    *,
    kind: str,
    programme: str,
    reference: str,
    differs: str,
    source: Source,
    fills: dict[str, str] | None = None,
) -> Proposal:
    return Proposal(
        kind=kind,
        entity=entity.id,
        known=True,
        name=entity.name,
        authority="GLEIF",
        programme=programme,
        listed_on=None,
        reference=reference,
        source=source,
        differs=(differs,),
        fills=fills or {},
        fact="owners" if programme == _RELATIONS else "identifiers",
    )
