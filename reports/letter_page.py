"""Letter pages: the page of a letter as HTML goes in; its paragraphs, asks and notes, with what each is, come out.

A Word file and an e-mail are made of the very page that the PDF is laid out from, so that all three say the same words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

from reports.customs import NO_BREAK
from reports.geometry import COMMON

BLOCKS = frozenset({"p", "h1", "h2", "h3", "li", "address", "figcaption", "th", "td"})
"""Elements whose text is a paragraph of its own."""
_INLINE = frozenset({"span", "a", "cite", "em", "i", "strong", "b", "sup"})
_GROUPS = frozenset(
    {"html", "head", "body", "header", "main", "section", "div", "footer", "ol", "ul", "table", "thead", "tbody", "tr"}
)
_EMPTY = frozenset({"br", "meta", "link"})
_UNPRINTED = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold, and no reader can see."""


class LetterPageUnknown(Exception):
    """A letter's page holds an element that no writer knows, so that its words would be lost."""


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text set in one manner: plain, cite (a title), strong, blank (to be filled in), link or note (its number)."""

    text: str
    manner: str = "plain"
    language: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph: its role is its class on the page, or its element where it has none; `group` is the list or part it is in."""

    role: str
    runs: tuple[Run, ...]
    group: str = ""

    @property
    def text(self) -> str:
        """Its words; line breaks as such."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class LetterPage:
    """A letter: sender and address line by line, its body up to the signatures, its notes in their order, and its small print.

    `running` are the words before, between and after the numbers of pages, `reference` stands at the foot of each; `draft` is the
    word a draft is marked by, or nothing.
    """

    title: str
    language: str
    profile: str
    draft: str
    running: tuple[str, str, str]
    reference: str
    sender: tuple[Run, ...]
    recipient: tuple[Run, ...]
    body: tuple[Block, ...]
    sources: str
    notes: tuple[Block, ...]
    colophon: tuple[Block, ...]

    @property
    def subject(self) -> str:
        """The line that says what the letter is about."""
        return next((" ".join(block.text.split()) for block in self.body if block.role == "subject"), self.title)


def read_letter_page(html: str) -> LetterPage:
    """Gives what a letter's page says. Raises LetterPageUnknown for an element without a place in a letter."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    blocks = [block for block in reader.blocks if block.text.strip()]
    end = next((block.text for block in blocks if block.group == "endnotes" and block.role == "h2"), "")
    return LetterPage(
        title=" ".join(reader.title.split()),
        language=reader.language,
        profile=next((name[8:] for name in reader.kinds if name.startswith("profile-")), COMMON),
        draft=(reader.running.get("data-draft") or "DRAFT") if "draft" in reader.kinds else "",
        running=(
            reader.running.get("data-before", "Page "),
            reader.running.get("data-between", " of "),
            reader.running.get("data-after", ""),
        ),
        reference=reader.reference,
        sender=_find(blocks, "sender"),
        recipient=_find(blocks, "recipient"),
        body=tuple(block for block in blocks if block.group in {"", "closing"} or block.group.startswith("list-")),
        sources=end,
        notes=tuple(block for block in blocks if block.group == "notes"),
        colophon=tuple(block for block in blocks if block.group == "colophon"),
    )


def _find(blocks: list[Block], role: str) -> tuple[Run, ...]:
    return next((block.runs for block in blocks if block.group == role), ())


@dataclass(slots=True)
class _Manner:
    manner: str = "plain"
    language: str = ""
    url: str = ""


@dataclass(slots=True)
class _Open:
    """An element that is not closed yet."""

    tag: str
    role: str
    group: str
    manner: _Manner = field(default_factory=_Manner)


class _Reader(HTMLParser):
    """Walks through the page, element by element."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.title = ""
        self.language = "en"
        self.kinds: tuple[str, ...] = ()
        self.running: dict[str, str] = {}
        self.reference = ""
        self.blocks: list[Block] = []
        self._open: list[_Open] = []
        self._runs: list[Run] = []
        self._lists = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "br":
            self._add("\n")
        if tag in _EMPTY:
            return
        role = given.get("class", "").split(" ")[0]
        self._note_page(tag, given)
        if tag in BLOCKS:
            self._end_block()
        self._open.append(_Open(tag, role or tag, self._choose_group(tag, role), self._choose_manner(tag, role, given)))
        if role == "line" and self._runs:
            self._add("\n")

    def handle_endtag(self, tag: str) -> None:
        while self._open:
            last = self._open[-1]
            if last.tag in BLOCKS:
                self._end_block()
            self._open.pop()
            if last.tag == tag:
                return

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1].tag == "title":
            self.title += _UNPRINTED.sub("", data)
        elif data.strip() or self._runs:
            self._add(re.sub(r"[ \t\r\n]+", " ", _UNPRINTED.sub("", data)))

    def _note_page(self, tag: str, given: dict[str, str]) -> None:
        if tag == "html":
            self.language = given.get("lang", "en")
        if tag == "body":
            self.kinds = tuple(given.get("class", "").split())
        if given.get("class") == "running":
            self.running = given
        if tag not in BLOCKS | _INLINE | _GROUPS | {"title"}:
            raise LetterPageUnknown(f"A letter's page holds <{tag}>, which no Word file or e-mail of ours can show.")

    def _choose_group(self, tag: str, role: str) -> str:
        above = self._open[-1].group if self._open else ""
        if tag == "address" or role in {"closing", "endnotes", "colophon", "notes"}:
            return role
        if tag in {"ol", "ul", "table"}:
            self._lists += 1
            return f"list-{tag}-{self._lists}"
        return above

    def _choose_manner(self, tag: str, role: str, given: dict[str, str]) -> _Manner:
        above = self._open[-1].manner if self._open else _Manner()
        named = {"cite": "cite", "em": "cite", "strong": "strong", "b": "strong", "sup": "note", "a": "link"}
        manner = "blank" if role == "blank" else named.get(tag, above.manner)
        if above.manner == "note":
            manner = "note"
        language = given.get("lang", above.language) if tag != "html" else ""
        return _Manner(manner, language, given.get("href", above.url) if manner == "link" else "")

    def _add(self, text: str) -> None:
        if not any(one.tag in BLOCKS for one in self._open):
            if text.strip():
                raise LetterPageUnknown(f'A letter\'s page holds "{text.strip()[:60]}" outside every paragraph.')
            return
        last = self._open[-1]
        if last.role == "reference":
            self.reference += text
        text = text.replace(" ", NO_BREAK) if last.role == "held" else text
        self._runs.append(Run(text, last.manner.manner, last.manner.language, last.manner.url))

    def _end_block(self) -> None:
        block = next((one for one in reversed(self._open) if one.tag in BLOCKS), None)
        if block is not None and self._runs:
            self.blocks.append(Block(block.role, _tidy(self._runs), block.group))
        self._runs = []


def _tidy(runs: list[Run]) -> tuple[Run, ...]:
    """Spaces as a browser shows them: one between words, none at the ends of a line; runs of one manner are one run."""
    tidied: list[Run] = []
    last = "\n"
    for run in runs:
        text = run.text.lstrip(" ") if last in " \n" else run.text
        if not text:
            continue
        if text == "\n" and tidied:
            tidied[-1] = replace(tidied[-1], text=tidied[-1].text.rstrip(" "))
        if tidied and run.manner != "note" and replace(tidied[-1], text="") == replace(run, text=""):
            text = tidied.pop().text + text
        tidied.append(replace(run, text=text))
        last = text[-1]
    while tidied and not tidied[-1].text.strip(" \n"):
        tidied.pop()
    if tidied:
        tidied[-1] = replace(tidied[-1], text=tidied[-1].text.rstrip(" \n"))
    return tuple(run for run in tidied if run.text)
