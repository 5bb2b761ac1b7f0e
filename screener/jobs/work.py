"""The work itself: a ticket goes in; its files are screened as ordered, one after the other, and the sealed result lies there."""

from __future__ import annotations

import json
import logging
import traceback
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from sqlalchemy.exc import IntegrityError

from screener import orders
from screener.errors import ScreenerError
from screener.issuers.index import build_index
from screener.issuers.memory import Memory
from screener.jobs import ledger
from screener.jobs.letters_work import BUNDLE, LETTERS, WORK, print_campaign
from screener.jobs.pieces import INPUT, REPEATABLE, RESULT, Shelf
from screener.positions import read_position_lines
from screener.rulebook.compiled import load_rulebook
from screener.screening.record import write_screening
from screener.screening.verdicts import Verdicts
from screener.store.sealing import unseal

if TYPE_CHECKING:
    from screener.issuers.index import IssuerIndex
    from screener.model import Reading, Screening
    from screener.rulebook.rulebook import Rulebook
    from screener.settings import Settings
    from screener.store.database import Database

log = logging.getLogger("screener.jobs")
REFUSED, BROKE = "refused", "internal_error"
FRAMES = 8


class TicketLost(Exception):
    """The job is no longer this worker's; what it wrote counts for nothing."""


@dataclass(frozen=True, slots=True)
class Bench:
    """What a worker works with, loaded once: the registry's side only, and nothing of any portfolio."""

    settings: Settings
    rulebook: Rulebook
    index: IssuerIndex
    verdicts: Verdicts = field(default_factory=Verdicts)


def open_bench(settings: Settings) -> Bench:
    """Loads rulebook and index; files of a job may be as large as the job. Raises RulebookFault or RulebookFaults."""
    rulebook = load_rulebook(settings.rules_root, cache=settings.cache_folder)
    roomy = replace(settings, max_upload_mb=settings.max_job_mb)
    return Bench(settings=roomy, rulebook=rulebook, index=build_index(rulebook.registry, rulebook.naming))


def do_job(ticket: ledger.Ticket, *, bench: Bench, database: Database, master_key: bytes) -> None:
    """Does one job to its end, or leaves it where it is no longer this worker's. Raises DatabaseUnready, SealBroken."""
    key = unseal(master_key, ticket.wrapped_key, place=("job", ticket.id))
    try:
        _Job(ticket, shelf=Shelf(database=database, job=ticket.id, key=key), bench=bench).run()
    except (TicketLost, IntegrityError):  # a piece of a job that was deleted meanwhile finds no row to belong to
        log.info("a job was withdrawn while it was worked at")


class _Job:
    def __init__(self, ticket: ledger.Ticket, *, shelf: Shelf, bench: Bench) -> None:
        self._ticket, self._shelf, self._bench = ticket, shelf, bench
        self._input = shelf.read_outline(kind=INPUT)
        self._portfolios = [part for part, file in enumerate(self._input["files"]) if file["kind"] != "fund"]
        self._memory = Memory()

    def run(self) -> None:
        """Screens each file, or prints the letters of a campaign, writes what came of it, and ends the job."""
        letters = self._input["words"].get(WORK) == LETTERS
        screened = (self._screen_part(number, part) for number, part in enumerate(self._portfolios))
        files = [self._print_letters()] if letters else list(screened)
        outline = {"many": self._input["many"], "files": files, "letters": letters}
        self._shelf.write_outline(outline, kind=RESULT, attempt=self._ticket.attempt)
        alone = None if self._input["many"] else files[0]["problem"]
        failure = alone and (BROKE if alone["code"] == BROKE else REFUSED)
        with self._shelf.database.write() as connection:
            if not ledger.finish(connection, self._ticket, failure=failure, keep_input=not failure and self._is_repeatable):
                raise TicketLost

    @property
    def _is_repeatable(self) -> bool:
        return REPEATABLE in self._input["words"]

    def _screen_part(self, number: int, part: int) -> dict[str, Any]:
        name = self._input["files"][part]["name"]
        self._tell("reading", number)
        body, problem = self._try_part(part, number)
        self._shelf.write_part(body, kind=RESULT, part=number, attempt=self._ticket.attempt)
        return {"file": name, "bytes": len(body), "problem": problem}

    def _print_letters(self) -> dict[str, Any]:
        parts = {file["name"]: self._read_part(part) for part, file in enumerate(self._input["files"])}
        body, problem = print_campaign(
            parts,
            self._input["words"],
            settings=self._bench.settings,
            book=self._bench.rulebook,
            tell=lambda share: self._tell("printing", share * len(self._portfolios)),
        )
        self._shelf.write_part(body, kind=RESULT, part=0, attempt=self._ticket.attempt)
        return {"file": BUNDLE, "bytes": len(body), "problem": problem}

    def _try_part(self, part: int, number: int) -> tuple[bytes, dict[str, Any] | None]:
        try:
            reading = self._read(part)
            self._tell("screening", number + 0.4)
            record = write_screening(self._screen(reading))
            return json.dumps(record, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode(), None
        except ScreenerError as error:
            if error.status >= 500:
                raise
            return b"", {"status": error.status, "code": error.kind, "detail": error.message, "help": error.help}
        except (TicketLost, IntegrityError, MemoryError):
            raise
        except Exception as error:  # noqa: BLE001 (one file of many may not end the others; where it broke is logged)
            return b"", note_failure(error, job=self._ticket.id)

    def _read(self, part: int) -> Reading:
        file = self._input["files"][part]
        content = self._read_part(part)
        if file["kind"] == "positions":
            return read_position_lines(content, file=file["name"])
        order = self._order
        return orders.read_portfolio(
            content, file=file["name"], settings=self._bench.settings, sheet=order.sheet, columns=order.columns
        )

    def _screen(self, reading: Reading) -> Screening:
        book, index = self._bench.rulebook, self._bench.index
        order = self._order
        verdicts = self._bench.verdicts.judge(book.registry, order.policy, as_of=order.as_of)
        return orders.fill_order(order, reading, book=book, index=index, verdicts=verdicts, memory=self._memory)

    @cached_property
    def _order(self) -> orders.Order:
        funds = {file["name"]: self._read_part(part) for part, file in enumerate(self._input["files"]) if file["kind"] == "fund"}
        today = date.fromisoformat(self._input["words"]["as_of"])
        return orders.parse_order(
            self._input["words"], book=self._bench.rulebook, settings=self._bench.settings, today=today, funds=funds
        )

    def _read_part(self, part: int) -> bytes:
        return b"".join(self._shelf.read_part(kind=INPUT, part=part, size=self._input["files"][part]["bytes"]))

    def _tell(self, stage: str, done: float) -> None:
        with self._shelf.database.write() as connection:
            if not ledger.tell_progress(connection, self._ticket, stage=stage, share=done / len(self._portfolios)):
                raise TicketLost


def note_failure(error: Exception, *, job: str) -> dict[str, Any]:
    """Logs the kind of a failure and where in our code it broke, never its message; gives the problem for the file."""
    frames = traceback.extract_tb(error.__traceback__)[-FRAMES:]
    places = " < ".join(f"{PurePath(frame.filename).name}:{frame.lineno} {frame.name}" for frame in reversed(frames))
    log.error("job %s: %s at %s", job, type(error).__name__, places)
    return {"status": 500, "code": BROKE, "detail": f"Reference {job}.", "help": ""}
