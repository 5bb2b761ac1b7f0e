"""The queue, on huey's storage: the public id of a job goes in at one process, and comes out once, at one of the workers.

It holds nothing else. A message that is lost is sent again by the sweep, and one too many finds its job claimed.
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING, Any

from huey.storage import SqliteStorage

from screener.errors import DatabaseUnready, RequestRefused

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from screener.store.database import Database

NAME = "jobs"


class Queue:
    """A queue of ids, in a file beside SQLite, or in tables of its own in PostgreSQL."""

    def __init__(self, database: Database, *, name: str = NAME) -> None:
        self._lock = Lock()
        self._file = database.file and database.file.with_suffix(".queue")
        self._storage = _open_file(self._file, name) if self._file else _open_tables(database, name)

    def send(self, public: str) -> None:
        """Puts an id at the end. Raises DatabaseUnready."""
        with self._open() as storage:
            storage.enqueue(public.encode())

    def take(self) -> str | None:
        """Gives the first id and takes it off, None where there is none. Raises DatabaseUnready."""
        with self._open() as storage:
            message = storage.dequeue()
        return None if message is None else bytes(message).decode()

    def count(self) -> int:
        """Gives how many ids there are. Raises DatabaseUnready."""
        with self._open() as storage:
            return int(storage.queue_size())

    @contextmanager
    def _open(self) -> Iterator[Any]:
        """Gives the storage to one thread at a time, and its connection back: a worker that waits for hours holds none."""
        with self._lock, _tell_unready():
            try:
                yield self._storage
            finally:
                self._storage.close()


def _open_file(file: Path, name: str) -> Any:  # noqa: ANN401 (huey has no types)
    file.touch(mode=0o600, exist_ok=True)
    with _tell_unready():
        return SqliteStorage(name=name, filename=str(file), timeout=30, fsync=True, strict_fifo=True)


def _open_tables(database: Database, name: str) -> Any:  # noqa: ANN401 (huey has no types)
    try:
        from huey.contrib.sql_huey import SqlStorage  # noqa: PLC0415 (of the extra "postgres")
        from peewee import PostgresqlDatabase  # noqa: PLC0415
    except ImportError as error:
        raise RequestRefused(
            "The queue for PostgreSQL is not installed.",
            help="Install the packages of requirements-extras.txt; docs/deploy.md says how.",
            code="database_url",
        ) from error
    url = database.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with _tell_unready():
        return SqlStorage(name=name, database=PostgresqlDatabase(url, prefer_psycopg3=True))


@contextmanager
def _tell_unready() -> Iterator[None]:
    try:
        yield
    except Exception as error:
        if isinstance(error, sqlite3.OperationalError) or type(error).__name__ in {"OperationalError", "InterfaceError"}:
            raise DatabaseUnready("The queue does not answer.", help="Try again in a minute.") from error
        raise
