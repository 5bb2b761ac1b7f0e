"""A SQLite database goes in while it is in use; a file that holds what lasts of it comes out, and goes back in.

Jobs are left out: they are deleted within the hour, and a copy would keep them. So are sessions, which would come to life again
after somebody signed out, and deliveries, which would be made twice. The key lies in a file of its own: copy it apart.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from screener.errors import RequestRefused
from screener.store.database import open_database
from screener.store.schema import prepare, require_known

if TYPE_CHECKING:
    from pathlib import Path

    from screener.store.database import Database

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

    Raises RequestRefused where `file` is no backup of ours or damaged, or where the database holds something and `replace` is not
    given; DatabaseUnready where a newer version made it.
    """
    target = _require_file(database)
    _check_backup(file)
    if not replace and _holds_anything(target):
        raise RequestRefused(
            f'The database "{target}" holds something already.', help="Give --replace to lose that.", code="database_in_use"
        )
    with closing(sqlite3.connect(file)) as copy, closing(sqlite3.connect(target, timeout=30)) as connection:
        copy.backup(connection)
    prepare(database)


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
            tables = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
            lasting = [name for name in tables if name != "alembic_version" and not name.startswith("sqlite_")]
            return any(connection.exec_driver_sql(f'SELECT 1 FROM "{name}" LIMIT 1').first() for name in lasting)  # noqa: S608
    finally:
        database.close()
