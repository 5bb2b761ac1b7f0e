"""The hand of a worker: a process of its own that does one job after the other, and may be ended over any of them.

A running screening cannot be stopped from within, and memory once asked for does not come back; the end of a process does both.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from typing import TYPE_CHECKING

from screener.errors import DatabaseUnready

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

    from screener.jobs.ledger import Ticket
    from screener.settings import Settings

JOBS_KEPT = 50
"""After so many jobs a hand is replaced, so that memory stays flat whatever the libraries keep."""


DONE, UNREADY, BROKE = "done", "unready", "broke"


class HandLost(Exception):
    """The process ended over a job, or the job broke it."""


class Hand:
    """A process that works, started with the first job it is given."""

    def __init__(self, settings: Settings, *, master_key: bytes) -> None:
        self._settings, self._master_key = settings, master_key
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None
        self._jobs = 0

    def give(self, ticket: Ticket) -> None:
        """Begins a job."""
        if self._process is None or not self._process.is_alive():
            self._start()
        assert self._pipe is not None  # noqa: S101 (_start made it)
        self._pipe.send(ticket)
        self._jobs += 1

    def wait(self, seconds: float) -> bool:
        """Waits so long for the end of the job; False where it has not come. Raises HandLost, DatabaseUnready."""
        assert self._pipe is not None  # noqa: S101 (a job was given)
        try:
            if not self._pipe.poll(seconds):
                return False
            done = self._pipe.recv()
        except (EOFError, OSError) as error:
            self.end()
            raise HandLost from error
        if done == UNREADY:
            raise DatabaseUnready("The database went away over a job.")
        if done == BROKE:
            raise HandLost
        if self._jobs >= JOBS_KEPT:
            self.end()
        return True

    def end(self) -> None:
        """Ends the process at once, whatever it does."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process.close()
        if self._pipe is not None:
            self._pipe.close()
        self._process = self._pipe = None

    def _start(self) -> None:
        self.end()
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(theirs, self._settings, self._master_key), name="screener-hand")
        self._process.start()
        theirs.close()
        self._jobs = 0


# ── inside the process ───────────────────────────────────────────────────────────────────────────────────────────────


def _work(pipe: Connection, settings: Settings, master_key: bytes) -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)  # the worker hears them, and decides
    threading.Thread(target=_end_with_parent, daemon=True).start()
    from screener.jobs.work import do_job, note_failure, open_bench  # noqa: PLC0415 (pandas, which a worker that waits does without)
    from screener.store.database import open_database  # noqa: PLC0415

    bench, database = open_bench(settings), open_database(settings.database_address)
    while True:
        try:
            ticket = pipe.recv()
        except EOFError:
            return
        try:
            do_job(ticket, bench=bench, database=database, master_key=master_key)
            pipe.send(DONE)
        except DatabaseUnready:
            pipe.send(UNREADY)
        except Exception as error:  # noqa: BLE001 (the worker counts it, and lets the job wait again)
            note_failure(error, job=ticket.id)
            pipe.send(BROKE)


def _end_with_parent() -> None:
    """A worker that is killed says no farewell, and its hand would work on at a job that is another's soon."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
