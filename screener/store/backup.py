"""A SQLite database goes in while it is in use; a file that holds what lasts of it comes out, and goes back in.

Jobs are left out: they are deleted within the hour, and a copy would keep them. So are sessions, which would come to life again
after somebody signed out, and deliveries, which would be made twice. The key lies in a file of its own: copy it apart.

What was revoked or deleted since a copy was made is there again when it is put back; so each trail says that it was.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from hashlib import sha256
from typing import TYPE_CHECKING

from sqlalchemy import select

from screener.errors import RequestRefused
from screener.store import audit, tables
from screener.store.database import open_database
from screener.store.schema import prepare, require_known

if TYPE_CHECKING:
    from pathlib import Path

    from screener.store.database import Database

ACTOR = "command line"
MARK_DIGITS = 16
OF_EVERY_DATABASE = ("alembic_version", "key_fingerprints")
"""What a database holds in which nobody has done anything yet."""
SHORT_LIVED = ("job_pieces", "jobs", "replays", "sessions", "deliveries")


def write_backup(database: Database, file: Path) -> None:
    """Copies the database as it stands at one moment. Raises RequestRefused where it is no file, or `file` is there already."""
    source = _require_file(database)
    try:
        file.touch(mode=0o600, exist_ok=False)
    except OSError as error:
        raise RequestRefused(
            f'The backup cannot be written to "{file}": {error.strerror}.',
            help="Give the name of a new file.",
            code="backup_file",
        ) from error
    try:
        with closing(sqlite3.connect(source)) as connection, closing(sqlite3.connect(file)) as copy:
            connection.backup(copy)
            _drop_short_lived(copy)
    except BaseException:
        file.unlink()
        raise


def restore_backup(database: Database, file: Path, *, replace: bool) -> None:
    """Puts a backup in the database's place, migrated to this program's tables.

    Raises RequestRefused where `file` is no backup of ours or damaged, where the database holds something and `replace` is not
    given, or where another process has it open; DatabaseUnready where a newer version made it.
    """
    target = _require_file(database)
    _check_backup(file)
    database.close()  # its own connections would look like a service that runs
    if not replace and _holds_anything(target):
        raise RequestRefused(
            f'The database "{target}" holds something already.', help="Give --replace to lose that.", code="database_in_use"
        )
    with closing(sqlite3.connect(file)) as copy, closing(sqlite3.connect(target, timeout=1)) as connection:
        _take_alone(connection, target)
        copy.backup(connection)
    prepare(database)


def note_restore(database: Database, master_key: bytes, *, file: Path) -> int:
    """Writes into each workspace's trail that a backup was put back, and which (the beginning of its hash); gives how many."""
    mark = sha256(file.read_bytes()).hexdigest()[:MARK_DIGITS]
    with database.write() as connection:
        found = list(connection.execute(select(tables.workspaces.c.id)).scalars())
        for workspace in found:
            audit.note(connection, workspace, actor=ACTOR, action="backup restored", subject=mark, master_key=master_key)
    return len(found)


def _take_alone(connection: sqlite3.Connection, target: Path) -> None:
    """A file that another process has open cannot leave its log, so that a service that runs shows here."""
    try:
        connection.execute("PRAGMA locking_mode=EXCLUSIVE")
        alone = connection.execute("PRAGMA journal_mode=DELETE").fetchone() == ("delete",)
        connection.execute("BEGIN EXCLUSIVE")
        connection.commit()
    except sqlite3.OperationalError:
        alone = False
    if not alone:
        raise RequestRefused(
            f'The database "{target}" is open elsewhere: a service or a worker runs.',
            help="Stop it first, and give the backup again.",
            code="database_open",
        )


def _require_file(database: Database) -> Path:
    if database.file is None:
        raise RequestRefused(
            "PostgreSQL is backed up with its own tools.",
            help=f"Run: pg_dump {' '.join(f'--exclude-table-data={table}' for table in SHORT_LIVED)}",
            code="not_sqlite",
        )
    return database.file


def _drop_short_lived(copy: sqlite3.Connection) -> None:
    copy.execute("PRAGMA secure_delete=ON")
    there = {name for (name,) in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    for table in SHORT_LIVED:
        if table in there:
            copy.execute(f"DELETE FROM {table}")  # noqa: S608 (a name of ours)
    copy.commit()
    copy.execute("VACUUM")
    copy.execute("PRAGMA journal_mode=DELETE")


def _check_backup(file: Path) -> None:
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as copy:
            sound = copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            found = copy.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.DatabaseError:
        sound, found = False, None
    if not sound or found is None:
        raise RequestRefused(
            f'"{file}" is no backup of ours, or is damaged.',
            help="Give a file that screener database backup wrote.",
            code="backup_file",
        )
    require_known(found[0])


def _holds_anything(target: Path) -> bool:
    database = open_database(f"sqlite:///{target}")
    try:
        with database.read() as connection:
            there = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
            lasting = [name for name in there if name not in OF_EVERY_DATABASE and not name.startswith("sqlite_")]
            return any(connection.exec_driver_sql(f'SELECT 1 FROM "{name}" LIMIT 1').first() for name in lasting)  # noqa: S608
    finally:
        database.close()
