"""A press room: many pages go in; their PDFs come out in the same order, made by several presses at once."""

from __future__ import annotations

import os
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue
from typing import TYPE_CHECKING, Self

from reports.pdf import SECONDS, PdfPress, PressFailed

if TYPE_CHECKING:
    from reports.enclosures import Enclosure

MOST_PRESSES = 4
PAGES_A_PRESS = 4
"""A press takes 150 MB, and the time of four or five letters to start: another pays from about that many."""


class PressRoom:
    """As many presses as the pages need, at most one for each processor; leaving the context ends them all.

    The threads only wait for the presses' child processes: layout itself never runs in a thread.
    """

    def __init__(self, *, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._presses: list[PdfPress] = []
        self._free: SimpleQueue[PdfPress] = SimpleQueue()
        self._closed = False
        self._threads = ThreadPoolExecutor(max_workers=MOST_PRESSES)
        self._add_press()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def start(self) -> None:
        """Starts the first press now, so that it is ready when the first page comes."""
        self._presses[0].start()

    def expect(self, pages: int) -> None:
        """Adds presses for so many pages to come."""
        most = min(MOST_PRESSES, os.cpu_count() or 1, 1 + pages // PAGES_A_PRESS)
        while len(self._presses) < most:
            self._add_press()

    def order(self, html: str, enclosure: Enclosure | None = None) -> Future[bytes]:
        """Gives the PDF of one page as soon as it is asked for and made; its result raises PressTimedOut or PressFailed."""
        return self._threads.submit(self._write, html, enclosure)

    def close(self) -> None:
        """Ends all presses, whatever they are doing."""
        self._closed = True
        self._threads.shutdown(wait=False, cancel_futures=True)
        for press in self._presses:
            press.interrupt()
        self._threads.shutdown(wait=True)
        for press in self._presses:
            press.close()

    def _add_press(self) -> None:
        press = PdfPress(seconds=self._seconds)
        self._presses.append(press)
        self._free.put(press)

    def _write(self, html: str, enclosure: Enclosure | None) -> bytes:
        press = self._free.get()
        try:
            if self._closed:
                raise PressFailed("The press room was closed.")
            return press.write(html, enclosure)
        finally:
            self._free.put(press)
