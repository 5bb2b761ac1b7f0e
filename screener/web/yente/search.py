"""GET /search/{dataset}: words go in; entities whose names or identifiers hold them, and their facets, come out."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from babel import Locale
from fastapi import APIRouter, Depends, Query

from screener.issuers.search import search_entities
from screener.rulebook.exports.ftm import PREFIX
from screener.web.api.access import describe_answer
from screener.web.yente.answers import YenteSearch
from screener.web.yente.graph import ALIASES, DATASET, Graph, Record
from screener.web.yente.route import Dataset, GraphToday, YenteRoute, describe_details
from screener.web.yente.schemata import is_of

router = APIRouter(tags=["yente"], route_class=YenteRoute)
_RESPONSES = {**describe_answer(YenteSearch), **describe_details(404, 422)}
FACETS = {
    "countries": ("Countries", "country"),
    "topics": ("Topics", "topics"),
    "datasets": ("Datasets", ""),
    "schema": ("Schemata", ""),
}
Texts = Annotated[list[str] | None, Query()]
CHANGED_SINCE = r"^\d{4}-\d{2}-\d{2}(T\d{2}(:\d{2}(:\d{2})?)?)?$"


@dataclass(frozen=True, slots=True)
class Filters:
    """What a found entity must be; each list holds alternatives, and an empty one asks nothing."""

    schema: str
    exclude_schema: tuple[str, ...]
    countries: tuple[str, ...]
    topics: tuple[str, ...]
    values: tuple[tuple[str, str], ...]
    nothing: bool

    def keeps(self, record: Record) -> bool:
        """Says whether a record is what is asked for."""
        properties = record["properties"]
        return (
            not self.nothing
            and is_of(record["schema"], self.schema)
            and record["schema"] not in self.exclude_schema
            and _meets(properties.get("country", ()), self.countries)
            and _meets(properties.get("topics", ()), self.topics)
            and all(value in properties.get(name, ()) for name, value in self.values)
        )


def read_filters(  # noqa: PLR0917 (the framework gives them by name)
    graph: GraphToday,
    schema: str = "Thing",
    exclude_dataset: Texts = None,
    exclude_schema: Texts = None,
    countries: Texts = None,
    topics: Texts = None,
    datasets: Texts = None,
    filter: Texts = None,
    changed_since: Annotated[str | None, Query(pattern=CHANGED_SINCE)] = None,
) -> Filters:
    """Reads the filters; a dataset that is none of ours finds nothing, and so does asking for what changed after this version."""
    other = [name for name in (*(datasets or ()),) if name not in ALIASES]
    return Filters(
        schema=schema,
        exclude_schema=tuple(exclude_schema or ()),
        countries=tuple(text.lower() for text in countries or ()),
        topics=tuple(topics or ()),
        values=tuple((name, value) for name, mark, value in (text.partition(":") for text in filter or ()) if mark),
        nothing=is_empty(graph, exclude_dataset, changed_since) or bool(datasets and len(other) == len(datasets)),
    )


def is_empty(graph: Graph, exclude_dataset: list[str] | None, changed_since: str | None) -> bool:
    """Says whether the one dataset is left out, or older than what is asked for: it changes as a whole, by its version."""
    return bool(set(exclude_dataset or ()) & ALIASES) or (changed_since or "")[:10] > graph.day


@router.get("/search/{dataset}", summary="Search entities (yente)", responses=_RESPONSES, response_model=None)
def search_dataset(  # noqa: PLR0917 (the framework gives them by name)
    dataset: Dataset,  # noqa: ARG001 (checked by its own rule)
    graph: GraphToday,
    filters: Annotated[Filters, Depends(read_filters)],
    q: Annotated[str, Query(max_length=500)] = "",
    limit: Annotated[int, Query(ge=0, le=500)] = 10,
    offset: Annotated[int, Query(ge=0, le=9499)] = 0,
    sort: Texts = None,
    facets: Annotated[
        list[Literal["datasets", "schema", "countries", "identifiers", "topics", "genders"]] | None, Query()
    ] = None,
) -> dict[str, Any]:
    """Gives whole names before parts of them; without words everything there is."""
    found = [key for key in _find(graph, q) if filters.keeps(graph.records[key])]
    for name, _, direction in (text.partition(":") for text in reversed(sort or [])):
        found.sort(key=lambda key, name=name: _sort_key(graph, key, name), reverse=direction == "desc")  # type: ignore[misc]
    return {
        "limit": limit,
        "offset": offset,
        "total": {"value": len(found), "relation": "eq"},
        "results": [graph.entity(key) for key in found[offset : offset + limit]],
        "facets": {name: _count(graph, found, name) for name in facets or ("countries", "topics", "datasets")},
    }


def _find(graph: Graph, q: str) -> list[str]:
    if not q.strip():
        return sorted(graph.things, key=lambda key: _sort_key(graph, key, "name"))
    entities = search_entities(graph.registry, q, limit=len(graph.registry.entities))
    numbers = [
        key for key in graph.things if graph.records[key]["schema"] == "Security" and _holds(graph.records[key], q.strip())
    ]
    return [*(PREFIX + entity.id for entity in entities), *numbers]


def _holds(record: Record, text: str) -> bool:
    wanted = text.upper()
    return any(wanted == value.upper() for name in ("isin", "figiCode", "registrationNumber", "ticker")
               for value in record["properties"].get(name, ()))  # fmt: skip


def _count(graph: Graph, found: Iterable[str], facet: str) -> dict[str, Any]:
    label, name = FACETS.get(facet, (facet.capitalize(), facet))
    counted: Counter[str] = Counter()
    for key in found:
        record = graph.records[key]
        fixed = {"datasets": [DATASET], "schema": [record["schema"]]}
        counted.update(set(fixed.get(facet, record["properties"].get(name, ()))))
    values = [{"name": text, "label": _label(facet, text), "count": number} for text, number in counted.most_common()]
    return {"label": label, "values": values}


def _label(facet: str, text: str) -> str:
    return Locale("en").territories.get(text.upper(), text) if facet == "countries" else text


def _sort_key(graph: Graph, key: str, name: str) -> str:
    entity = graph.records[key]
    given = entity["properties"].get(name) or [entity.get(name) or ""]
    return str(given[0]).casefold()


def _meets(values: Iterable[str], wanted: tuple[str, ...]) -> bool:
    return not wanted or not set(values).isdisjoint(wanted)
