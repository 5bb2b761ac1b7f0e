"""`screener workspace member`: people who sign in at the operator's provider, and what each may do."""

from __future__ import annotations

from typing import Annotated

import typer

from screener.cli.desk import print_json, say
from screener.cli.workspace_room import JSON, Name, Role, open_room, write_day

app = typer.Typer(help="People of a workspace who sign in: add, list, remove.", no_args_is_help=True, rich_markup_mode=None)


@app.command(epilog='Example: screener workspace member add "North Fund" --subject 7f3c9a --role reviewer')
def add(
    name: Name,
    subject: Annotated[str, typer.Option(help="The provider's own name for the person: the claim sub, not an e-mail address.")],
    role: Role,
    json: JSON = False,
) -> None:
    """Let a person who signs in at your provider into a workspace."""
    from screener.store.members import add_member

    with open_room() as room, room.database.write() as connection:
        workspace = room.find(connection, name)
        person = add_member(connection, workspace, subject=subject, role=role)
        room.note(connection, workspace, action="member added", subject=person.id)
    if json:
        print_json({"id": person.id, "subject": person.subject, "role": person.role})
    else:
        say(f"Who signs in as that subject has the role {role} in {workspace.name} now, under the id {person.id}.")


@app.command("list", epilog='Example: screener workspace member list "North Fund"')
def list_all(name: Name, json: JSON = False) -> None:
    """List the people of a workspace."""
    from screener.store.members import list_members

    with open_room() as room, room.database.read() as connection:
        people = list_members(connection, room.find(connection, name))
    if json:
        lines = [{"id": one.id, "subject": one.subject, "role": one.role, "since": write_day(one.created_at)} for one in people]
        print_json({"members": lines})
        return
    for one in people:
        typer.echo(f"{one.id}  {one.role:<8}  since {write_day(one.created_at)}  {one.subject}")
    if not people:
        say("The workspace has no member.")


@app.command(epilog='Example: screener workspace member remove "North Fund" 0a1b2c3d4e5f')
def remove(
    name: Name,
    member: Annotated[str, typer.Argument(metavar="MEMBER", help="The member's id, as list shows it.")],
    json: JSON = False,
) -> None:
    """Let a person out again, at once: open sessions end too."""
    from screener.store.members import remove_member

    with open_room() as room, room.database.write() as connection:
        workspace = room.find(connection, name)
        remove_member(connection, workspace, member)
        room.note(connection, workspace, action="member removed", subject=member)
    if json:
        print_json({"removed": member})
    else:
        say(f"{member} is no longer a member of {workspace.name}.")
