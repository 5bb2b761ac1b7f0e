"""`screener confirm`: a screening, a row and a person's answer in; the answer, kept in their file of confirmations, out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from screener.cli.desk import open_desk, print_json, read_text, write_file
from screener.cli.letters import load_screening
from screener.errors import EntityUnknown, RequestRefused
from screener.settings import read_today

if TYPE_CHECKING:
    from screener.model import Registry, Screening


def confirm(
    screening: Annotated[Path, typer.Argument(metavar="SCREENING.json", help="The screening.json that screen --out wrote.")],
    row: Annotated[int, typer.Argument(help="The row of the holding, as the summary and your own file number it.")],
    entity: Annotated[str, typer.Argument(metavar="ENTITY|none", help="The entity's id in the registry, or none.")],
    confirmations: Annotated[Path, typer.Option(help="The file your answers are kept in; begun where there is none.")],
    sheet: Annotated[str | None, typer.Option(help="The sheet the row stands in, where several have that row.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Say which entity a holding is, or that it is none of those shown. Give the file to `screener screen --confirmations`."""
    from screener.issuers.confirmations import NONE, Confirmation, add_confirmation, read_confirmations, write_confirmations
    from screener.issuers.resolution import confirmation_key

    line = _find_line(load_screening(screening), row, sheet)
    chosen = "" if entity == NONE else _find_entity(open_desk().rulebook.registry, entity)
    shown = tuple(dict.fromkeys([*([line["entity"]] if line["entity"] else []), *(one.entity for one in line["candidates"])]))
    if not chosen and not shown:
        raise RequestRefused(f'Row {row}, "{line["name"]}", was put to nobody: there is nothing to reject.')
    answer = Confirmation(
        key=confirmation_key(name=line["name"], isin=line["isin"], country=line["country"]),
        name=line["name"],
        entity=chosen,
        rejected=() if chosen else shown,
        date=read_today().isoformat(),
    )
    held = read_confirmations(read_text(confirmations), file=confirmations.name) if confirmations.exists() else ()
    write_file(confirmations, write_confirmations(add_confirmation(held, answer)).encode())
    if json:
        print_json({"key": answer.key, "name": answer.name, "entity": chosen or None, "rejected": list(answer.rejected)})
    else:
        called = chosen or f"none of {', '.join(shown)}"
        typer.echo(f'"{answer.name or answer.key}" is {called}: kept in {confirmations}.')


def _find_line(screening: Screening, row: int, sheet: str | None) -> dict[str, Any]:
    rows = screening.rows
    found = rows[(rows["row"] == row) & (rows["through"].map(len) == 0)]
    if sheet is not None:
        found = found[found["sheet"] == sheet]
    if len(found) != 1:
        sheets = ", ".join(f'"{name}"' for name in found["sheet"])
        raise RequestRefused(
            f"The screening has no row {row}." if found.empty else f"The screening has row {row} in several sheets: {sheets}.",
            help="Take the row's number from the summary or the workbook." if found.empty else "Name one with --sheet.",
        )
    return {str(column): value for column, value in found.to_dict("records")[0].items()}


def _find_entity(registry: Registry, entity: str) -> str:
    chosen = registry.merged.get(entity, entity)
    if chosen not in registry.entities:
        raise EntityUnknown(
            f'There is no entity "{entity[:100]}" in the registry.', help=f'Look it up: screener registry search "{entity[:100]}"'
        )
    return chosen
