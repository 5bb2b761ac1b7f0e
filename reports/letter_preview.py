"""A letter goes in; what stands on its sheets comes out as a part of a page for the screen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import Markup

from reports.letter_forms import render_letter

if TYPE_CHECKING:
    from reports.letter_document import LetterDocument

_STYLE = re.compile(r'(<span class="line") style="[^"]*"')


def preview_letter(letter: LetterDocument) -> Markup:
    """Gives the letter's text with its notes. Raises LetterUnprintable as `render_letter` does.

    What belongs to paper alone goes: places in millimetres, and the landmarks and first headings of a page of its own.
    """
    page = render_letter(letter)
    body = page.partition("<body")[2].partition(">")[2].rpartition("</body>")[0]
    body = _STYLE.sub(r"\1", body)
    for old, new in (("main", "div"), ("header", "div"), ("section", "div"), ("h2", "h3"), ("h1", "h2"), ("footer", "div")):
        body = re.sub(rf"<(/?){old}(?=[\s>])", rf"<\g<1>{new}", body)
    return Markup(body)  # noqa: S704 (our own page, escaped when it was rendered)
