"""`screener worker`: does the jobs that were sent to the service, on this machine, beside any number of others."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from threading import Event


def worker(
    once: Annotated[bool, typer.Option("--once", help="End when no job waits.")] = False,
    workers: Annotated[int, typer.Option(min=1, max=64, help="How many jobs to do at the same time.")] = 1,
    beside: Annotated[int | None, typer.Option(hidden=True, help="End when this process is no longer the parent.")] = None,
) -> None:
    """Do the jobs that wait, one after the other, until told to stop; a job under way is finished or given back."""
    with _hear_stop() as stop:
        if workers > 1:
            _run_several(workers, once=once, stop=stop)
        else:
            _run_one(beside, once=once, stop=stop)


def _run_one(beside: int | None, *, once: bool, stop: Event) -> None:
    from screener.cli.desk import say
    from screener.jobs.courier import Courier
    from screener.jobs.office import open_office
    from screener.jobs.worker import Worker
    from screener.settings import read_settings

    office = open_office(read_settings())
    if beside is None:
        say("Waiting for jobs; Ctrl+C stops.")
    else:
        threading.Thread(target=_end_with_parent, args=(beside, stop), daemon=True).start()
    courier = Courier(office)
    if not once:
        threading.Thread(target=courier.run, args=(stop,), daemon=True).start()
    Worker(office).run(stop, once=once)
    if once:
        courier.deliver_due()


@contextmanager
def keep_beside() -> Iterator[None]:
    """Keeps one worker going beside this process, each time it ends, until the block does; it ends itself where we are killed."""
    stop = threading.Event()
    keeper = threading.Thread(target=_run_several, args=(1,), kwargs={"once": False, "stop": stop}, daemon=True)
    keeper.start()
    try:
        yield
    finally:
        stop.set()
        keeper.join()


@contextmanager
def _hear_stop() -> Iterator[Event]:
    """Gives what Ctrl+C and SIGTERM set."""
    stop = threading.Event()
    before = {number: signal.signal(number, lambda *_: stop.set()) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _run_several(workers: int, *, once: bool, stop: Event) -> None:
    """Keeps so many workers going, each a process of its own; one that dies is started again."""
    running = [_start(once=once) for _ in range(workers)]
    while running and not stop.wait(0.5):
        for one in [one for one in running if one.poll() is not None]:
            running.remove(one)
            if not _is_over(one, once=once):
                running.append(_start(once=once))
    for one in running:
        one.terminate()
    for one in running:
        one.wait()


def _is_over(ended: subprocess.Popen[bytes], *, once: bool) -> bool:
    if ended.returncode == 2:
        raise SystemExit(2)  # it said why: the database or a setting cannot be used, and starting it again mends neither
    return once and ended.returncode == 0


def _start(*, once: bool) -> subprocess.Popen[bytes]:
    words = ["worker", "--beside", str(os.getpid()), *(["--once"] if once else [])]
    return subprocess.Popen([sys.executable, "-m", "screener", *words], stdin=subprocess.DEVNULL)  # noqa: S603 (our own words)


def _end_with_parent(parent: int, stop: Event) -> None:
    while os.getppid() == parent:
        if stop.wait(1):
            return
    stop.set()
