"""GET /entities/{id} and what stands beside it, in yente's manner; a browser gets the page at the same address."""

from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from screener.web.api.access import describe_answer
from screener.web.yente.answers import YenteAdjacent, YenteEntities, YenteEntity
from screener.web.yente.graph import Graph
from screener.web.yente.route import GraphToday, ProgramRoute, describe_details

router = APIRouter(prefix="/entities", tags=["yente"], route_class=ProgramRoute)
Limit = Annotated[int, Query(ge=0, le=500)]
Offset = Annotated[int, Query(ge=0, le=9499)]
_MOVED: dict[int | str, dict[str, Any]] = {
    308: {"description": "It was merged, or the id lacks its prefix: Location has the one that stays"}
}
_REFUSED = describe_details(404, 422)
_BESIDE = {**describe_answer(YenteAdjacent), **_REFUSED}


@router.get("/{entity_id}", summary="One entity (yente)", responses={**describe_answer(YenteEntity), **_MOVED, **_REFUSED})
def show_entity(entity_id: str, graph: GraphToday, *, nested: bool = True) -> Response:
    """Gives an entity, with its neighbours one step away; an id that was merged or lacks its prefix leads on with 308."""
    found = _find(entity_id, graph)
    if found != entity_id:
        return RedirectResponse(f"/entities/{quote(found, safe='')}?nested={str(nested).lower()}", status_code=308)
    return _answer(graph.nested(found) if nested else graph.entity(found))


@router.get("/{entity_id}/adjacent", summary="What stands beside an entity (yente)", responses=_BESIDE)
def show_adjacent(entity_id: str, graph: GraphToday, limit: Limit = 10, offset: Offset = 0) -> Response:
    """Gives the neighbours by the property that leads to them, each list from `offset`, at most `limit` long."""
    found = _find(entity_id, graph)
    lists = {name: _cut(graph, ids, limit=limit, offset=offset) for name, ids in _list_adjacent(graph, found).items()}
    return _answer({"entity": graph.entity(found), "adjacent": lists})


@router.get(
    "/{entity_id}/adjacent/{prop}",
    summary="What stands beside an entity under one property (yente)",
    responses={**describe_answer(YenteEntities), **_REFUSED},
)
def show_adjacent_property(entity_id: str, prop: str, graph: GraphToday, limit: Limit = 10, offset: Offset = 0) -> Response:
    """Gives the neighbours under one property."""
    found = _find(entity_id, graph)
    return _answer(_cut(graph, _list_adjacent(graph, found).get(prop, []), limit=limit, offset=offset))


def _find(entity_id: str, graph: Graph) -> str:
    found = graph.canonical(entity_id)
    if found not in graph.records:
        raise HTTPException(404, "No such entity!")
    return found


def _list_adjacent(graph: Graph, entity_id: str) -> dict[str, list[str]]:
    own = {
        name: [value for value in values if value in graph.records]
        for name, values in graph.records[entity_id]["properties"].items()
    }
    leading = {name: list(ids) for name, ids in graph.neighbours.get(entity_id, {}).items()}
    return {name: ids for name, ids in {**own, **leading}.items() if ids}


def _cut(graph: Graph, ids: list[str], *, limit: int, offset: int) -> dict[str, Any]:
    return {
        "results": [graph.nested(key) for key in ids[offset : offset + limit]],
        "total": {"value": len(ids), "relation": "eq"},
        "limit": limit,
        "offset": offset,
    }


def _answer(values: dict[str, Any]) -> Response:
    return JSONResponse(values, headers={"Vary": "Accept"})
