"""GET /v1/securities/{scheme}:{value} and POST /v1/securities/lookup: one or many securities, listed or not, with coverage."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.responses import JSONResponse, Response

from screener.errors import RequestRefused
from screener.issuers.question import SCHEMES
from screener.orders import DEFAULT_POLICY, parse_day_of_answer
from screener.positions import Position
from screener.settings import read_today
from screener.web.api.access import Bench, describe_answer
from screener.web.api.security_answers import ManySecurities, OneSecurity
from screener.web.api.shapes import LookupBody, read_body
from screener.web.body import read_bytes
from screener.web.securities import Lookup, look_up_securities, measure_coverage, read_security, write_frame

router = APIRouter(prefix="/v1/securities", tags=["securities"])
KNOWN = (*SCHEMES[:-1], "ticker")
_BODY = {"required": True, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/LookupBody"}}}}


@router.get("/{security:path}", responses=describe_answer(OneSecurity, 400, 404, 422), summary="One security")
def show_security(
    security: Annotated[str, Path(max_length=60, description="isin:KR7005490008, ticker:PTT@XBKK, …")],
    bench: Bench,
    policy: Annotated[str, Query(max_length=100, description="A policy's id.")] = DEFAULT_POLICY,
    as_of: Annotated[str | None, Query(max_length=40, description="The day to answer for; today.")] = None,
) -> Response:
    """Says whether the issuer is listed; a valid identifier that the registry does not know is `unresolved`, never cleared."""
    scheme, mark, value = security.partition(":")
    if not mark or not value or scheme not in KNOWN:
        raise RequestRefused(
            f'"{security[:60]}" does not say which identifier it is.',
            help=f"Write isin:KR7005490008; the schemes are {', '.join(KNOWN)}.",
            code="unknown_scheme",
        )
    lookup = Lookup(
        policy=bench.policy(policy),
        as_of=parse_day_of_answer(as_of, today=read_today(), registry=bench.rulebook.registry),
        bench=bench,
    )
    registry = bench.rulebook.registry
    found = look_up_securities([read_security(security, registry)], lookup)
    return JSONResponse(
        {"schema": "security/1", **write_frame(lookup), **found[0], "coverage": measure_coverage(found, registry)}
    )


async def receive_lookup(request: Request, bench: Bench) -> LookupBody:
    """Reads the body within its limit. Raises UploadTooLarge or MalformedBody."""
    return read_body(await read_bytes(request, limit=bench.settings.max_upload_mb * 2**20), LookupBody)


@router.post(
    "/lookup",
    responses=describe_answer(ManySecurities, 400, 404, 413, 422),
    summary="Many securities",
    openapi_extra={"requestBody": _BODY},
)
def look_up(body: Annotated[LookupBody, Depends(receive_lookup)], bench: Bench) -> Response:
    """Says of up to 10,000 securities, in their order, whether the issuer is listed. Names travel in the body."""
    lookup = Lookup(
        policy=bench.policy(body.policy or DEFAULT_POLICY),
        as_of=parse_day_of_answer(body.as_of, today=read_today(), registry=bench.rulebook.registry),
        bench=bench,
    )
    registry = bench.rulebook.registry
    positions = [one if isinstance(one, Position) else read_security(one, registry) for one in body.securities]
    found = look_up_securities(positions, lookup) if positions else []
    coverage = measure_coverage(found, registry)
    return JSONResponse({"schema": "securities/1", **write_frame(lookup), "coverage": coverage, "securities": found})
