"""What a workspace keeps: /v1/stored lists it, /v1/stored/{id} gives or deletes one, /v1/workspace/export gives everything."""

import json
import re
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query
from fastapi.responses import JSONResponse, Response

from screener.errors import RequestRefused
from screener.issuers.confirmations import read_confirmations
from screener.store.kept import AnswersNotKept, Kept
from screener.store.workspaces import Member
from screener.web.api.access import BINARY, Bench, describe_answer, describe_problems
from screener.web.api.confirmations import write_answer
from screener.web.api.screening_answer import ScreeningAnswer
from screener.web.api.workspace_answers import ConfirmationsAnswer, StoredAnswer, TrailAnswer, WorkspaceAnswer
from screener.web.membership import Desk, open_desk, require_member
from screener.web.papers import Paper, hand_over, zip_papers
from screener.web.workbench import Workbench

router = APIRouter(prefix="/v1", tags=["workspace"])
Reader = Annotated[Member, Depends(require_member("reader"))]
Screener = Annotated[Member, Depends(require_member("screener"))]
Admin = Annotated[Member, Depends(require_member("admin"))]
_PROBLEMS = describe_problems(404)
_TIME = re.compile(r"[0-9]{1,12}(\.[0-9]{1,9})?")
MOST_FIGURES = 9
"""A number of a line has at most so many: what is longer no list gave."""
KeptId = Annotated[str, Path(description="The screening's id, as the list has it.")]


@router.get("/stored", responses=describe_answer(StoredAnswer, 400, 422), response_model=None, summary="What the workspace keeps")
def list_stored(
    member: Reader,
    bench: Bench,
    limit: Annotated[int, Query(ge=1, le=1000, description="How many at once.")] = 200,
    cursor: Annotated[str | None, Query(max_length=100, description="`next` of the page before.")] = None,
) -> dict[str, Any]:
    """Gives the screenings that are kept, the newest first, page by page, each with the day it goes."""
    after = _read_place(cursor)
    with open_desk(bench, member) as desk:
        found = list(desk.locker.list_kept(after=after, limit=limit + 1))
    page = found[:limit]
    following = f"{page[-1].created_at!r}~{page[-1].id}" if len(found) > limit else None
    return {"stored": [write_kept(kept) for kept in page], "next": following}


@router.get("/stored/{id}", responses=describe_answer(ScreeningAnswer, 404), summary="One screening that is kept")
def show_stored(id: KeptId, member: Reader, bench: Bench) -> Response:
    """Gives the screening/1 as it was kept."""
    return JSONResponse(_read_kept(id, member, bench).record)


@router.get(
    "/stored/{id}/confirmations",
    responses=describe_answer(ConfirmationsAnswer, 404),
    response_model=None,
    summary="The answers that a kept screening heeds",
)
def show_answers(id: KeptId, member: Reader, bench: Bench) -> dict[str, Any]:
    """Gives `{"confirmations": [...]}` as they were then, for `screener verify --confirmations`."""
    return write_answers(_read_kept(id, member, bench))


@router.delete("/stored/{id}", status_code=204, responses=_PROBLEMS, summary="Delete a screening that is kept")
def delete_stored(id: KeptId, member: Screener, bench: Bench) -> Response:
    """Deletes it: not marked, but gone from the database."""
    with open_desk(bench, member) as desk:
        desk.locker.delete(id)
        desk.note("screening deleted", id)
    bench.office().database.tidy()
    return Response(status_code=204)


@router.get("/workspace", responses=describe_answer(WorkspaceAnswer), response_model=None, summary="Your workspace")
def show_workspace(member: Reader) -> dict[str, Any]:
    """Gives its name, for how many days it keeps things, and what your key may do."""
    workspace = member.workspace
    return {"name": workspace.name, "retention_days": workspace.retention_days, "key": member.key, "role": member.role}


@router.get(
    "/workspace/export",
    responses={200: {"description": "A ZIP", "content": {"application/zip": BINARY}}, **describe_problems()},
    response_class=Response,
    summary="Everything your workspace holds",
)
def export_workspace(member: Admin, bench: Bench) -> Response:
    """Gives every screening, every answer and the audit trail, as JSON in a ZIP."""
    with open_desk(bench, member) as desk:
        desk.note("workspace exported", member.workspace.id)
        papers = write_export(desk)
    return hand_over(Paper("workspace.zip", "application/zip", zip_papers(papers)))


@router.get("/workspace/audit", responses=describe_answer(TrailAnswer, 400, 422), response_model=None, summary="The audit trail")
def show_audit(
    member: Admin,
    bench: Bench,
    limit: Annotated[int, Query(ge=1, le=10_000, description="How many lines at once.")] = 1000,
    cursor: Annotated[str | None, Query(max_length=20, description="`next` of the page before.")] = None,
) -> dict[str, Any]:
    """Gives the lines page by page, the oldest first, and the newest line's hash; write that down, and a cut end shows later."""
    after = _read_number(cursor)
    with open_desk(bench, member) as desk:
        trail = desk.read_trail(after=after, limit=limit + 1)
    page = trail["lines"][:limit]
    return {**trail, "lines": page, "next": str(page[-1]["number"]) if len(trail["lines"]) > limit else None}


def write_kept(kept: Kept) -> dict[str, Any]:
    """Gives what a list says of a screening that is kept."""
    receipt = kept.record.get("receipt", {})
    return {
        "id": kept.id,
        "label": kept.label,
        "as_of": receipt.get("as_of"),
        "policy": receipt.get("policy", {}).get("id"),
        "listed": kept.record.get("outcomes", {}).get("listed"),
        "kept_on": _day(kept.created_at),
        "gone_on": _day(kept.expires_at),
    }


def write_answers(kept: Kept) -> dict[str, Any]:
    """Gives the answers that a screening heeds, in the shape of a file of confirmations. Raises AnswersNotKept."""
    if kept.lacks_answers:
        raise AnswersNotKept(
            "The answers that this screening heeds were not kept with this screening.",
            help="Give those of GET /v1/confirmations, which may have changed since, or screen the portfolio again.",
        )
    return {"confirmations": [write_answer(one) for one in read_confirmations(kept.answers, file="confirmations")]}


def write_export(desk: Desk) -> list[Paper]:
    """Gives the files of an export."""
    kept = list(desk.locker.list_kept())
    files = {f"screenings/{one.id}.json": {**write_kept(one), **_say_lacking(one), "screening": one.record} for one in kept}
    files |= {f"screenings/{one.id}-confirmations.json": write_answers(one) for one in kept if one.answers}
    files |= {"confirmations.json": {"confirmations": desk.locker.list_answers()}, "audit.json": desk.read_trail()}
    return [
        Paper(name=name, media_type="application/json", content=json.dumps(values, ensure_ascii=False, indent=1).encode())
        for name, values in files.items()
    ]


def _say_lacking(kept: Kept) -> dict[str, str]:
    return {"confirmations": "not kept with this screening"} if kept.lacks_answers else {}


def _read_kept(id: str, member: Member, bench: Workbench) -> Kept:
    with open_desk(bench, member) as desk:
        kept = desk.locker.find(id)
        desk.note("screening read", kept.id)
    return kept


def _read_place(cursor: str | None) -> tuple[float, str] | None:
    if cursor is None:
        return None
    at, mark, key = cursor.partition("~")
    if not mark or not _TIME.fullmatch(at):
        raise _refuse_cursor()
    return float(at), key


def _read_number(cursor: str | None) -> int:
    if cursor is None:
        return 0
    if not (cursor.isascii() and cursor.isdecimal() and len(cursor) <= MOST_FIGURES):
        raise _refuse_cursor()
    return int(cursor)


def _refuse_cursor() -> RequestRefused:
    return RequestRefused("The cursor is none that this list gave.", help="Begin again without a cursor.", code="cursor_unusable")


def _day(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, tz=UTC).date().isoformat()
