"""Ownership: a registry, an entity and a day go in; its effective owners through every chain, and what an owner holds, come out.

The effective share of an owner is the sum over all chains from the owner down to the entity of the product of the shares along
them, never passing through the owner twice (Baldone, Brioschi and Paleari 1997 on integrated ownership). Cycles are solved, not
walked: one entity after the other is taken out of the graph, its owners tied straight to what it owns. All of it is exact.
A chain with a share that is not known gives no number: it is shown apart, with whether every link of it is control.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from screener.rulebook.ownership_graph import HALF, Link, draw_ownership

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from screener.model import Registry
    from screener.rulebook.ownership_graph import OwnershipGraph

MAX_PATHS = 200
"""So many chains above one entity are written out, the strongest first; the shares are of all chains all the same."""


@dataclass(frozen=True, slots=True)
class OwnershipPath:
    """One chain from an owner, the first link's, down to an entity, the last link's."""

    links: tuple[Link, ...]

    @property
    def share(self) -> Fraction | None:
        """The product of the shares; None where one of them is not known."""
        product = Fraction(1)
        for link in self.links:
            if link.share is None:
                return None
            product *= link.share
        return product


@dataclass(frozen=True, slots=True)
class EffectiveShare:
    """What one owner holds of an entity, directly and through others.

    `share` is of the chains known in full, None where there is none. `controlled_share_not_known` says that a chain of control
    exists that shares do not bear out: neither 0 nor 50 %. `direct` says that it is an owner without another between.
    """

    owner: str
    share: Fraction | None
    controlled_share_not_known: bool
    direct: bool
    paths: tuple[OwnershipPath, ...]


def effective_owners(registry: Registry, entity: str, as_of: date) -> tuple[EffectiveShare, ...]:
    """Gives everyone above `entity` on `as_of`: the greatest known share first, those of no known share last, by id."""
    return weigh_owners(draw_ownership(registry, as_of), entity)


def weigh_owners(graph: OwnershipGraph, entity: str) -> tuple[EffectiveShare, ...]:
    """Gives the same of a graph already drawn."""
    paths: defaultdict[str, list[OwnershipPath]] = defaultdict(list)
    for path in _walk_up(graph, entity):
        paths[path.links[0].owner].append(path)
    controllers = _find_controllers(graph, entity)
    direct = {link.owner for link in graph.above.get(entity, ())}
    shares = [
        EffectiveShare(
            owner=owner,
            share=_add_chains(graph, owner, entity),
            controlled_share_not_known=owner in controllers,
            direct=owner in direct,
            paths=tuple(paths[owner]),
        )
        for owner in _find_above(graph, entity)
    ]
    return tuple(sorted(shares, key=lambda item: (item.share is None, -(item.share or 0), item.owner)))


def stakes_of(registry: Registry, owner: str, as_of: date) -> tuple[Link, ...]:
    """Gives what `owner` holds directly on `as_of`, minority stakes among it; holding hands no flag on."""
    return draw_ownership(registry, as_of).below.get(owner, ())


def _find_above(graph: OwnershipGraph, entity: str) -> list[str]:
    seen, waiting = {entity}, [entity]
    while waiting:
        for link in graph.above.get(waiting.pop(), ()):
            if link.owner not in seen:
                seen.add(link.owner)
                waiting.append(link.owner)
    return sorted(seen - {entity})


def _find_controllers(graph: OwnershipGraph, entity: str) -> set[str]:
    """Gives the owners that reach the entity by control alone, with a link on the way that no share of half or more bears out."""
    seen, waiting = {(entity, False)}, [(entity, False)]
    while waiting:
        place, doubtful = waiting.pop()
        for link in graph.above.get(place, ()):
            step = (link.owner, doubtful or link.share is None or link.share < HALF)
            if link.controls and step not in seen:
                seen.add(step)
                waiting.append(step)
    return {place for place, doubtful in seen if doubtful} - {entity}


def _walk_up(graph: OwnershipGraph, entity: str) -> Iterator[OwnershipPath]:
    """Gives chains without a repeated entity, known ones first and the strongest of those before the others."""
    waiting: list[tuple[int, Fraction, tuple[str, ...], tuple[Link, ...]]] = [(0, Fraction(-1), (entity,), ())]
    given = 0
    while waiting and given < MAX_PATHS:
        unknown, weight, places, links = heapq.heappop(waiting)
        if links:
            given += 1
            yield OwnershipPath(links)
        for link in graph.above.get(places[0], ()):
            if link.owner not in places:
                step = (unknown + (link.share is None), weight * (1 if link.share is None else link.share))
                heapq.heappush(waiting, (*step, (link.owner, *places), (link, *links)))


def _add_chains(graph: OwnershipGraph, owner: str, entity: str) -> Fraction | None:
    above, below = _cut_out(graph, owner, entity)
    for place in sorted(set(above) - {owner, entity}, key=lambda key: (len(above[key]) * len(below[key]), key)):
        _take_out(above, below, place)
    straight = above[entity].get(owner)
    return None if straight is None else straight / (1 - above[entity].get(entity, Fraction(0)))


Ties = dict[str, dict[str, Fraction]]


def _cut_out(graph: OwnershipGraph, owner: str, entity: str) -> tuple[Ties, Ties]:
    """Gives the known shares on the way from owner to entity, by owned and by owner; none leads back into the owner."""
    above: Ties = defaultdict(dict)
    below: Ties = defaultdict(dict)
    seen, waiting = {entity}, [entity]
    while waiting:
        for link in graph.above.get(waiting.pop(), ()):
            if link.share is not None:
                above[link.owned][link.owner] = below[link.owner][link.owned] = link.share
                if link.owner != owner and link.owner not in seen:
                    seen.add(link.owner)
                    waiting.append(link.owner)
    return above, below


def _take_out(above: Ties, below: Ties, place: str) -> None:
    owners, owned = above.pop(place), below.pop(place, {})
    again = owners.pop(place, Fraction(0))
    owned.pop(place, None)
    for upper in owners:
        below[upper].pop(place, None)
    for lower in owned:
        above[lower].pop(place, None)
    for upper, share in owners.items():
        for lower, part in owned.items():
            tie = above[lower].get(upper, Fraction(0)) + share * part / (1 - again)
            above[lower][upper] = below[upper][lower] = tie
