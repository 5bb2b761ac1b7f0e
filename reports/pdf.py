"""PDF: a page as HTML goes in; a tagged PDF/A-3 with its fonts inside, the same bytes every time, comes out.

The page is not trusted: it may hold a user's words, so its layout runs in a child process, fetches nothing, and has limits of
time and memory. What the child answers is bytes and never an object. A child that is kept warm lays out many.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import select
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Self

from reports.layout import LENGTH_BYTES, MADE

if TYPE_CHECKING:
    from reports.enclosures import Enclosure

SECONDS = 120.0
"""How long one page may take to lay out: a letter takes 0.2 seconds, forty issuers three, every issuer of the registry thirty."""
_START = "import sys, runpy; sys.path.insert(0, sys.argv.pop(1)); runpy.run_module('reports.layout', run_name='__main__')"
_PIECE = 1 << 20


class PressFailed(Exception):
    """A page could not be laid out: the layout broke off, or took more memory than it may."""


class PressTimedOut(PressFailed):
    """A page took longer to lay out than it may."""


class PdfPress:
    """A child process that turns pages into PDFs, one at a time; it starts with the first page, and again after a page broke it.

    Use it as a context manager; leaving it ends the child. Layout is not safe in threads: each press serves one caller.
    """

    def __init__(self, *, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def start(self) -> None:
        """Starts the child now, so that it is ready when the first page comes."""
        self._open()

    def write(self, html: str, enclosure: Enclosure | None = None, *, seconds: float | None = None) -> bytes:
        """Gives the PDF of one page, with its enclosure inside, within `seconds` where given; raises PressTimedOut or
        PressFailed, and the next page gets a fresh child.
        """
        limit = self._seconds if seconds is None else seconds
        child = self._open()
        try:
            _send(child, pickle.dumps((html, enclosure)))
            return _unwrap(_receive(child, limit))
        except TimeoutError as error:
            self.close()
            raise PressTimedOut(f"The page took more than {limit:g} seconds to lay out.") from error
        except (EOFError, OSError) as broken:
            self.close()
            raise PressFailed("The page could not be laid out: the layout broke off.") from broken

    def interrupt(self) -> None:
        """Ends the child from another thread: the write that waits for it raises PressFailed."""
        child = self._child
        if child is not None:
            child.kill()

    def close(self) -> None:
        """Ends the child, whatever it is doing."""
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        for pipe in (child.stdin, child.stdout):
            with contextlib.suppress(OSError):
                pipe.close()  # type: ignore[union-attr]  # both were asked for
        child.wait()

    def _open(self) -> subprocess.Popen[bytes]:
        if self._child is None or self._child.poll() is not None:
            self.close()
            self._child = _start_child()
        return self._child


def write_pdf(html: str, enclosure: Enclosure | None = None, *, seconds: float = SECONDS) -> bytes:
    """Gives the PDF of one page from a child process of its own; raises PressTimedOut or PressFailed."""
    with PdfPress(seconds=seconds) as press:
        return press.write(html, enclosure)


def _start_child() -> subprocess.Popen[bytes]:
    """A process that knows nothing of this one: what the caller has imported would take it seconds to import again."""
    spec = find_spec("reports")
    assert spec is not None and spec.origin is not None  # noqa: S101, PT018 (this module is part of it)
    command = [sys.executable, "-I", "-c", _START, str(Path(spec.origin).parents[1])]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)  # noqa: S603


def _send(child: subprocess.Popen[bytes], page: bytes) -> None:
    assert child.stdin is not None  # noqa: S101 (it was asked for)
    child.stdin.write(len(page).to_bytes(LENGTH_BYTES, "big") + page)
    child.stdin.flush()


def _receive(child: subprocess.Popen[bytes], seconds: float) -> bytes:
    until = time.monotonic() + seconds
    length = int.from_bytes(_read(child, LENGTH_BYTES, until), "big")
    return _read(child, length, until)


def _read(child: subprocess.Popen[bytes], length: int, until: float) -> bytes:
    assert child.stdout is not None  # noqa: S101 (it was asked for)
    number, pieces = child.stdout.fileno(), bytearray()
    while len(pieces) < length:
        ready, _, _ = select.select([number], [], [], max(0.0, until - time.monotonic()))
        if not ready:
            raise TimeoutError
        piece = os.read(number, min(_PIECE, length - len(pieces)))
        if not piece:
            raise EOFError
        pieces += piece
    return bytes(pieces)


def _unwrap(answer: bytes) -> bytes:
    if not answer.startswith(MADE):
        raise PressFailed(f"The page could not be laid out: {answer[1:200].decode('utf-8', 'replace')}")
    return answer[1:]
