"""`screener export`: a policy in; the exclusion list of a day, for those who trade, out."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from screener.cli.desk import open_desk, print_json, say, write_file
from screener.errors import RequestRefused
from screener.orders import DEFAULT_POLICY, parse_day_of_answer
from screener.settings import read_today

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reports.exclusion_document import ExclusionDocument


class Form(StrEnum):
    """The forms an exclusion list can be had in."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"
    IBKR = "ibkr"


def export(
    form: Annotated[Form, typer.Argument(help="CSV, a workbook, JSON, or Interactive Brokers' restriction upload.")],
    policy: Annotated[str, typer.Option(help="A policy's name, or a YAML file of your own.")] = DEFAULT_POLICY,
    as_of: Annotated[str | None, typer.Option("--as-of", help="The day the list is in force from, as 2026-11-24; today.")] = None,
    out: Annotated[Path | None, typer.Option("--out", help="Write to this file instead of stdout.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document: the list, or what was written.")] = False,
) -> None:
    """Export a policy's exclusion list: each issuer of which it asks something, its identifiers and a restriction level."""
    from reports.exclusions import write_exclusion_files

    document = _open_document(policy, as_of)
    if json and out is None:
        print_json(document.record)
        return
    files = write_exclusion_files(document, form)
    if form is Form.IBKR:
        for sentence in document.left_out:
            say(sentence)
    if out is None:
        _print_file(form, files)
        return
    written = [write_file(path, content) for path, content in zip(_name_files(out, len(files)), files, strict=True)]
    if json:
        print_json({"form": str(form), "files": [str(path) for path in written], "day": document.day})
    else:
        say(f"{document.title}, in force from {document.day}: {', '.join(map(str, written)) or 'nothing to write'}")


def _open_document(policy: str, as_of: str | None) -> ExclusionDocument:
    from screener.screening.decisions import judge_registry
    from screener.screening.exclusions import list_exclusions
    from screener.writing.exclusions import write_exclusion_document

    desk = open_desk()
    day = parse_day_of_answer(as_of, today=read_today(), registry=desk.rulebook.registry)
    chosen, registry = desk.policy(policy), desk.rulebook.registry
    verdicts = judge_registry(registry, chosen, as_of=day)
    return write_exclusion_document(list_exclusions(registry, chosen, verdicts, as_of=day))


def _print_file(form: Form, files: Sequence[bytes]) -> None:
    if form is Form.XLSX:
        raise RequestRefused("A workbook needs a file to go to.", help="Give one with --out.")
    if len(files) > 1:
        raise RequestRefused(f"The list takes {len(files)} files.", help="Give a name for them with --out.")
    for content in files:
        sys.stdout.buffer.write(content)


def _name_files(out: Path, number: int) -> list[Path]:
    """One file has the name given; of several, each has its number behind the name."""
    return [out] if number == 1 else [out.with_stem(f"{out.stem}-{n}") for n in range(1, number + 1)]
