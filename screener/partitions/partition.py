"""The partition function: an assignment and a portfolio go in; what was screened comes out. Every worker, near or far, runs it.

A process keeps the bench it works at (index, verdicts, memory) for as long as the assignment stays the same.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING

from reports.press_room import PressRoom
from screener.errors import RequestRefused, ScreenerError
from screener.issuers.index import build_index
from screener.issuers.memory import Memory
from screener.orders import fill_order, read_portfolio
from screener.partitions.assignment import NO_HOLDINGS, SCREENED, Line, Screened, fail
from screener.partitions.documents import await_paper, make_documents
from screener.partitions.program import hash_whole_program
from screener.screening.decisions import judge_registry

if TYPE_CHECKING:
    from collections.abc import Mapping

    from screener.issuers.index import IssuerIndex
    from screener.model import Screening
    from screener.orders import Order
    from screener.partitions.assignment import Assignment, Portfolio
    from screener.partitions.documents import Documents
    from screener.screening.decisions import Verdict


BROKE = "internal_error"


@dataclass(slots=True)
class Bench:
    """What one process makes of an assignment, once."""

    assignment: Assignment
    index: IssuerIndex = field(repr=False)
    verdicts: tuple[Mapping[str, Verdict], ...] = field(repr=False)
    memory: Memory = field(default_factory=Memory)
    room: PressRoom | None = None


_benches: dict[str, Bench] = {}
_lock = Lock()


def open_bench(assignment: Assignment) -> Bench:
    """Gives this process's bench for the assignment."""
    with _lock:
        if assignment.key not in _benches:
            close_benches()
            _benches[assignment.key] = _make_bench(assignment)
        return _benches[assignment.key]


def close_benches() -> None:
    """Ends what this process keeps open."""
    for bench in _benches.values():
        if bench.room:
            bench.room.close()
    _benches.clear()


def screen_portfolio(assignment: Assignment, portfolio: Portfolio) -> tuple[Screened, ...]:
    """Gives what one portfolio comes to under each order; a file that cannot be used gives its lines with the reason."""
    return screen_at(open_bench(assignment), portfolio)


def screen_afar(assignment: Assignment, portfolio: Portfolio) -> tuple[Screened, ...]:
    """As `screen_portfolio`, on a machine that may not be ours.

    Raises RequestRefused where another state of the program runs there.
    """
    if assignment.program != hash_whole_program():
        raise RequestRefused(
            "A worker of the cluster runs another version of the screener.", help="Install the same version on every machine."
        )
    return screen_portfolio(assignment, portfolio)


def screen_at(bench: Bench, portfolio: Portfolio) -> tuple[Screened, ...]:
    """As `screen_portfolio`, at a bench that is open."""
    try:
        return tuple(_screen(bench, portfolio))
    except ScreenerError as error:
        return fail(portfolio, code=error.kind, message=str(error))
    except Exception as error:  # noqa: BLE001 (one file of thousands may not end the call; what broke is told on its line)
        message = f"The screener broke on this file ({type(error).__name__}). Screen it alone to see where, and tell its makers."
        return fail(portfolio, code=BROKE, message=message)


def _screen(bench: Bench, portfolio: Portfolio) -> list[Screened]:
    assignment, first = bench.assignment, bench.assignment.orders[0]
    reading = read_portfolio(
        portfolio.content,
        file=portfolio.file,
        settings=assignment.settings,
        sheet=first.sheet,
        columns=first.columns,
        own_columns=assignment.tables,
    )
    screened = []
    for name, order, verdicts in zip(portfolio.names, assignment.orders, bench.verdicts, strict=True):
        book = assignment.rulebook
        made = fill_order(order, reading, book=book, index=bench.index, verdicts=verdicts, memory=bench.memory)
        documents = None
        if assignment.tables:
            documents = make_documents(made, reading=reading, policy=order.policy, room=bench.room)
        line = _write_line(made, portfolio, name=name, order=order, documents=documents)
        screened.append(Screened(line=line, documents=_collect(documents) if documents else {}))
    return screened


def _collect(documents: Documents) -> dict[str, bytes]:
    papers = {path: await_paper(printed) for path, printed in documents.papers.items()}
    return {**papers, **documents.tables}


def _make_bench(assignment: Assignment) -> Bench:
    registry = assignment.rulebook.registry
    return Bench(
        assignment=assignment,
        index=build_index(registry, assignment.rulebook.naming),
        verdicts=tuple(judge_registry(registry, order.policy, as_of=order.as_of) for order in assignment.orders),
        room=PressRoom(seconds=assignment.settings.render_timeout_s) if assignment.papers else None,
    )


def _write_line(made: Screening, portfolio: Portfolio, *, name: str, order: Order, documents: Documents | None) -> Line:
    held = sum(number for outcome, number in made.outcomes.items() if outcome != "not_a_holding")
    asked = [finding.decision for finding in made.findings]
    return Line(
        name=name,
        file=portfolio.file,
        sha256=portfolio.sha256,
        status=SCREENED if held else NO_HOLDINGS,
        policy=order.policy.id,
        as_of=order.as_of.isoformat(),
        holdings=held,
        coverage_by_value=made.coverage.by_value["screened"] if made.coverage.by_value else None,
        coverage_by_count=made.coverage.by_count["screened"] if made.coverage.by_count else None,
        listed=made.outcomes["listed"],
        listed_through_funds=made.parts.get("listed", 0),
        needs_review=made.outcomes["needs_review"],
        needs_review_through_funds=made.parts.get("needs_review", 0),
        unresolved=made.outcomes["unresolved"] + made.outcomes["invalid_identifier"],
        exclude=asked.count("exclude"),
        engage=asked.count("engage"),
        observe=asked.count("observe"),
        drafts_refused=len(documents.refused) if documents and documents.papers else None,
        problems=sum(problem.severity != "note" for problem in made.problems),
        result_sha256=made.receipt.result_sha256,
    )
