"""`screener resolve`: one holding in; which issuer it is, and why, out."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from screener.cli.desk import open_desk, print_json

WORDS = {
    "matched": "In the registry",
    "needs_review": "Needs your check",
    "not_listed": "Not in the registry",
    "unresolved": "Could not be resolved",
    "invalid_identifier": "Identifier not valid",
    "out_of_scope": "Out of scope",
    "not_a_holding": "Not a holding",
    "looked_through": "Looked through",
}


def resolve(
    name: Annotated[str, typer.Argument(help="The holding's name, as your file writes it.")],
    isin: Annotated[str, typer.Option(help="Its ISIN.")] = "",
    cusip: Annotated[str, typer.Option(help="Its CUSIP.")] = "",
    sedol: Annotated[str, typer.Option(help="Its SEDOL.")] = "",
    ticker: Annotated[str, typer.Option(help="Its ticker.")] = "",
    country: Annotated[str, typer.Option(help="Its country, two letters.")] = "",
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Say which issuer one holding is, how sure that is, and why."""
    from screener.issuers.resolution import resolve_holding

    desk = open_desk()
    answer = resolve_holding(desk.index(), name=name, isin=isin, cusip=cusip, sedol=sedol, ticker=ticker, country=country.upper())
    if json:
        print_json(
            {
                "query": {"name": name, "isin": isin, "cusip": cusip, "sedol": sedol, "ticker": ticker, "country": country},
                **asdict(answer),
            }
        )
        return
    registry = desk.rulebook.registry
    typer.echo(f"{WORDS[answer.status]}{f': {registry.entities[answer.entity].name}' if answer.entity else ''}\n{answer.reason}")
    for candidate in answer.candidates:
        typer.echo(f"  {candidate.score:.2f}  {registry.entities[candidate.entity].name}: {candidate.reason}")
    if answer.status == "not_listed":
        typer.echo("Not listed is not cleared.")
