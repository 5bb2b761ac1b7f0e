"""Money paths: an entity, its ties and the registry go in; its chains of sourced facts to the military come out.

Two kinds of chain are told, and no hop is made up. A tie leads to its counterparty, and on through the counterparty's own ties
and owners. And what the issuer owns, or is owned by, leads on where somebody above it is owned by the military. Nobody's other
business is laid at the issuer's door: after an owner only owners follow, and a company that is a counterparty leads on through
ties of the same channel alone, or where the military owns it. Of several chains the shortest is told.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from screener.model import STATES_AND_BODIES, Hop, MoneyPath
from screener.rulebook.ownership_graph import write_share
from screener.screening.history import involvements_on

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from screener.model import Entity, Involvement, Registry, Source
    from screener.rulebook.ownership_graph import Link, OwnershipGraph

MILITARY = "armed_force"
BUSINESSES = frozenset({"company", "bank"})
MAX_HOPS = 4
"""So many hops may follow the first; a longer chain says little."""
MAX_PATHS = 12
"""So many chains of one entity are told."""

OWNERS_ONLY = ""
"""In place of a channel: no tie is followed any more."""

Hops = tuple[Hop, ...]


class MoneyPaths:
    """The chains of one registry on one day; what leads up from a counterparty is found once."""

    def __init__(self, registry: Registry, graph: OwnershipGraph, *, as_of: date) -> None:
        self.graph, self._registry, self._as_of = graph, registry, as_of
        self._known: dict[tuple[str, str], Hops] = {}

    def trace(self, entity: Entity, ties: Iterable[Involvement]) -> tuple[MoneyPath, ...]:
        """Gives the chains of an entity: one for each tie and counterparty, in the order of the ties, then those of ownership."""
        told = [path for tie in ties for path in self._follow_tie(entity, tie)]
        return (*told, *self._follow_ownership(entity))[:MAX_PATHS]

    def _follow_tie(self, entity: Entity, tie: Involvement) -> list[MoneyPath]:
        chains = {}
        for key in tie.counterparties:
            if key in self._registry.entities and key != entity.id:
                end = self._registry.entities[key]
                chains[key] = (_write_tie(entity, tie, end), *self._climb(key, tie.channel, without=entity.id))
        passed = {hop.end for hops in chains.values() for hop in hops[1:]}
        return [_make_path(hops, involvement=tie.id) for key, hops in chains.items() if key not in passed]

    def _follow_ownership(self, entity: Entity) -> Iterator[MoneyPath]:
        for down in self._descend(entity.id):
            place = down[-1].end if down else entity.id
            above = {entity.id, *(hop.start for hop in down)}
            for link in self.graph.above.get(place, ()):
                hops = () if link.owner in above else self._climb_owners(link)
                if hops and hops[-1].end_kind == MILITARY:
                    yield _make_path((*down, *hops), involvement="")

    def _descend(self, key: str) -> Iterator[Hops]:
        """Gives the ways down through what is owned, the nearest first, from the entity itself."""
        waiting: deque[tuple[str, Hops]] = deque([(key, ())])
        seen = {key}
        while waiting:
            place, hops = waiting.popleft()
            yield hops
            for link in self.graph.below.get(place, ()) if len(hops) < MAX_HOPS - 1 else ():
                if link.owned not in seen:
                    seen.add(link.owned)
                    waiting.append((link.owned, (*hops, self._write_link(link, downwards=True))))

    def _climb_owners(self, link: Link) -> Hops:
        """The owner of a thing, and the owners above it as far as the military; nothing where they do not lead there."""
        first = self._write_link(link, downwards=False)
        if first.end_kind == MILITARY:
            return (first,)
        further = self._search(link.owner, OWNERS_ONLY)
        return (first, *further) if further else ()

    def _climb(self, key: str, channel: str, *, without: str) -> Hops:
        """The shortest way from a counterparty to the military; where none is on record, its controlling owners."""
        if self._registry.entities[key].kind in {MILITARY, *STATES_AND_BODIES}:
            return ()
        hops = self._search(key, channel) or self._name_controllers(key)
        return () if any(without in (hop.start, hop.end) for hop in hops) else hops

    def _search(self, key: str, channel: str) -> Hops:
        if (key, channel) not in self._known:
            self._known[key, channel] = self._find_shortest(key, channel)
        return self._known[key, channel]

    def _find_shortest(self, key: str, channel: str) -> Hops:
        waiting: deque[tuple[str, str, Hops]] = deque([(key, channel, ())])
        seen = {(key, channel)}
        while waiting:
            place, allowed, hops = waiting.popleft()
            for hop in self._step(place, allowed) if len(hops) < MAX_HOPS else ():
                state = (hop.end, allowed if hop.by == "involvement" else OWNERS_ONLY)
                if hop.end_kind == MILITARY:
                    return (*hops, hop)
                if state not in seen and hop.end_kind not in STATES_AND_BODIES:
                    seen.add(state)
                    waiting.append((*state, (*hops, hop)))
        return ()

    def _step(self, place: str, channel: str) -> Iterator[Hop]:
        for link in self.graph.above.get(place, ()):
            yield self._write_link(link, downwards=False)
        if channel == OWNERS_ONLY:
            return
        entity = self._registry.entities[place]
        ties = [tie for tie in involvements_on(entity, self._as_of) if _leads_on(entity, tie, channel)]
        for tie in ties:
            ends = (self._registry.entities[key] for key in tie.counterparties if key in self._registry.entities)
            yield from (_write_tie(entity, tie, end) for end in ends)

    def _name_controllers(self, key: str) -> Hops:
        hops: list[Hop] = []
        seen = {key}
        while len(hops) < MAX_HOPS and self._registry.entities[key].kind not in BUSINESSES:
            links = [link for link in self.graph.above.get(key, ()) if link.controls and link.owner not in seen]
            if not links:
                break
            key = links[0].owner
            seen.add(key)
            hops.append(self._write_link(links[0], downwards=False))
        return tuple(hops)

    def _write_link(self, link: Link, *, downwards: bool) -> Hop:
        ends = [self._registry.entities[key] for key in (link.owned, link.owner)]
        start, end = reversed(ends) if downwards else ends
        return Hop(
            start=start.id,
            start_name=start.name,
            start_kind=start.kind,
            end=end.id,
            end_name=end.name,
            end_kind=end.kind,
            by="owns" if downwards else "owned_by",
            fact="",
            channel="",
            tie=link.relation,
            share=None if link.share is None else write_share(link.share),
            since=None,
            until=None,
            status="",
            reported_on=link.as_of,
            sources=self._find_sources(link),
        )

    def _find_sources(self, link: Link) -> tuple[Source, ...]:
        edges = self._registry.entities[link.owned].owners
        found = [edge.sources for edge in edges if edge.owner == link.owner and edge.as_of == link.as_of]
        return tuple(dict.fromkeys(source for sources in found for source in sources))


def _leads_on(entity: Entity, tie: Involvement, channel: str) -> bool:
    same_business = entity.kind not in BUSINESSES or tie.channel in (channel, "military_ownership")
    return tie.status != "exited" and same_business


def _make_path(hops: Hops, *, involvement: str) -> MoneyPath:
    return MoneyPath(involvement=involvement, hops=hops, reaches_military=hops[-1].end_kind == MILITARY)


def _write_tie(entity: Entity, tie: Involvement, end: Entity) -> Hop:
    return Hop(
        start=entity.id,
        start_name=entity.name,
        start_kind=entity.kind,
        end=end.id,
        end_name=end.name,
        end_kind=end.kind,
        by="involvement",
        fact=tie.id,
        channel=tie.channel,
        tie=tie.tie,
        share=None,
        since=tie.since,
        until=tie.until,
        status=tie.status,
        reported_on=tie.status_as_of,
        sources=tie.sources,
    )
