"""GET /metrics: counters and times by route, for Prometheus; nothing of any portfolio and nothing of who asked."""

import hmac

from fastapi import APIRouter, Request
from fastapi.responses import Response
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.exceptions import HTTPException

from screener.web.api.access import Bench, describe_problems
from screener.web.watch import Counters

router = APIRouter(tags=["operations"])
_ANSWER = {"description": "The counters, as Prometheus reads them", "content": {"text/plain": {"schema": {"type": "string"}}}}


@router.get("/metrics", response_class=Response, responses={200: _ANSWER, **describe_problems(404)}, summary="Counters")
def show_metrics(request: Request, bench: Bench) -> Response:
    """Gives the counters: on one's own machine to anybody, elsewhere to who knows SCREENER_METRICS_TOKEN, and to nobody else."""
    token = bench.settings.metrics_token
    given = request.headers.get("authorization", "").removeprefix("Bearer ")
    if not (token and hmac.compare_digest(given.encode(), token.encode())) and bench.settings.mode != "own":
        raise HTTPException(404)
    counters = request.app.state.counters
    assert isinstance(counters, Counters)  # noqa: S101 (create_app puts it there)
    return Response(counters.write(), headers={"Content-Type": CONTENT_TYPE_LATEST})
