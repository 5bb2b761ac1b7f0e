"""Workspaces and their keys: a key's text goes in; whose it is and what it may do come out.

A key is `scr_`, a public id and a secret of 256 random bits. The database knows the secret by its hash alone, which cannot be
guessed back; a key is shown once, when it is made.
"""

from __future__ import annotations

import hmac
import re
import secrets
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, insert, select, update

from screener.errors import RequestRefused
from screener.store.database import read_clock
from screener.store.tables import answers, api_keys, kept_items, members, webhooks, workspaces

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

ROLES = ("reader", "screener", "reviewer", "admin")
"""What a key may do: each role may what those before it may."""
DAY_S = 86_400.0
MOST_DAYS = 3_650
_FORM = re.compile(r"scr_([0-9a-f]{12})_([A-Za-z0-9_-]{43})")
_NOBODY = bytes(32)


@dataclass(frozen=True, slots=True)
class Workspace:
    """A workspace, and for how many days what it keeps stays."""

    id: str
    name: str
    retention_days: int


@dataclass(frozen=True, slots=True)
class Member:
    """Who asks: a key of a workspace, and what it may do there."""

    workspace: Workspace
    key: str
    role: str

    def may(self, role: str) -> bool:
        """Says whether the key may what `role` may."""
        return ROLES.index(self.role) >= ROLES.index(role)


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A key as a list shows it: never its secret. Times are seconds since 1970."""

    id: str
    label: str
    role: str
    created_at: float
    expires_at: float
    used_on: float | None


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key just made: its text is shown now and never again."""

    id: str
    text: str = field(repr=False)


def make_workspace(connection: Connection, name: str, *, retention_days: int = 90) -> Workspace:
    """Makes a workspace. Raises RequestRefused for a name that is taken or too long, or days out of bounds."""
    if not 1 <= len(name.strip()) <= 120 or not 1 <= retention_days <= MOST_DAYS:
        raise RequestRefused(
            "A workspace needs a name of at most 120 characters, and from 1 to 3650 days.", code="workspace_unusable"
        )
    if find_workspace(connection, name) is not None:
        raise RequestRefused(f'There is a workspace "{name}" already.', help="Give another name.", code="workspace_taken")
    made = Workspace(id=secrets.token_hex(12), name=name.strip(), retention_days=retention_days)
    row = {"id": made.id, "name": made.name, "retention_days": retention_days, "created_at": read_clock(connection)}
    connection.execute(insert(workspaces), row)
    return made


def find_workspace(connection: Connection, name: str) -> Workspace | None:
    """Gives a workspace by its name, or None."""
    row = connection.execute(select(workspaces).where(workspaces.c.name == name.strip())).first()
    return _read_workspace(row) if row else None


def list_workspaces(connection: Connection) -> list[Workspace]:
    """Gives all workspaces by name."""
    return [_read_workspace(row) for row in connection.execute(select(workspaces).order_by(workspaces.c.name))]


def set_retention(connection: Connection, workspace: Workspace, days: int) -> int:
    """Sets for how long things stay. What is kept already goes sooner where that is shorter, and never later; gives how many do.

    Raises RequestRefused for days out of bounds.
    """
    if not 1 <= days <= MOST_DAYS:
        raise RequestRefused("What is kept stays from 1 to 3650 days.", code="workspace_unusable")
    connection.execute(update(workspaces).where(workspaces.c.id == workspace.id).values(retention_days=days))
    until = kept_items.c.created_at + days * DAY_S
    longer = (kept_items.c.workspace_id == workspace.id) & (kept_items.c.expires_at > until)
    return connection.execute(update(kept_items).where(longer).values(expires_at=until)).rowcount


def count_held(connection: Connection, workspace: Workspace) -> dict[str, int]:
    """Gives how many keys, members, webhooks, screenings and answers a workspace has."""
    held = {"keys": api_keys, "members": members, "webhooks": webhooks, "screenings": kept_items, "answers": answers}
    return {
        name: connection.execute(select(func.count()).select_from(table).where(table.c.workspace_id == workspace.id)).scalar_one()
        for name, table in held.items()
    }


def delete_workspace(connection: Connection, workspace: Workspace) -> None:
    """Deletes a workspace with its keys, its answers and all it keeps; its audit trail stays, and names nothing it kept."""
    connection.execute(delete(workspaces).where(workspaces.c.id == workspace.id))


def make_key(connection: Connection, workspace: Workspace, *, label: str, role: str, days: int = 365) -> NewKey:
    """Makes a key. Raises RequestRefused for an unknown role, a label that is too long, or days out of bounds."""
    if role not in ROLES or not 1 <= len(label) <= 120 or not 1 <= days <= MOST_DAYS:
        roles = ", ".join(ROLES)
        raise RequestRefused(
            "A key needs a label of at most 120 characters, a role, and from 1 to 3650 days.",
            help=f"Roles: {roles}.",
            code="key_unusable",
        )
    secret, now = secrets.token_urlsafe(32), read_clock(connection)
    made = NewKey(id=secrets.token_hex(6), text="")
    row = {"id": made.id, "workspace_id": workspace.id, "label": label, "role": role, "secret_hash": _hash(secret)}
    connection.execute(insert(api_keys), row | {"created_at": now, "expires_at": now + days * DAY_S})
    return NewKey(id=made.id, text=f"scr_{made.id}_{secret}")


def rotate_key(connection: Connection, workspace: Workspace, key: str, *, grace_days: int = 7) -> NewKey:
    """Makes a key that takes another's place, with its label, role and days; the old one still works for `grace_days`."""
    old = require_key(connection, workspace, key)
    days = max(1, round((old.expires_at - old.created_at) / DAY_S))
    made = make_key(connection, workspace, label=old.label, role=old.role, days=days)
    until = min(old.expires_at, read_clock(connection) + grace_days * DAY_S)
    connection.execute(update(api_keys).where(api_keys.c.id == old.id).values(expires_at=until))
    return made


def revoke_key(connection: Connection, workspace: Workspace, key: str) -> None:
    """Ends a key at once. Raises RequestRefused (`key_unknown`) where the workspace has no such key."""
    connection.execute(delete(api_keys).where(api_keys.c.id == require_key(connection, workspace, key).id))


def require_key(connection: Connection, workspace: Workspace, key: str) -> ApiKey:
    """Gives a key of the workspace. Raises RequestRefused (`key_unknown`) where there is none: another's looks the same."""
    found = next((one for one in list_keys(connection, workspace) if one.id == key), None)
    if found is None:
        raise RequestRefused(f'The workspace has no key "{key[:40]}".', help="List its keys for their ids.", code="key_unknown")
    return found


def list_keys(connection: Connection, workspace: Workspace) -> list[ApiKey]:
    """Gives the keys of a workspace, the oldest first."""
    found = select(api_keys).where(api_keys.c.workspace_id == workspace.id).order_by(api_keys.c.created_at, api_keys.c.id)
    return [ApiKey(row.id, row.label, row.role, row.created_at, row.expires_at, row.used_on) for row in connection.execute(found)]


def find_member(connection: Connection, text: str) -> Member | None:
    """Gives whose key the text is, or None for one that is unknown, ended or expired; as much is compared in every case."""
    match = _FORM.fullmatch(text)
    key, secret = (match[1], match[2]) if match else ("", "")
    joined = select(api_keys, workspaces.c.name, workspaces.c.retention_days).join(workspaces).where(api_keys.c.id == key)
    row = connection.execute(joined).first()
    same = hmac.compare_digest(_hash(secret), bytes(row.secret_hash) if row else _NOBODY)
    if row is None or not same or row.expires_at <= read_clock(connection):
        return None
    workspace = Workspace(id=row.workspace_id, name=row.name, retention_days=row.retention_days)
    return Member(workspace=workspace, key=row.id, role=row.role)


def note_use(connection: Connection, key: str) -> None:
    """Notes that a key was used today; of the time of day nothing."""
    today = read_clock(connection) // DAY_S * DAY_S
    stale = (api_keys.c.used_on.is_(None)) | (api_keys.c.used_on < today)
    connection.execute(update(api_keys).where(api_keys.c.id == key, stale).values(used_on=today))


def _read_workspace(row: Row[tuple[object, ...]]) -> Workspace:
    return Workspace(id=row.id, name=row.name, retention_days=row.retention_days)


def _hash(secret: str) -> bytes:
    return sha256(secret.encode()).digest()
