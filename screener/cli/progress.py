"""Progress of long work: a bar on stderr once a second has passed, where stderr is a terminal; nothing anywhere else."""

from __future__ import annotations

import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PATIENCE_S = 1.0


@contextmanager
def show_progress() -> Iterator[Callable[[str, float], None] | None]:
    """Gives the function to tell about progress (what is being done, and the share done), or None where nobody would see it."""
    if not sys.stderr.isatty():
        yield None
        return
    bar = _Bar()
    try:
        yield bar.tell
    finally:
        bar.close()


class _Bar:
    """A bar that appears after a second, and moves on by itself towards the next thing it is told."""

    def __init__(self) -> None:
        self._words, self._share = "Working", 0.0
        self._done = threading.Event()
        self._painter = threading.Thread(target=self._paint, daemon=True)
        self._painter.start()

    def tell(self, words: str, share: float) -> None:
        self._words, self._share = words, share

    def close(self) -> None:
        self._done.set()
        self._painter.join()

    def _paint(self) -> None:
        if self._done.wait(PATIENCE_S):
            return
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
            task = progress.add_task(self._words, total=1.0)
            while not self._done.wait(0.1):
                progress.update(task, description=self._words, completed=self._share)
