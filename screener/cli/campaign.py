"""`screener campaign`: one plan and many recipients in; checked letters, and a record of what became of each, out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from screener.cli import campaign_check, campaign_letters, campaign_record
from screener.cli.desk import open_desk, print_json, write_file
from screener.errors import EntityUnknown, RequestRefused
from screener.settings import read_today

app = typer.Typer(no_args_is_help=True, help="Write to many at once, with a second reader, and keep track of the answers.")

About = Annotated[list[str], typer.Option("--about", help="What the letters are about: an entity's id; repeat it for more.")]


@app.command(epilog="Example: screener campaign new fuel --about posco-holdings --holders")
def new(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to make.")],
    about: About,
    holders: Annotated[bool, typer.Option("--holders", help="Write to funds and managers that hold them, not to them.")] = False,
    title: Annotated[str, typer.Option(help="What the campaign is called in its calendar and public table.")] = "",
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document naming the files.")] = False,
) -> None:
    """Make a folder with campaign.yaml, recipients.csv and README.txt, to be filled in."""
    from screener.campaigns.plan import follow
    from screener.campaigns.skeleton import write_skeleton

    registry = open_desk().rulebook.registry
    asked = [part for text in about for part in text.replace(",", " ").split()]
    for entity in asked:
        if follow(entity, registry) is None:
            raise EntityUnknown(
                f'There is no entity "{entity[:80]}" in the registry.', help="screener registry search NAME finds it."
            )
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise RequestRefused(f'"{folder}" exists and is not empty.', help="Give another name; nothing was written.")
    entities = [registry.entities[str(follow(entity, registry))] for entity in dict.fromkeys(asked)]
    called = title or f"{'Holders of ' if holders else ''}{', '.join(entity.name for entity in entities[:3])}"
    texts = write_skeleton(entities, holders=holders, title=called, day=read_today().isoformat())
    files = [write_file(folder / name, text.encode()) for name, text in texts.items()]
    if json:
        print_json({"folder": str(folder), "files": [str(file) for file in files], "about": [entity.id for entity in entities]})
    else:
        typer.echo(
            f"{folder}: fill in campaign.yaml and recipients.csv, as README.txt says. Then: screener campaign check {folder}"
        )


app.command(name="check", epilog="Example: screener campaign check fuel --sheet")(campaign_check.check)
app.command(name="letters", epilog="Example: screener campaign letters fuel --format pdf")(campaign_letters.letters)
app.command(name="record", epilog="Example: screener campaign record fuel posco-holdings sent --on 2026-11-24")(
    campaign_record.record
)
app.command(name="status", epilog="Example: screener campaign status fuel --ics fuel.ics --public answers.csv")(
    campaign_record.status
)
