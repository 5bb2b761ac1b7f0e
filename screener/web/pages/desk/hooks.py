"""GET /desk/webhooks: whom a workspace has told of what. POSTs make and delete one; its secret is on that one page alone."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response

from reports.desk_pages import DeskHooksPage, HookLine
from screener.errors import ScreenerError
from screener.jobs.targets import check_target
from screener.store import webhooks
from screener.store.webhooks import EVENTS, Webhook
from screener.web.api.access import Bench
from screener.web.body import Form, read_form
from screener.web.membership import Desk, open_desk
from screener.web.pages.answers import answer_page
from screener.web.pages.desk.room import Visit, refuse, require_visit, write_day

router = APIRouter(prefix="/desk/webhooks")
LIMIT = 8 * 2**10
TOLD_SHOWN = 5
Admin = Annotated[Visit, Depends(require_visit("admin"))]


async def receive_hook(request: Request) -> Form:
    """Reads the form about a webhook. Raises RequestRefused or UploadTooLarge."""
    return await read_form(request, limit=LIMIT, fields=("url", "id"), lists=("events",))


SentHook = Annotated[Form, Depends(receive_hook)]


@router.get("")
def show_hooks(visit: Admin, bench: Bench) -> HTMLResponse:
    """Gives the webhooks and what each was told last."""
    return _answer(visit, bench)


@router.post("")
def add_hook(visit: Admin, form: SentHook, bench: Bench) -> HTMLResponse:
    """Has a public https address told, and shows its secret this once."""
    url = form.text("url") or ""
    try:
        check_target(url)
        with open_desk(bench, visit.member) as desk:
            made = webhooks.make_webhook(
                desk.connection,
                visit.member.workspace,
                url=url,
                events=form.lists["events"],
                master_key=desk.master_key,
            )
            desk.note("webhook made", made.id)
    except ScreenerError as error:
        return _answer(visit, bench, error=error, url=url)
    return _answer(visit, bench, secret=made.secret)


@router.post("/delete")
def delete_hook(visit: Admin, form: SentHook, bench: Bench) -> Response:
    """Deletes one with its deliveries."""
    hook = form.text("id") or ""
    try:
        with open_desk(bench, visit.member) as desk:
            webhooks.delete_webhook(desk.connection, visit.member.workspace, hook)
            desk.note("webhook deleted", hook)
    except ScreenerError as error:
        return _answer(visit, bench, error=error)
    return Response(status_code=303, headers={"Location": "/desk/webhooks"})


def _answer(visit: Visit, bench: Bench, *, secret: str = "", error: ScreenerError | None = None, url: str = "") -> HTMLResponse:
    with open_desk(bench, visit.member) as desk:
        found = webhooks.list_webhooks(desk.connection, visit.member.workspace, master_key=desk.master_key)
        hooks = tuple(_write_line(hook, desk) for hook in found)
    page = DeskHooksPage(
        room=visit.room, hooks=hooks, events=EVENTS, secret=secret, url=url, refusal=refuse(error) if error else None
    )
    return answer_page(page, bench, status=error.status if error else 200)


def _write_line(hook: Webhook, desk: Desk) -> HookLine:
    told = webhooks.list_deliveries(desk.connection, desk.member.workspace, hook.id, most=TOLD_SHOWN)
    lines = tuple((one.event, one.state, one.answer, write_day(one.created_at)) for one in told)
    return HookLine(hook.id, hook.url, hook.events, lines)
