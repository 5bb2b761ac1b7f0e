"""The room the workspace commands work in: settings go in; the database, its key and the trail come out."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from screener.errors import RequestRefused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from screener.store.database import Database
    from screener.store.workspaces import Workspace
    from screener.web.membership import Desk

ACTOR = "command line"
JSON = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
Role = Annotated[str, typer.Option(help="reader, screener, reviewer or admin; each may what those before it may.")]
Name = Annotated[str, typer.Argument(metavar="WORKSPACE", help="The workspace's name.")]


@dataclass(frozen=True, slots=True)
class Room:
    """A database that is open, and the key its seals and trails hang on."""

    database: Database
    master_key: bytes = field(repr=False)

    def find(self, connection: Connection, name: str) -> Workspace:
        """Gives a workspace by its name. Raises RequestRefused (`workspace_unknown`)."""
        from screener.store.workspaces import find_workspace

        found = find_workspace(connection, name)
        if found is None:
            raise RequestRefused(
                f'There is no workspace "{name[:120]}".', help="List them: screener workspace list", code="workspace_unknown"
            )
        return found

    def note(self, connection: Connection, workspace: Workspace, *, action: str, subject: str) -> None:
        """Adds to a workspace's trail what was done from here."""
        from screener.store import audit

        audit.note(connection, workspace.id, actor=ACTOR, action=action, subject=subject, master_key=self.master_key)

    def desk(self, connection: Connection, workspace: Workspace) -> Desk:
        """Gives the workspace as its admin sees it."""
        from screener.store.workspaces import Member
        from screener.web.membership import Desk

        member = Member(workspace=workspace, key=ACTOR, role="admin")
        return Desk(connection=connection, member=member, master_key=self.master_key)


@contextmanager
def open_room() -> Iterator[Room]:
    """Opens the database of the settings. Raises RequestRefused, DatabaseUnready."""
    from screener.settings import read_settings
    from screener.store.database import open_database
    from screener.store.key_fingerprint import open_master_key
    from screener.store.schema import prepare

    settings = read_settings()
    database = open_database(settings.database_address, make_folder=settings.database_url is None)
    try:
        prepare(database)
        key = open_master_key(database, settings.secret_key)
        yield Room(database=database, master_key=key)
    finally:
        database.close()


def write_day(seconds: float | None) -> str | None:
    """Gives the day of a time, None for none."""
    return None if seconds is None else datetime.fromtimestamp(seconds, tz=UTC).date().isoformat()
