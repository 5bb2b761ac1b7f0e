"""`screener registry diff`: what changed between two folders of rules, and why."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from screener.cli.desk import print_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screener.model import Registry
    from screener.rulebook.changes import Change

HEADINGS = {"world": "The world changed", "evidence": "The evidence changed", "processing": "Our processing changed"}


def diff(
    old: Annotated[Path, typer.Argument(help="The folder of the older rules.")],
    new: Annotated[Path, typer.Argument(help="The folder of the later rules.")],
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Say what changed between two versions of the registry, and why: the world, the evidence or our processing."""
    from screener.rulebook.changes import compare_registries, write_changes

    before, after = open_registry(old), open_registry(new)
    if json:
        print_json(write_changes(before, after))
        return
    changes = compare_registries(before, after)
    typer.echo(f"Registry {before.version} ({before.sha256[:12]}) to {after.version} ({after.sha256[:12]})")
    typer.echo("\n".join(_print_changes(changes)) if changes else "Nothing changed.")


def open_registry(folder: Path) -> Registry:
    """Reads the registry of a folder of rules. Raises RequestRefused where it holds none."""
    from screener.rulebook.registry import read_registry
    from screener.rulebook.rulebook import require_rules
    from screener.rulebook.vocabulary import read_vocabulary

    require_rules(folder)
    return read_registry(folder, vocabulary=read_vocabulary(folder))


def _print_changes(changes: tuple[Change, ...]) -> Iterator[str]:
    for cause, heading in HEADINGS.items():
        chosen = [change for change in changes if change.cause == cause]
        if chosen:
            yield f"\n{heading} ({len(chosen)})"
            yield from (_print_change(change) for change in chosen)


def _print_change(change: Change) -> str:
    what = f"{change.entity or 'publication'}: {change.part.replace('_', ' ')}"
    key = "" if change.key == change.entity else f" {change.key}"
    if change.kind == "changed":
        said = "; ".join(f"{field} {change.before[field]!s} → {change.after[field]!s}" for field in change.before)
        return f"  {what}{key}: {said} ({change.reason})"
    return f"  {what}{key} {change.kind} ({change.reason})"
