"""People who sign in: the provider's name for one goes in; whose workspace it is, and what the person may do there, comes out.

A session is 256 random bits that the browser holds; the database knows it by its hash. It ends after eight hours, on sign-out,
and with the key or the member it was opened for.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select

from screener.errors import RequestRefused
from screener.store.database import read_clock
from screener.store.tables import api_keys, members, sessions, workspaces
from screener.store.workspaces import ROLES, Member, Workspace

if TYPE_CHECKING:
    from sqlalchemy import Connection

SESSION_S = 8 * 3600.0


@dataclass(frozen=True, slots=True)
class Person:
    """A member as a list shows it; `subject` is the provider's name for the person."""

    id: str
    subject: str
    role: str
    created_at: float


@dataclass(frozen=True, slots=True)
class Session:
    """Who is signed in, and what the browser holds of it."""

    member: Member
    token: str = field(repr=False)


def add_member(connection: Connection, workspace: Workspace, *, subject: str, role: str) -> Person:
    """Adds a person, who belongs to one workspace. Raises RequestRefused for an unknown role, or a subject taken or too long."""
    if role not in ROLES or not 1 <= len(subject) <= 255:
        raise RequestRefused(
            "A member needs the subject that the provider gives, of at most 255 characters, and a role.",
            help=f"Roles: {', '.join(ROLES)}.",
            code="member_unusable",
        )
    if connection.execute(select(members.c.id).where(members.c.subject == subject)).first():
        raise RequestRefused(
            "That subject is a member of a workspace already.", help="Remove it there first.", code="member_taken"
        )
    person = Person(id=secrets.token_hex(6), subject=subject, role=role, created_at=read_clock(connection))
    row = {"id": person.id, "workspace_id": workspace.id, "subject": subject, "role": role, "created_at": person.created_at}
    connection.execute(insert(members), row)
    return person


def list_members(connection: Connection, workspace: Workspace) -> list[Person]:
    """Gives the people of a workspace, the oldest first."""
    mine = select(members).where(members.c.workspace_id == workspace.id).order_by(members.c.created_at, members.c.id)
    return [Person(row.id, row.subject, row.role, row.created_at) for row in connection.execute(mine)]


def remove_member(connection: Connection, workspace: Workspace, member: str) -> None:
    """Ends a membership and its sessions at once. Raises RequestRefused (`member_unknown`) where there is no such member."""
    mine = (members.c.workspace_id == workspace.id) & (members.c.id == member)
    if not connection.execute(delete(members).where(mine)).rowcount:
        raise RequestRefused(
            f'The workspace has no member "{member[:40]}".', help="List its members for their ids.", code="member_unknown"
        )


def find_subject(connection: Connection, subject: str) -> Member | None:
    """Gives who the provider's subject is here, or None for one nobody added."""
    named = (workspaces.c.name, workspaces.c.retention_days)
    row = connection.execute(select(members, *named).join(workspaces).where(members.c.subject == subject)).first()
    if row is None:
        return None
    return Member(workspace=Workspace(row.workspace_id, row.name, row.retention_days), key=row.id, role=row.role)


def open_session(connection: Connection, member: Member, *, by_key: bool) -> str:
    """Opens a session for a key or for a person who signed in; gives what the browser is to hold, once."""
    token = secrets.token_urlsafe(32)
    whose = {"key_id": member.key, "member_id": None} if by_key else {"key_id": None, "member_id": member.key}
    row = {"token_hash": _hash(token), "workspace_id": member.workspace.id, "expires_at": read_clock(connection) + SESSION_S}
    connection.execute(insert(sessions), row | whose)
    return token


def find_session(connection: Connection, token: str) -> Session | None:
    """Gives who is signed in with what a browser holds, or None where the session, its key or its member has ended."""
    now = read_clock(connection)
    query = (
        select(sessions, workspaces.c.name, workspaces.c.retention_days)
        .add_columns(api_keys.c.role.label("key_role"), api_keys.c.expires_at.label("key_until"), members.c.role.label("role"))
        .join(workspaces, workspaces.c.id == sessions.c.workspace_id)
        .outerjoin(api_keys, api_keys.c.id == sessions.c.key_id)
        .outerjoin(members, members.c.id == sessions.c.member_id)
        .where(sessions.c.token_hash == _hash(token), sessions.c.expires_at > now)
    )
    row = connection.execute(query).first()
    if row is None or (row.key_id and row.key_until <= now):
        return None
    workspace = Workspace(row.workspace_id, row.name, row.retention_days)
    member = Member(workspace=workspace, key=row.key_id or row.member_id, role=row.key_role or row.role)
    return Session(member=member, token=token)


def end_session(connection: Connection, token: str) -> None:
    """Ends a session, where there is one."""
    connection.execute(delete(sessions).where(sessions.c.token_hash == _hash(token)))


def sweep(connection: Connection) -> None:
    """Deletes sessions that are over."""
    connection.execute(delete(sessions).where(sessions.c.expires_at <= read_clock(connection)))


def _hash(token: str) -> bytes:
    return sha256(token.encode()).digest()
