"""What the API's routes share: the workbench, the check of unknown parameters, the ETag, and how errors are described."""

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import Depends, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel

from screener.errors import RequestRefused
from screener.web.problems import MEDIA_TYPE
from screener.web.workbench import Workbench


def give_workbench(request: Request) -> Workbench:
    """Gives the workbench of the running service."""
    bench = request.app.state.workbench
    assert isinstance(bench, Workbench)  # noqa: S101 (create_app puts it there)
    return bench


REPLAYED_HEADER = {
    "Idempotent-Replayed": {
        "description": "true where the same Idempotency-Key and body were sent before, and this is that answer.",
        "schema": {"type": "string", "enum": ["true"]},
    }
}
BINARY = {"schema": {"type": "string", "format": "binary"}}
TAG = {"ETag": {"description": "Send it back as If-None-Match, and 304 says that nothing changed.", "schema": {"type": "string"}}}
Bench = Annotated[Workbench, Depends(give_workbench)]


def refuse_unknown_parameters(request: Request) -> None:
    """Raises RequestRefused for a query parameter that the route does not declare, or that came twice: the last would win."""
    known = [field.alias for field in request.scope["route"].dependant.query_params]
    for name in request.query_params:
        if len(request.query_params.getlist(name)) > 1:
            raise RequestRefused(f'The parameter "{name[:60]}" was sent twice.', help="Send it once.", code="parameter_twice")
        if name not in known:
            takes = f"It takes: {', '.join(known)}." if known else "It takes none."
            raise RequestRefused(f'"{name[:60]}" is not a parameter of this address.', help=takes, code="unknown_parameter")


def describe_problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Gives the OpenAPI description of the problems a route may answer with."""
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemShape"}}}
    return {status: {"description": "A problem document (RFC 9457)", "content": content} for status in (*statuses, 500)}


def describe_answer(
    shape: type[BaseModel], *statuses: int, status: int = 200, tagged: bool = False
) -> dict[int | str, dict[str, Any]]:
    """Gives the OpenAPI description of a route's answer and of its problems; `tagged` where `answer_tagged` gives it."""
    answer: dict[str, Any] = {"model": shape, "description": (shape.__doc__ or "").splitlines()[0]}
    if not tagged:
        return {status: answer, **describe_problems(*statuses)}
    unchanged = {"description": "What the caller has is still so", "headers": TAG}
    return {status: {**answer, "headers": TAG}, 304: unchanged, **describe_problems(*statuses)}


def answer_tagged(request: Request, values: Mapping[str, Any], *, tag: str) -> Response:
    """Gives JSON under an ETag, or 304 where the caller has it already."""
    headers = {"ETag": f'"{tag}"', "Cache-Control": "no-cache"}
    if f'"{tag}"' in {item.strip().removeprefix("W/") for item in request.headers.get("if-none-match", "").split(",")}:
        return Response(status_code=304, headers=headers)
    return JSONResponse(dict(values), headers=headers)
