"""`screener registry reports`: what readers of the pages say is wrong, the longest waiting first."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from screener.cli.desk import print_json
from screener.errors import RequestRefused
from screener.settings import read_settings, read_today

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screener.store.correction_requests import CorrectionRequest


def reports(
    folder: Annotated[Path | None, typer.Option("--folder", help="Where they lie, if not in SCREENER_CORRECTIONS.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """List what readers say is wrong and by when each is to be answered. An answered one is a file you delete."""
    from dataclasses import asdict

    from screener.store.correction_requests import read_requests

    chosen, today = folder or read_settings().corrections, read_today().isoformat()
    if chosen is None:
        raise RequestRefused("No folder of reports is set.", help="Set SCREENER_CORRECTIONS, or give --folder.")
    waiting = read_requests(chosen)
    if json:
        found = [{**asdict(one), "overdue": one.answer_by < today} for one in waiting.requests]
        print_json({"reports": found, "unreadable": list(waiting.unreadable)})
        return
    typer.echo("\n\n".join("\n".join(_print(one, today)) for one in waiting.requests) or "Nothing waits to be answered.")
    for name in waiting.unreadable:
        typer.echo(f"\n{name} cannot be read as a report.", err=True)


def _print(one: CorrectionRequest, today: str) -> Iterator[str]:
    due = "OVERDUE since" if one.answer_by < today else "answer by"
    yield f"{one.reference}  {one.entity}  {f'[{one.claim}]' if one.claim else '(the page as a whole)'}  {due} {one.answer_by}"
    yield from (f"  {line}" for line in one.wrong.splitlines())
    yield f"  Source:  {one.source}"
    yield f"  Contact: {one.contact or 'none given; the answer is what is published'}"
