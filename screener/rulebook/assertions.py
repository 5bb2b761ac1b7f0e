"""Assertions: the registry and its `assertions.yaml` go in; counts, and the bounds they break, come out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screener.rulebook.text import read_values

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable

    from screener.errors import RulebookFault
    from screener.model import Entity, Registry, Source

_FACTS = ("involvements", "responses", "sanctions", "owners", "brands", "investor_actions", "identifiers")


def count_registry(registry: Registry) -> dict[str, int]:
    """Gives how many of each the registry holds; `unsourced` counts facts without a source (0, or the build is broken)."""
    entities = registry.entities.values()
    return {
        "entities": len(registry.entities),
        "involvements": sum(len(entity.involvements) for entity in entities),
        "sanctions": sum(len(entity.sanctions) for entity in entities),
        "ownership": sum(len(entity.owners) for entity in entities),
        "brands": sum(len(entity.brands) for entity in entities),
        "sources": len(registry.sources),
        "identifiers": sum(len(entity.identifiers) for entity in entities),
        "names": sum(len(entity.names) for entity in entities),
        "responses": sum(len(entity.responses) for entity in entities),
        "investor_actions": sum(len(entity.investor_actions) for entity in entities),
        "unsourced": sum(1 for entity in entities for sources in _sources_of_facts(entity) if not sources),
    }


def find_broken_bounds(root: Traversable, registry: Registry) -> Iterator[RulebookFault]:
    """Gives a fault for every count outside its bounds; a broken bound is a signal to explain, not to fit."""
    item = root.joinpath("registry", "assertions.yaml")
    page = read_values(item.read_text(encoding="utf-8"), file="registry/assertions.yaml")
    counts = count_registry(registry)
    for name, bounds in page.values.items():
        low, high = int(bounds["at_least"]), int(bounds["at_most"])
        if name not in counts:
            yield page.fault(f'"{name}" is not counted', place=(name,))
        elif not low <= counts[name] <= high:
            yield page.fault(f"{name}: {counts[name]} is outside {low} to {high}", place=(name,))


def _sources_of_facts(entity: Entity) -> Iterator[tuple[Source, ...]]:
    for part in _FACTS:
        for fact in getattr(entity, part):
            yield fact.sources
