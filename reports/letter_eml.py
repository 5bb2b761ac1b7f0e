"""Letters as e-mail: a letter's page, its PDF and an address go in; a draft for a mail program comes out.

It opens as an unsent message (X-Unsent), with the letter as plain text and the PDF attached. It has no date, no identifier and no
host name; the program that sends it adds its own. Nothing typed by anyone can add a header: a line break in a field is a space.
"""

from __future__ import annotations

import re
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256
from typing import TYPE_CHECKING

from reports.letter_page import read_letter_page
from reports.letter_text import write_letter_text
from reports.mail_address import is_mail_address

if TYPE_CHECKING:
    from reports.letter_page import LetterPage

MEDIA_TYPE = "message/rfc822"
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")
"""Control and direction marks: in a header they could hide or turn what a reader sees."""


class EmailAddressUnusable(Exception):
    """An address no mail program can send to, or one that would change the message."""


def write_letter_eml(html: str, pdf: bytes, *, name: str, to: str = "", to_name: str = "", sender: str = "") -> bytes:
    """Gives the message of a letter's page with `pdf` attached as `name`; the same letter, the same bytes.

    `to` and `sender` are e-mail addresses; without one the field is left to the person who sends it. Raises
    EmailAddressUnusable.
    """
    page = read_letter_page(html)
    message = EmailMessage(policy=SMTP)
    _write_headers(message, page, to=to, to_name=to_name, sender=sender)
    message.set_content(write_letter_text(page), cte="quoted-printable")
    message["Content-Language"] = page.language
    message.add_attachment(pdf, maintype="application", subtype="pdf", filename=re.sub(r"[^A-Za-z0-9._-]", "-", name))
    message.set_boundary(f"=_{sha256(pdf + html.encode()).hexdigest()[:40]}")  # it would else be drawn at random
    return message.as_bytes()


def _write_headers(message: EmailMessage, page: LetterPage, *, to: str, to_name: str, sender: str) -> None:
    message["X-Unsent"] = "1"
    message["Subject"] = _write_line(f"[{page.draft}] {page.subject}" if page.draft else page.subject)
    if sender:
        message["From"] = _read_address(sender)
    if to:
        message["To"] = _read_address(to, name=_write_line(to_name))


def _read_address(text: str, *, name: str = "") -> Address:
    if not is_mail_address(text):
        raise EmailAddressUnusable(f'"{text[:80]}" is not an e-mail address a letter can be sent to.')
    return Address(display_name=name, addr_spec=text)


def _write_line(text: str) -> str:
    return " ".join(_UNSEEN.sub(" ", text).split())[:250]
