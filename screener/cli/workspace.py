"""`screener workspace`: who keeps something with the service, by which keys and people, for how long; and what was done there."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from screener.cli import workspace_audit, workspace_keys, workspace_members, workspace_webhooks
from screener.cli.desk import print_json, say
from screener.cli.workspace_room import JSON, open_room

app = typer.Typer(
    help="Workspaces of the service: who may do what, what is kept and for how long.", no_args_is_help=True, rich_markup_mode=None
)
app.add_typer(workspace_keys.app, name="key")
app.add_typer(workspace_members.app, name="member")
app.add_typer(workspace_webhooks.app, name="webhook")
app.add_typer(workspace_audit.app, name="audit")
Name = Annotated[str, typer.Argument(help="The workspace's name.")]
Days = Annotated[int, typer.Option("--retention", metavar="DAYS", help="For how many days what it keeps stays.")]


@app.command(epilog='Example: screener workspace new "North Fund" --retention 90')
def new(name: Name, retention: Days = 90, json: JSON = False) -> None:
    """Make a workspace."""
    from screener.store.workspaces import make_workspace

    with open_room() as room, room.database.write() as connection:
        made = make_workspace(connection, name, retention_days=retention)
        room.note(connection, made, action="workspace made", subject=made.id)
    if json:
        print_json({"id": made.id, "name": made.name, "retention_days": made.retention_days})
    else:
        say(f'Made the workspace "{made.name}"; what it keeps stays {made.retention_days} days.')
        say(f'Give it a key: screener workspace key add "{made.name}" --role admin --label "First key"')


@app.command("list", epilog="Example: screener workspace list")
def list_all(json: JSON = False) -> None:
    """List the workspaces, with how many keys, people and screenings each has; not one word of what it keeps."""
    from screener.store.workspaces import count_held, list_workspaces

    with open_room() as room, room.database.read() as connection:
        lines = [
            {"id": one.id, "name": one.name, "retention_days": one.retention_days, **count_held(connection, one)}
            for one in list_workspaces(connection)
        ]
    if json:
        print_json({"workspaces": lines})
        return
    for line in lines:
        held = f"keys {line['keys']}, members {line['members']}, screenings {line['screenings']}"
        typer.echo(f"{line['name']}: {line['retention_days']} days, {held}")
    if not lines:
        say("There is no workspace yet: screener workspace new NAME")


@app.command(epilog='Example: screener workspace retention "North Fund" 30')
def retention(name: Name, days: Annotated[int, typer.Argument(help="From 1 to 3650.")], json: JSON = False) -> None:
    """Set for how many days things stay; what is kept already goes sooner where that is shorter, and never later."""
    from screener.store.workspaces import set_retention

    with open_room() as room, room.database.write() as connection:
        workspace = room.find(connection, name)
        shortened = set_retention(connection, workspace, days)
        room.note(connection, workspace, action="retention set", subject=f"{days} days")
    if json:
        print_json({"name": workspace.name, "retention_days": days, "shortened": shortened})
    else:
        say(f"What is kept stays {days} days; of what is kept already, {shortened} screenings go sooner than they would have.")


@app.command(epilog='Example: screener workspace export "North Fund" --out north-fund.zip')
def export(
    name: Name,
    out: Annotated[Path, typer.Option(help="The ZIP to write; a new file.")],
    json: JSON = False,
) -> None:
    """Write all that a workspace holds to a ZIP: screenings, answers and the audit trail, as JSON."""
    from screener.web.api.stored import write_export
    from screener.web.papers import zip_papers

    with open_room() as room, room.database.write() as connection:
        workspace = room.find(connection, name)
        room.note(connection, workspace, action="workspace exported", subject=workspace.id)
        content = zip_papers(write_export(room.desk(connection, workspace)))
    _write_new(out, content)
    if json:
        print_json({"file": str(out), "bytes": len(content)})
    else:
        say(f"Wrote {out}. It holds portfolios: keep it as you would keep those.")


@app.command(epilog='Example: screener workspace delete "North Fund" --yes')
def delete(
    name: Name,
    yes: Annotated[bool, typer.Option("--yes", help="Do it; without this nothing is deleted.")] = False,
    json: JSON = False,
) -> None:
    """Delete a workspace with its keys, people, webhooks, answers and screenings; its audit trail alone stays."""
    from screener.store.workspaces import count_held, delete_workspace

    with open_room() as room:
        with room.database.write() as connection:
            workspace = room.find(connection, name)
            held = count_held(connection, workspace)
            if yes:
                room.note(connection, workspace, action="workspace deleted", subject=workspace.id)
                delete_workspace(connection, workspace)
        if yes:
            room.database.tidy()
    if json:
        print_json({"id": workspace.id, "name": workspace.name, "deleted": yes, **held})
    elif yes:
        say(f'Deleted "{workspace.name}". Its audit trail stays: screener workspace audit show {workspace.id}')
    else:
        say(f'Nothing was deleted. "{workspace.name}" keeps {held["screenings"]} screenings and {held["answers"]} answers.')
        say("Give --yes to delete them, its keys and its people for good.")
    raise typer.Exit(0 if yes else 2)


def _write_new(file: Path, content: bytes) -> None:
    from screener.errors import RequestRefused

    try:
        file.touch(mode=0o600, exist_ok=False)
        file.write_bytes(content)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise RequestRefused(f'"{file}" could not be written: {reason}.', help="Give the name of a new file.") from error
