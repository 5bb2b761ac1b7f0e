"""What a letter cannot do without: a call, a sender and a recipient go in; a refusal naming all that is missing comes out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.catalogues import LANGUAGES
from reports.geometry import PROFILES as GEOMETRIES
from screener.errors import LetterRefused
from screener.writing.correspondents import CAPACITIES
from screener.writing.kinds import KINDS

if TYPE_CHECKING:
    from screener.writing.correspondents import Recipient, Sender

PROFILES = tuple(GEOMETRIES)
"""Where the address stands: a block for British, German (form A) and Nordic windows, German form B, Swiss right, American."""


def check_call(kind: str | None, profile: str, language: str) -> None:
    """Raises LetterRefused for a kind, an address profile or a language that there is not."""
    for code, given, allowed in (
        ("kind", kind or KINDS[0], KINDS),
        ("profile", profile, PROFILES),
        ("language", language, LANGUAGES),
    ):
        if given not in allowed:
            named = {"kind": "letter of kind", "profile": "address profile", "language": "letter in"}[code]
            raise LetterRefused(
                f'There is no {named} "{given[:60]}".', help=f"There are: {', '.join(allowed)}.", code=f"{code}_unknown"
            )


def check_sender(sender: Sender) -> None:
    """Raises LetterRefused naming every field a letter needs that the sender has not."""
    missing = [
        field
        for field, given in (
            ("capacity", sender.capacity),
            ("name or organisation", sender.name or sender.organisation),
            ("email or address", sender.email or sender.address_lines),
            ("fund", sender.fund or sender.capacity != "saver"),
            ("organisation", sender.organisation or sender.capacity != "organisation"),
        )
        if not given
    ]
    if missing:
        named = ", no ".join(f'"{field}"' for field in missing)
        raise LetterRefused(
            f"The sender has no {named}, and a letter needs it.",
            help=f"Fill it in in the sender file; capacity is one of: {', '.join(CAPACITIES)}.",
            code="sender_incomplete",
        )


def check_recipient(entity: str, recipient: Recipient) -> None:
    """Raises LetterRefused for the first field a letter needs that the recipient has not."""
    for field, given in (("company", recipient.company), ("address", recipient.address_lines), ("country", recipient.country)):
        if not given:
            raise LetterRefused(
                f'The recipient "{entity}" has no "{field}", and a letter needs it.',
                help="Fill it in in the recipients file.",
                code="recipient_incomplete",
            )
