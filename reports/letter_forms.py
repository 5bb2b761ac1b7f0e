"""Forms of a letter: its document goes in; its page, and from it the file of each form asked for, come out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reports.address import AddressTooLong
from reports.catalogues import WordUnknown
from reports.glyphs import GlyphsMissing
from reports.letter_docx import MEDIA_TYPE as DOCX_TYPE
from reports.letter_docx import write_letter_docx
from reports.letter_eml import MEDIA_TYPE as EML_TYPE
from reports.letter_eml import EmailAddressUnusable, write_letter_eml
from reports.render import render_html

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reports.letter_document import LetterDocument

FORMS = {"pdf": "application/pdf", "docx": DOCX_TYPE, "eml": EML_TYPE}
"""What a letter can be written as, and the media type of each."""


class LetterUnprintable(Exception):
    """A letter cannot be set on paper as it is. `help` says what to change."""

    def __init__(self, message: str, *, help: str = "") -> None:
        super().__init__(message)
        self.help = help


@dataclass(frozen=True, slots=True)
class Mail:
    """Where a letter goes by e-mail: an address and the name before it; both empty where nobody gave one."""

    to: str = ""
    name: str = ""


def render_letter(letter: LetterDocument) -> str:
    """Gives the page of a letter. Raises LetterUnprintable for an address, a word or a character that it cannot show."""
    try:
        return render_html(letter)
    except AddressTooLong as error:
        raise LetterUnprintable(f"{letter.id}: {error}", help="Shorten it, or choose another address profile.") from error
    except WordUnknown as error:
        raise LetterUnprintable(f"{letter.id}: {error}", help="Choose another language for this letter.") from error
    except GlyphsMissing as error:
        raise LetterUnprintable(f"{letter.id}: {error}", help=error.help) from error


def needs_pdf(forms: Iterable[str]) -> bool:
    """Says whether a letter in these forms has to be laid out: an e-mail carries its PDF."""
    return not {"pdf", "eml"}.isdisjoint(forms)


def write_form(form: str, letter: LetterDocument, html: str, pdf: bytes, mail: Mail | None = None) -> bytes:
    """Gives one of FORMS from a letter's page and its PDF. Raises LetterUnprintable for an e-mail address that is none."""
    if form == "pdf":
        return pdf
    if form == "docx":
        return write_letter_docx(html)
    to = mail or Mail()
    try:
        return write_letter_eml(html, pdf, name=f"{letter.id}.pdf", to=to.to, to_name=to.name, sender=letter.sender.email)
    except EmailAddressUnusable as error:
        raise LetterUnprintable(f"{letter.id}: {error}", help="Correct the e-mail address.") from error
