"""`screener workspace webhook`: addresses that are told when the registry changes or a job ends."""

from __future__ import annotations

from typing import Annotated

import typer

from screener.cli.desk import print_json, say
from screener.cli.workspace_room import JSON, Name, open_room, write_day

app = typer.Typer(
    help="Webhooks of a workspace: add, list, test, deliveries, delete.", no_args_is_help=True, rich_markup_mode=None
)
Hook = Annotated[str, typer.Argument(metavar="WEBHOOK", help="The webhook's id, as list shows it.")]


@app.command(
    epilog='Example: screener workspace webhook add "North Fund" https://hooks.example.org/screener --event registry.changed'
)
def add(
    name: Name,
    url: Annotated[str, typer.Argument(help="An https address on the public internet.")],
    event: Annotated[
        list[str] | None, typer.Option(help="registry.changed or job.done; several times for several; both where left out.")
    ] = None,
    json: JSON = False,
) -> None:
    """Have an address told; the secret that signs what it is told is printed now and never again."""
    from screener.jobs.targets import check_target
    from screener.store.webhooks import EVENTS, make_webhook

    check_target(url)
    with open_room() as room, room.database.write() as connection:
        workspace = room.find(connection, name)
        made = make_webhook(connection, workspace, url=url, events=event or EVENTS, master_key=room.master_key)
        room.note(connection, workspace, action="webhook made", subject=made.id)
    if json:
        print_json({"id": made.id, "url": made.url, "events": list(made.events), "secret": made.secret})
        return
    typer.echo(made.secret)
    say(f"The webhook {made.id} is told of {', '.join(made.events)}. This is the only time its secret is shown.")


@app.command("list", epilog='Example: screener workspace webhook list "North Fund"')
def list_all(name: Name, json: JSON = False) -> None:
    """List the webhooks of a workspace."""
    from screener.store.webhooks import list_webhooks

    with open_room() as room, room.database.read() as connection:
        hooks = list_webhooks(connection, room.find(connection, name), master_key=room.master_key)
    if json:
        lines = [{"id": one.id, "url": one.url, "events": list(one.events), "since": write_day(one.created_at)} for one in hooks]
        print_json({"webhooks": lines})
        return
    for one in hooks:
        typer.echo(f"{one.id}  since {write_day(one.created_at)}  {', '.join(one.events)}  {one.url}")
    if not hooks:
        say("The workspace has no webhook.")


@app.command("test", epilog='Example: screener workspace webhook test "North Fund" 0a1b2c3d4e5f6789')
def print_sample(
    name: Name,
    webhook: Hook,
    event: Annotated[str, typer.Option(help="registry.changed or job.done.")] = "registry.changed",
    json: JSON = False,
) -> None:
    """Print a delivery signed as this webhook's are, to try what will receive them. Nothing is sent."""
    from time import time

    from screener.errors import RequestRefused
    from screener.jobs.courier import write_sample
    from screener.store.webhooks import EVENTS, find_webhook

    if event not in EVENTS:
        raise RequestRefused(f'"{event[:60]}" is not an event.', help=f"Events: {', '.join(EVENTS)}.", code="webhook_unusable")
    with open_room() as room, room.database.read() as connection:
        hook = find_webhook(connection, room.find(connection, name), webhook, master_key=room.master_key)
    headers, body = write_sample(event, secret=hook.secret, at=int(time()))
    if json:
        print_json({"headers": headers, "body": body})
        return
    typer.echo("\n".join(f"{field}: {value}" for field, value in headers.items()))
    typer.echo(f"\n{body}")
    say(f"Nothing was sent. Post it to your own address ({hook.url}) as it stands, without a line's end behind the body.")


@app.command(epilog='Example: screener workspace webhook deliveries "North Fund" 0a1b2c3d4e5f6789')
def deliveries(name: Name, webhook: Hook, json: JSON = False) -> None:
    """Show what was told to a webhook, the newest first, and how it answered."""
    from screener.store.webhooks import list_deliveries

    with open_room() as room, room.database.read() as connection:
        found = list_deliveries(connection, room.find(connection, name), webhook)
    if json:
        fields = ("id", "event", "state", "attempts", "answer")
        print_json({"deliveries": [{field: getattr(one, field) for field in fields} for one in found]})
        return
    for one in found:
        typer.echo(f"{one.id}  {one.event}  {one.state} after {one.attempts} attempts  {one.answer}")
    if not found:
        say("It was told nothing yet.")


@app.command(epilog='Example: screener workspace webhook delete "North Fund" 0a1b2c3d4e5f6789')
def delete(name: Name, webhook: Hook, json: JSON = False) -> None:
    """Delete a webhook with its deliveries."""
    from screener.store.webhooks import delete_webhook

    with open_room() as room, room.database.write() as connection:
        workspace = room.find(connection, name)
        delete_webhook(connection, workspace, webhook)
        room.note(connection, workspace, action="webhook deleted", subject=webhook)
    if json:
        print_json({"deleted": webhook})
    else:
        say(f"The webhook {webhook} is told nothing any more.")
