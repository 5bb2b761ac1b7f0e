"""`screener workspace key`: keys for programs and people, made, listed, renewed and ended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from screener.cli.desk import print_json, say
from screener.cli.workspace_room import JSON, Name, Role, open_room, write_day

if TYPE_CHECKING:
    from screener.store.workspaces import ApiKey, NewKey

app = typer.Typer(help="Keys of a workspace: add, list, rotate, revoke.", no_args_is_help=True, rich_markup_mode=None)
Key = Annotated[str, typer.Argument(metavar="KEY", help="The key's id, as list shows it.")]


@app.command(epilog='Example: screener workspace key add "North Fund" --role screener --label "Order system" --days 365')
def add(
    name: Name,
    role: Role,
    label: Annotated[str, typer.Option(help="What the key is for, so that its owner is found again.")],
    days: Annotated[int, typer.Option(help="For how many days it holds.")] = 365,
    json: JSON = False,
) -> None:
    """Make a key; it is printed now and never again."""
    from screener.store.workspaces import make_key

    with open_room() as room, room.database.write() as connection:
        workspace = room.find(connection, name)
        made = make_key(connection, workspace, label=label, role=role, days=days)
        room.note(connection, workspace, action="key made", subject=made.id)
    _show(made, f"A key of the role {role}, for {days} days.", json=json)


@app.command("list", epilog='Example: screener workspace key list "North Fund"')
def list_all(name: Name, json: JSON = False) -> None:
    """List the keys of a workspace: what each is for, until when it holds, and the day it was used last."""
    from screener.store.workspaces import list_keys

    with open_room() as room, room.database.read() as connection:
        keys = [_write_key(key) for key in list_keys(connection, room.find(connection, name))]
    if json:
        print_json({"keys": keys})
        return
    for key in keys:
        used = f"used on {key['used_on']}" if key["used_on"] else "never used"
        typer.echo(f"{key['id']}  {key['role']:<8}  until {key['until']}  {used}  {key['label']}")
    if not keys:
        say("The workspace has no key.")


@app.command(epilog='Example: screener workspace key rotate "North Fund" 0a1b2c3d4e5f --grace 7')
def rotate(
    name: Name,
    key: Key,
    grace: Annotated[int, typer.Option(min=0, max=90, help="For how many days the old key still holds.")] = 7,
    json: JSON = False,
) -> None:
    """Make a key in another's place, with its label, role and days; it is printed now and never again."""
    from screener.store.workspaces import rotate_key

    with open_room() as room, room.database.write() as connection:
        workspace = room.find(connection, name)
        made = rotate_key(connection, workspace, key, grace_days=grace)
        room.note(connection, workspace, action="key rotated", subject=f"{key} {made.id}")
    _show(made, f"It takes the place of {key}, which still holds for {grace} days.", json=json)


@app.command(epilog='Example: screener workspace key revoke "North Fund" 0a1b2c3d4e5f')
def revoke(name: Name, key: Key, json: JSON = False) -> None:
    """End a key at once, and every session that was opened with it."""
    from screener.store.workspaces import revoke_key

    with open_room() as room, room.database.write() as connection:
        workspace = room.find(connection, name)
        revoke_key(connection, workspace, key)
        room.note(connection, workspace, action="key revoked", subject=key)
    if json:
        print_json({"revoked": key})
    else:
        say(f"The key {key} holds no longer.")


def _show(made: NewKey, sentence: str, *, json: bool) -> None:
    if json:
        print_json({"id": made.id, "key": made.text})
        return
    typer.echo(made.text)
    say(f"{sentence} This is the only time it is shown: put it where you keep passwords.")


def _write_key(key: ApiKey) -> dict[str, Any]:
    days = {"made_on": write_day(key.created_at), "until": write_day(key.expires_at), "used_on": write_day(key.used_on)}
    return {"id": key.id, "label": key.label, "role": key.role, **days}
