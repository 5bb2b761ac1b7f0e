"""`screener database`: the tables brought up to date, a copy made of what lasts, and put back."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from screener.cli.desk import print_json, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screener.store.database import Database

app = typer.Typer(help="The database of the service: migrate, backup, restore.", no_args_is_help=True, rich_markup_mode=None)
BACK_AGAIN = (
    "Keys that were revoked, people who were removed and screenings that were deleted since the backup are there again. "
    "End them once more: screener workspace key list, member list; GET /v1/stored."
)
JSON = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


@app.command(epilog="Example: screener database migrate")
def migrate(json: JSON = False) -> None:
    """Bring the tables to those of this version; what is there already stays. Make a backup first."""
    from screener.store.schema import migrate as bring_up
    from screener.store.schema import read_revision, require_current

    with _open() as database:
        before = read_revision(database)
        if before.known:
            bring_up(database)
        require_current(database)
    if json:
        print_json({"before": before.found, "now": before.needed})
    else:
        say(f"The database stands at revision {before.needed}; before, it stood at {before.found or 'none'}.")


@app.command(epilog="Example: screener database backup screener-2026-11-24.db")
def backup(
    file: Annotated[Path, typer.Argument(help="A new file for the copy.")],
    json: JSON = False,
) -> None:
    """Copy a SQLite database while it is in use, without the jobs in it. Keep the .key file beside the database elsewhere too."""
    from screener.store.backup import write_backup

    with _open() as database:
        write_backup(database, file)
    if json:
        print_json({"file": str(file), "bytes": file.stat().st_size})
    else:
        say(f"Wrote {file}. The key is not in it: keep a copy of that too, in another place.")


@app.command(epilog="Example: screener database restore screener-2026-11-24.db")
def restore(
    file: Annotated[Path, typer.Argument(help="A file that backup wrote.")],
    replace: Annotated[bool, typer.Option("--replace", help="Lose what the database holds now.")] = False,
    json: JSON = False,
) -> None:
    """Put a backup in the place of the SQLite database. Stop the service first: while one runs, it is refused.

    Keys that were revoked and screenings that were deleted since the backup are there again: each workspace's trail says so.
    """
    from screener.errors import DatabaseUnready
    from screener.settings import read_settings
    from screener.store.backup import note_restore, restore_backup
    from screener.store.key_fingerprint import open_master_key
    from screener.store.schema import read_revision

    with _open() as database:
        restore_backup(database, file, replace=replace)
        revision = read_revision(database)
        try:
            noted: int | None = note_restore(database, open_master_key(database, read_settings().secret_key), file=file)
        except DatabaseUnready as error:
            noted = None
            say(f"{error} Until then the service does not start, and no trail says that a backup was put back.")
    if json:
        print_json({"file": str(file), "revision": revision.found, "noted": noted})
    else:
        say(f"The database is as {file} holds it, at revision {revision.found}.")
    say(BACK_AGAIN)


@contextmanager
def _open() -> Iterator[Database]:
    from screener.settings import read_settings
    from screener.store.database import open_database

    settings = read_settings()
    database = open_database(settings.database_address, make_folder=settings.database_url is None)
    try:
        yield database
    finally:
        database.close()
