"""Membership: a request goes in; whose it is, and what it may do, comes out, by the mode the service runs in.

On one's own machine everything is open, and what is asked to be kept goes into a workspace called `own`. In mode `public` nobody
is known and nothing is kept. In mode `workspaces` a key says who asks; what only reads the registry is open to all.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from fastapi import Request, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from screener.errors import AccessRefused, KeyRefused
from screener.issuers.confirmations import add_confirmation, read_confirmations, write_confirmations
from screener.store import audit, workspaces
from screener.store.kept import Locker
from screener.store.workspaces import Member, Workspace
from screener.web.limits import find_address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import Connection

    from screener.web.limits import Guesses
    from screener.web.workbench import Workbench

OWN = "own"
bearer = HTTPBearer(auto_error=False, description="A key of a workspace, as `screener workspace key add` shows it once.")
Credentials = HTTPAuthorizationCredentials | None
Answers = list[dict[str, Any]]
"""Answers in the shape of a file of confirmations."""


@dataclass(frozen=True, slots=True)
class Desk:
    """A member's workspace, in one transaction: what it keeps, and the trail of what is done there."""

    connection: Connection = field(repr=False)
    member: Member
    master_key: bytes = field(repr=False)

    @property
    def locker(self) -> Locker:
        """What the workspace keeps."""
        return Locker(connection=self.connection, workspace=self.member.workspace, master_key=self.master_key)

    def note(self, action: str, subject: str) -> None:
        """Adds to the trail. `subject` is an id, never a name or an identifier of a holding."""
        audit.note(
            self.connection,
            self.member.workspace.id,
            actor=self.member.key,
            action=action,
            subject=subject,
            master_key=self.master_key,
        )

    def read_trail(self, *, after: int = 0, limit: int | None = None) -> dict[str, Any]:
        """Gives the trail behind line `after`, at most so many lines, with its head, and what is wrong with the whole of it."""
        workspace = self.member.workspace.id
        return write_trail(self.connection, workspace, master_key=self.master_key, after=after, limit=limit)


def require(role: str, *, methods: tuple[str, ...] = ()) -> Callable[..., Member | None]:
    """Gives the dependency of a route that works: in mode `workspaces` it needs a key of that role, elsewhere nobody is asked.

    With `methods`, those alone need one.
    """

    def check(request: Request, credentials: Credentials = Security(bearer)) -> Member | None:  # noqa: B008 (FastAPI's way)
        bench: Workbench = request.app.state.workbench
        if bench.settings.mode != "workspaces" or (methods and request.method not in methods):
            return None
        member = _check_role(_find_member(request, credentials, bench), role)
        request.state.member = member
        return member

    return check


def require_member(role: str) -> Callable[..., Member]:
    """Gives the dependency of a route that touches what is kept: it needs a workspace in every mode."""

    def check(request: Request, credentials: Credentials = Security(bearer)) -> Member:  # noqa: B008 (FastAPI's way)
        return identify(request, credentials, role=role)

    return check


def identify(request: Request, credentials: Credentials, *, role: str) -> Member:
    """Gives who asks. Raises KeyRefused without a key that holds, AccessRefused in mode `public` or for a role too small."""
    bench: Workbench = request.app.state.workbench
    if bench.settings.mode == "public":
        raise AccessRefused("This service keeps nothing, for anybody.", help="Run it yourself, or ask one that has workspaces.")
    if bench.settings.mode == OWN:
        return _find_own(bench)
    return _check_role(_find_member(request, credentials, bench), role)


def find_keeper(request: Request) -> Member | None:
    """Gives whose workspace a request may use, as far as it is known by now: on one's own machine once its database is open."""
    bench: Workbench = request.app.state.workbench
    if bench.settings.mode == OWN and bench.has_office:
        return _find_own(bench)
    found: Member | None = getattr(request.state, "member", None)
    return found


def find_workspace(request: Request) -> str | None:
    """Gives the id of the workspace that a request may use, or None where nobody's is known, as `find_keeper`."""
    member = find_keeper(request)
    return member.workspace.id if member else None


def require_keeper(request: Request, *, role: str) -> Member:
    """Gives whose workspace is to keep something. Raises KeyRefused or AccessRefused where there is none."""
    return find_keeper(request) or identify(request, None, role=role)


def list_held(bench: Workbench, member: Member | None) -> Answers:
    """Gives the answers that people of the workspace gave."""
    if member is None:
        return []
    with open_desk(bench, member) as desk:
        return desk.locker.list_answers()


def join_answers(given: str | None, held: Answers) -> str | None:
    """Gives the text of the answers of a call and of its workspace together; the call's come first. Raises RulebookFault."""
    if not held:
        return given
    joined = read_confirmations(json.dumps({"confirmations": held}), file="confirmations")
    for one in read_confirmations(given, file="confirmations") if given else ():
        joined = add_confirmation(joined, one)
    return write_confirmations(joined)


@contextmanager
def open_desk(bench: Workbench, member: Member) -> Iterator[Desk]:
    """Opens the member's workspace for one transaction. Raises DatabaseUnready."""
    office = bench.office()
    with office.database.write() as connection:
        yield Desk(connection=connection, member=member, master_key=office.master_key)


def write_trail(
    connection: Connection, workspace: str, *, master_key: bytes, after: int = 0, limit: int | None = None
) -> dict[str, Any]:
    """Gives a workspace's trail behind line `after` as JSON has it, its head, and what is wrong with the whole of it."""
    lines = [
        {
            "number": line.number,
            "at": datetime.fromtimestamp(line.at, tz=UTC).isoformat(timespec="seconds"),
            "actor": line.actor,
            "action": line.action,
            "subject": line.subject,
            "sha256": line.chained.hex(),
        }
        for line in audit.list_lines(connection, workspace, after=after, limit=limit)
    ]
    faults = audit.find_faults(connection, workspace, master_key=master_key)
    return {"lines": lines, "head": audit.read_head(connection, workspace), "faults": faults}


def _find_member(request: Request, credentials: Credentials, bench: Workbench) -> Member:
    guesses: Guesses = request.app.state.guesses
    address = find_address(request.scope, proxies=bench.settings.proxies)
    key = credentials.credentials if credentials else ""
    guesses.refuse_spent(address, key=key)
    with bench.office().database.write() as connection:
        member = workspaces.find_member(connection, key)
        if member is not None:
            workspaces.note_use(connection, member.key)
    if member is None:
        guesses.forget(key)
        if credentials:
            guesses.count(address)
        raise KeyRefused(
            "This needs a key that a workspace gave and that has not ended.", help="Send it as Authorization: Bearer scr_…"
        )
    guesses.know(key)
    return member


def _check_role(member: Member, role: str) -> Member:
    if not member.may(role):
        raise AccessRefused(
            f'This key has the role "{member.role}"; this needs the role "{role}".',
            help="Ask your workspace's admin for such a key.",
        )
    return member


def _find_own(bench: Workbench) -> Member:
    with bench.office().database.write() as connection:
        own: Workspace = workspaces.find_workspace(connection, OWN) or workspaces.make_workspace(
            connection, OWN, retention_days=workspaces.MOST_DAYS
        )
    return Member(workspace=own, key=OWN, role="admin")
