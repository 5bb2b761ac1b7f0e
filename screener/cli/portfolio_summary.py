"""A finished call over many portfolios goes in; its summary, a line for each portfolio, comes out on disk and terminal."""

from __future__ import annotations

from dataclasses import fields
from json import dumps
from typing import TYPE_CHECKING, Any

import typer

from reports.filters import write_percent
from reports.table import write_lines_csv
from screener.cli.desk import say, write_file
from screener.cli.journal import SUMMARIES
from screener.partitions.assignment import FAILED, NO_HOLDINGS, SCREENED, Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from screener.cli.call import Call

SCHEMA = "portfolios/1"


def write_summary(call: Call) -> dict[str, Any]:
    """Gives the summary as one document, written beside the folders where there are any."""
    lines, document = call.lines, _write_document(call)
    if call.journal:
        contents = (_write_json(document), _write_csv(lines))
        for name, content in zip(SUMMARIES, contents, strict=True):
            draft = write_file(call.journal.folder / f"{name}.unfinished", content)
            draft.replace(call.journal.folder / name)
        say(f"Written to {call.journal.folder}")
    return document


def print_lines(lines: Sequence[Line]) -> None:
    """Prints what was found in each portfolio on stdout, and what could not be used on stderr."""
    for line in lines:
        if line.status == FAILED:
            say(f"{line.name}: {line.message}")
        else:
            typer.echo(f"{line.name}: {_say_line(line)}")


def _write_document(call: Call) -> dict[str, Any]:
    book, orders, lines = call.assignment.rulebook, call.assignment.orders, call.lines
    return {
        "schema": SCHEMA,
        "as_of": orders[0].as_of.isoformat(),
        "registry": {"version": book.registry.version, "sha256": book.registry.sha256},
        "policies": [{"id": one.policy.id, "version": one.policy.version, "sha256": one.policy.sha256} for one in orders],
        "counts": {
            "files": len(call.places),
            "left_out": {"results": call.left_out.results, "hidden": call.left_out.hidden},
            "portfolios": len(lines),
            **{status: sum(line.status == status for line in lines) for status in (SCREENED, NO_HOLDINGS, FAILED)},
            "with_listed": sum(line.issuers > 0 for line in lines),
            "with_needs_review": sum(_count(line.needs_review, line.needs_review_through_funds) > 0 for line in lines),
        },
        "portfolios": [line.record() for line in lines],
    }


def _write_json(document: dict[str, Any]) -> bytes:
    return (dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _write_csv(lines: Sequence[Line]) -> bytes:
    headings = [one.name for one in fields(Line)]
    return write_lines_csv(
        headings, (["" if value is None else str(value) for value in line.record().values()] for line in lines)
    )


def _say_line(line: Line) -> str:
    if line.status == NO_HOLDINGS:
        return "no holding was found in the file, so nothing was screened"
    asked = [f"{word} {number}" for word in ("exclude", "engage", "observe") if (number := getattr(line, word))]
    by_value = line.coverage_by_value is not None
    share = write_percent(line.coverage_by_value if by_value else line.coverage_by_count)
    checks = _count(line.needs_review, line.needs_review_through_funds)
    parts = (
        f"{line.holdings:,} {'holding' if line.holdings == 1 else 'holdings'}",
        f"issuers: {', '.join(asked)}" if asked else "no issuer listed",
        f"{checks} to check" if checks else "",
        f"{share} screened {'by value' if by_value else 'by number'}",
    )
    return "; ".join(part for part in parts if part)


def say_end(call: Call) -> None:
    """Says on stderr how the call ended."""
    lines = call.lines
    failed = sum(line.status == FAILED for line in lines)
    kept = f", {call.kept} files kept from before" if call.kept else ""
    say(f"{len(lines) - failed} screened, {failed} could not be used{kept}. Not listed is not cleared.")


def _count(*numbers: int | None) -> int:
    return sum(number or 0 for number in numbers)
