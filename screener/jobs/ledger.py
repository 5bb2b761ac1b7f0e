"""The ledger: every step of a job's life, each one statement that either takes hold or says that it came too late.

receiving ─► queued ─► running ─► done | failed        deleted: on fetch, on cancel, when its time is over
               ▲          │
               └──────────┘  released by a worker that stops, or taken from one whose lease ran out
               ▲                    │
               └────────────────────┘  done, its input kept, and ordered anew by whoever has its address
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, insert, select, update

from screener.store.database import read_clock
from screener.store.tables import job_pieces, jobs
from screener.store.webhooks import JOB_DONE, announce

if TYPE_CHECKING:
    from sqlalchemy import Connection, RowMapping

    from screener.jobs.address import Address

LEASE_S = 30.0
HEARTBEAT_S = 5.0
MAX_LOSSES = 3
WORKER_LOST = "worker_lost"
RECEIVED = 0
"""The attempt that what was received counts as: a worker's first is 1."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """A worker's right to one job: it holds as long as owner and attempt are still those of the row."""

    id: str
    owner: str
    attempt: int
    wrapped_key: bytes = field(repr=False)


def begin(connection: Connection, address: Address, *, wrapped_key: bytes, minutes: int, workspace: str | None = None) -> None:
    """Writes the row of a job that is being received; `workspace` is whose it is, where somebody is known."""
    now = read_clock(connection)
    row = {"id": address.public, "secret_hash": address.secret_hash, "wrapped_key": wrapped_key, "state": "receiving"}
    connection.execute(insert(jobs), row | {"created_at": now, "expires_at": now + 60 * minutes, "workspace_id": workspace})


def queue(connection: Connection, public: str) -> bool:
    """Lets a received job wait; False where it is no longer there."""
    change = {"state": "queued", "queued_at": read_clock(connection)}
    return _change(connection, change, jobs.c.id == public, jobs.c.state == "receiving")


def claim(connection: Connection, public: str, *, owner: str) -> Ticket | None:
    """Gives the ticket of a waiting job to one worker, and None to every other."""
    now = read_clock(connection)
    lease = {"owner": owner, "lease_until": now + LEASE_S, "heartbeat_at": now, "stage": "reading", "share": 0.0}
    row = connection.execute(
        update(jobs)
        .where(jobs.c.id == public, jobs.c.state == "queued", jobs.c.expires_at > now)
        .values(state="running", attempt=jobs.c.attempt + 1, **lease)
        .returning(jobs.c.attempt, jobs.c.wrapped_key)
    ).first()
    return None if row is None else Ticket(id=public, owner=owner, attempt=row.attempt, wrapped_key=row.wrapped_key)


def renew(connection: Connection, ticket: Ticket) -> bool:
    """Prolongs the lease; False where the job was cancelled, has expired, or is another's by now."""
    now = read_clock(connection)
    return _change(connection, {"lease_until": now + LEASE_S, "heartbeat_at": now}, *held_by(ticket), jobs.c.expires_at > now)


def tell_progress(connection: Connection, ticket: Ticket, *, stage: str, share: float) -> bool:
    """Says how far it is; `stage` is one of our own words, never one of the file's."""
    return _change(connection, {"stage": stage, "share": round(share, 3)}, *held_by(ticket))


def finish(connection: Connection, ticket: Ticket, *, failure: str | None, keep_input: bool = False) -> bool:
    """Ends a job with the result of this attempt: the key's wrap is gone with the same stroke, the input too unless kept."""
    now = read_clock(connection)
    end = {"state": "failed" if failure else "done", "failure": failure, "wrapped_key": None, "owner": None, "lease_until": None}
    if not _change(connection, end | {"ended_at": now, "stage": "", "share": 1.0}, *held_by(ticket)):
        return False
    kept = {ticket.attempt, RECEIVED} if keep_input else {ticket.attempt}
    connection.execute(delete(job_pieces).where(job_pieces.c.job_id == ticket.id, job_pieces.c.attempt.not_in(kept)))
    _announce_end(connection, ticket.id, state="failed" if failure else "done")
    return True


def repeat(connection: Connection, public: str, *, wrapped_key: bytes) -> bool:
    """Lets a job that is done wait once more, until the hour it had from the first; False where it is not done.

    It may lose as many workers as a new one, and its workspace is told of its end once more.
    """
    change = _waiting(connection) | {"wrapped_key": wrapped_key, "ended_at": None, "losses": 0}
    return _change(connection, change, jobs.c.id == public, jobs.c.state == "done")


def release(connection: Connection, ticket: Ticket) -> bool:
    """Gives a job back untried, as a worker does that is told to stop."""
    return _change(connection, _waiting(connection), *held_by(ticket))


def take_back(connection: Connection, *held: Any) -> str:  # noqa: ANN401 (SQL conditions)
    """Lets a job wait again whose worker ended over it, or fails it where too many have; gives its state."""
    again = _waiting(connection) | {"losses": jobs.c.losses + 1}
    if _change(connection, again, *held, jobs.c.state == "running", jobs.c.losses < MAX_LOSSES - 1):
        return "queued"
    end = {"state": "failed", "failure": WORKER_LOST, "wrapped_key": None, "owner": None, "lease_until": None, "stage": ""}
    lost = connection.execute(
        update(jobs).where(*held, jobs.c.state == "running").values(**end, ended_at=read_clock(connection)).returning(jobs.c.id)
    ).scalar()
    if lost is None:
        return "gone"
    connection.execute(delete(job_pieces).where(job_pieces.c.job_id == lost))
    _announce_end(connection, lost, state="failed")
    return "failed"


def find(connection: Connection, address: Address) -> RowMapping | None:
    """Gives the row at an address, or None where there is none, it has expired, or the secret is not its own."""
    row = connection.execute(select(jobs).where(jobs.c.id == address.public)).mappings().first()
    is_own = address.is_of(row["secret_hash"] if row else None)
    return row if row is not None and is_own and row["expires_at"] > read_clock(connection) else None


def drop(connection: Connection, public: str) -> bool:
    """Deletes a job with everything of it; False where it is gone already."""
    return connection.execute(delete(jobs).where(jobs.c.id == public)).rowcount == 1


def discard(connection: Connection, public: str) -> None:
    """Deletes a job that is being received still: one that waits was promised to somebody, whatever its sender heard of it."""
    connection.execute(delete(jobs).where(jobs.c.id == public, jobs.c.state == "receiving"))


def count_waiting(connection: Connection, *, before: float | None = None) -> int:
    """Gives how many jobs wait, or how many of them were sent before a time."""
    query = select(func.count()).select_from(jobs).where(jobs.c.state == "queued")
    return int(connection.execute(query if before is None else query.where(jobs.c.created_at < before)).scalar_one())


def held_by(ticket: Ticket) -> tuple[Any, ...]:
    """Gives the SQL conditions under which a ticket still holds."""
    return jobs.c.id == ticket.id, jobs.c.owner == ticket.owner, jobs.c.attempt == ticket.attempt, jobs.c.state == "running"


def _announce_end(connection: Connection, public: str, *, state: str) -> None:
    workspace = connection.execute(select(jobs.c.workspace_id).where(jobs.c.id == public)).scalar()
    if workspace is not None:
        announce(connection, JOB_DONE, {"job": public, "state": state}, workspace=workspace)


def _waiting(connection: Connection) -> dict[str, Any]:
    state = {"state": "queued", "owner": None, "lease_until": None, "stage": "", "share": 0.0}
    return state | {"queued_at": read_clock(connection)}


def _change(connection: Connection, values: dict[str, Any], *where: Any) -> bool:  # noqa: ANN401 (SQL conditions)
    return connection.execute(update(jobs).where(*where).values(**values)).rowcount == 1
