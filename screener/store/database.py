"""A database's address goes in; a Database comes out, whose transactions either stand whole or leave nothing."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, InterfaceError, NoSuchModuleError, OperationalError

from screener.errors import DatabaseUnready, RequestRefused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import URL, Connection

WAIT_S = 30
"""How long one transaction waits for another's."""
_PRAGMAS = (f"busy_timeout={WAIT_S * 1000}", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON")
_CLOCK = {
    "sqlite": text("SELECT (julianday('now') - 2440587.5) * 86400.0"),
    "postgresql": text("SELECT extract(epoch FROM clock_timestamp())::float8"),
}


@dataclass(frozen=True, slots=True)
class Database:
    """A database that is open; one for each process, shared by its threads."""

    url: URL = field(repr=False)
    engine: Engine = field(repr=False)

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file of this machine."""
        return self.engine.dialect.name == "sqlite"

    @property
    def file(self) -> Path | None:
        """The file of SQLite, None for a server."""
        return Path(self.url.database) if self.is_sqlite and self.url.database else None

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Gives a transaction that only reads. Raises DatabaseUnready where the database does not answer."""
        with _tell_unready(), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Gives a transaction that may write, alone on SQLite. Raises DatabaseUnready where the database does not answer."""
        with _tell_unready(), self.engine.execution_options(writes=True).begin() as connection:
            yield connection

    def tidy(self) -> None:
        """Gives deleted pages of a SQLite file back and empties its log; where others are at it now, the next time will do."""
        if not self.is_sqlite:
            return
        with _tell_unready(), self.engine.connect() as connection:
            raw = connection.connection.dbapi_connection
            assert raw is not None  # noqa: S101 (it was opened a line above)
            raw.execute("PRAGMA busy_timeout=200")
            try:
                with suppress(sqlite3.OperationalError):
                    raw.executescript("PRAGMA incremental_vacuum")  # which execute() stops after its first page
                    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            finally:
                raw.execute(f"PRAGMA busy_timeout={WAIT_S * 1000}")

    def close(self) -> None:
        """Gives its connections back."""
        self.engine.dispose()


def read_clock(connection: Connection) -> float:
    """Gives the seconds since 1970 by the database's clock, the one clock all processes share."""
    return float(connection.execute(_CLOCK[connection.dialect.name]).scalar_one())


def open_database(address: str, *, make_folder: bool = True) -> Database:
    """Opens `sqlite:///FILE` or `postgresql://…`; the file is made, its owner's alone, and with `make_folder` its folder.

    Raises RequestRefused (`database_url`) for another address or a missing driver. The tables are `schema.migrate`'s.
    """
    url = _read_address(address)
    if url.get_backend_name() == "sqlite":
        _make_file(Path(str(url.database)), make_folder=make_folder)
    try:
        engine = create_engine(url, pool_pre_ping=True)
    except (ImportError, NoSuchModuleError) as error:
        raise RequestRefused(
            "The driver for that database is not installed.",
            help="Install the packages of requirements-extras.txt; docs/deploy.md says how.",
            code="database_url",
        ) from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return Database(url=url, engine=engine)


def _read_address(address: str) -> URL:
    try:
        url = make_url(address)
    except ArgumentError as error:
        raise _refuse_address() from error
    backend = url.get_backend_name()
    if (backend == "sqlite" and url.database and url.database != ":memory:") or (backend == "postgresql" and url.database):
        return url.set(drivername="postgresql+psycopg") if backend == "postgresql" else url
    raise _refuse_address()


def _refuse_address() -> RequestRefused:
    return RequestRefused(
        "SCREENER_DATABASE_URL is not the address of a database we know.",
        help="Write sqlite:////full/path/screener.db or postgresql://user:password@host/name.",
        code="database_url",
    )


def _make_file(file: Path, *, make_folder: bool) -> None:
    try:
        if make_folder:  # a folder that an operator named is there, or else the name is wrong
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file.touch(mode=0o600, exist_ok=True)
    except OSError as error:
        raise RequestRefused(
            f'The database "{file}" cannot be made: {error.strerror}.',
            help="Make its folder, or give another SCREENER_DATABASE_URL.",
            code="database_url",
        ) from error


def _prepare_sqlite(connection: Any, _record: Any) -> None:  # noqa: ANN401 (what SQLAlchemy gives its listeners)
    connection.isolation_level = None  # transactions are begun by _begin_sqlite, not guessed by the driver
    is_new = connection.execute("PRAGMA page_count").fetchone() == (0,)
    if is_new:  # said to a database with tables it does nothing, but waits for every writer
        connection.execute("PRAGMA auto_vacuum=INCREMENTAL")
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    # A writer that begins as a reader fails where another wrote meanwhile; one that begins as a writer waits.
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN")


@contextmanager
def _tell_unready() -> Iterator[None]:
    try:
        yield
    except (OperationalError, InterfaceError) as error:
        raise DatabaseUnready(
            "The database does not answer.", help="Try again in a minute; the operator finds the reason in GET /readyz."
        ) from error
