"""GET /desk/trail: what was done in a workspace. GET /desk/everything: all it holds, to be taken away or deleted."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response

from reports.desk_pages import DeskEverythingPage, DeskTrailPage, TrailLine
from screener.errors import RequestRefused, ScreenerError
from screener.store import workspaces
from screener.web.api.access import Bench
from screener.web.api.stored import write_export
from screener.web.body import Form, read_form
from screener.web.membership import open_desk
from screener.web.pages.answers import answer_page
from screener.web.pages.desk.room import Visit, read_days, refuse, require_visit
from screener.web.papers import Paper, hand_over, zip_papers

router = APIRouter(prefix="/desk")
LIMIT = 4 * 2**10
TRAIL_SHOWN = 200
Admin = Annotated[Visit, Depends(require_visit("admin"))]


async def receive_words(request: Request) -> Form:
    """Reads the days to keep things, or the name that confirms a deletion. Raises RequestRefused or UploadTooLarge."""
    return await read_form(request, limit=LIMIT, fields=("days", "name"))


SentWords = Annotated[Form, Depends(receive_words)]


@router.get("/trail")
def show_trail(visit: Admin, bench: Bench) -> HTMLResponse:
    """Gives the newest lines first, and whether every line follows from the one before."""
    with open_desk(bench, visit.member) as desk:
        trail = desk.read_trail()
    lines = [TrailLine(*(line[name] for name in TrailLine.__slots__)) for line in reversed(trail["lines"])]
    page = DeskTrailPage(
        room=visit.room,
        lines=tuple(lines[:TRAIL_SHOWN]),
        older=max(0, len(lines) - TRAIL_SHOWN),
        head=trail["head"] or "",
        faults=tuple(trail["faults"]),
    )
    return answer_page(page, bench)


@router.get("/everything")
def show_everything(visit: Admin, bench: Bench) -> HTMLResponse:
    """Gives in numbers what the workspace holds."""
    return _answer(visit, bench)


@router.post("/everything/workspace.zip")
def take_everything(visit: Admin, bench: Bench) -> Response:
    """Gives every screening, every answer and the audit trail."""
    with open_desk(bench, visit.member) as desk:
        desk.note("workspace exported", visit.member.workspace.id)
        papers = write_export(desk)
    return hand_over(Paper("workspace.zip", "application/zip", zip_papers(papers)))


@router.post("/everything/retention")
def set_retention(visit: Admin, form: SentWords, bench: Bench) -> Response:
    """Sets for how many days things stay; what is kept already goes sooner where that is shorter, and never later."""
    text = form.text("days") or ""
    try:
        days = read_days(text, code="workspace_unusable")
        with open_desk(bench, visit.member) as desk:
            workspaces.set_retention(desk.connection, visit.member.workspace, days)
            desk.note("retention set", f"{days} days")
    except ScreenerError as error:
        return _answer(visit, bench, error=error, fault="days")
    return Response(status_code=303, headers={"Location": "/desk/everything"})


@router.post("/everything/delete")
def delete_everything(visit: Admin, form: SentWords, bench: Bench) -> Response:
    """Deletes the workspace with its keys, people, webhooks, answers and screenings; its trail alone stays."""
    workspace = visit.member.workspace
    if form.text("name") != workspace.name:
        error = RequestRefused(
            "That is not the name of the workspace, so nothing was deleted.",
            help="Write its name as it stands here.",
            code="not_confirmed",
        )
        return _answer(visit, bench, error=error, fault="name")
    with open_desk(bench, visit.member) as desk:
        desk.note("workspace deleted", workspace.id)
        workspaces.delete_workspace(desk.connection, workspace)
    bench.office().database.tidy()
    return Response(status_code=303, headers={"Location": "/"})


def _answer(visit: Visit, bench: Bench, *, error: ScreenerError | None = None, fault: str = "") -> HTMLResponse:
    with open_desk(bench, visit.member) as desk:
        held = workspaces.count_held(desk.connection, visit.member.workspace)
    page = DeskEverythingPage(room=visit.room, held=tuple(held.items()), refusal=refuse(error) if error else None, fault=fault)
    return answer_page(page, bench, status=error.status if error else 200)
