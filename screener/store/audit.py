"""The audit trail: what was done goes in; a chain of lines comes out in which a change, a gap or a cut end shows.

Each line's hash is taken over the line and the hash before it under the master key, so that who can write to the database but has
not that key cannot make a chain that holds. A cut end shows against a head that was written down before (`read_head`).
"""

from __future__ import annotations

import hmac
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select, text

from screener.store.database import read_clock
from screener.store.sealing import derive_key
from screener.store.tables import audit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

BEGINNING = bytes(32)
_LOCK = text("SELECT pg_advisory_xact_lock(7310053, hashtext(:workspace))")


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One thing that was done: in which place of the chain, when (seconds since 1970), by which key, what, and to which id."""

    number: int
    at: float
    actor: str
    action: str
    subject: str
    chained: bytes


def note(connection: Connection, workspace: str, *, actor: str, action: str, subject: str, master_key: bytes) -> None:
    """Adds a line; of two that are added at once, the second waits for the first."""
    if connection.dialect.name == "postgresql":  # SQLite has one writer at a time anyhow
        connection.execute(_LOCK, {"workspace": workspace})
    last = _read_last(connection, workspace)
    number, previous = (last.number + 1, last.chained) if last else (1, BEGINNING)
    at = read_clock(connection)
    chained = _chain(master_key, previous, (workspace, number, at, actor, action, subject))
    row = {"workspace_id": workspace, "number": number, "at": at, "actor": actor, "action": action, "subject": subject}
    connection.execute(insert(audit), row | {"chained": chained})


def list_lines(connection: Connection, workspace: str, *, after: int = 0, limit: int | None = None) -> Iterator[AuditLine]:
    """Gives the lines behind number `after`, the oldest first, at most so many."""
    mine = select(audit).where(audit.c.workspace_id == workspace, audit.c.number > after)
    for row in connection.execute(mine.order_by(audit.c.number).limit(limit)):
        yield AuditLine(row.number, row.at, row.actor, row.action, row.subject, bytes(row.chained))


def read_head(connection: Connection, workspace: str) -> str:
    """Gives the newest line's number and hash, to be kept elsewhere: a trail that was cut off later no longer comes to it."""
    last = _read_last(connection, workspace)
    return f"{last.number}:{last.chained.hex()}" if last else f"0:{BEGINNING.hex()}"


def find_faults(connection: Connection, workspace: str, *, master_key: bytes, head: str | None = None) -> list[str]:
    """Gives what is wrong with a trail, in sentences; nothing where every line follows from the one before."""
    previous, faults, seen = BEGINNING, [], {f"0:{BEGINNING.hex()}"}
    expected = 1
    for line in list_lines(connection, workspace):
        if line.number != expected:
            faults.append(f"Between line {expected - 1} and line {line.number} something is missing.")
        values = (workspace, line.number, line.at, line.actor, line.action, line.subject)
        if not hmac.compare_digest(line.chained, _chain(master_key, previous, values)):
            faults.append(f"Line {line.number} does not follow from the one before: one of them was changed.")
        seen.add(f"{line.number}:{line.chained.hex()}")
        previous, expected = line.chained, line.number + 1
    if head is not None and head not in seen:
        faults.append("The trail no longer comes to the head that was given: its end was cut off or written anew.")
    return faults


def begins_under(connection: Connection, master_key: bytes) -> bool:
    """Says whether a first line was chained under that key; yes where there is none."""
    first = connection.execute(select(audit).where(audit.c.number == 1).order_by(audit.c.workspace_id).limit(1)).first()
    if first is None:
        return True
    values = (first.workspace_id, first.number, first.at, first.actor, first.action, first.subject)
    return hmac.compare_digest(bytes(first.chained), _chain(master_key, BEGINNING, values))


def _read_last(connection: Connection, workspace: str) -> AuditLine | None:
    newest = select(func.max(audit.c.number)).where(audit.c.workspace_id == workspace).scalar_subquery()
    row = connection.execute(select(audit).where(audit.c.workspace_id == workspace, audit.c.number == newest)).first()
    return AuditLine(row.number, row.at, row.actor, row.action, row.subject, bytes(row.chained)) if row else None


def _chain(master_key: bytes, previous: bytes, values: tuple[str | int | float, ...]) -> bytes:
    line = json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()
    return hmac.digest(derive_key(master_key, purpose="audit"), previous + line, "sha256")
