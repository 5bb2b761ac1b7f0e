"""POST /v1/explain: a name or identifiers go in; why it is listed, or why not, comes out. Names travel in bodies."""

import json
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse, Response

from screener.errors import RequestRefused
from screener.identifiers import normalise_identifier
from screener.issuers.question import BESIDE, SCHEMES
from screener.orders import DEFAULT_POLICY, explain_question, parse_day_of_answer
from screener.screening.explanation_record import write_explanation
from screener.settings import read_today
from screener.web.api.access import Bench, describe_answer
from screener.web.api.policy_answers import ExplanationAnswer
from screener.web.api.shapes import ExplainBody, read_body
from screener.web.body import read_bytes

router = APIRouter(prefix="/v1/explain", tags=["registry"])
LIMIT = 64 * 2**10
_BODY = {"required": True, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ExplainBody"}}}}


async def receive_question(request: Request) -> ExplainBody:
    """Reads the body within its limit. Raises UploadTooLarge or MalformedBody."""
    return read_body(await read_bytes(request, limit=LIMIT), ExplainBody)


@router.post(
    "",
    summary="Why listed, or why not",
    responses=describe_answer(ExplanationAnswer, 400, 404, 413, 422),
    openapi_extra={"requestBody": _BODY},
)
def explain(body: Annotated[ExplainBody, Depends(receive_question)], bench: Bench) -> Response:
    """Gives the way from the question to the sources (explanation/1); for what is not listed, the nearest."""
    beside = {field: getattr(body, field, "") for field in BESIDE}
    given = {field: normalise_identifier(text) if field in SCHEMES else text.strip().upper() for field, text in beside.items()}
    text = body.name.strip() or _choose_identifier(given)
    policy = json.dumps(body.policy) if isinstance(body.policy, dict) else body.policy
    explained = explain_question(
        text,
        book=bench.rulebook,
        index=bench.index,
        policy=bench.read_policy(policy or DEFAULT_POLICY),
        as_of=parse_day_of_answer(body.as_of, today=read_today(), registry=bench.rulebook.registry),
        beside=given,
    )
    return JSONResponse({"question": text, **write_explanation(explained)})


def _choose_identifier(given: dict[str, str]) -> str:
    found = next((f"{field}:{given[field]}" for field in (*SCHEMES, "ticker") if given[field]), None)
    if found is None:
        raise RequestRefused("Nothing was asked.", help="Give a name or an identifier.", code="nothing_asked")
    return f"{found}@{given['mic']}" if found.startswith("ticker:") and given["mic"] else found
