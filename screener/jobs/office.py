"""The office where jobs are handed in, asked after, fetched and withdrawn; it serves every thread of a process."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy.exc import IntegrityError

from screener.errors import DatabaseUnready, JobUnfinished, ServiceBusy
from screener.jobs import ledger
from screener.jobs.address import Address, make_address, unknown_job
from screener.jobs.draft import Draft
from screener.jobs.pieces import INPUT, REPEATABLE, RESULT, PieceMissing, Shelf
from screener.jobs.queue import Queue
from screener.jobs.view import JobView, Result
from screener.store.database import Database, open_database, read_clock
from screener.store.key_fingerprint import open_master_key
from screener.store.replays import Replay, recall, remember
from screener.store.schema import prepare
from screener.store.sealing import seal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sqlalchemy import Connection

    from screener.jobs.draft import SentPart
    from screener.settings import Settings

FINISHED = frozenset({"done", "failed"})
SCOPE = "POST /v1/jobs"
CROWDED_S = 180
"""In how many seconds to come back where as many wait as may: that line goes by the minute."""


@dataclass(frozen=True, slots=True)
class JobOffice:
    """Database, queue and master key of one process."""

    settings: Settings
    database: Database
    queue: Queue
    master_key: bytes = field(repr=False)

    def begin(self, *, workspace: str | None = None) -> Draft:
        """Gives a draft to write files into; its workspace is told of the end. Raises ServiceBusy, DatabaseUnready."""
        address = make_address()
        wrapped = seal(self.master_key, address.key, place=("job", address.public))
        with self.database.write() as connection:
            self._refuse_crowd(connection)
            minutes = self.settings.job_minutes
            ledger.begin(connection, address, wrapped_key=wrapped, minutes=minutes, workspace=workspace)
        shelf = Shelf(database=self.database, job=address.public, key=address.key)
        return Draft(address=address, shelf=shelf, most=self.settings.max_job_mb * 2**20)

    def send(
        self,
        draft: Draft,
        words: Mapping[str, str],
        *,
        settled: Mapping[str, str] | None = None,
        many: bool = False,
        replay_key: str | None = None,
        member: str = "",
    ) -> tuple[Address, bool]:
        """Lets a draft wait for a worker; gives its address, or that of the same request before, and whether it is that.

        `words` are an order's as they were sent, `settled` what was settled of them here, such as the day: together they are
        checked, and worked at. A `replay_key` counts for one `member` alone, and for the words as they were sent.
        Raises ReplayRefused where the key came with another body before.
        """
        draft.close(words, settled=settled or {}, many=many)
        replay = self._make_replay(draft, replay_key, scope=f"{SCOPE} {member}")
        try:
            address = self._queue(draft, replay)
        except IntegrityError:  # the same request was sent twice at once, and the other was quicker
            address = self._queue(draft, replay)
        if address is not None:
            self.discard(draft)
            return address, True
        with suppress(DatabaseUnready):  # the job stands; the sweep sends its message again
            self.queue.send(draft.address.public)
        return draft.address, False

    def submit(
        self, words: Mapping[str, str], parts: Iterable[SentPart], *, many: bool = False, workspace: str | None = None
    ) -> Address:
        """Hands in a job whose files are in memory; `words` are an order's, checked. Raises UploadTooLarge, ServiceBusy."""
        draft = self.begin(workspace=workspace)
        try:
            for part in parts:
                draft.open_file(part.name, kind=part.kind)
                draft.write(part.content)
            return self.send(draft, words, many=many)[0]
        except BaseException:
            self.discard(draft)
            raise

    def discard(self, draft: Draft) -> None:
        """Deletes what was received of a draft that did not become a job."""
        with self.database.write() as connection:
            ledger.discard(connection, draft.address.public)

    def look(self, address: Address) -> JobView:
        """Gives how a job stands. Raises JobUnknown."""
        with self.database.read() as connection:
            row = ledger.find(connection, address)
            if row is None:
                raise unknown_job()
            ahead = ledger.count_waiting(connection, before=row["created_at"]) if row["state"] == "queued" else None
        return JobView(row=dict(row), ahead=ahead, problem=self._read_problem(address, row["attempt"], row["failure"]))

    def open_result(self, address: Address) -> Result:
        """Gives the result of a job that has ended. Raises JobUnknown, JobUnfinished."""
        with self.database.read() as connection:
            row = ledger.find(connection, address)
        if row is None:
            raise unknown_job()
        if row["state"] not in FINISHED:
            raise JobUnfinished("The job has not ended.", help="Ask for its state until it is done, then for its result.")
        if row["failure"] == ledger.WORKER_LOST:
            return Result(shelf=self._shelf(address), attempt=row["attempt"], outline={"many": False, "files": [], "lost": True})
        outline = self._shelf(address).read_outline(kind=RESULT, attempt=row["attempt"])
        return Result(shelf=self._shelf(address), attempt=row["attempt"], outline=outline)

    def read_words(self, address: Address) -> dict[str, str] | None:
        """Gives the order of a job that can be repeated, None where its input is gone. Raises JobUnknown, SealBroken."""
        outline = self._read_repeatable(address)
        return dict(outline["words"]) if outline else None

    def repeat(self, address: Address, change: Callable[[Mapping[str, str]], Mapping[str, str]]) -> None:
        """Lets a finished job wait once more under what `change` makes of its words, with the input and the hour it had.

        Raises JobUnknown, JobUnfinished where it is not done or its input is gone, ServiceBusy, SealBroken.
        """
        outline = self._read_repeatable(address)
        if outline is None:
            raise _say_unrepeatable()
        words = change(outline["words"])
        wrapped = seal(self.master_key, address.key, place=("job", address.public))
        with self.database.write() as connection:
            self._refuse_crowd(connection)
            if not ledger.repeat(connection, address.public, wrapped_key=wrapped):
                raise _say_unrepeatable()
            self._shelf(address).rewrite_outline(connection, {**outline, "words": dict(words)}, kind=INPUT)
        with suppress(DatabaseUnready):  # the sweep sends its message again
            self.queue.send(address.public)

    def _read_repeatable(self, address: Address) -> dict[str, Any] | None:
        with self.database.read() as connection:
            row = ledger.find(connection, address)
        if row is None:
            raise unknown_job()
        try:
            outline: dict[str, Any] = self._shelf(address).read_outline(kind=INPUT)
        except PieceMissing:  # the outline is deleted with the input
            return None
        return outline if REPEATABLE in outline["words"] else None

    def _refuse_crowd(self, connection: Connection) -> None:
        if ledger.count_waiting(connection) >= self.settings.max_jobs:
            raise ServiceBusy(
                f"{self.settings.max_jobs} jobs wait already.", help="Send it again in a few minutes.", seconds=CROWDED_S
            )

    def withdraw(self, address: Address) -> None:
        """Deletes a job with everything of it, whatever its state; a worker at it stops. Raises JobUnknown."""
        with self.database.write() as connection:
            if ledger.find(connection, address) is None:
                raise unknown_job()
            ledger.drop(connection, address.public)

    def check(self) -> int:
        """Gives how many jobs wait. Raises DatabaseUnready where database or queue do not answer."""
        self.queue.count()
        with self.database.write() as connection:
            read_clock(connection)
            return ledger.count_waiting(connection)

    def _queue(self, draft: Draft, replay: Replay | None) -> Address | None:
        with self.database.write() as connection:
            if replay is not None and (answer := self._recall(connection, replay)) is not None:
                return answer
            if not ledger.queue(connection, draft.address.public):
                raise unknown_job()
            if replay is not None:
                remember(connection, replay, draft.address.text.encode())
        return None

    def _recall(self, connection: Connection, replay: Replay) -> Address | None:
        answer = recall(connection, replay)
        return None if answer is None else Address(*answer.decode().split("."))

    def _make_replay(self, draft: Draft, key: str | None, *, scope: str) -> Replay | None:
        if key is None:
            return None
        return Replay(master_key=self.master_key, key=key, scope=scope, body_sha256=draft.sha256)

    def _read_problem(self, address: Address, attempt: int, failure: str | None) -> dict[str, object] | None:
        if failure in {None, ledger.WORKER_LOST}:
            return None
        files = self._shelf(address).read_outline(kind=RESULT, attempt=attempt)["files"]
        return files[0]["problem"] if files else None

    def _shelf(self, address: Address) -> Shelf:
        return Shelf(database=self.database, job=address.public, key=address.key)


def _say_unrepeatable() -> JobUnfinished:
    return JobUnfinished(
        "The job cannot be screened again now: it has not ended, or its file is gone.",
        help="Look at its page again, or screen the file anew.",
    )


def open_office(settings: Settings) -> JobOffice:
    """Opens what the settings name. Raises RequestRefused for a wrong setting, DatabaseUnready for tables of another version."""
    database = open_database(settings.database_address, make_folder=settings.database_url is None)
    prepare(database)
    key = open_master_key(database, settings.secret_key)
    return JobOffice(settings=settings, database=database, queue=Queue(database), master_key=key)
