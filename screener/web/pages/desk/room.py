"""The room: a request goes in; whose workspace it is of comes out, and on every page the same words about it.

On one's own machine nobody signs in. Where people do, who is not signed in is led to where that is done.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import urlencode

from fastapi import HTTPException, Request

from reports.desk_pages import DeskRoom, KeptLine
from reports.pages import Refusal
from screener.errors import AccessRefused, KeyRefused, RequestRefused, ScreenerError
from screener.store.kept import Kept
from screener.store.workspaces import Member
from screener.web.api.access import give_workbench
from screener.web.membership import OWN, identify
from screener.web.origin import SAFE_METHODS
from screener.web.pages.answers import write_refusal
from screener.web.problems import write_problem
from screener.web.sessions import current_member, write_form_token

SIGN_IN, DESK = "/sign-in", "/desk"
LONGEST_DAYS = 4
_OURS = re.compile(r"/desk(/[A-Za-z0-9_-]{1,100}){0,4}(\?[A-Za-z0-9_=&-]{1,200})?")
"""The addresses that a sign-in may lead to: pages of a workspace, and none of another site's."""


@dataclass(frozen=True, slots=True)
class Visit:
    """Who visits a workspace, and the token of the forms on its pages."""

    member: Member
    own: bool
    token: str = field(repr=False)

    @property
    def room(self) -> DeskRoom:
        """What every page of the workspace says of it."""
        workspace = self.member.workspace
        return DeskRoom(
            name=workspace.name,
            role=self.member.role,
            retention_days=workspace.retention_days,
            own=self.own,
            token=self.token,
        )


def require_visit(role: str) -> Callable[[Request], Visit]:
    """Gives the dependency of a page of a workspace. Raises AccessRefused in mode `public`, or for a role too small."""

    def check(request: Request) -> Visit:
        mode = give_workbench(request).settings.mode
        if mode != "workspaces":
            return Visit(member=identify(request, None, role=role), own=mode == OWN, token="")
        member = current_member(request)
        if member is None and request.method in SAFE_METHODS:
            raise HTTPException(303, headers={"Location": _lead_to_sign_in(request)})
        if member is None:
            raise KeyRefused("You are not signed in any more.", help="Sign in, and send it again from its page.")
        if not member.may(role):
            raise AccessRefused(f"You are a {member.role} here; this needs a {role}.", help="Ask your workspace's admin.")
        return Visit(member=member, own=False, token=write_form_token(request))

    return check


def choose_place(asked: str) -> str:
    """Gives the page to land on after a sign-in: the one of the workspace that was asked for, else its first."""
    return asked if _OURS.fullmatch(asked) else DESK


def _lead_to_sign_in(request: Request) -> str:
    query = request.url.query
    asked = choose_place(f"{request.url.path}?{query}" if query else request.url.path)
    return SIGN_IN if asked == DESK else f"{SIGN_IN}?{urlencode({'next': asked})}"


def write_line(kept: Kept) -> KeptLine:
    """Gives a kept screening as a list shows it."""
    receipt, outcomes = kept.record.get("receipt", {}), kept.record.get("outcomes", {})
    return KeptLine(
        id=kept.id,
        label=kept.label,
        as_of=receipt.get("as_of", ""),
        policy=receipt.get("policy", {}).get("id", ""),
        listed=outcomes.get("listed", 0),
        to_check=outcomes.get("needs_review", 0),
        kept_on=write_day(kept.created_at),
        gone_on=write_day(kept.expires_at),
    )


def write_day(seconds: float) -> str:
    """Gives the day of a time."""
    return datetime.fromtimestamp(seconds, tz=UTC).date().isoformat()


def read_days(text: str, *, code: str) -> int:
    """Gives the days of a form. Raises RequestRefused under `code` for text that is no number of at most four figures."""
    if not (text.isascii() and text.isdecimal() and len(text) <= LONGEST_DAYS):
        raise RequestRefused("The days are no number.", help="Give from 1 to 3650.", code=code)
    return int(text)


def refuse(error: ScreenerError) -> Refusal:
    """Gives what a page says of an error; one of ours raises again."""
    if error.status >= 500:
        raise error
    return write_refusal(write_problem(error))
