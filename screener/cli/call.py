"""A call over many portfolios: an assignment and places go in; lines come out, and with a folder the documents lie in it."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from hashlib import sha256
from typing import TYPE_CHECKING

from screener.cli.desk import read_bytes
from screener.cli.journal import Journal, open_journal
from screener.errors import RequestRefused, UploadTooLarge
from screener.partitions.assignment import Assignment, Line, Portfolio, Screened, fail

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from screener.cli.portfolios import Place, Places


class Call:
    """One call over many portfolios: what it was given, and the lines so far, in the order of the portfolios in the end."""

    def __init__(self, assignment: Assignment, found: Places, *, out: Path | None, resume: bool) -> None:
        self.assignment, self.places, self.left_out, self.kept = assignment, found.places, found.left_out, 0
        self.journal: Journal | None = None if out is None else open_journal(out, key=assignment.key, resume=resume)
        self._lines: dict[str, Line] = {}

    @property
    def lines(self) -> list[Line]:
        """The lines so far, in the order of the portfolios."""
        return [self._lines[name] for place in self.places for name in place.names if name in self._lines]

    def run(self, *, workers: int, cluster: str | None) -> None:
        """Screens what is not finished yet; a file that cannot be used gets its line, and the rest goes on."""
        with _show_bar(len(self.places)) as advance:
            for results in self._screen(self._list_open(advance), workers=workers, cluster=cluster):
                self._take(results)
                advance()

    def _screen(self, portfolios: Iterator[Portfolio], *, workers: int, cluster: str | None) -> Iterator[tuple[Screened, ...]]:
        if cluster is not None:
            from screener.partitions.cluster import screen_on_cluster

            return screen_on_cluster(self.assignment, portfolios, address=cluster)
        from screener.partitions.processes import screen_here

        return screen_here(self.assignment, portfolios, workers=max(1, min(workers, len(self.places))))

    def _list_open(self, advance: Callable[[], None]) -> Iterator[Portfolio]:
        """Reads one file after the other, as they are asked for."""
        for place in self.places:
            portfolio, refused = self._read(place)
            kept = self.journal.recall(portfolio.names, portfolio.sha256) if self.journal and not refused else None
            if kept is None and self.journal:
                self.journal.clear(portfolio.names)
            if kept is None and not refused:
                yield portfolio
                continue
            self._lines |= {line.name: line for line in kept or [one.line for one in refused]}
            self.kept += bool(kept)
            advance()

    def _read(self, place: Place) -> tuple[Portfolio, tuple[Screened, ...]]:
        unread = Portfolio(file=place.file, names=place.names, sha256="", content=b"")
        try:
            content = self._read_bytes(place)
        except (RequestRefused, UploadTooLarge) as error:
            return unread, fail(unread, code=error.kind, message=str(error))
        return Portfolio(file=place.file, names=place.names, sha256=sha256(content).hexdigest(), content=content), ()

    def _read_bytes(self, place: Place) -> bytes:
        most = self.assignment.settings.max_upload_mb
        if str(place.path) == "-":
            return sys.stdin.buffer.read()
        if place.path.is_file() and place.path.stat().st_size > most * 2**20:
            raise UploadTooLarge(f'"{place.file}" is larger than {most} MB.', help="Raise SCREENER_MAX_UPLOAD_MB to screen it.")
        return read_bytes(place.path)

    def _take(self, results: Sequence[Screened]) -> None:
        for screened in results:
            if self.journal:
                self.journal.write(screened)
            self._lines[screened.line.name] = screened.line


@contextmanager
def _show_bar(total: int) -> Iterator[Callable[[], None]]:
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("Portfolios"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Portfolios", total=total)
        yield lambda: progress.advance(task)
