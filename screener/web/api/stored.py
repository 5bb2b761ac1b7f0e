"""What a workspace keeps: /v1/stored lists it, /v1/stored/{id} gives or deletes one, /v1/workspace/export gives everything."""

import json
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse, Response

from screener.issuers.confirmations import read_confirmations
from screener.store.kept import Kept
from screener.store.workspaces import Member
from screener.web.api.access import Bench, describe_problems
from screener.web.api.confirmations import write_answer
from screener.web.membership import Desk, open_desk, require_member
from screener.web.papers import Paper, hand_over, zip_papers

router = APIRouter(prefix="/v1", tags=["workspace"])
Reader = Annotated[Member, Depends(require_member("reader"))]
Screener = Annotated[Member, Depends(require_member("screener"))]
Admin = Annotated[Member, Depends(require_member("admin"))]
_PROBLEMS = describe_problems(401, 403, 404, 503)


@router.get("/stored", responses=describe_problems(401, 403, 503), summary="What the workspace keeps")
def list_stored(member: Reader, bench: Bench) -> dict[str, Any]:
    """Gives the screenings that are kept, the newest first, each with the day it goes."""
    with open_desk(bench, member) as desk:
        return {"stored": [write_kept(kept) for kept in desk.locker.list_kept()]}


@router.get("/stored/{id}", responses=_PROBLEMS, summary="One screening that is kept")
def show_stored(id: str, member: Reader, bench: Bench) -> Response:
    """Gives the screening/1 as it was kept."""
    with open_desk(bench, member) as desk:
        kept = desk.locker.find(id)
        desk.note("screening read", kept.id)
    return JSONResponse(kept.record)


@router.get("/stored/{id}/confirmations", responses=_PROBLEMS, summary="The answers that a kept screening heeds")
def show_answers(id: str, member: Reader, bench: Bench) -> dict[str, Any]:
    """Gives `{"confirmations": [...]}` as they were then, for `screener verify --confirmations`."""
    with open_desk(bench, member) as desk:
        kept = desk.locker.find(id)
        desk.note("screening read", kept.id)
    return write_answers(kept)


@router.delete("/stored/{id}", status_code=204, responses=_PROBLEMS, summary="Delete a screening that is kept")
def delete_stored(id: str, member: Screener, bench: Bench) -> Response:
    """Deletes it: not marked, but gone from the database."""
    with open_desk(bench, member) as desk:
        desk.locker.delete(id)
        desk.note("screening deleted", id)
    bench.office().database.tidy()
    return Response(status_code=204)


@router.get("/workspace", responses=describe_problems(401, 403, 503), summary="Your workspace")
def show_workspace(member: Reader) -> dict[str, Any]:
    """Gives its name, for how many days it keeps things, and what your key may do."""
    workspace = member.workspace
    return {"name": workspace.name, "retention_days": workspace.retention_days, "key": member.key, "role": member.role}


@router.get(
    "/workspace/export",
    responses={200: {"description": "A ZIP", "content": {"application/zip": {}}}, **describe_problems(401, 403, 503)},
    response_class=Response,
    summary="Everything your workspace holds",
)
def export_workspace(member: Admin, bench: Bench) -> Response:
    """Gives every screening, every answer and the audit trail, as JSON in a ZIP."""
    with open_desk(bench, member) as desk:
        desk.note("workspace exported", member.workspace.id)
        papers = write_export(desk)
    return hand_over(Paper("workspace.zip", "application/zip", zip_papers(papers)))


@router.get("/workspace/audit", responses=describe_problems(401, 403, 503), summary="The audit trail")
def show_audit(member: Admin, bench: Bench) -> dict[str, Any]:
    """Gives every line, its place in the chain and the newest line's hash; write that down, and a cut end shows later."""
    with open_desk(bench, member) as desk:
        return desk.read_trail()


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
    """Gives the answers that a screening heeds, in the shape of a file of confirmations."""
    return {"confirmations": [write_answer(one) for one in read_confirmations(kept.answers, file="confirmations")]}


def write_export(desk: Desk) -> list[Paper]:
    """Gives the files of an export."""
    kept = list(desk.locker.list_kept())
    files = {f"screenings/{one.id}.json": {**write_kept(one), "screening": one.record} for one in kept}
    files |= {f"screenings/{one.id}-confirmations.json": write_answers(one) for one in kept if one.answers}
    files |= {"confirmations.json": {"confirmations": desk.locker.list_answers()}, "audit.json": desk.read_trail()}
    return [
        Paper(name=name, media_type="application/json", content=json.dumps(values, ensure_ascii=False, indent=1).encode())
        for name, values in files.items()
    ]


def _day(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, tz=UTC).date().isoformat()
