"""`screener registry`: check, show, search and count what the rulebook's registry holds."""

from __future__ import annotations

from typing import Annotated

import typer

from screener.cli import imports, registry_changes, registry_corrections, registry_export, registry_reports
from screener.cli.desk import open_desk, print_json
from screener.errors import EntityUnknown

app = typer.Typer(help="Look into the registry of entities and their ties.", no_args_is_help=True, rich_markup_mode=None)
app.command(name="diff", epilog="Example: screener registry diff rules-2026.11.24 rules")(registry_changes.diff)
app.command(name="import", epilog="Example: screener registry import ofac sdn.csv alt.csv add.csv")(imports.import_list)
app.command(name="export", epilog="Example: screener registry export xlsx --out registry.xlsx")(registry_export.export)
app.command(name="corrections", epilog="Example: screener registry corrections --since 2026-11-24")(
    registry_corrections.corrections
)
app.command(name="reports", epilog="Example: screener registry reports --folder corrections")(registry_reports.reports)
JSON = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


@app.command(epilog="Example: screener registry check")
def check(json: JSON = False) -> None:
    """Check every dossier; exit status 1 where one is at fault. What has not changed since the last check is not read again."""
    from screener.rulebook.checked import check_rulebook
    from screener.settings import read_settings

    settings = read_settings()
    found = check_rulebook(settings.rules_root, cache=settings.cache_folder)
    if json:
        print_json({"faults": found.faults, "notes": found.notes, "dossiers": found.dossiers, "unchanged": found.skipped})
    else:
        skipped = f", {found.skipped} of them unchanged since the last check" if found.skipped else ""
        done = f"{found.dossiers} dossiers checked, no fault found{skipped}."
        typer.echo("\n".join([*(f"Note: {note}." for note in found.notes), *(found.faults or [done])]))
    raise typer.Exit(1 if found.faults else 0)


@app.command(epilog="Example: screener registry show posco-holdings")
def show(
    entity: Annotated[str, typer.Argument(help="The entity's id, as search gives it: posco-holdings.")], json: JSON = False
) -> None:
    """Print one dossier as a person reads it."""
    from screener.cli.dossier import print_dossier
    from screener.rulebook.dossier import write_dossier

    registry = open_desk().rulebook.registry
    key = registry.merged.get(entity, entity)
    if key not in registry.entities:
        raise EntityUnknown(f'There is no entity "{entity}" in the registry.', help="Try: screener registry search NAME")
    found = registry.entities[key]
    if json:
        print_json(write_dossier(found))
    else:
        typer.echo(print_dossier(found, registry))


@app.command(epilog="Example: screener registry search posco")
def search(text: Annotated[str, typer.Argument(help="A name or a part of one, or an identifier.")], json: JSON = False) -> None:
    """Find entities by any name or identifier, in any script."""
    from screener.issuers.search import search_entities

    found = search_entities(open_desk().rulebook.registry, text)
    if json:
        print_json({"query": text, "entities": [{"id": entity.id, "name": entity.name, "kind": entity.kind} for entity in found]})
        return
    for entity in found:
        typer.echo(f"{entity.id:<40} {entity.name} ({entity.kind}, {entity.country})")
    if not found:
        typer.echo(f'Nothing in the registry is called "{text}". Not listed is not cleared.')


@app.command(epilog="Example: screener registry stats --json")
def stats(json: JSON = False) -> None:
    """Count what the registry holds, and how many of its facts have no source."""
    from screener.rulebook.assertions import count_registry

    registry = open_desk().rulebook.registry
    counts = count_registry(registry)
    if json:
        print_json({"version": registry.version, "sha256": registry.sha256, **counts})
        return
    typer.echo(f"Registry {registry.version} ({registry.sha256[:12]})")
    for name, number in counts.items():
        typer.echo(f"{name.replace('_', ' '):<20} {number:>6}")
