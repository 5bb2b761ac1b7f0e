"""Search for people who look something up: a text goes in; entities whose names or identifiers hold it come out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anyascii import anyascii

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screener.model import Entity, Registry


def search_entities(registry: Registry, text: str, *, limit: int = 50) -> tuple[Entity, ...]:
    """Gives the entities with a name, id or identifier that holds `text`, in any script; whole names before parts of them."""
    wanted = _fold(text)
    if not wanted:
        return ()
    found = [(rank, entity.name, entity) for entity in registry.entities.values() if (rank := _rank(entity, wanted)) is not None]
    return tuple(entity for _, _, entity in sorted(found, key=lambda item: item[:2])[:limit])


def _rank(entity: Entity, wanted: str) -> int | None:
    ranks = [0 if text == wanted else 1 if text.startswith(wanted) else 2 for text in _texts(entity) if wanted in text]
    return min(ranks, default=None)


def _texts(entity: Entity) -> Iterator[str]:
    yield _fold(entity.id.replace("-", " "))
    for name in entity.names:
        yield _fold(name.text)
        yield name.text.casefold()
    for identifier in entity.identifiers:
        yield identifier.value.casefold()


def _fold(text: str) -> str:
    return anyascii(text.strip()).casefold()
