"""An assignment and portfolios go in; what was screened comes out as it is done, worked at by processes of this machine.

Processes are spawned and load the rulebook once. One that dies takes no other portfolio with it: what was under way is tried
again alone, and only what ends its process alone is given up.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import TYPE_CHECKING

from screener.partitions.assignment import fail
from screener.partitions.partition import close_benches, screen_portfolio

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator
    from concurrent.futures import Future

    from screener.partitions.assignment import Assignment, Portfolio, Screened

    Result = tuple[Screened, ...]

UNDER_WAY = 2
"""So many portfolios for each process are under way at once: no process waits, and few files are in memory."""
ENDED = "worker_ended"


def screen_here(assignment: Assignment, portfolios: Iterable[Portfolio], *, workers: int) -> Iterator[Result]:
    """Gives what each portfolio comes to, in the order in which they are done; one worker is this process itself."""
    if workers == 1:
        try:
            for portfolio in portfolios:
                yield screen_portfolio(assignment, portfolio)
        finally:
            close_benches()
        return
    source = iter(portfolios)
    while lost := (yield from _screen_in_pool(assignment, source, workers)):
        for portfolio in lost:
            yield _screen_alone(assignment, portfolio)


def _screen_in_pool(
    assignment: Assignment, source: Iterator[Portfolio], workers: int
) -> Generator[Result, None, list[Portfolio]]:
    """Gives in the end what was under way when a process died; nothing where all is done."""
    lost: list[Portfolio] = []
    waiting: dict[Future[Result], Portfolio] = {}
    pool = _open_pool(assignment, workers)
    try:
        while not lost:
            lost += _send(pool, islice(source, UNDER_WAY * workers - len(waiting)), waiting)
            if not waiting:
                break
            for done in wait(waiting, return_when=FIRST_COMPLETED).done:
                portfolio = waiting.pop(done)
                if isinstance(done.exception(), BrokenProcessPool):
                    lost.append(portfolio)
                else:
                    yield done.result()
    finally:
        pool.shutdown(cancel_futures=True)
    return [*lost, *waiting.values()]


def _send(pool: ProcessPoolExecutor, batch: Iterable[Portfolio], waiting: dict[Future[Result], Portfolio]) -> list[Portfolio]:
    """Gives those that a pool with a dead process no longer takes."""
    refused = []
    for portfolio in batch:
        try:
            waiting[pool.submit(_screen, portfolio)] = portfolio
        except BrokenProcessPool:
            refused.append(portfolio)
    return refused


def _screen_alone(assignment: Assignment, portfolio: Portfolio) -> Result:
    with _open_pool(assignment, 1) as pool:
        try:
            return pool.submit(_screen, portfolio).result()
        except BrokenProcessPool:
            message = (
                "The process that screened this file ended, perhaps for lack of memory. Screen it alone on a larger machine."
            )
            return fail(portfolio, code=ENDED, message=message)


def _open_pool(assignment: Assignment, workers: int) -> ProcessPoolExecutor:
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_begin, initargs=(assignment,))


# ── inside a process ─────────────────────────────────────────────────────────────────────────────────────────────────

_given: list[Assignment] = []


def _begin(assignment: Assignment) -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _given[:] = [assignment]


def _screen(portfolio: Portfolio) -> Result:
    return screen_portfolio(_given[0], portfolio)


def _end_with_parent() -> None:
    """A parent that is killed says no farewell, and its workers would wait for the next portfolio forever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
