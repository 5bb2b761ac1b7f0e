"""The flat list of securities: a Registry goes in; one line per identifier, with its issuer and how sure it is, comes out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screener.model import Entity, Identifier, Registry

HEADINGS = (
    "scheme", "value", "security", "status", "since", "until", "entity_id", "entity_name", "country", "kind", "sources", "note"
)  # fmt: skip


def list_securities(registry: Registry) -> Iterator[tuple[str, ...]]:
    """Gives lines with HEADINGS, all text, by entity and identifier; `status` is confirmed or unconfirmed."""
    for _, entity in sorted(registry.entities.items()):
        yield from write_securities(entity)


def write_securities(entity: Entity) -> Iterator[tuple[str, ...]]:
    """Gives the lines of one entity's identifiers."""
    for item in sorted(entity.identifiers, key=lambda item: (item.scheme, item.value)):
        yield _write_line(entity, item)


def _write_line(entity: Entity, item: Identifier) -> tuple[str, ...]:
    return (
        item.scheme,
        item.value,
        item.security,
        "confirmed" if item.confirmed else "unconfirmed",
        item.since or "",
        item.until or "",
        entity.id,
        entity.name,
        entity.country,
        entity.kind,
        " ".join(source.id for source in item.sources),
        item.note,
    )
