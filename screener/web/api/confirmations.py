"""POST /v1/confirmations: a person's answer to "which entity is this?", kept for the workspace; its next screenings heed it."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Request
from fastapi.responses import JSONResponse, Response

from screener.errors import EntityUnknown, RequestRefused
from screener.issuers.confirmations import NONE, Confirmation
from screener.issuers.resolution import confirmation_key
from screener.settings import read_today
from screener.store.workspaces import Member
from screener.web.api.access import Bench, describe_answer, describe_problems
from screener.web.api.shapes import ConfirmationBody, read_body
from screener.web.api.workspace_answers import ConfirmationAnswer, ConfirmationsAnswer
from screener.web.body import read_bytes
from screener.web.membership import open_desk, require_member
from screener.web.workbench import Workbench

router = APIRouter(prefix="/v1/confirmations", tags=["workspace"])
LIMIT = 64 * 2**10


async def receive_answer(request: Request) -> ConfirmationBody:
    """Reads the body within its limit. Raises UploadTooLarge or MalformedBody."""
    return read_body(await read_bytes(request, limit=LIMIT), ConfirmationBody)


_BODY = {"required": True, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ConfirmationBody"}}}}


@router.post(
    "",
    status_code=201,
    summary="Say which entity a holding is",
    responses=describe_answer(ConfirmationAnswer, 400, 404, 413, 422, status=201),
    openapi_extra={"requestBody": _BODY},
)
def give_answer(
    body: Annotated[ConfirmationBody, Depends(receive_answer)],
    member: Annotated[Member, Depends(require_member("reviewer"))],
    bench: Bench,
) -> Response:
    """Keeps the answer under the entity's id that stays when ids merge; a rejection holds for those that were shown alone."""
    answer = make_confirmation(body, bench)
    values = write_answer(answer)
    with open_desk(bench, member) as desk:
        desk.locker.answer(answer.key, values)
        desk.note("answer given", answer.entity or NONE)
    return JSONResponse(values, status_code=201)


@router.get("", responses=describe_answer(ConfirmationsAnswer), response_model=None, summary="The answers that were given")
def list_answers(member: Annotated[Member, Depends(require_member("reader"))], bench: Bench) -> dict[str, Any]:
    """Gives `{"confirmations": [...]}`, the oldest first, in the shape that a call or a file of confirmations takes."""
    with open_desk(bench, member) as desk:
        return {"confirmations": desk.locker.list_answers()}


@router.delete(
    "/{key}",
    status_code=204,
    responses=describe_problems(404),
    summary="Take an answer back",
)
def take_back(
    key: Annotated[str, Path(description="The key of the answer, as the list has it.")],
    member: Annotated[Member, Depends(require_member("reviewer"))],
    bench: Bench,
) -> Response:
    """Deletes the answer about the holding of that key."""
    with open_desk(bench, member) as desk:
        if not desk.locker.take_back(key):
            raise EntityUnknown("There is no such answer.", help="List them: GET /v1/confirmations.", code="answer_unknown")
        desk.note("answer taken back", NONE)
    return Response(status_code=204)


def make_confirmation(body: ConfirmationBody, bench: Workbench) -> Confirmation:
    """Gives the answer, with ids that stay. Raises EntityUnknown, RequestRefused where nothing is named or rejected."""
    if not body.name.strip() and not body.isin.strip():
        raise RequestRefused("The holding has neither a name nor an ISIN.", help="Give one.", code="nothing_asked")
    chosen = "" if body.entity == NONE else _find(body.entity, bench)
    shown = tuple(_find(entity, bench) for entity in body.rejected)
    if not chosen and not shown:
        raise RequestRefused(
            "To reject, say which entities were shown.", help="Send their ids as `rejected`.", code="nothing_rejected"
        )
    return Confirmation(
        key=confirmation_key(name=body.name.strip(), isin=body.isin.strip().upper(), country=body.country.upper()),
        name=body.name.strip(),
        entity=chosen,
        rejected=() if chosen else shown,
        date=read_today().isoformat(),
    )


def write_answer(answer: Confirmation) -> dict[str, Any]:
    """Gives the answer as a file of confirmations has it."""
    values = {"key": answer.key, "name": answer.name, "entity": answer.entity or NONE, "rejected": list(answer.rejected)}
    return {**{name: value for name, value in values.items() if value}, "date": answer.date}


def _find(entity: str, bench: Workbench) -> str:
    registry = bench.rulebook.registry
    stays = registry.merged.get(entity, entity)
    if stays not in registry.entities:
        raise EntityUnknown(f'There is no entity "{entity[:100]}" in the registry.', help="Search for it: GET /v1/entities?q=")
    return stays
