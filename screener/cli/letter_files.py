"""Letters in files: letters and the forms asked for go in; each letter in each form, or one ZIP of them, is written."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import track

from reports.enclosures import enclose_letter
from reports.letter_archive import LetterFile, write_letters_zip
from reports.letter_forms import LetterUnprintable, Mail, needs_pdf, write_form
from reports.pdf import PressFailed
from screener.cli.desk import write_file
from screener.errors import PaperFailed
from screener.jobs.bundle import choose_forms, render_planned
from screener.orders import refuse_unprintable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from concurrent.futures import Future
    from pathlib import Path

    from reports.letter_document import LetterDocument
    from reports.press_room import PressRoom
    from screener.writing.correspondents import Recipient

ZIP = "zip"
ARCHIVE = "letters.zip"


def write_letter_files(
    letters: Sequence[LetterDocument],
    *,
    formats: Sequence[str],
    recipients: Mapping[str, Recipient],
    folder: Path,
    room: PressRoom,
) -> list[tuple[Path, LetterDocument]]:
    """Writes the letters into the folder, each with the path of its file; with "zip" all into one archive with its manifest,
    which is each letter's path once, in however many forms it lies there.

    Nothing is written before every letter could be made. Raises LetterRefused or PaperFailed.
    """
    files = list(print_letters(letters, forms=choose_forms(formats, beside=(ZIP,)), recipients=recipients, room=room))
    if ZIP not in formats:
        return [(write_file(folder / file.name, file.content), file.letter) for file in files]
    target = write_file(folder / ARCHIVE, write_letters_zip(files, title="Letters"))
    return [(target, letter) for letter in {file.letter.id: file.letter for file in files}.values()]


def print_letters(
    letters: Sequence[LetterDocument], *, forms: Sequence[str], recipients: Mapping[str, Recipient], room: PressRoom
) -> Iterator[LetterFile]:
    """Gives each letter in each form, named for its letter. Raises LetterRefused or PaperFailed."""
    room.expect(len(letters) if needs_pdf(forms) else 0)
    ordered = [(letter, *_order(letter, forms, room)) for letter in letters]
    shown = track(ordered, description="Letters", console=Console(stderr=True), disable=not sys.stderr.isatty(), transient=True)
    for letter, html, printed in shown:
        pdf = b"" if printed is None else _await(printed)
        to = recipients.get(letter.entity)
        for form in forms:
            content = _write(form, letter, html, pdf, to)
            company, country = (to.company, to.country) if to else ("", "")
            yield LetterFile(f"{letter.id}.{form}", letter, content, company, country)


def _order(letter: LetterDocument, forms: Sequence[str], room: PressRoom) -> tuple[str, Future[bytes] | None]:
    html = render_planned(letter)
    return html, room.order(html, enclose_letter(letter)) if needs_pdf(forms) else None


def _write(form: str, letter: LetterDocument, html: str, pdf: bytes, to: Recipient | None) -> bytes:
    mail = Mail(to.email, to.person or to.company) if to else Mail()
    try:
        return write_form(form, letter, html, pdf, mail)
    except LetterUnprintable as error:
        raise refuse_unprintable(error) from error


def _await(printed: Future[bytes]) -> bytes:
    try:
        return printed.result()
    except PressFailed as error:
        raise PaperFailed(str(error), help="Write fewer letters at once, or raise SCREENER_RENDER_TIMEOUT_S.") from error
