"""GET /catalog, /manifest, /algorithms: what there is to search and how it is matched, in yente's manner."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from screener.web.api.access import answer_tagged, describe_answer
from screener.web.yente.answers import YenteAlgorithms, YenteCatalog
from screener.web.yente.graph import DATASET, Graph
from screener.web.yente.route import GraphToday, YenteRoute

router = APIRouter(tags=["yente"], route_class=YenteRoute)
_CATALOG = describe_answer(YenteCatalog, tagged=True)
_ALGORITHMS = describe_answer(YenteAlgorithms)
ALGORITHM = "holdings"
"""The one way of matching: the resolver that screens portfolios."""
BEST = ("best", ALGORITHM)
FEATURES = {
    "name": "How alike the names are, weighed as a probability that both name the same issuer",
    "country": "Whether the countries agree; a name alone with another country counts for less",
    "identifier": "ISIN, LEI, FIGI, CUSIP, SEDOL or ticker with its market, check digits tested",
}


@router.get("/catalog", responses=_CATALOG, summary="Datasets (yente)")
@router.get("/manifest", summary="Datasets (yente)", include_in_schema=False)
def show_catalog(request: Request, graph: GraphToday) -> Response:
    """Gives the one dataset there is, its version and its size, under an ETag."""
    values = {"datasets": [_describe(graph)], "current": [DATASET], "outdated": [], "index_stale": False}
    return answer_tagged(request, values, tag=graph.registry.sha256)


@router.get("/algorithms", responses=_ALGORITHMS, response_model=None, summary="Ways of matching (yente)")
def list_algorithms() -> dict[str, Any]:
    """Gives the one way of matching there is, which is the best as well."""
    features = {name: {"description": text, "coefficient": 1.0, "url": ""} for name, text in FEATURES.items()}
    description = "Compares as holdings are screened; a score is the probability that both are the same issuer."
    docs = {"name": ALGORITHM, "description": description, "config": {}, "features": features}
    algorithm = {"name": ALGORITHM, "description": description, "features": features, "docs": docs}
    return {"algorithms": [algorithm], "default": "best", "best": ALGORITHM}


def _describe(graph: Graph) -> dict[str, Any]:
    return {
        "name": DATASET,
        "title": "The Myanmar military's businesses and those who enable it",
        "summary": "Dated ties with their sources. Listed is not guilty; not listed is not cleared.",
        "version": graph.registry.version,
        "updated_at": f"{graph.day}T00:00:00",
        "last_export": f"{graph.day}T00:00:00",
        "entity_count": len(graph.records),
        "thing_count": len(graph.things),
        "tags": [],
        "children": [],
        "resources": [],
        "deprecated": False,
        "load": True,
        "index_version": graph.registry.sha256[:12],
        "index_current": True,
    }
