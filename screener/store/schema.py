"""A Database goes in; its tables as this program needs them come out, or what stands between them and this program."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from screener.errors import DatabaseUnready

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from screener.store.database import Database

MIGRATE = "screener database migrate"
_LOCK = text("SELECT pg_advisory_xact_lock(7310052)")


@dataclass(frozen=True, slots=True)
class Revision:
    """How far a database is: the revision it stands at (None for an empty one), and the one this program needs."""

    found: str | None
    needed: str
    known: bool

    @property
    def is_current(self) -> bool:
        """Whether this program can work with it."""
        return self.found == self.needed


def migrate(database: Database, *, to: str = "head") -> None:
    """Brings the tables to the newest revision, or to `to`, all in one transaction; a second caller waits and finds it done."""
    with database.write() as connection:
        if not database.is_sqlite:
            connection.execute(_LOCK)
        config = _read_config()
        config.attributes["connection"] = connection
        command.upgrade(config, to)


def read_revision(database: Database) -> Revision:
    """Gives how far the database is. Raises DatabaseUnready where it does not answer."""
    with database.read() as connection:
        found = MigrationContext.configure(connection).get_current_revision()
    needed, *older = list_revisions()
    return Revision(found=found, needed=needed, known=found in {None, needed, *older})


def list_revisions() -> list[str]:
    """Gives the revisions that this program knows, the newest first."""
    return [script.revision for script in ScriptDirectory.from_config(_read_config()).walk_revisions()]


def require_current(database: Database) -> None:
    """Raises DatabaseUnready where the tables are not those of this program: older, newer, or none."""
    revision = read_revision(database)
    if revision.is_current:
        return
    require_known(revision.found)
    raise DatabaseUnready(
        f"The database stands at revision {revision.found or 'none'}; this version needs {revision.needed}.",
        help=f"Make a backup, then run: {MIGRATE}",
        code="database_older",
    )


def require_known(revision: str | None) -> None:
    """Raises DatabaseUnready for a revision that this program is too old for."""
    if revision is not None and revision not in list_revisions():
        raise DatabaseUnready(
            f"The database stands at revision {revision}, which a newer version of the screener made.",
            help="Install that version here too.",
            code="database_newer",
        )


def prepare(database: Database) -> None:
    """Migrates a SQLite file by itself, since it is one machine's own; a server's tables are only checked.

    Raises DatabaseUnready where they are not this program's.
    """
    if database.is_sqlite and (revision := read_revision(database)).known and not revision.is_current:
        migrate(database)
    require_current(database)


def list_differences(connection: Connection) -> list[object]:
    """Gives what Alembic would change to make the database as `tables` says; nothing where the migrations are complete."""
    from alembic.autogenerate import compare_metadata  # noqa: PLC0415 (only tests and authors of migrations ask)

    from screener.store.tables import metadata  # noqa: PLC0415

    context = MigrationContext.configure(connection, opts={"include_object": _is_ours, "compare_type": True})
    return list(compare_metadata(context, metadata))


def _is_ours(_item: object, name: str | None, kind: str, reflected: bool, _other: object) -> bool:  # noqa: FBT001 (Alembic's call)
    # The queue keeps tables of its own in the same PostgreSQL.
    from screener.store.tables import metadata  # noqa: PLC0415

    return not (kind == "table" and reflected and name not in metadata.tables)


def _read_config() -> Config:
    config = Config()
    config.set_main_option("script_location", "screener.store:migrations")
    config.set_main_option("path_separator", "os")
    return config
