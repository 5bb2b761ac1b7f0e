"""A finished call over many portfolios goes in; its summary, a line for each portfolio, comes out on disk and terminal."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields
from json import dumps
from typing import TYPE_CHECKING, Any

import typer

from reports.filters import write_percent
from reports.table import write_lines_csv
from screener.cli.desk import say
from screener.cli.journal import SUMMARIES, write_whole
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
            write_whole(call.journal.folder / name, content)
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
            "with_needs_review": sum(_add(line.needs_review, line.needs_review_through_funds) > 0 for line in lines),
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
    by_value = line.coverage_by_value is not None
    share = write_percent(line.coverage_by_value if by_value else line.coverage_by_count)
    parts = (
        f"{_count(line.holdings, 'holding')}, {share} screened {'by value' if by_value else 'by number'}",
        _say_listed(line),
        _say_checks(line),
        line.unresolved and f"{line.unresolved:,} could not be resolved",
        line.drafts_refused and f"{_count(line.drafts_refused, 'draft')} of a letter not written",
    )
    return "; ".join(part for part in parts if part)


def _say_listed(line: Line) -> str:
    if not line.issuers:
        return "no issuer listed"
    asked = [f"{number:,} {word}" for word in ("exclude", "engage", "observe") if (number := getattr(line, word))]
    return f"{_count(line.issuers, 'issuer')} listed ({', '.join(asked)})"


def _say_checks(line: Line) -> str:
    """Lines of the upload and parts of its funds are told apart: only the first are lines a person sees in the file."""
    places = ((line.needs_review, ""), (line.needs_review_through_funds, " within funds"))
    told = [f"{number:,}{where}" for number, where in places if number]
    verb = "needs" if _add(line.needs_review, line.needs_review_through_funds) == 1 else "need"
    return f"{' and '.join(told)} {verb} your check" if told else ""


def say_end(call: Call) -> None:
    """Says on stderr how the call ended."""
    states = Counter(line.status for line in call.lines)
    parts = (
        f"{states[SCREENED]:,} screened",
        states[NO_HOLDINGS] and f"{states[NO_HOLDINGS]:,} without a holding",
        f"{states[FAILED]:,} could not be used",
        call.kept and f"{_count(call.kept, 'file')} kept from before",
    )
    say(f"{', '.join(part for part in parts if part)}. Not listed is not cleared.")


def _add(*numbers: int | None) -> int:
    return sum(number or 0 for number in numbers)


def _count(number: int | None, word: str) -> str:
    return f"{number or 0:,} {word}" if number == 1 else f"{number or 0:,} {word}s"
