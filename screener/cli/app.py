"""All commands, and how they end: 0 done · 1 done, something is listed or at fault · 2 the call or the file cannot be used."""

from __future__ import annotations

import sys

import typer

from screener.cli import (
    campaign,
    comparison,
    confirmation,
    database,
    exclusions,
    explanation,
    funds,
    letters,
    policy,
    reading,
    registry,
    resolution,
    screening,
    server,
    verification,
    worker,
    workspace,
)
from screener.errors import ScreenerError

EXAMPLE = "Example: screener screen my-holdings.csv --out result"

app = typer.Typer(
    name="screener",
    help="Screens a portfolio for ties to the Myanmar military's businesses and to those who enable it, with sources and dates.",
    epilog=EXAMPLE,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command(name="read", epilog="Example: screener read my-holdings.csv --json")(reading.read)
app.command(name="screen", epilog=EXAMPLE)(screening.screen)
app.command(
    name="letters",
    epilog="Example: screener letters result/screening.json --sender sender.yaml --recipients recipients.csv --out letters",
)(letters.letters)
app.command(name="resolve", epilog='Example: screener resolve "POSCO HLDGS INC ADR" --country KR')(resolution.resolve)
app.command(
    name="confirm", epilog="Example: screener confirm result/screening.json 14 posco-holdings --confirmations confirmations.yaml"
)(confirmation.confirm)
app.command(name="verify", epilog="Example: screener verify result/screening.json my-holdings.csv")(verification.verify)
app.command(name="compare", epilog="Example: screener compare june/screening.json july-holdings.csv")(comparison.compare)
app.command(name="explain", epilog="Example: screener explain KR7005490008 --policy standard")(explanation.explain)
app.command(name="export", epilog="Example: screener export xlsx --policy standard --out exclusions.xlsx")(exclusions.export)
app.add_typer(registry.app, name="registry")
app.add_typer(policy.app, name="policy")
app.add_typer(funds.app, name="funds")
app.add_typer(campaign.app, name="campaign")
app.command(name="serve", epilog="Example: screener serve --port 8000")(server.serve)
app.command(name="worker", epilog="Example: screener worker --workers 2")(worker.worker)
app.add_typer(database.app, name="database")
app.add_typer(workspace.app, name="workspace")


def main() -> None:
    """Runs one command; the investor's and the operator's mistakes end in one sentence on stderr and exit status 2."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        app()
    except ScreenerError as error:
        sys.stderr.write(f"{error}\n")
        raise SystemExit(2) from None
