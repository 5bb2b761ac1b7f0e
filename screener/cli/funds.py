"""`screener funds`: a folder of fund files, kept for looking through: add one, list them, show one, check them all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from screener.cli.desk import print_json, read_bytes, read_folder, read_funds, say, write_file
from screener.errors import RequestRefused
from screener.orders import parse_day, read_fund
from screener.settings import read_settings, read_today

if TYPE_CHECKING:
    from screener.funds.library import Fund, FundLibrary

app = typer.Typer(help="Keep the holdings files of funds, to look through them.", no_args_is_help=True, rich_markup_mode=None)
JSON = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
LIBRARY = Annotated[
    Path | None, typer.Option("--library", help="The folder of fund files; one in your data folder where left out.")
]
MOST_SHOWN = 15


@app.command(epilog='Example: screener funds add eem.csv --name "iShares MSCI Emerging Markets ETF" --isin US4642872349')
def add(
    file: Annotated[Path, typer.Argument(help="The fund's holdings, as the fund company or regulator publishes them.")],
    name: Annotated[str | None, typer.Option(help="The fund's name, where the file does not say it.")] = None,
    isin: Annotated[list[str] | None, typer.Option(help="Its ISIN; may be given again for other share classes.")] = None,
    ticker: Annotated[str | None, typer.Option(help="Its ticker.")] = None,
    as_of: Annotated[
        str | None, typer.Option(help="The day of its holdings, where the file does not say it: 2025-06-30.")
    ] = None,
    library: LIBRARY = None,
    json: JSON = False,
) -> None:
    """Add a fund's holdings file to the library, with the identifiers your own file calls it by."""
    from screener.funds.declarations import FILE, add_declaration
    from screener.funds.record import write_fund

    folder = _choose_folder(library)
    content = read_bytes(file)
    read_fund(content, file=file.name, settings=read_settings())
    kept = read_folder(folder) if folder.is_dir() else {}
    if file.name == FILE or kept.get(file.name, content) != content:
        raise RequestRefused(f'The library has another "{file.name}".', help="Give the file another name, with its day in it.")
    day = None if as_of is None else parse_day(as_of, today=read_today()).isoformat()
    said = {
        "name": [name] if name else [],
        "isin": isin or [],
        "ticker": [ticker] if ticker else [],
        "as_of": [day] if day else [],
    }
    if any(said.values()):
        text = add_declaration(kept.get(FILE, b"").decode("utf-8-sig", "replace"), file=file.name, said=said)
        write_file(folder / FILE, text.encode())
    write_file(folder / file.name, content)
    funds = [fund for fund in _open(folder).funds if fund.file == file.name]
    if json:
        print_json({"library": str(folder), "funds": [write_fund(fund) for fund in funds]})
        return
    for fund in funds:
        _print_fund(fund)
    typer.echo(f"Look through it with: screener screen my-holdings.csv --funds {folder}")


@app.command("list", epilog="Example: screener funds list")
def list_all(library: LIBRARY = None, json: JSON = False) -> None:
    """List the funds of the library, with the day of their holdings."""
    from screener.funds.record import write_library

    kept = _open_library(library)
    if json:
        print_json(write_library(kept))
        return
    for fund in kept.funds:
        _print_fund(fund)
    if not kept.funds:
        typer.echo("No funds yet; add one with: screener funds add FILE")


@app.command(epilog="Example: screener funds show US4642872349")
def show(
    fund: Annotated[str, typer.Argument(help="Its name, file or any of its identifiers.")],
    library: LIBRARY = None,
    json: JSON = False,
) -> None:
    """Show one fund: how it is known, of which day it is, and what it holds, the largest first."""
    from screener.funds.record import write_fund

    found = _find(fund, _open_library(library))
    values = write_fund(found, with_holdings=True)
    if json:
        print_json(values)
        return
    _print_fund(found)
    _print_positions(values)


@app.command(epilog="Example: screener funds check")
def check(library: LIBRARY = None, json: JSON = False) -> None:
    """Check every file of the library; exit status 1 where one cannot be looked through or two are the same."""
    from screener.funds.record import write_library

    kept = _open_library(library)
    faults = [problem for problem in kept.problems if problem.severity != "note"]
    if json:
        print_json({**write_library(kept), "faults": len(faults)})
    else:
        for problem in kept.problems:
            say(f"{problem.severity}: {problem.message} {problem.help}".rstrip())
        typer.echo(f"{len(kept.funds)} funds, {len(faults)} faults.")
    raise typer.Exit(1 if faults else 0)


def _choose_folder(library: Path | None) -> Path:
    return library if library is not None else read_settings().funds_folder


def _open_library(library: Path | None) -> FundLibrary:
    """Opens the library. Raises RequestRefused where a folder was named that is none, which has no fault either."""
    if library is not None and not library.is_dir():
        raise RequestRefused(f'"{library}" is not a folder.', help="Give the folder that holds the fund files.")
    return _open(_choose_folder(library))


def _open(folder: Path) -> FundLibrary:
    from screener.funds.library import build_library

    return (read_funds(folder, settings=read_settings()) if folder.is_dir() else None) or build_library((), files={})


def _find(text: str, library: FundLibrary) -> Fund:
    from screener.funds.library import NUMBERS
    from screener.funds.names import fold_fund_name
    from screener.identifiers import normalise_identifier

    code = normalise_identifier(text)
    numbered = [fund for scheme in (*NUMBERS, "ticker", "series") for fund in library.find(scheme, code)]
    named = [fund for fund in library.funds if text in {fund.file, fund.key}] or [*library.find("name", fold_fund_name(text))]
    found = [*named, *numbered]
    if not found:
        raise RequestRefused(f'The library has no fund "{text[:100]}".', help="See what it has with: screener funds list")
    return max(found, key=lambda fund: fund.as_of or "")


def _print_fund(fund: Fund) -> None:
    from reports.filters import write_date

    numbers = ", ".join(f"{scheme} {value}" for scheme, values in fund.identifiers.items() for value in values)
    day = f"holdings of {write_date(fund.as_of)}" if fund.as_of else "holdings of a day not stated"
    typer.echo(f"{fund.name}: {len(fund.holdings):,} lines, {day}, {numbers or 'no identifiers'} ({fund.key})")
    if fund.composition.trouble:
        typer.echo(f"  cannot be looked through: {fund.composition.trouble}")


def _print_positions(values: dict[str, Any]) -> None:
    from reports.filters import write_percent

    if values["basis"]:
        typer.echo(f"  its file gives {write_percent(values['given'])} of it, by {values['basis']}")
    for line in values["positions"][:MOST_SHOWN]:
        typer.echo(f"  {write_percent(line['share']):>16}  {line['name']}")
    if len(values["positions"]) > MOST_SHOWN:
        typer.echo(f"  and {len(values['positions']) - MOST_SHOWN:,} more; --json gives all")
