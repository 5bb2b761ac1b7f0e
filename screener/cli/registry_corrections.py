"""`screener registry corrections`: which published claims were wrong, since when we say so, and how they read now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from screener.cli.desk import open_desk, print_json
from screener.orders import parse_day
from screener.settings import read_today

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def corrections(
    since: Annotated[str, typer.Option("--since", help="The first day that counts, as 2026-11-24.")],
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """List the corrections since a day, with the ids of the claims as letters carry them."""
    from screener.rulebook.corrections import list_corrections, read_corrections, write_correction

    day, desk = parse_day(since, today=read_today()), open_desk()
    registry = desk.rulebook.registry
    every = read_corrections(desk.settings.rules_root, registry, vocabulary=desk.rulebook.vocabulary)
    found = [write_correction(entry, registry) for entry in list_corrections(every, day)]
    if json:
        print_json({"since": day.isoformat(), "version": registry.version, "corrections": found})
        return
    typer.echo("\n\n".join("\n".join(_print(entry)) for entry in found) or f"No corrections since {day.isoformat()}.")


def _print(entry: Mapping[str, Any]) -> Iterator[str]:
    yield f"{entry['date']}  {entry['name']}  [{entry['claim']}]{' withdrawn' if entry['withdrawn'] else ''}"
    yield f"  It said: {entry['wrong']}"
    yield f"  Now:     {entry['now']}"
    yield f"  Because: {entry['cause']}"
    for source in entry["sources"]:
        yield f"  {source['publisher']}, {source['title']}, {source['date']}. {source['url']}"
