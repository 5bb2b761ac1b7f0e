"""GET /statements: every value of the registry by itself, with where it comes from, as the hosted service answers it."""

from collections.abc import Iterator
from hashlib import sha256
from typing import Annotated, Any

from fastapi import APIRouter, Query

from screener.web.api.access import describe_answer
from screener.web.yente.answers import YenteStatements
from screener.web.yente.graph import ALIASES, DATASET, Graph
from screener.web.yente.route import GraphToday, YenteRoute, describe_details
from screener.web.yente.schemata import type_of

router = APIRouter(tags=["yente"], route_class=YenteRoute)
_RESPONSES = {**describe_answer(YenteStatements), **describe_details(422)}
MOST = 5000


@router.get("/statements", summary="Single values with their sources (yente)", responses=_RESPONSES, response_model=None)
def list_statements(  # noqa: PLR0917 (the framework gives them by name)
    graph: GraphToday,
    dataset: str | None = None,
    entity_id: str | None = None,
    canonical_id: str | None = None,
    prop: str | None = None,
    value: str | None = None,
    schema: str | None = None,
    sort: Annotated[list[str] | None, Query()] = None,
    limit: Annotated[int, Query(ge=0, le=MOST)] = 50,
    offset: Annotated[int, Query(ge=0)] = 0,
) -> dict[str, Any]:
    """Gives `origin` as the addresses of the sources; days stand for times, and the first is the oldest source's known one."""
    asked = {"prop": prop, "value": value, "schema": schema}
    wanted = {name: text for name, text in asked.items() if text is not None}
    keys = [key for key in (entity_id, canonical_id) if key is not None]
    found = [
        statement
        for statement in (_state(graph, keys) if dataset is None or dataset in ALIASES else ())
        if all(statement[name] == text for name, text in wanted.items())
    ]
    for name, _, direction in (key.partition(":") for key in reversed(sort or ["canonical_id", "prop"])):
        found.sort(key=lambda item, name=name: str(item.get(name) or ""), reverse=direction == "desc")  # type: ignore[misc]
    total = {"value": len(found), "relation": "eq"}
    return {"results": found[offset : offset + limit], "total": total, "limit": limit, "offset": offset}


def _state(graph: Graph, keys: list[str]) -> Iterator[dict[str, Any]]:
    wanted = {graph.canonical(key) for key in keys}
    if len(wanted) > 1:
        return
    for key in wanted & graph.records.keys() if keys else graph.records:
        record = graph.records[key]
        origin = " ".join(record["properties"].get("sourceUrl", ())) or None
        for name, values in record["properties"].items():
            for text in values:
                yield _write(graph, key, record["schema"], name=name, value=text, origin=origin)


def _write(graph: Graph, key: str, schema: str, *, name: str, value: str, origin: str | None) -> dict[str, Any]:
    seen = f"{graph.day}T00:00:00"
    return {
        "id": sha256("|".join((key, name, value)).encode()).hexdigest()[:40],
        "entity_id": key,
        "canonical_id": key,
        "prop": name,
        "prop_type": type_of(schema, name),
        "schema": schema,
        "value": value,
        "original_value": None,
        "dataset": DATASET,
        "lang": None,
        "origin": origin,
        "first_seen": seen,
        "last_seen": seen,
    }
