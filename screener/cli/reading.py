"""`screener read`: one file in; what was understood of it out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from screener.cli.answer import place_problem
from screener.cli.desk import print_json, read_portfolio
from screener.orders import parse_columns

if TYPE_CHECKING:
    from screener.model import Reading


def read(
    file: Annotated[Path, typer.Argument(help="The holdings file, as your broker or fund company gave it.")],
    sheet: Annotated[str | None, typer.Option(help="The sheet to read, where a workbook has several.")] = None,
    columns: Annotated[
        str | None, typer.Option(help="Your own naming of columns: name=Stock,isin=Code; unused=Note keeps one from being read.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document (read/1).")] = False,
) -> None:
    """Read a holdings file and say what was understood: columns, positions, sums and problems."""
    from screener.intake.record import write_reading
    from screener.settings import read_settings

    reading = read_portfolio(file, settings=read_settings(), sheet=sheet, columns=parse_columns(columns))
    record = write_reading(reading)
    if json:
        print_json(record)
    else:
        _print_reading(reading, record["counts"], record["totals"])


def _print_reading(reading: Reading, counts: dict[str, int], totals: dict[str, dict[str, str]]) -> None:
    typer.echo(f"{reading.upload.file}: {counts['holdings']} positions, {counts['cash']} of them cash or derivative lines.")
    for table in reading.tables:
        place = f'Sheet "{table.sheet}"' if table.sheet else "Table"
        typer.echo(f"{place}: header in row {table.header_row}, layout {table.layout}, as of {table.as_of or 'not stated'}")
        for field, header in table.columns.items():
            typer.echo(f"  {field:<14} {header}")
    from reports.signs import name_currency
    from screener.writing.amounts import find_sign

    lines = reading.holdings.frame
    sign = find_sign(reading.problems, lines.assign(currency=lines["value_currency"]))
    for currency, amount in totals["market_value"].items():
        typer.echo(f"Market value: {name_currency(currency, sign)} {amount}")
    for problem in reading.problems:
        typer.echo(place_problem(problem))
