"""`screener registry export`: the registry in forms that other programs and people read."""

from __future__ import annotations

import json as json_text
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from screener.cli.desk import open_desk, print_json, say, write_file
from screener.errors import RequestRefused
from screener.orders import parse_day_of_answer
from screener.settings import read_today

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from screener.cli.desk import Desk


class Form(StrEnum):
    """The forms the registry can be had in."""

    FTM = "ftm"
    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"


def export(
    form: Annotated[Form, typer.Argument(help="FollowTheMoney JSON lines, securities as CSV, a workbook, or one JSON document.")],
    out: Annotated[Path | None, typer.Option("--out", help="Write to this file instead of stdout.")] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", help="The day for topics and status, as 2026-11-24; today.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document about what was written.")] = False,
) -> None:
    """Export the registry."""
    if out is None and form is Form.XLSX:
        raise RequestRefused("A workbook needs a file to go to.", help="Give one with --out.")
    desk = open_desk()
    day = parse_day_of_answer(as_of, today=read_today(), registry=desk.rulebook.registry)
    registry = desk.rulebook.registry
    if out is None and json:
        print_json(_write_document(desk, form, day))
        return
    content = write_export(desk, form, day)
    if out is None:
        sys.stdout.buffer.write(content)
        return
    write_file(out, content)
    if json:
        print_json(
            {"form": str(form), "file": str(out), "bytes": len(content), "version": registry.version, "sha256": registry.sha256}
        )
    else:
        say(f"Registry {registry.version} written to {out} ({len(content):,} bytes).")


def write_export(desk: Desk, form: Form, day: date) -> bytes:
    """Gives the registry in a form, as bytes: the same registry and day, the same bytes."""
    from screener.rulebook.exports.full import write_registry
    from screener.rulebook.exports.securities import HEADINGS, list_securities
    from screener.rulebook.exports.sheets import write_sheets

    registry = desk.rulebook.registry
    if form is Form.CSV:
        from reports.table import write_lines_csv

        return write_lines_csv(HEADINGS, list_securities(registry))
    if form is Form.XLSX:
        from reports.sheets import write_sheets_xlsx

        return write_sheets_xlsx(write_sheets(registry), title=f"Registry {registry.version}", day=day.isoformat())
    if form is Form.FTM:
        return "".join(f"{_dump(record)}\n" for record in _list_records(desk, day)).encode()
    return (json_text.dumps(write_registry(registry), ensure_ascii=False, indent=1) + "\n").encode()


def _write_document(desk: Desk, form: Form, day: date) -> dict[str, Any]:
    from screener.rulebook.exports.full import write_registry
    from screener.rulebook.exports.securities import HEADINGS, list_securities

    registry = desk.rulebook.registry
    if form is Form.JSON:
        return write_registry(registry)
    lines = [dict(zip(HEADINGS, line, strict=True)) for line in list_securities(registry)]
    records = lines if form is Form.CSV else list(_list_records(desk, day))
    return {"form": str(form), "version": registry.version, "sha256": registry.sha256, "records": records}


def _list_records(desk: Desk, day: date) -> Iterator[dict[str, Any]]:
    from screener.rulebook.exports.ftm import write_ftm
    from screener.rulebook.programmes import read_programmes

    return write_ftm(desk.rulebook.registry, day, programmes=read_programmes(desk.settings.rules_root))


def _dump(record: dict[str, Any]) -> str:
    return json_text.dumps(record, ensure_ascii=False, separators=(",", ":"))
