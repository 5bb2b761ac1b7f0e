"""Small ownership graphs for tests, one line per edge."""

from __future__ import annotations

from screener.model import Entity, Name, OwnershipEdge, Registry, Sanction

DEFAULT_RELATION = "owns"


def build_registry(
    *edges: str, sanctions: dict[str, tuple[Sanction, ...]] | None = None, version: str = "2026.11.24"
) -> Registry:
    """Gives a registry of edges written `owner owned share relation as_of until`; `?` stands for what is not known."""
    made = [_make_edge(*line.split()) for line in edges]
    ids = sorted({key for edge in made for key in (edge.owner, edge.owned)} | set(sanctions or {}))
    entities = {
        key: Entity(
            id=key,
            kind="company",
            country="NO",
            sector="",
            names=(Name(text=key.upper(), form="display"),),
            owners=tuple(edge for edge in made if edge.owned == key),
            sanctions=(sanctions or {}).get(key, ()),
        )
        for key in ids
    }
    return Registry(entities=entities, sources={}, version=version, sha256="0" * 64)


def _make_edge(
    owner: str, owned: str, share: str = "?", relation: str = DEFAULT_RELATION, as_of: str = "?", until: str = "?"
) -> OwnershipEdge:
    def known(text: str) -> str | None:
        return None if text == "?" else text

    return OwnershipEdge(owner=owner, owned=owned, share=known(share), relation=relation, as_of=known(as_of), until=known(until))
