"""Letters for tests of their files: one to an invented company, as a draft or final, in any profile."""

from __future__ import annotations

from dataclasses import replace

from reports.letter_forms import render_letter
from screener.writing.correspondents import Recipient, Sender
from screener.writing.letters import write_letters
from tests.builders import build_screening

SENDER = Sender(
    capacity="shareholder",
    name="Ada Example",
    organisation="Delta Savers",
    address_lines=("1 Garden Row", "Leeds LS1 1AA"),
    email="ada@mail.example",
    place="Leeds",
)
RECIPIENT = Recipient("Hanbit Steel Co., Ltd.", ("100 Example-daero", "Seoul 04520"), "KR", email="board@hanbit.example")
HOSTILE = (
    "<b>Bold & Co</b>",
    "]]><w:t>x</w:t>",
    "{{ 7*7 }}{% raw %}",
    '"><script>alert(1)</script>',
    "=HYPERLINK(1)\r\nBcc: all@evil.example",
    "a\x00b\x08c",
    "\u202egnp.exe",
)
"""Names as no company has them."""


def build_letter(*, draft=False, sender=SENDER, recipient=RECIPIENT, **changes):
    """Gives the letter to Hanbit Steel; `changes` replace what its document says."""
    recipients = None if draft else {"hanbit-steel": recipient}
    letters = write_letters(build_screening(), sender=None if draft else sender, recipients=recipients)
    return replace(next(letter for letter in letters if letter.entity == "hanbit-steel"), **changes)


def build_page(**changes):
    """Gives the page of `build_letter`."""
    return render_letter(build_letter(**changes))
