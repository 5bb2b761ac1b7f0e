"""GET /desk/answers: the answers that people of a workspace gave. POST /desk/answers/forget takes one back."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response

from reports.desk_pages import AnswerLine, DeskAnswersPage
from reports.journey_pages import Answered
from screener.issuers.confirmations import NONE
from screener.web.api.access import Bench
from screener.web.body import Form, read_form
from screener.web.membership import open_desk
from screener.web.pages.answers import answer_page
from screener.web.pages.desk.room import Visit, require_visit
from screener.web.workbench import Workbench
from screener.writing.excerpts import cut_name

router = APIRouter(prefix="/desk/answers")
LIMIT = 16 * 2**10


async def receive_key(request: Request) -> Form:
    """Reads the key of an answer, which may hold a name and so stands in no address. Raises RequestRefused or UploadTooLarge."""
    return await read_form(request, limit=LIMIT, fields=("key",))


@router.get("")
def show_answers(visit: Annotated[Visit, Depends(require_visit("reader"))], bench: Bench) -> HTMLResponse:
    """Gives the answers, the oldest first."""
    with open_desk(bench, visit.member) as desk:
        held = desk.locker.list_answers()
    page = DeskAnswersPage(room=visit.room, answers=tuple(_write_line(values, bench) for values in held))
    return answer_page(page, bench)


@router.post("/forget")
def take_back(
    visit: Annotated[Visit, Depends(require_visit("reviewer"))], form: Annotated[Form, Depends(receive_key)], bench: Bench
) -> Response:
    """Deletes an answer; one that is gone already is no fault."""
    with open_desk(bench, visit.member) as desk:
        if desk.locker.take_back(form.text("key") or ""):
            desk.note("answer taken back", NONE)
    return Response(status_code=303, headers={"Location": "/desk/answers"})


def _write_line(values: dict[str, Any], bench: Workbench) -> AnswerLine:
    registry, entity = bench.rulebook.registry, values.get("entity", NONE)
    known = registry.entities.get(registry.merged.get(entity, entity))
    told = Answered(name=cut_name(values.get("name") or values["key"]), entity=known.name if known else "")
    return AnswerLine(key=values["key"], answered=told, day=values.get("date", ""))
