"""Word letters: the page of a letter goes in; a DOCX of real paragraphs, numbered asks and endnotes comes out.

The address stands in a frame where the envelope's window is. The same page gives the same bytes: no author, no path and no time
is in the file, and Word is told to add none when it is saved.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from reports.address import set_address
from reports.archive import write_zip
from reports.filters import choose_link
from reports.geometry import PROFILES
from reports.letter_page import LetterPage, Run, read_letter_page

if TYPE_CHECKING:
    from collections.abc import Iterator

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TAGS = {
    "en": "en-GB",
    "de": "de-DE",
    "fr": "fr-FR",
    "ja": "ja-JP",
    "ko": "ko-KR",
    "my": "my-MM",
    "nb": "nb-NO",
    "th": "th-TH",
    "zh": "zh-CN",
}
"""The languages of letters as Word names them, each with the country whose spelling it follows."""
_EAST = frozenset({"ja", "ko", "zh"})
_COMPLEX = frozenset({"my", "th"})
_STYLES = {
    "dateline": "Dateline",
    "subject": "Heading1",
    "h2": "Heading2",
    "h3": "Heading2",
    "claim": "Claim",
    "li": "Ask",
    "signature": "Signature",
}
_BLANK_SIZE, _BLANK_STEP = 9.0, 3.43
"""Points and millimetres: an address that is still to be filled in."""
_PARTS = {
    "[Content_Types].xml": "content_types.xml",
    "_rels/.rels": "package_rels.xml",
    "docProps/core.xml": "core.xml",
    "word/document.xml": "document.xml",
    "word/_rels/document.xml.rels": "document_rels.xml",
    "word/styles.xml": "styles.xml",
    "word/numbering.xml": "numbering.xml",
    "word/settings.xml": "settings.xml",
    "word/endnotes.xml": "endnotes.xml",
    "word/_rels/endnotes.xml.rels": "endnotes_rels.xml",
    "word/header.xml": "header.xml",
    "word/footer.xml": "footer.xml",
}


@dataclass(frozen=True, slots=True)
class Fonts:
    """The faces a letter names, which the reader's machine has, and its size and line (in 240ths)."""

    latin: str = "Times New Roman"
    east: str = "Yu Mincho"
    complex: str = "Myanmar Text"
    size: float = 11.0
    line: int = 250


FONTS = {
    "ko": Fonts(east="Batang", size=10.0),
    "zh": Fonts(east="SimSun", size=10.0),
    "ja": Fonts(east="Yu Mincho", size=10.0),
    "th": Fonts(complex="Leelawadee UI", size=10.0),
    "my": Fonts(size=9.5, line=240),
}
"""By language; each is what Word ships for its script. Where it is missing, Word takes another face of that script."""


@dataclass(frozen=True, slots=True)
class _Paragraph:
    style: str
    runs: tuple[Run, ...]
    list: int = 0


def write_letter_docx(html: str) -> bytes:
    """Gives the DOCX of a letter's page. Raises LetterPageUnknown, or AddressTooLong for an address no window shows."""
    page = read_letter_page(html)
    parts = _choose_parts(page)
    return write_zip({name: _environment().get_template(f"docx/{part}").render(parts).encode() for name, part in _PARTS.items()})


def _choose_parts(page: LetterPage) -> dict[str, Any]:
    profile = PROFILES[page.profile]
    address, size, step = _set_recipient(page)
    lists = list(dict.fromkeys(block.group for block in page.body if block.group.startswith("list-")))
    language = page.language
    return {
        "page": page,
        "profile": profile,
        "sender": _split_lines(page.sender),
        "address": address,
        "size": size,
        "step": step,
        "paragraphs": list(_choose_paragraphs(page, lists)),
        "lists": [name.split("-")[1] for name in lists],
        "links": list(dict.fromkeys(run.url for note in page.notes for run in note.runs if choose_link(run.url))),
        "tags": TAGS,
        "tag": TAGS[language],
        "latin": TAGS["en"] if language in _EAST | _COMPLEX else TAGS[language],
        "east": TAGS[language] if language in _EAST else "",
        "complex": TAGS[language] if language in _COMPLEX else "",
        "fonts": FONTS.get(language, Fonts()),
        "foot": _twips(profile.sheet.text.width),
    }


def _set_recipient(page: LetterPage) -> tuple[list[Run], float, float]:
    lines = _split_lines(page.recipient)
    if any(line.manner == "blank" for line in lines):
        return lines, _BLANK_SIZE, _BLANK_STEP
    placed = set_address(tuple(line.text for line in lines), PROFILES[page.profile].address)
    return [Run(line) for line in placed.lines], placed.size, placed.step


def _split_lines(runs: tuple[Run, ...]) -> list[Run]:
    return [Run(line, run.manner) for run in runs for line in run.text.split("\n") if line.strip()]


def _choose_paragraphs(page: LetterPage, lists: list[str]) -> Iterator[_Paragraph]:
    for block in page.body:
        fallback = "Closing" if block.group == "closing" else "Normal"
        numbered = lists.index(block.group) + 1 if block.role == "li" and block.group in lists else 0
        yield _Paragraph(_STYLES.get(block.role, fallback), block.runs, numbered)


def _twips(millimetres: float) -> int:
    """Word measures in twentieths of a point."""
    return round(millimetres / 25.4 * 1440)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("reports", "templates"),
        extensions=["jinja2.ext.do"],
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["twips"] = _twips
    return environment
