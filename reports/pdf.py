"""PDF: a page as HTML goes in; a tagged PDF/A-3 with its fonts inside, the same bytes every time, comes out.

The page is not trusted: it may hold a user's words, so its layout runs in a child process, fetches nothing, and has limits of
time and memory. Styles and fonts are ours and are read from this package alone. A child that is kept warm lays out many.
"""

from __future__ import annotations

import contextlib
import gc
import logging
import multiprocessing
import os
from datetime import UTC, datetime
from functools import lru_cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Any, Self

from reports.faces import choose_faces, find_language, is_letter, write_faces
from reports.geometry import write_geometry_css

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess
    from pathlib import Path

    from reports.enclosures import Enclosure

SECONDS = 120.0
"""How long one page may take to lay out: a letter takes 0.2 seconds, forty issuers three, every issuer of the registry thirty."""
MEMORY_BYTES = 3 * 1024**3
VARIANT = "pdf/a-3a"
"""What every paper claims to be; no validator has confirmed it (docs/decisions/0010-letters-in-files.md)."""
_COMMON = (("Source Sans 3",), ("Source Serif 4",))
"""The faces nearly every paper needs: a child unpacks them before its first page comes."""


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
        self._child: SpawnProcess | None = None
        self._pipe: Connection | None = None

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
        pipe = self._open()
        try:
            pipe.send((html, enclosure))
            if not pipe.poll(limit):
                self.close()
                raise PressTimedOut(f"The page took more than {limit:g} seconds to lay out.")
            return _unwrap(pipe.recv())
        except (EOFError, BrokenPipeError, ConnectionResetError) as broken:
            self.close()
            raise PressFailed("The page could not be laid out: the layout broke off.") from broken

    def write_many(self, pages: Iterable[str]) -> Iterator[bytes]:
        """Gives the PDFs of many pages, in their order, as they are made."""
        for html in pages:
            yield self.write(html)

    def interrupt(self) -> None:
        """Ends the child from another thread: the write that waits for it raises PressFailed."""
        child = self._child
        if child is not None:
            child.kill()

    def close(self) -> None:
        """Ends the child, whatever it is doing."""
        if self._pipe is not None:
            self._pipe.close()
        if self._child is not None:
            self._child.kill()
            self._child.join()
        self._pipe = self._child = None

    def _open(self) -> Connection:
        if self._pipe is None or self._child is None or not self._child.is_alive():
            self.close()
            context = multiprocessing.get_context("spawn")
            ours, theirs = context.Pipe()
            child = context.Process(target=_serve, args=(theirs,), daemon=True)
            child.start()
            theirs.close()
            self._pipe, self._child = ours, child
        return self._pipe


def write_pdf(html: str, enclosure: Enclosure | None = None, *, seconds: float = SECONDS) -> bytes:
    """Gives the PDF of one page from a child process of its own; raises PressTimedOut or PressFailed."""
    with PdfPress(seconds=seconds) as press:
        return press.write(html, enclosure)


def _unwrap(answer: bytes | str) -> bytes:
    if isinstance(answer, str):
        raise PressFailed(f"The page could not be laid out: {answer}")
    return answer


# ── inside the child ─────────────────────────────────────────────────────────────────────────────────────────────────


def _serve(pipe: Connection) -> None:
    _limit_memory()
    gc.disable()  # a page's objects die with the page; looking for cycles among them takes a tenth of the time
    for families in _COMMON:
        _styles(families, is_letter="Serif" in families[0], language="en")
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)  # it would quote the page, and a page holds a portfolio
    with contextlib.suppress(EOFError, BrokenPipeError, KeyboardInterrupt):
        while True:
            pipe.send(_answer(*pipe.recv()))
            gc.collect()


def _answer(html: str, enclosure: Enclosure | None) -> bytes | str:
    try:
        return lay_out(html, enclosure)
    except Exception as error:  # noqa: BLE001 (the page is hostile until proven otherwise; whatever it breaks is told to the caller)
        return type(error).__name__


def lay_out(html: str, enclosure: Enclosure | None = None) -> bytes:
    """Gives the PDF of one page in this very process; only for a process that may be lost."""
    from weasyprint import HTML  # noqa: PLC0415 (takes a second to import; only the child needs it)
    from weasyprint.urls import URLFetcher  # noqa: PLC0415

    os.environ["SOURCE_DATE_EPOCH"] = (
        "0"  # without HarfBuzz's subsetter fontTools cuts the fonts, and would date them by the clock
    )
    styles, fonts = _styles(choose_faces(html), is_letter=is_letter(html), language=find_language(html))
    page = HTML(string=html, url_fetcher=URLFetcher(allowed_protocols=["data"]), base_url=None)
    enclosed = [] if enclosure is None else [_attach(enclosure)]
    pdf = page.write_pdf(
        stylesheets=styles, font_config=fonts, attachments=enclosed, finisher=_name_once, pdf_tags=True, pdf_variant=VARIANT
    )
    return bytes(pdf)


def _name_once(_: object, pdf: Any) -> None:  # noqa: ANN401 (WeasyPrint is imported in the child only)
    """WeasyPrint 70 names each enclosure twice among the files of the document."""
    if "AF" in pdf.catalog:
        pdf.catalog["AF"][:] = dict.fromkeys(pdf.catalog["AF"])


def _attach(enclosure: Enclosure) -> Any:  # noqa: ANN401 (WeasyPrint is imported in the child only)
    from weasyprint import Attachment  # noqa: PLC0415

    day = datetime.fromisoformat(enclosure.day).replace(tzinfo=UTC)
    return Attachment(
        string=enclosure.content,
        name=enclosure.name,
        description=enclosure.description,
        created=day,
        modified=day,
        relationship="Data",
    )


@lru_cache(maxsize=32)
def _styles(families: tuple[str, ...], *, is_letter: bool, language: str) -> tuple[list[Any], Any]:
    from weasyprint import CSS  # noqa: PLC0415
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415
    from weasyprint.urls import URLFetcher  # noqa: PLC0415

    fonts = FontConfiguration()
    fetcher = URLFetcher(allowed_protocols=["file"])
    folder = _package_folder()
    faces = CSS(string=write_faces(families), base_url=f"{folder / 'styles'}/", url_fetcher=fetcher, font_config=fonts)
    sheets = ("paper.css", "letter.css" if is_letter else "summary.css")
    styles = [CSS(filename=folder / "styles" / name, url_fetcher=fetcher, font_config=fonts) for name in sheets]
    geometry = [CSS(string=write_geometry_css(), url_fetcher=fetcher, font_config=fonts)] if is_letter else []
    own = folder / "styles" / f"letter-{language}.css"
    customs = [CSS(filename=own, url_fetcher=fetcher, font_config=fonts)] if is_letter and own.exists() else []
    return [faces, *styles, *geometry, *customs], fonts


@lru_cache(maxsize=1)
def _package_folder() -> Path:
    keep = contextlib.ExitStack()  # kept open for the life of the child: the styles refer to the fonts beside them
    return keep.enter_context(as_file(files("reports")))


def _limit_memory() -> None:
    try:
        import resource  # noqa: PLC0415 (POSIX only)
    except ImportError:
        return
    with contextlib.suppress(ValueError, OSError):  # a lower limit set from outside stays
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
