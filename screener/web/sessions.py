"""Sessions of people on the pages: a request goes in; who is signed in comes out, and the cookies that say so.

A cookie makes a browser speak for its owner, whoever wrote the form. So what changes or works must come from a page of ours: the
browser says so (Sec-Fetch-Site, or Origin), or the form carries a token that only our page could know.
"""

from __future__ import annotations

import hmac
import json
import time
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from fastapi import Request  # noqa: TC002 (FastAPI reads the annotation of the dependency)

from screener.errors import AccessRefused, KeyRefused, SealBroken
from screener.store import audit, members
from screener.store.sealing import derive_key, seal, unseal
from screener.web.membership import find_keeper
from screener.web.origin import OWN_SITES, SAFE_METHODS
from screener.web.premises import LOOPBACK
from screener.web.provider import Beginning, refuse_sign_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.responses import Response

    from screener.store.workspaces import Member
    from screener.web.workbench import Workbench

SESSION, BEGUN = "screener-session", "screener-sign-in"
BEGUN_S = 600
FORM_FIELD = "form_token"
"""The field, in a form's address, of the token for browsers that do not say where a form was sent from."""


def current_member(request: Request) -> Member | None:
    """Gives who is signed in, on one's own machine oneself, else None.

    Raises AccessRefused (`form_unproven`) for a form of a session that may be another site's.
    """
    bench: Workbench = request.app.state.workbench
    if bench.settings.mode != "workspaces":
        return find_keeper(request)
    token = read_cookie(request, SESSION)
    if not token:
        return None
    with bench.office().database.read() as connection:
        session = members.find_session(connection, token)
    if session is None:
        return None
    if request.method not in SAFE_METHODS:
        _require_own_form(request, token)
    request.state.member = session.member
    return session.member


def require_session(role: str) -> Callable[[Request], None]:
    """Gives the dependency of pages that work: in mode `workspaces` what is sent there needs somebody signed in, of that role."""

    def check(request: Request) -> None:
        if request.app.state.workbench.settings.mode != "workspaces" or request.method in SAFE_METHODS:
            return
        member = current_member(request)
        if member is None:
            raise KeyRefused(
                "You are not signed in.", help="Sign in under Workspace, at the head of this page (/sign-in), and send it again."
            )
        if not member.may(role):
            raise AccessRefused(f"You are a {member.role}; this needs a {role}.", help="Ask your workspace's admin.")

    return check


def open_session(request: Request, response: Response, member: Member, *, by_key: bool) -> None:
    """Signs somebody in: a new session, noted in the trail, under a cookie of eight hours."""
    office = request.app.state.workbench.office()
    with office.database.write() as connection:
        token = members.open_session(connection, member, by_key=by_key)
        words = {"actor": member.key, "action": "signed in", "subject": member.key}
        audit.note(connection, member.workspace.id, master_key=office.master_key, **words)
    set_cookie(request, response, SESSION, token, seconds=int(members.SESSION_S))


def end_session(request: Request, response: Response) -> None:
    """Signs out: the session is gone from the database, and its cookie from the browser."""
    token = read_cookie(request, SESSION)
    if token:
        with request.app.state.workbench.office().database.write() as connection:
            members.end_session(connection, token)
    set_cookie(request, response, SESSION, "", seconds=0)


def write_form_token(request: Request) -> str:
    """Gives the token for the address of a form on a page of this session; empty where nobody is signed in."""
    token = read_cookie(request, SESSION)
    return _make_form_token(token) if token else ""


def keep_beginning(request: Request, response: Response, begun: Beginning) -> None:
    """Has the browser hold, sealed, what it must bring back from the provider, for ten minutes."""
    content = json.dumps([begun.state, begun.nonce, begun.verifier, begun.place, time.time()]).encode()
    sealed = seal(_key(request), content, place=(BEGUN,)).hex()
    set_cookie(request, response, BEGUN, sealed, seconds=BEGUN_S)


def take_beginning(request: Request, *, state: str) -> Beginning:
    """Gives the sign-in that this browser began. Raises AccessRefused for none, an old one, or another state."""
    try:
        content = unseal(_key(request), bytes.fromhex(read_cookie(request, BEGUN)), place=(BEGUN,))
    except (SealBroken, ValueError) as error:
        raise refuse_sign_in() from error
    kept, nonce, verifier, place, at = json.loads(content)
    if not hmac.compare_digest(kept.encode(), state.encode()) or time.time() - at > BEGUN_S:
        raise refuse_sign_in()
    return Beginning(address="", state=kept, nonce=nonce, verifier=verifier, place=place)


def read_cookie(request: Request, name: str) -> str:
    """Gives a cookie of ours, empty where there is none."""
    return request.cookies.get(_name(request, name), "")


def set_cookie(request: Request, response: Response, name: str, value: str, *, seconds: int) -> None:
    """Sets a cookie that no script reads and no other site's form carries; over TLS alone, but on one's own machine."""
    secure = _is_secure(request)
    response.set_cookie(_name(request, name), value, max_age=seconds, path="/", secure=secure, httponly=True, samesite="lax")


def require_vouched(request: Request) -> None:
    """Raises AccessRefused (`form_unproven`) where neither the browser says that a form is ours, nor anything else does."""
    if not _is_vouched(request):
        raise _refuse_form()


def _require_own_form(request: Request, token: str) -> None:
    given = request.query_params.get(FORM_FIELD, "")
    if not _is_vouched(request) and not hmac.compare_digest(given.encode(), _make_form_token(token).encode()):
        raise _refuse_form()


def _is_vouched(request: Request) -> bool:
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in OWN_SITES
    origin = request.headers.get("origin")
    return origin is not None and origin != "null" and urlsplit(origin).netloc == request.headers.get("host")


def _refuse_form() -> AccessRefused:
    return AccessRefused(
        "Your browser does not say that this was sent from a page of this service.",
        help="Open the page anew and send it from there; an older browser may have to be replaced.",
        code="form_unproven",
    )


def _make_form_token(token: str) -> str:
    return hmac.digest(token.encode(), b"form", "sha256").hex()


def _name(request: Request, name: str) -> str:
    # A name that begins so is taken by browsers from this very host alone, over TLS.
    return f"__Host-{name}" if _is_secure(request) else name


def _is_secure(request: Request) -> bool:
    return request.url.scheme == "https" or request.url.hostname not in LOOPBACK


def _key(request: Request) -> bytes:
    return derive_key(request.app.state.workbench.office().master_key, purpose="sign-in")
