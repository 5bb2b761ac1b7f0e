"""Routes in yente's manner: what they refuse is `{"detail": …}`, and what they do not know they ignore."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from fastapi import Depends, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.routing import Match

from screener.errors import AccessRefused, KeyRefused, ScreenerError
from screener.settings import read_today
from screener.web.yente.graph import ALIASES, Graph, GraphRoom

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from starlette.responses import Response
    from starlette.types import Scope

_DETAIL = {
    "application/json": {"schema": {"type": "object", "required": ["detail"], "properties": {"detail": {}}}},
}


class YenteRoute(APIRoute):
    """A route whose refusals have the shape that yente's clients read."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Gives the handler, its refusals turned into `{"detail": …}`."""
        handle = super().get_route_handler()

        async def answer(request: Request) -> Response:
            try:
                return await handle(request)
            except RequestValidationError as error:
                faults = [{key: fault[key] for key in ("type", "loc", "msg")} for fault in error.errors()]
                return JSONResponse({"detail": faults}, status_code=422)
            except HTTPException as error:
                return JSONResponse({"detail": error.detail}, status_code=error.status_code)
            except ScreenerError as error:
                if error.status >= 500 or isinstance(error, KeyRefused | AccessRefused):
                    raise
                return JSONResponse({"detail": str(error)}, status_code=error.status)

        return answer


class ProgramRoute(YenteRoute):
    """A route at an address that is a page as well: who accepts HTML gets the page."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Matches unless HTML is asked for."""
        accepts = next((value for name, value in scope.get("headers", ()) if name == b"accept"), b"")
        return (Match.NONE, {}) if b"text/html" in accepts else super().matches(scope)


def give_graph(request: Request) -> Graph:
    """Gives the registry as a graph, today."""
    room = request.app.state.graph_room
    assert isinstance(room, GraphRoom)  # noqa: S101 (create_app puts it there)
    return room.graph(read_today())


GraphToday = Annotated[Graph, Depends(give_graph)]


def check_dataset(dataset: str) -> str:
    """Gives the dataset asked for. Raises HTTPException 404 where there is none of that name."""
    if dataset not in ALIASES:
        raise HTTPException(404, "No such dataset.")
    return dataset


Dataset = Annotated[str, Depends(check_dataset)]


def describe_details(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Gives the OpenAPI description of the refusals of a route."""
    return {status: {"description": "Refused, in yente's manner", "content": _DETAIL} for status in statuses}
