"""`screener verify`: a screening and its inputs in; the same again, or the differences, out."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from screener.cli.desk import open_desk, print_json, read_bytes, read_confirmations, read_funds, read_portfolio, read_rates
from screener.cli.letters import load_screening
from screener.cli.screenings import fill_orders
from screener.errors import UploadRefused
from screener.orders import MARK, Order, parse_columns, parse_day
from screener.settings import read_today

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from screener.model import Reading
    from screener.screening.differences import Difference
    from screener.settings import Settings

MOST_SHOWN = 40


def verify(
    screening: Annotated[Path, typer.Argument(metavar="SCREENING.json", help="The screening.json to repeat.")],
    portfolio: Annotated[
        Path, typer.Argument(metavar="PORTFOLIO", help="The holdings file it was made from, or its positions as JSON.")
    ],
    policy: Annotated[str | None, typer.Option(help="The policy's own file, where it was not a shipped one.")] = None,
    sheet: Annotated[str | None, typer.Option(help="The sheet that was read.")] = None,
    columns: Annotated[str | None, typer.Option(help="The naming of columns that was given.")] = None,
    rates: Annotated[Path | None, typer.Option(help="The exchange rates that were given.")] = None,
    funds: Annotated[Path | None, typer.Option(help="The folder of fund files that was given.")] = None,
    confirmations: Annotated[Path | None, typer.Option(help="The file of confirmations that was given.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Screen again with the same inputs and day; exit status 1 where anything differs."""
    from screener.screening.differences import list_differences

    old = load_screening(screening)
    desk, named = open_desk(), parse_columns(columns)
    order = Order(
        policy=desk.policy(policy or old.receipt.policy_id),
        as_of=parse_day(old.receipt.as_of, today=read_today()),
        columns=named,
        sheet=sheet,
        rates=read_rates(rates),
        funds=read_funds(funds, settings=desk.settings),
        confirmations=read_confirmations(confirmations),
    )
    readings = _read_ways(portfolio, settings=desk.settings, sheet=sheet, columns=named)
    found = [list_differences(old, filled.screening) for filled in fill_orders([order], readings, desk)]
    differences = min(found, key=len)
    if json:
        print_json({"same": not differences, "differences": [asdict(item) for item in differences]})
    else:
        _print_differences(differences)
    raise typer.Exit(1 if differences else 0)


def _read_ways(file: Path, *, settings: Settings, sheet: str | None, columns: Mapping[str, str] | None) -> list[Reading]:
    """A file of JSON may have been sent as positions, or as a file of holdings: the record does not say, and both are tried."""
    from screener.positions import read_position_file

    readings: list[Reading] = []
    refusals: list[UploadRefused] = []
    content = read_bytes(file) if str(file) != "-" else b""
    if content.removeprefix(MARK.encode()).lstrip()[:1] in {b"{", b"["}:
        _try(lambda: read_position_file(content, file=file.name), readings, refusals)
    _try(lambda: (read_portfolio(file, settings=settings, sheet=sheet, columns=columns),), readings, refusals)
    if not readings:
        raise refusals[0]
    return readings


def _try(read: Callable[[], Sequence[Reading]], readings: list[Reading], refusals: list[UploadRefused]) -> None:
    try:
        readings += read()
    except UploadRefused as error:
        refusals.append(error)


def _print_differences(differences: tuple[Difference, ...]) -> None:
    if not differences:
        typer.echo("The same again: every figure of this screening came out as it was.")
        return
    typer.echo(f"{len(differences)} differences:")
    for item in differences[:MOST_SHOWN]:
        typer.echo(f"  {item.place}, {item.part}: was {_shorten(item.was)}, is {_shorten(item.now)}")
    if len(differences) > MOST_SHOWN:
        typer.echo(f"  and {len(differences) - MOST_SHOWN} more; --json gives all")


def _shorten(value: object) -> str:
    text = "not there" if value is None else str(value)
    return text if len(text) <= 60 else f"{text[:57]}…"
