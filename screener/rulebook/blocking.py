"""Blocking: a registry, the listed entities and a day go in; who counts as blocked with them by the 50 per cent rule comes out.

The rule is OFAC's (revised guidance of 13 August 2014): what blocked persons own, together, directly or indirectly, by 50 per
cent or more is itself blocked, and counts as wholly blocked at the next step; a chain through a smaller share hands nothing on.
It speaks of ownership, not of control: control with an unknown share is shown apart, never as 0 and never as 50.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from screener.model import first_day, last_day
from screener.rulebook.ownership import OwnershipPath
from screener.rulebook.ownership_graph import HALF, draw_ownership

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date

    from screener.model import Registry, Sanction
    from screener.rulebook.ownership_graph import Link, OwnershipGraph


@dataclass(frozen=True, slots=True)
class BlockedShare:
    """What blocked persons are known to own of an entity that is not itself listed.

    `share` is what they own together, `paths` how, each from a listed entity down. `controllers` are blocked persons, or those
    they control, that control it with a share not known, `control_paths` how; `partners` hold a stake of unknown size.
    """

    entity: str
    share: Fraction
    paths: tuple[OwnershipPath, ...]
    controllers: tuple[str, ...]
    control_paths: tuple[OwnershipPath, ...]
    partners: tuple[str, ...]

    @property
    def blocked(self) -> bool:
        """Whether the rule blocks it: 50 per cent or more, on known shares alone."""
        return self.share >= HALF

    @property
    def controlled_share_not_known(self) -> bool:
        """Whether a blocked person controls it with a share that is not known."""
        return bool(self.controllers)


def list_sanctioned(
    registry: Registry, as_of: date, *, authorities: Collection[str], except_programmes: Collection[str] = ()
) -> frozenset[str]:
    """Gives the entities on a list of one of `authorities` on `as_of`; `except_programmes` are those that block nothing."""
    return frozenset(
        entity.id
        for entity in registry.entities.values()
        if any(
            item.authority in authorities and item.programme not in except_programmes and is_in_force(item, as_of)
            for item in entity.sanctions
        )
    )


def is_in_force(item: Sanction, as_of: date) -> bool:
    """Says whether an entry stands on `as_of`; one without a date of listing counts as standing."""
    listed = item.listed_on is None or first_day(item.listed_on) <= as_of
    return listed and (item.removed_on is None or last_day(item.removed_on) > as_of)


def aggregate_blocked(registry: Registry, listed: Collection[str], as_of: date) -> Mapping[str, BlockedShare]:
    """Gives, by entity, what the `listed` own of it or control in it; where they have no part is absent, and so are they."""
    graph = draw_ownership(registry, as_of)
    blocked = _find_blocked(graph, listed)
    controlled = _find_controlled(graph, blocked)
    touched = sorted({link.owned for owner in {*blocked, *controlled} for link in graph.below.get(owner, ())} - set(listed))
    found = {key: _make_share(graph, key, blocked=blocked, controlled=controlled) for key in touched}
    return {key: share for key, share in found.items() if share.share or share.controllers or share.partners}


Chains = dict[str, tuple["Link", ...]]
"""By entity, one chain from a listed one down to it; empty for the listed themselves."""


def _find_blocked(graph: OwnershipGraph, listed: Iterable[str]) -> Chains:
    chains: Chains = dict.fromkeys(sorted(listed), ())
    waiting = list(chains)
    while waiting:
        for owned in sorted({link.owned for link in graph.below.get(waiting.pop(0), ())}):
            parts = [link for link in graph.above[owned] if link.owner in chains and link.share is not None]
            if owned not in chains and sum(link.share or 0 for link in parts) >= HALF:
                greatest = max(parts, key=lambda link: (link.share or 0, link.owner))
                chains[owned] = (*chains[greatest.owner], greatest)
                waiting.append(owned)
    return chains


def _find_controlled(graph: OwnershipGraph, blocked: Chains) -> Chains:
    """Gives whom the blocked control by a chain with a link that no share of half or more bears out."""
    chains: Chains = {}
    waiting = [(key, chain, False) for key, chain in blocked.items()]
    while waiting:
        owner, chain, doubtful = waiting.pop(0)
        for link in graph.below.get(owner, ()):
            unsure = doubtful or link.share is None or link.share < HALF
            if link.controls and unsure and link.owned not in chains:
                chains[link.owned] = (*chain, link)
                waiting.append((link.owned, chains[link.owned], True))
    return chains


def _make_share(graph: OwnershipGraph, entity: str, *, blocked: Chains, controlled: Chains) -> BlockedShare:
    links = [link for link in graph.above[entity] if link.owner != entity]
    owned = [link for link in links if link.owner in blocked and link.share is not None]
    control = [link for link in links if link.controls and _is_doubtful(link, blocked=blocked, controlled=controlled)]
    return BlockedShare(
        entity=entity,
        share=sum((link.share for link in owned if link.share is not None), Fraction(0)),
        paths=tuple(OwnershipPath((*blocked[link.owner], link)) for link in owned),
        controllers=tuple(link.owner for link in control),
        control_paths=tuple(
            OwnershipPath((*(blocked[link.owner] if link.owner in blocked else controlled[link.owner]), link)) for link in control
        ),
        partners=tuple(link.owner for link in links if link.owner in blocked and link.share is None and not link.controls),
    )


def _is_doubtful(link: Link, *, blocked: Chains, controlled: Chains) -> bool:
    return (link.owner in blocked and (link.share is None or link.share < HALF)) or (
        link.owner in controlled and link.owner not in blocked
    )
