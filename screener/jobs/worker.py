"""A worker: takes jobs from the queue one at a time, keeps the lease while its hand works, and stops when it is told to."""

from __future__ import annotations

import logging
import os
import secrets
import socket
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from screener.errors import DatabaseUnready
from screener.jobs import ledger
from screener.jobs.hand import Hand, HandLost
from screener.jobs.sweep import sweep

if TYPE_CHECKING:
    from threading import Event

    from screener.jobs.office import JobOffice

log = logging.getLogger("screener.jobs")
POLL_S = 0.5
SWEEP_S = 10.0
IDLE_S = 300.0
"""After so long without a job the hand is ended, and its memory given back."""
GRACE_S = 20.0
"""So long a worker that is told to stop waits for the job it is at; then it gives the job back."""


class Worker:
    """One worker of any number, on any number of machines."""

    def __init__(self, office: JobOffice, *, grace_s: float = GRACE_S) -> None:
        self._database, self._queue = office.database, office.queue
        self._hand = Hand(office.settings, master_key=office.master_key)
        self._owner = f"{socket.gethostname()[:40]}:{os.getpid()}:{secrets.token_hex(4)}"
        self._grace_s = grace_s
        self._swept = self._worked = float("-inf")

    def run(self, stop: Event, *, once: bool = False) -> None:
        """Works until `stop` is set; with `once`, until no job waits. A database that is away is waited for."""
        try:
            while not stop.is_set():
                if not self._step(stop) and once and not self._waits():
                    return
        finally:
            self._hand.end()

    def _step(self, stop: Event) -> bool:
        """Does one job if there is one; else waits a little."""
        try:
            self._sweep()
            public = self._queue.take()
            ticket = self._claim(public) if public else None
        except DatabaseUnready:
            log.warning("the database or the queue does not answer")
            stop.wait(POLL_S * 10)
            return False
        if ticket is None:
            self._rest(stop, seconds=0 if public else POLL_S)
            return False
        self._work(ticket, stop)
        return True

    def _sweep(self) -> None:
        if time.monotonic() - self._swept > SWEEP_S:
            sweep(self._database, self._queue)
            self._swept = time.monotonic()

    def _claim(self, public: str) -> ledger.Ticket | None:
        with self._database.write() as connection:
            return ledger.claim(connection, public, owner=self._owner)

    def _waits(self) -> bool:
        with self._database.read() as connection:
            return ledger.count_waiting(connection) > 0

    def _rest(self, stop: Event, *, seconds: float) -> None:
        if time.monotonic() - self._worked > IDLE_S:
            self._hand.end()
        stop.wait(seconds)

    def _work(self, ticket: ledger.Ticket, stop: Event) -> None:
        try:
            self._hand.give(ticket)
            self._attend(ticket, stop)
        except DatabaseUnready:
            log.warning("the database went away over a job")
            self._give_back(ticket)
        except (HandLost, OSError):
            log.warning("a process ended over a job")
            self._lose(ticket)
        self._worked = time.monotonic()

    def _attend(self, ticket: ledger.Ticket, stop: Event) -> None:
        """Stays with the job until it is done, withdrawn or given back. Raises HandLost, DatabaseUnready."""
        renewed = time.monotonic()
        deadline = float("inf")
        while not self._hand.wait(POLL_S):
            now = time.monotonic()
            if stop.is_set():
                deadline = min(deadline, now + self._grace_s)
            if now >= deadline:
                self._give_back(ticket)
                return
            if now - renewed >= ledger.HEARTBEAT_S:
                held = self._renew(ticket)
                if held is False or now - renewed > ledger.LEASE_S:
                    self._hand.end()
                    return
                renewed = now if held else renewed

    def _renew(self, ticket: ledger.Ticket) -> bool | None:
        """Whether the lease is prolonged; None where the database is away, which may come back before the lease runs out."""
        try:
            with self._database.write() as connection:
                return ledger.renew(connection, ticket)
        except DatabaseUnready:
            return None

    def _give_back(self, ticket: ledger.Ticket) -> None:
        self._hand.end()
        with suppress(DatabaseUnready):  # else the sweep takes it back once its lease has run out
            with self._database.write() as connection:
                held = ledger.release(connection, ticket)
            if held:
                self._queue.send(ticket.id)

    def _lose(self, ticket: ledger.Ticket) -> None:
        with suppress(DatabaseUnready):
            with self._database.write() as connection:
                state = ledger.take_back(connection, *ledger.held_by(ticket))
            if state == "queued":
                self._queue.send(ticket.id)
