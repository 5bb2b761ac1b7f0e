"""GET /desk/keys: a workspace's keys. POSTs make, renew and end one; the text of a new key is on that one page alone."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response

from reports.desk_pages import DeskKeysPage, KeyLine
from screener.errors import ScreenerError
from screener.store import workspaces
from screener.store.workspaces import ROLES, ApiKey
from screener.web.api.access import Bench
from screener.web.body import Form, read_form
from screener.web.membership import open_desk
from screener.web.pages.answers import answer_page
from screener.web.pages.desk.room import Visit, read_days, refuse, require_visit, write_day

router = APIRouter(prefix="/desk/keys")
LIMIT = 4 * 2**10
Admin = Annotated[Visit, Depends(require_visit("admin"))]


async def receive_key(request: Request) -> Form:
    """Reads the form about a key. Raises RequestRefused or UploadTooLarge."""
    return await read_form(request, limit=LIMIT, fields=("label", "role", "days", "key"))


SentKey = Annotated[Form, Depends(receive_key)]


@router.get("")
def show_keys(visit: Admin, bench: Bench) -> HTMLResponse:
    """Gives the keys: what each is for, until when it holds, the day it was used last."""
    return _answer(visit, bench)


@router.post("")
def add_key(visit: Admin, form: SentKey, bench: Bench) -> HTMLResponse:
    """Makes a key, and shows it this once."""
    days = form.text("days") or ""
    try:
        with open_desk(bench, visit.member) as desk:
            made = workspaces.make_key(
                desk.connection,
                visit.member.workspace,
                label=form.text("label") or "",
                role=form.text("role") or "",
                days=read_days(days, code="key_unusable"),
            )
            desk.note("key made", made.id)
    except ScreenerError as error:
        return _answer(visit, bench, error=error)
    return _answer(visit, bench, made=made.text)


@router.post("/rotate")
def rotate_key(visit: Admin, form: SentKey, bench: Bench) -> HTMLResponse:
    """Makes a key in another's place, which still holds for a week, and shows it this once."""
    old = form.text("key") or ""
    try:
        with open_desk(bench, visit.member) as desk:
            made = workspaces.rotate_key(desk.connection, visit.member.workspace, old)
            desk.note("key rotated", f"{old} {made.id}")
    except ScreenerError as error:
        return _answer(visit, bench, error=error)
    return _answer(visit, bench, made=made.text)


@router.post("/revoke")
def revoke_key(visit: Admin, form: SentKey, bench: Bench) -> Response:
    """Ends a key at once, with the sessions that it opened."""
    key = form.text("key") or ""
    try:
        with open_desk(bench, visit.member) as desk:
            workspaces.revoke_key(desk.connection, visit.member.workspace, key)
            desk.note("key revoked", key)
    except ScreenerError as error:
        return _answer(visit, bench, error=error)
    return Response(status_code=303, headers={"Location": "/desk/keys"})


def _answer(visit: Visit, bench: Bench, *, made: str = "", error: ScreenerError | None = None) -> HTMLResponse:
    with open_desk(bench, visit.member) as desk:
        keys = workspaces.list_keys(desk.connection, visit.member.workspace)
    page = DeskKeysPage(
        room=visit.room,
        keys=tuple(_write_line(key) for key in keys),
        roles=ROLES,
        made=made,
        refusal=refuse(error) if error else None,
    )
    return answer_page(page, bench, status=error.status if error else 200)


def _write_line(key: ApiKey) -> KeyLine:
    used = None if key.used_on is None else write_day(key.used_on)
    return KeyLine(key.id, key.label, key.role, write_day(key.created_at), write_day(key.expires_at), used)
