"""The registry as sheets: a Registry goes in; tables of text by their title, headings first, come out, for a workbook."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from screener.model import Brand, InvestorAction, Involvement, Name, OwnershipEdge, Response, Sanction, Source
from screener.rulebook.exports.securities import HEADINGS, list_securities

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screener.model import Entity, Registry

PARTS: dict[str, tuple[str, type]] = {
    "Names": ("names", Name),
    "Involvements": ("involvements", Involvement),
    "Responses": ("responses", Response),
    "Owners": ("owners", OwnershipEdge),
    "Sanctions": ("sanctions", Sanction),
    "Brands": ("brands", Brand),
    "Investor actions": ("investor_actions", InvestorAction),
}
_ENTITY = ("id", "name", "kind", "country", "sector", "note", "sources")
Lines = list[tuple[str, ...]]


def write_sheets(registry: Registry) -> dict[str, Lines]:
    """Gives every fact of the registry: the entities, a sheet for each part of their pages, the publications."""
    entities = [entity for _, entity in sorted(registry.entities.items())]
    sheets: dict[str, Lines] = {"Entities": [_ENTITY, *(_cells(entity, _ENTITY) for entity in entities)]}
    for title, (part, kind) in PARTS.items():
        columns = [field.name for field in fields(kind) if field.name != "entity"]
        sheets[title] = [("entity_id", "entity_name", *columns), *_list_lines(entities, part, columns)]
    sheets["Securities"] = [HEADINGS, *list_securities(registry)]
    columns = [field.name for field in fields(Source)]
    sheets["Sources"] = [tuple(columns), *(_cells(source, columns) for _, source in sorted(registry.sources.items()))]
    return sheets


def _list_lines(entities: list[Entity], part: str, columns: list[str]) -> Iterator[tuple[str, ...]]:
    for entity in entities:
        for item in getattr(entity, part):
            yield (entity.id, entity.name, *_cells(item, columns))


def _cells(item: Any, columns: tuple[str, ...] | list[str]) -> tuple[str, ...]:  # noqa: ANN401 (any noun of the registry)
    return tuple(_write_cell(getattr(item, column)) for column in columns)


def _write_cell(value: Any) -> str:  # noqa: ANN401
    if value is None:
        return ""
    if isinstance(value, tuple):
        return " ".join(part.id if isinstance(part, Source) else str(part) for part in value)
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
