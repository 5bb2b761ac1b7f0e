"""Subjects: an entity and a day go in; what a policy may judge comes out: ties, entries on lists, what listed entities own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from screener.model import STATES_AND_BODIES, Entity, Involvement
from screener.rulebook.blocking import BlockedShare, aggregate_blocked, is_in_force, list_sanctioned
from screener.screening.history import involvements_on

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from screener.model import Registry, Sanction
    from screener.rulebook.ownership import OwnershipPath

MILITARY = frozenset({"conglomerate", "armed_force", "armed_group", "government_body", "site"})
AUTHORITIES = ("US", "UK", "EU", "CA", "AU", "CH")


@dataclass(frozen=True, slots=True)
class Subject:
    """One fact to judge: `facts` is what a rule's conditions can ask of it, `detail` a sentence that says what it is."""

    id: str
    fact: str
    facts: Mapping[str, str]
    confidence: str
    detail: str = ""


Blocked = dict[str, "Mapping[str, BlockedShare]"]
"""By authority, what its listed entities own or control of others."""


def weigh_blocked(registry: Registry, *, as_of: date) -> Blocked:
    """Gives, for each authority, what the entities it blocks on that day own or control of others."""
    blocked: Blocked = {}
    for authority in AUTHORITIES:
        listed = list_sanctioned(registry, as_of, authorities=(authority,), except_programmes=registry.programmes)
        blocked[authority] = aggregate_blocked(registry, listed, as_of)
    return blocked


def list_ties(entity: Entity, *, as_of: date) -> Iterator[Subject]:
    """Gives the entity's ties that had begun by the day."""
    for item in involvements_on(entity, as_of):
        yield Subject(id=item.id, fact="involvement", facts=facts_of(item, entity), confidence=item.confidence)


def list_entries(entity: Entity, *, as_of: date, programmes: Mapping[str, str]) -> Iterator[Subject]:
    """Gives the entity's entries on official lists, those taken off the list included."""
    for number, item in enumerate(entity.sanctions, 1):
        facts = {
            "entity_group": entity_group(entity.kind),
            "authority": item.authority,
            "listing": "in_force" if is_in_force(item, as_of) else "removed",
            "effect": programmes.get(item.programme, "blocking"),
        }
        key = entry_id(entity, item, number)
        yield Subject(id=key, fact="sanction", facts=facts, confidence="high", detail=_say_entry(item))


def list_stakes(entity: Entity, *, registry: Registry, blocked: Blocked) -> Iterator[Subject]:
    """Gives, for each authority, what the entities it lists own or control of this one."""
    for authority, shares in blocked.items():
        share = shares.get(entity.id)
        if share is not None:
            facts = {"entity_group": entity_group(entity.kind), "authority": authority, "stake": _name_stake(share)}
            detail = _say_stake(share, authority=authority, registry=registry)
            key = f"{entity.id}/ownership/{authority.lower()}"
            yield Subject(id=key, fact="ownership", facts=facts, confidence="high" if share.share else "medium", detail=detail)


def entry_id(entity: Entity, entry: Sanction, number: int) -> str:
    """Gives the id under which the entity's entry of that number, from 1, is judged."""
    return f"{entity.id}/sanction/{entry.authority.lower()}-{number}"


def facts_of(involvement: Involvement, entity: Entity) -> dict[str, str]:
    """Gives what a rule's conditions can ask of one involvement."""
    return {
        "entity_group": entity_group(entity.kind),
        "channel": involvement.channel,
        "basis": involvement.basis,
        "status": involvement.status,
        "status_as_of": involvement.status_as_of,
        "confidence": involvement.confidence,
        "tie": involvement.tie,
    }


def entity_group(kind: str) -> str:
    """Gives the group whose rules apply to an entity of this kind: issuers, states_and_bodies or military."""
    if kind in STATES_AND_BODIES:
        return "states_and_bodies"
    return "military" if kind in MILITARY else "issuers"


def _name_stake(share: BlockedShare) -> str:
    if share.blocked:
        return "half_or_more"
    if share.controlled_share_not_known:
        return "control_share_not_known"
    return "under_half" if share.share else "partner"


def _say_entry(item: Sanction) -> str:
    dates = f"listed {item.listed_on or 'on a day not known'}" + (f", removed {item.removed_on}" if item.removed_on else "")
    return f"{item.authority}: {item.programme}, {dates}."


def _say_stake(share: BlockedShare, *, authority: str, registry: Registry) -> str:
    paths = share.paths if share.share else share.control_paths
    chains = "; ".join(_say_path(path, registry) for path in paths[:3])
    if share.share:
        return f"Entities listed by {authority} own {float(share.share):.0%} of it: {chains}."
    if share.controllers:
        return f"An entity listed by {authority} controls it, with a share that is not known: {chains}."
    names = ", ".join(registry.entities[key].name for key in share.partners)
    return f"An entity listed by {authority} holds a stake of unknown size: {names}."


def _say_path(path: OwnershipPath, registry: Registry) -> str:
    steps = [registry.entities[path.links[0].owner].name]
    for link in path.links:
        share = "share not known" if link.share is None else f"{float(link.share):.0%}"
        steps.append(f"{registry.entities[link.owned].name} ({share})")
    return " → ".join(steps)
