"""Layout: a page as HTML goes in; its PDF comes out, made in this very process, which is a child that may be lost.

    python -c "…; runpy.run_module('reports.layout')"      (as reports.pdf starts it)

Pages come in on standard input and PDFs go out on standard output, each with its length before it. The child fetches nothing;
styles and fonts are read from this package alone.
"""

from __future__ import annotations

import contextlib
import gc
import logging
import os
import pickle
import sys
import zlib
from datetime import UTC, datetime
from functools import lru_cache
from importlib import import_module
from importlib.resources import as_file, files
from types import SimpleNamespace
from typing import IO, TYPE_CHECKING, Any

from reports.faces import choose_faces, find_language, is_letter, write_faces
from reports.geometry import write_geometry_css

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reports.enclosures import Enclosure

MEMORY_BYTES = 3 * 1024**3
LENGTH_BYTES = 8
MADE, FAILED = b"+", b"-"
"""What an answer begins with: a PDF follows, or the name of what broke."""
VARIANT = "pdf/a-3a"
"""What every paper claims to be; no validator has confirmed it (docs/decisions/0010-letters-in-files.md)."""
COMPRESSION = 6
"""How hard the parts of a paper are compressed, of nine."""
_COMMON = (("Source Sans 3",), ("Source Serif 4",))
"""The faces nearly every paper needs: a child unpacks them before its first page comes."""


def main() -> None:
    """Answers each page until there are no more."""
    pages, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no part of an answer
    _limit_memory()
    gc.disable()  # a page's objects die with the page; looking for cycles among them takes a tenth of the time
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)  # it would quote the page, and a page holds a portfolio
    for families in _COMMON:
        _styles(families, is_letter="Serif" in families[0], language="en")
    for number, (html, enclosure) in enumerate(_read_pages(pages)):
        answer = _answer(html, enclosure)
        answers.write(len(answer).to_bytes(LENGTH_BYTES, "big") + answer)
        answers.flush()
        gc.collect()
        if number == 0:
            gc.freeze()  # layout and styles stay: looking through them after every page took a quarter of a letter's time


def _read_pages(pages: IO[bytes]) -> Iterator[tuple[str, Enclosure | None]]:
    while head := pages.read(LENGTH_BYTES):
        yield pickle.loads(pages.read(int.from_bytes(head, "big")))  # noqa: S301 (from the parent, which trusts itself)


def _answer(html: str, enclosure: Enclosure | None) -> bytes:
    try:
        return MADE + lay_out(html, enclosure)
    except Exception as error:  # noqa: BLE001 (the page is hostile until proven otherwise; whatever it breaks is told to the caller)
        return FAILED + type(error).__name__.encode()


def lay_out(html: str, enclosure: Enclosure | None = None) -> bytes:
    """Gives the PDF of one page in this very process; only for a process that may be lost."""
    from weasyprint import HTML  # noqa: PLC0415 (takes a second to import; only the child needs it)
    from weasyprint.urls import URLFetcher  # noqa: PLC0415

    os.environ["SOURCE_DATE_EPOCH"] = (
        "0"  # without HarfBuzz's subsetter fontTools cuts the fonts, and would date them by the clock
    )
    _compress_quickly()
    styles, fonts = read_styles(html)
    page = HTML(string=html, url_fetcher=URLFetcher(allowed_protocols=["data"]), base_url=None)
    enclosed = [] if enclosure is None else [_attach(enclosure)]
    pdf = page.write_pdf(
        stylesheets=styles, font_config=fonts, attachments=enclosed, finisher=_name_once, pdf_tags=True, pdf_variant=VARIANT
    )
    return bytes(pdf)


def read_styles(html: str) -> tuple[list[Any], Any]:
    """Gives the styles of a page and the fonts they name, read once for all pages that need the same."""
    return _styles(choose_faces(html), is_letter=is_letter(html), language=find_language(html))


@lru_cache(maxsize=1)
def _compress_quickly() -> None:
    """pydyf compresses as hard as it can: a fourteenth of a letter's time for a fiftieth of its bytes."""
    writer: Any = import_module("pydyf")  # comes with WeasyPrint; only the child needs it
    writer.zlib = SimpleNamespace(compress=zlib.compress, compressobj=lambda level: zlib.compressobj(min(level, COMPRESSION)))


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


if __name__ == "__main__":
    with contextlib.suppress(BrokenPipeError, KeyboardInterrupt):
        main()
