"""GET /v1/entities: the registry, searched and page by page; GET /v1/entities/{id}: one dossier, with its sources."""

from dataclasses import replace
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import RedirectResponse, Response

from screener.errors import EntityUnknown, RequestRefused
from screener.issuers.search import search_entities
from screener.model import Entity, Registry, first_day
from screener.orders import parse_day_of_answer
from screener.rulebook.dossier import write_dossier, write_entry
from screener.screening.history import involvements_on
from screener.settings import read_today
from screener.web.api.access import Bench, answer_tagged, describe_answer
from screener.web.api.registry_answers import Dossier, EntitiesAnswer

router = APIRouter(prefix="/v1/entities", tags=["registry"])
MOST = 200
_MERGED = {"description": "It was merged: Location has the id that stays"}
_DOSSIER = {**describe_answer(Dossier, 400, 404, 422, tagged=True), 308: _MERGED}
EntityId = Annotated[str, Path(description="An entity's id in the registry: posco-holdings.")]


@router.get("", responses=describe_answer(EntitiesAnswer, 400, 422, tagged=True), summary="Search the registry")
def list_entities(  # noqa: PLR0917 (the framework gives them by name)
    request: Request,
    bench: Bench,
    q: Annotated[str | None, Query(max_length=200, description="Part of a name or an identifier, in any script.")] = None,
    kind: Annotated[str | None, Query(max_length=60, description="A kind of entity, as the vocabulary defines it.")] = None,
    limit: Annotated[int, Query(ge=1, le=MOST, description="How many at once.")] = 50,
    cursor: Annotated[str | None, Query(max_length=100, description="`next` of the page before.")] = None,
    as_of: Annotated[str | None, Query(max_length=40, description="Count no tie or listing that began after this day.")] = None,
) -> Response:
    """Gives `{"entities": [...], "total": n, "next": cursor or null}`; the ETag is the registry's hash and the day asked for."""
    registry = bench.rulebook.registry
    day = None if as_of is None else parse_day_of_answer(as_of, today=read_today(), registry=registry)
    found = find_entities(registry, q=q, kind=_check_kind(kind, bench))
    start = _read_cursor(cursor, registry)
    end = start + limit
    values = {
        "registry": {"version": registry.version, "sha256": registry.sha256},
        "total": len(found),
        "next": f"{registry.sha256[:8]}-{end}" if end < len(found) else None,
        "entities": [write_entry(look_back(entity, day) if day else entity) for entity in found[start:end]],
    }
    return answer_tagged(request, values, tag=f"{registry.sha256}{as_of or ''}")


@router.get("/{entity_id}", responses=_DOSSIER, summary="One dossier")
def show_entity(
    request: Request,
    entity_id: EntityId,
    bench: Bench,
    as_of: Annotated[str | None, Query(max_length=40, description="Leave out what began or was said after this day.")] = None,
) -> Response:
    """Gives everything the registry knows of one entity; an id that was merged leads on with 308."""
    registry = bench.rulebook.registry
    if entity_id in registry.merged:
        return RedirectResponse(f"/v1/entities/{registry.merged[entity_id]}", status_code=308)
    entity = find_entity(registry, entity_id)
    if as_of is not None:
        entity = look_back(entity, parse_day_of_answer(as_of, today=read_today(), registry=bench.rulebook.registry))
    return answer_tagged(request, write_dossier(entity), tag=f"{registry.sha256}{as_of or ''}")


def find_entities(registry: Registry, *, q: str | None, kind: str | None) -> tuple[Entity, ...]:
    """Gives the entities that `q` finds, whole names first; without it all of them, by name."""
    everyone = tuple(sorted(registry.entities.values(), key=lambda entity: entity.name.casefold()))
    found = search_entities(registry, q, limit=len(everyone)) if q and q.strip() else everyone
    return tuple(entity for entity in found if kind is None or entity.kind == kind)


def find_entity(registry: Registry, entity_id: str) -> Entity:
    """Gives one entity. Raises EntityUnknown."""
    if entity_id not in registry.entities:
        raise EntityUnknown(
            f'There is no entity "{entity_id[:80]}" in the registry.', help="Search for its name. Not listed is not cleared."
        )
    return registry.entities[entity_id]


def look_back(entity: Entity, day: date) -> Entity:
    """Gives the entity as it stood on a day: without ties that began later and without what was said, listed or done later."""
    return replace(
        entity,
        involvements=involvements_on(entity, day),
        responses=tuple(item for item in entity.responses if not item.date or first_day(item.date) <= day),
        sanctions=tuple(item for item in entity.sanctions if not item.listed_on or first_day(item.listed_on) <= day),
        investor_actions=tuple(item for item in entity.investor_actions if not item.date or first_day(item.date) <= day),
    )


def _check_kind(kind: str | None, bench: Bench) -> str | None:
    allowed = bench.rulebook.vocabulary.allowed("kinds")
    if kind is not None and kind not in allowed:
        raise RequestRefused(f'"{kind}" is not a kind of entity.', help=f"Kinds: {', '.join(allowed)}.", code="unknown_kind")
    return kind


def _read_cursor(cursor: str | None, registry: Registry) -> int:
    if cursor is None:
        return 0
    sha, _, offset = cursor.partition("-")
    if sha != registry.sha256[:8] or not (offset.isascii() and offset.isdecimal()):
        raise RequestRefused(
            f'The cursor "{cursor}" is not one of this registry.', help="Begin again without a cursor.", code="cursor_unusable"
        )
    return int(offset)
