"""GET /sign-in: a key, or the provider, goes in; a session comes out. POST /sign-out: it ends."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import RedirectResponse, Response
from fastapi.security import HTTPAuthorizationCredentials

from reports.sign_in import SignInPage
from screener.errors import AccessRefused, KeyRefused
from screener.store import members
from screener.web import sessions
from screener.web.api.access import Bench
from screener.web.body import Form, read_form
from screener.web.membership import identify
from screener.web.pages.answers import answer_page
from screener.web.pages.desk.room import choose_place
from screener.web.provider import Provider, find_provider, refuse_sign_in
from screener.web.tongue import name_language, read_scene

router = APIRouter()
LIMIT = 4 * 2**10


async def receive_key(request: Request) -> Form:
    """Reads the form with the key within its limit."""
    return await read_form(request, limit=LIMIT, fields=("key",), files=())


def require_workspaces(bench: Bench) -> None:
    """Raises 404 where the service knows nobody, so that there is nothing to sign in to."""
    if bench.settings.mode != "workspaces":
        raise HTTPException(404)


KnowsPeople = Depends(require_workspaces)
SentKey = Annotated[Form, Depends(receive_key)]


@router.get("/sign-in", dependencies=[KnowsPeople])
def show_sign_in(request: Request, bench: Bench, next: str = "") -> Response:
    """Gives the form, or says who is signed in; `next` is the page of the workspace that was asked for."""
    return answer_page(_write_page(request, bench, place=next), bench)


@router.post("/sign-in", dependencies=[KnowsPeople])
def sign_in(request: Request, form: SentKey, bench: Bench, next: str = "") -> Response:
    """Signs in with a key of a workspace, and leads to the page asked for; guesses count as everywhere."""
    sessions.require_vouched(request)
    try:
        credentials = HTTPAuthorizationCredentials(scheme="Bearer", credentials=form.text("key") or "")
        member = identify(request, credentials, role="reader")
    except KeyRefused as error:
        return answer_page(_write_page(request, bench, fault=error.kind, place=next), bench, status=error.status)
    response = RedirectResponse(choose_place(next), status_code=303)
    sessions.open_session(request, response, member, by_key=True)
    return response


@router.get("/sign-in/provider", dependencies=[KnowsPeople])
def lead_to_provider(request: Request, bench: Bench, next: str = "") -> Response:
    """Leads to the provider, with what the browser must bring back."""
    begun = replace(_require_provider(bench).begin(), place=name_language(choose_place(next), read_scene()))
    response = RedirectResponse(begun.address, status_code=303)
    sessions.keep_beginning(request, response, begun)
    return response


@router.get("/sign-in/done", dependencies=[KnowsPeople])
def finish_sign_in(request: Request, bench: Bench, code: str = "", state: str = "") -> Response:
    """Takes the browser back from the provider, and signs in whom the operator has let into a workspace."""
    begun = sessions.take_beginning(request, state=state)
    if not code:
        raise refuse_sign_in()
    subject = _require_provider(bench).finish(begun, code=code)
    with bench.office().database.read() as connection:
        member = members.find_subject(connection, subject)
    if member is None:
        raise AccessRefused(
            "You are signed in at your provider, but nobody has let you into a workspace here.",
            help=f'Ask the operator; your provider calls you "{subject[:255]}".',
            code="not_a_member",
        )
    response = RedirectResponse(choose_place(begun.place), status_code=303)
    sessions.open_session(request, response, member, by_key=False)
    sessions.set_cookie(request, response, sessions.BEGUN, "", seconds=0)
    return response


@router.post("/sign-out", dependencies=[KnowsPeople])
def sign_out(request: Request) -> Response:
    """Ends the session."""
    sessions.current_member(request)  # refuses a form that is another site's
    response = RedirectResponse("/sign-in", status_code=303)
    sessions.end_session(request, response)
    return response


def _write_page(request: Request, bench: Bench, *, fault: str = "", place: str = "") -> SignInPage:
    member = sessions.current_member(request) if request.method == "GET" else None
    return SignInPage(
        workspace=member.workspace.name if member else "",
        role=member.role if member else "",
        provider=find_provider(bench.settings) is not None,
        fault=fault,
        place=choose_place(place),
        form_token=sessions.write_form_token(request) if member else "",
    )


def _require_provider(bench: Bench) -> Provider:
    provider = find_provider(bench.settings)
    if provider is None:
        raise HTTPException(404)
    return provider
