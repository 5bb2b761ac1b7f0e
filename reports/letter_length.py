"""Length: a letter's page as HTML goes in; by how much its body is longer than two pages, and by how many words, comes out.

It is reckoned from the widths of letters and the measures of `styles/letter.css`, without laying the page out, so that hundreds
of letters are checked while a person waits. It errs towards telling: a letter at the very end of its second page may be told of.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reports.geometry import PROFILES
from reports.letter_page import read_letter_page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reports.letter_page import Block

_PT = 25.4 / 72
_LETTER_EM = 0.474
"""The mean width of a letter of the book face, spaces among them."""
MEASURED = frozenset({"en", "de", "fr", "nb"})
"""Languages of which it is reckoned; of the other scripts the widths are not known here."""
WHITE = 20.0
"""Millimetres of two pages that stay white: at the foot of the first, where a heading or a paragraph would be torn."""


@dataclass(frozen=True, slots=True)
class _Setting:
    """How a paragraph of a role is set: size and line height in points and as a factor, space above and below, indent in mm."""

    size: float = 10
    leading: float = 1.36
    above: float = 0
    below: float = 5
    indent: float = 0


_PLAIN = _Setting()
_LINE = _PLAIN.size * _PLAIN.leading * _PT
_SETTINGS = {
    "dateline": _Setting(size=9.5, below=12),
    "subject": _Setting(size=11.5, leading=1.3, below=9),
    "h2": _Setting(above=3, below=2),  # its space above and the paragraph's below are one
    "claim": _Setting(indent=6),
    "li": _Setting(below=2.5, indent=8),
    "signature": _Setting(above=13 / _PT),
    "signatories": _Setting(size=9.5),
}


@dataclass(frozen=True, slots=True)
class LetterLength:
    """How long a letter's body is, and what two pages hold, in millimetres; `words` are those too many, 0 where it fits."""

    height: float
    room: float
    words: int


def measure_length(html: str) -> LetterLength:
    """Gives the length of a letter's body beside the room on two pages before the page of notes."""
    page = read_letter_page(html)
    profile = PROFILES[page.profile]
    text = profile.sheet.text
    height = sum(_measure_block(block, width=text.width) for block in page.body)
    room = (text.bottom - profile.body) + text.height - WHITE
    words = math.ceil((height - room) / _LINE * _count_words_a_line(page.body, text.width))
    return LetterLength(height, room, max(0, words) if page.language in MEASURED else 0)


def _measure_block(block: Block, *, width: float) -> float:
    setting = _SETTINGS.get(block.role, _PLAIN)
    lines = _count_lines(block, width=(width - setting.indent) / (setting.size * _PT))
    return (lines * setting.size * setting.leading + setting.above + setting.below) * _PT


def _count_lines(block: Block, *, width: float) -> int:
    text = "".join("n" * round(len(run.text) * 0.7) if run.manner == "note" else run.text for run in block.runs)
    return sum(_wrap(line.split(" "), width / _LETTER_EM) for line in text.split("\n"))


def _wrap(words: Iterable[str], letters: float) -> int:
    lines, used = 1, 0
    for word in words:
        if used + len(word) > letters and used:
            lines, used = lines + 1, 0
        used += len(word) + 1
    return lines


def _count_words_a_line(blocks: Iterable[Block], width: float) -> float:
    texts = [block.text for block in blocks]
    mean = sum(map(len, texts)) / max(1, sum(len(text.split()) for text in texts))
    return width / (_PLAIN.size * _PT) / _LETTER_EM / mean
