"""The dossier: an entity of the registry goes in; plain values for JSON come out, every source written out."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from screener.model import Entity


def write_dossier(entity: Entity) -> dict[str, Any]:
    """Gives everything the registry knows of one entity, its display name first."""
    values = asdict(entity)
    values.pop("file")
    return {"id": values.pop("id"), "name": entity.name, **values}


def write_entry(entity: Entity) -> dict[str, Any]:
    """Gives one line about an entity, for lists."""
    return {
        "id": entity.id,
        "name": entity.name,
        "kind": entity.kind,
        "country": entity.country,
        "involvements": len(entity.involvements),
        "sanctions": len(entity.sanctions),
    }
