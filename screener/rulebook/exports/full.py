"""The whole registry as one document: a Registry goes in; plain values for JSON come out, each publication written out once."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from screener.model import Registry

SCHEMA = "registry/1"


def write_registry(registry: Registry) -> dict[str, Any]:
    """Gives every entity with every fact, sources by their ids, and the sources, in the order of the ids."""
    return {
        "schema": SCHEMA,
        "version": registry.version,
        "sha256": registry.sha256,
        "entities": [_write_entity(asdict(entity)) for _, entity in sorted(registry.entities.items())],
        "sources": {key: asdict(source) for key, source in sorted(registry.sources.items())},
        "merged": dict(sorted(registry.merged.items())),
    }


def _write_entity(values: dict[str, Any]) -> dict[str, Any]:
    values.pop("file")
    return {"id": values.pop("id"), "name": values["names"][0]["text"], **{key: _cite(key, part) for key, part in values.items()}}


def _cite(key: str, value: Any) -> Any:  # noqa: ANN401 (any part of a dossier)
    if key == "sources":
        return [source["id"] for source in value]
    if isinstance(value, dict):
        return {name: _cite(name, part) for name, part in value.items()}
    return [_cite("", part) for part in value] if isinstance(value, list | tuple) else value
