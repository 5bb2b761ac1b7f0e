"""POST /match/{dataset}: the call, its limits and its answer, in yente's manner."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.exceptions import HTTPException

from screener.web.api.access import Bench, describe_answer
from screener.web.body import read_bytes
from screener.web.yente.answers import YenteMatches
from screener.web.yente.catalog import BEST
from screener.web.yente.graph import Graph
from screener.web.yente.matching import count_questions, list_values, score_query
from screener.web.yente.route import Dataset, GraphToday, YenteRoute, describe_details
from screener.web.yente.schemata import MATCHABLE
from screener.web.yente.search import CHANGED_SINCE, Texts, is_empty

router = APIRouter(tags=["yente"], route_class=YenteRoute)
MOST_QUERIES = 100
MOST_QUESTIONS = 1_000
"""So many names, each in each of its countries, one call may ask about: a hundredth of a second or more goes into each."""
LIMIT = 2 * 2**20


class Example(BaseModel):
    """One description: a schema, and properties by name."""

    model_config = ConfigDict(populate_by_name=True)
    id: str | None = None
    schema_: str = Field(alias="schema")
    properties: dict[str, Any] = Field(default_factory=dict)


class MatchBody(BaseModel):
    """What is asked: descriptions by a key of the caller's. Weights have no say, since a score is a probability."""

    queries: dict[str, Example]
    weights: dict[str, float] = Field(default_factory=dict)
    config: dict[str, Any] = Field(default_factory=dict)


_EXAMPLE = {"queries": {"q1": {"schema": "Company", "properties": {"name": ["POSCO HLDGS"], "country": ["kr"]}}}}
_BODY = {
    "required": True,
    "content": {
        "application/json": {
            "schema": {
                "type": "object",
                "required": ["queries"],
                "properties": {
                    "queries": {
                        "type": "object",
                        "minProperties": 1,
                        "maxProperties": MOST_QUERIES,
                        "additionalProperties": {
                            "type": "object",
                            "required": ["schema"],
                            "properties": {"schema": {"enum": sorted(MATCHABLE)}, "properties": {"type": "object"}},
                        },
                    }
                },
            },
            "example": _EXAMPLE,
        }
    },
}


async def receive_queries(request: Request) -> MatchBody:
    """Reads the body within its limit. Raises HTTPException in yente's words, RequestValidationError."""
    try:
        body = MatchBody.model_validate_json(await read_bytes(request, limit=LIMIT))
    except ValidationError as error:
        raise RequestValidationError(error.errors(include_url=False, include_input=False)) from None
    if not body.queries:
        raise HTTPException(400, "No queries provided.")
    if len(body.queries) > MOST_QUERIES:
        raise HTTPException(400, f"Too many queries in one batch (limit: {MOST_QUERIES})")
    if sum(count_questions(_list_properties(query)) for query in body.queries.values()) > MOST_QUESTIONS:
        raise HTTPException(400, f"Too many names and countries in one batch (limit: {MOST_QUESTIONS})")
    for name in body.config:
        raise HTTPException(400, f"Invalid configuration parameter: {name[:60]}")
    return body


@router.post(
    "/match/{dataset}",
    summary="Which entities may these be? (yente)",
    responses={**describe_answer(YenteMatches), **describe_details(400, 404, 413, 422)},
    openapi_extra={"requestBody": _BODY},
)
def match_queries(  # noqa: PLR0917 (the framework gives them by name)
    dataset: Dataset,  # noqa: ARG001 (checked by its own rule)
    body: Annotated[MatchBody, Depends(receive_queries)],
    bench: Bench,
    graph: GraphToday,
    limit: Annotated[int, Query(ge=0, le=500)] = 5,
    threshold: Annotated[float, Query(ge=0, le=1)] = 0.70,
    cutoff: Annotated[float, Query(ge=0, le=1)] = 0.70,
    algorithm: str = "best",
    exclude_dataset: Texts = None,
    exclude_schema: Texts = None,
    topics: Texts = None,
    exclude_entity_ids: Annotated[list[str] | None, Query(max_length=50)] = None,
    changed_since: Annotated[str | None, Query(pattern=CHANGED_SINCE)] = None,
) -> Response:
    """Gives for each description the likeliest entities above the cut-off, each with its score, and whether it is a match."""
    if algorithm not in BEST:
        raise HTTPException(400, f"Invalid algorithm: {algorithm[:60]}")
    left_out = {graph.canonical(key) for key in exclude_entity_ids or ()}
    answers = {}
    for key, query in body.queries.items():
        found = [
            one
            for one in _score(query, bench, graph)
            if one["id"] not in left_out
            and one["schema"] not in (exclude_schema or ())
            and (not topics or set(topics) & set(one["properties"].get("topics", ())))
            and not is_empty(graph, exclude_dataset, changed_since)
        ]
        answers[key] = _write_answer(query, found, limit=limit, threshold=threshold, cutoff=min(cutoff, threshold))
    return JSONResponse({"responses": answers, "limit": limit}, headers={"x-batch-size": str(len(answers))})


def _score(query: Example, bench: Bench, graph: Graph) -> list[dict[str, Any]]:
    if query.schema_ not in MATCHABLE:
        raise HTTPException(400, f"Cannot parse example entity: {query.schema_[:60]} is not a schema that can be matched")
    return score_query(_list_properties(query), query.schema_, graph=graph, index=bench.index)


def _list_properties(query: Example) -> dict[str, list[str]]:
    return {name: list_values(value) for name, value in query.properties.items()}


def _write_answer(query: Example, found: list[dict[str, Any]], *, limit: int, threshold: float, cutoff: float) -> dict[str, Any]:
    shown = [{**one, "match": one["score"] >= threshold} for one in found if one["score"] > cutoff][:limit]
    return {
        "status": 200,
        "results": shown,
        "total": {"value": sum(one["score"] >= threshold for one in found), "relation": "eq"},
        "query": {"id": query.id, "schema": query.schema_, "properties": _list_properties(query)},
    }
