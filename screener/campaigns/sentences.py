"""Sentences: the page of a letter goes in as HTML; each sentence of it beside the sources its notes name comes out.

It reads what will be printed and not what was meant to be: what the page says without a note stands there without a source.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    Attributes = list[tuple[str, str | None]]

_BLOCKS = frozenset({"p", "li", "h1", "h2", "h3", "dt", "dd", "td", "th"})
_SHORT = frozenset(
    {"co", "corp", "inc", "ltd", "llc", "plc", "no", "nos", "st", "mr", "mrs", "ms", "dr", "prof", "vs", "art", "para", "pp",
     "cf", "al", "bhd", "sdn", "ag", "nr", "str", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov",
     "dec", "u.s", "u.k", "u.n", "e.g", "i.e", "z.b", "u.a"}
)  # fmt: skip
"""Words whose full stop ends no sentence."""
_LABEL_WORDS = 4
"""What is shorter, as a company's name before what is said of it, stays with the sentence behind it."""
_NO_STATEMENT = frozenset({"dateline", "salutation", "valediction"})
"""Paragraphs that state nothing: nobody need sign that a letter begins and ends."""
_SAME_NOTES = "same-notes"
"""The class of what a letter adds to a claim behind its notes: it rests on them, and not on those of what follows."""
_END = re.compile(r"(?<=[.!?။])[”\"’»)]*\s+(?=\S)|(?<=[。！？])[」』]?(?=\S)")


@dataclass(frozen=True, slots=True)
class Note:
    """A source as the letter's notes print it."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a letter and its notes; the `id` is made of both, so that a changed source is a changed sentence."""

    text: str
    notes: tuple[Note, ...]
    cited: bool = True
    """Whether the notes stand behind it; what follows them in the same paragraph has none of its own."""

    @property
    def id(self) -> str:
        """The first twelve digits of the SHA-256 of what it says and where that can be read.

        A source is its address: a letter in another language writes the day of the same source otherwise.
        """
        parts = [self.text, *(note.url or note.text for note in self.notes)]
        return sha256("\x1e".join(parts).encode()).hexdigest()[:12]


def list_sentences(html: str) -> tuple[Sentence, ...]:
    """Gives the sentences of a letter's body in their order, each once; the address, the date line, notes and colophon
    are none of them."""
    page = _Page()
    page.feed(html)
    page.close()
    sentences = [
        Sentence(text, tuple(page.notes[number] for number in numbers if number in page.notes), cited)
        for block in page.blocks
        for run, numbers, cited in _spread_notes(block)
        for text in split_sentences(run)
    ]
    return tuple(dict.fromkeys(sentences))


def split_sentences(text: str) -> Iterator[str]:
    """Gives the sentences of a paragraph; a full stop behind a short form or a single letter ends none."""
    begun = 0
    for end in _END.finditer(text):
        if not _ends(text, begun, end) or len(text[begun : end.start()].split()) < _LABEL_WORDS:
            continue
        yield text[begun : end.end()].strip()
        begun = end.end()
    if text[begun:].strip():
        yield text[begun:].strip()


def _ends(text: str, begun: int, end: re.Match[str]) -> bool:
    last = re.split(r"[\s(]", text[begun : end.start()].rstrip('”"’»)'))[-1].rstrip(".").casefold()
    short = last in _SHORT or (len(last) == 1 and last.isalpha()) or (len(last) <= 2 and last.isdecimal())
    return not short and not text[end.end()].islower()


def _spread_notes(block: list[tuple[str, tuple[str, ...]]]) -> Iterator[tuple[str, tuple[str, ...], bool]]:
    """What follows the last note of a paragraph is read against that note too."""
    last: tuple[str, ...] = ()
    for run, numbers in block:
        last = numbers or last
        yield run, last, bool(numbers)


class _Page(HTMLParser):
    """Collects paragraphs as runs of text, each with the numbers of the notes that end it, and the notes themselves."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[list[tuple[str, tuple[str, ...]]]] = []
        self.notes: dict[str, Note] = {}
        self._inside = False
        self._text = ""
        self._block: list[tuple[str, tuple[str, ...]]] = []
        self._cited: list[str] | None = None
        self._note, self._url = "", ""
        self._of_note = ""
        self._skipped = False
        self._spans: list[bool] = []

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        values = dict(attrs)
        name = values.get("id") or ""
        if tag == "span":
            self._spans.append((values.get("class") or "") == _SAME_NOTES)
        if tag == "main":
            self._inside = True
        elif tag == "li" and name.startswith("note-"):
            self._of_note, self._note, self._url = name.removeprefix("note-"), "", ""
        elif tag == "a" and self._of_note:
            self._url = values.get("href") or ""
        elif tag == "sup" and "cite" in (values.get("class") or ""):
            self._cited = []
        elif tag == "a" and self._cited is not None:
            self._cited.append((values.get("href") or "").removeprefix("#note-"))
        elif self._inside and tag in _BLOCKS:
            self._end_block()
            self._skipped = (values.get("class") or "") in _NO_STATEMENT
        elif tag == "br":
            self._text += " "

    def handle_endtag(self, tag: str) -> None:
        if tag == "span" and self._spans and self._spans.pop():
            self._end_run(())
        if tag == "main":
            self._end_block()
            self._inside = False
        elif tag == "li" and self._of_note:
            self.notes[self._of_note] = Note(" ".join(self._note.split()), self._url)
            self._of_note = ""
        elif tag == "sup" and self._cited is not None:
            self._end_run(tuple(self._cited))
            self._cited = None
        elif self._inside and tag in _BLOCKS:
            self._end_block()

    def handle_data(self, data: str) -> None:
        if self._of_note:
            self._note += data
        elif self._cited is None and self._inside:
            self._text += data

    def _end_run(self, numbers: tuple[str, ...]) -> None:
        text = " ".join(self._text.split())
        if text:
            self._block.append((text, numbers))
        self._text = ""

    def _end_block(self) -> None:
        self._end_run(())
        if self._block and not self._skipped:
            self.blocks.append(self._block)
        self._skipped = False
        self._block = []
