"""The sweep: what kills and crashes leave behind is set right, and what has had its time is deleted.

Every worker and every service sweeps; two that do so together do no harm, because each step takes hold only once.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from sqlalchemy import delete, select, update

from screener.errors import DatabaseUnready
from screener.jobs import ledger
from screener.store.database import read_clock
from screener.store.kept import sweep as sweep_kept
from screener.store.members import sweep as sweep_sessions
from screener.store.tables import jobs, replays
from screener.store.webhooks import sweep as sweep_deliveries

if TYPE_CHECKING:
    from threading import Event

    from sqlalchemy import Connection

    from screener.jobs.queue import Queue
    from screener.store.database import Database

EVERY_S = 30.0
"""How often a service sweeps; workers do so more often."""
PATIENCE_S = 10.0
"""A message is younger than this while its sender is between the row and the queue."""


def sweep(database: Database, queue: Queue) -> None:
    """Deletes what has expired, lets jobs of lost workers wait again, and sends lost messages again. Raises DatabaseUnready."""
    with database.write() as connection:
        _drop_expired(connection)
        again = _take_back_lost(connection)
    for public in again:
        queue.send(public)
    for public in _list_unsent(database, queue):
        queue.send(public)
    database.tidy()


def sweep_until(stop: Event, database: Database, queue: Queue) -> None:
    """Sweeps every so often, so that a service without a worker deletes what it must; a database that is away is waited for."""
    while not stop.wait(EVERY_S):
        with suppress(DatabaseUnready):
            sweep(database, queue)


def _drop_expired(connection: Connection) -> None:
    now = read_clock(connection)
    sweep_sessions(connection)
    sweep_deliveries(connection)
    connection.execute(delete(replays).where(replays.c.expires_at <= now))
    connection.execute(delete(jobs).where(jobs.c.expires_at <= now))
    sweep_kept(connection)


def _take_back_lost(connection: Connection) -> list[str]:
    late = jobs.c.lease_until < read_clock(connection)
    lost = connection.execute(select(jobs.c.id).where(jobs.c.state == "running", late)).scalars().all()
    return [public for public in lost if ledger.take_back(connection, jobs.c.id == public, late) == "queued"]


def _list_unsent(database: Database, queue: Queue) -> list[str]:
    """Gives the waiting jobs that may have no message: none where the queue holds at least as many as wait."""
    sent = queue.count()
    with database.write() as connection:
        now = read_clock(connection)
        if ledger.count_waiting(connection) <= sent:
            return []
        old = (jobs.c.state == "queued", jobs.c.queued_at < now - PATIENCE_S)
        query = update(jobs).where(*old).values(queued_at=now).returning(jobs.c.id, jobs.c.created_at)
        return [row.id for row in sorted(connection.execute(query), key=lambda row: row.created_at)]
