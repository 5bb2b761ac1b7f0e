"""`screener workspace audit`: what was done in a workspace, and whether the trail of it still holds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

import typer

from screener.cli.desk import print_json, say
from screener.cli.workspace_room import JSON, open_room
from screener.errors import RequestRefused

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from screener.cli.workspace_room import Room

app = typer.Typer(help="The audit trail of a workspace: show, verify.", no_args_is_help=True, rich_markup_mode=None)
Whose = Annotated[str, typer.Argument(metavar="WORKSPACE", help="The workspace's name, or its id where it was deleted.")]
_HEAD = re.compile(r"\d{1,10}:[0-9a-f]{64}")


@app.command(epilog='Example: screener workspace audit show "North Fund"')
def show(name: Whose, json: JSON = False) -> None:
    """Print the trail, the oldest line first: when, by which key or person, what, and to which id; its head stands last."""
    from screener.web.membership import write_trail

    with open_room() as room, room.database.read() as connection:
        trail = write_trail(connection, _find(room, connection, name), master_key=room.master_key)
    if json:
        print_json(trail)
        return
    for line in trail["lines"]:
        typer.echo(f"{line['number']:>5}  {line['at']}  {line['actor']:<12}  {line['action']}: {line['subject']}")
    say(f"Head: {trail['head']}")


@app.command(epilog='Example: screener workspace audit verify "North Fund" --head 12:9f…')
def verify(
    name: Whose,
    head: Annotated[
        str | None, typer.Option(help="The head you wrote down before: a trail cut off since no longer comes to it.")
    ] = None,
    json: JSON = False,
) -> None:
    """Check that no line was changed, taken out or put in; exit status 1 where one was."""
    from screener.store import audit

    if head is not None and not _HEAD.fullmatch(head):
        raise RequestRefused(
            "That is not the head of a trail.", help="It is a number, a colon and 64 hexadecimal digits.", code="head_unreadable"
        )
    with open_room() as room, room.database.read() as connection:
        workspace = _find(room, connection, name)
        faults = audit.find_faults(connection, workspace, master_key=room.master_key, head=head)
        newest = audit.read_head(connection, workspace)
    if json:
        print_json({"holds": not faults, "faults": faults, "head": newest})
    else:
        typer.echo("\n".join(faults) if faults else f"Every line follows from the one before. Head: {newest}")
    raise typer.Exit(1 if faults else 0)


def _find(room: Room, connection: Connection, name: str) -> str:
    """Gives the id of a workspace; a deleted one has a trail still. Raises RequestRefused."""
    from screener.store import audit

    gone = re.fullmatch(r"[0-9a-f]{24}", name) and next(audit.list_lines(connection, name), None)
    return name if gone else room.find(connection, name).id
