"""An assignment and portfolios go in; what was screened comes out as it is done, worked at by processes of this machine.

Processes are spawned and load the rulebook once. Each has a pipe of its own and one portfolio at a time, so that one that dies
takes that portfolio and nothing else with it, and none outlives the process that started it. (The standard library's pool gives
up all that is under way when a process dies, and now and then waits forever.)
"""

from __future__ import annotations

import multiprocessing
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from multiprocessing.connection import wait
from typing import TYPE_CHECKING

from screener.partitions.assignment import fail
from screener.partitions.partition import close_benches, screen_portfolio

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

    from screener.partitions.assignment import Assignment, Portfolio, Screened

    Result = tuple[Screened, ...]

ENDED = "worker_ended"
PATIENCE_S = 10
"""So long an idle process may take to end when its pipe is closed."""


def screen_here(assignment: Assignment, portfolios: Iterable[Portfolio], *, workers: int) -> Iterator[Result]:
    """Gives what each portfolio comes to, in the order in which they are done; one worker is this process itself.

    At most one portfolio more than there are workers is in memory.
    """
    if workers > 1:
        yield from _screen_in_processes(assignment, iter(portfolios), workers)
        return
    try:
        for portfolio in portfolios:
            yield screen_portfolio(assignment, portfolio)
    finally:
        close_benches()


def _screen_in_processes(assignment: Assignment, source: Iterator[Portfolio], workers: int) -> Iterator[Result]:
    crew = [_hire(assignment, portfolio) for portfolio in islice(source, workers)]
    try:
        ahead = next(source, None)
        while crew:
            for member in _await_any(crew):
                result, lives = member.take()
                crew.remove(member)
                if ahead is None:
                    member.dismiss()
                else:
                    crew.append(member if lives and member.give(ahead) else _hire(assignment, ahead))
                    ahead = next(source, None)
                yield result
    finally:
        for member in crew:
            member.kill()


@dataclass(slots=True, eq=False)
class _Member:
    process: SpawnProcess
    pipe: Connection
    portfolio: Portfolio

    def give(self, portfolio: Portfolio) -> bool:
        """Says whether the process still takes one."""
        self.portfolio = portfolio
        try:
            self.pipe.send(portfolio)
        except OSError:
            self.kill()
            return False
        return True

    def take(self) -> tuple[Result, bool]:
        """Gives what the portfolio came to, and whether the process lives."""
        try:
            result: Result = self.pipe.recv()
        except (EOFError, OSError):
            self.kill()
            message = (
                "The process that screened this file ended, perhaps for lack of memory. Screen it alone on a larger machine."
            )
            return fail(self.portfolio, code=ENDED, message=message), False
        return result, True

    def dismiss(self) -> None:
        self.pipe.close()
        self.process.join(PATIENCE_S)
        self.kill()

    def kill(self) -> None:
        self.pipe.close()
        self.process.kill()
        self.process.join()


def _hire(assignment: Assignment, portfolio: Portfolio) -> _Member:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(theirs, assignment))
    process.start()
    theirs.close()  # with no other holder, the end of either process is the end of the pipe
    member = _Member(process=process, pipe=ours, portfolio=portfolio)
    with suppress(OSError):  # a process that died at once gives no answer, and is told as such
        ours.send(portfolio)
    return member


def _await_any(crew: list[_Member]) -> list[_Member]:
    ready = wait([member.pipe for member in crew])
    return [member for member in crew if member.pipe in ready]


def _work(pipe: Connection, assignment: Assignment) -> None:
    """Inside a process: one portfolio after the other, until the pipe is closed."""
    with suppress(EOFError, OSError, KeyboardInterrupt):
        while True:
            pipe.send(screen_portfolio(assignment, pipe.recv()))
    close_benches()
