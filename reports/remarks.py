"""Remarks: a sentence that the program says about a file, a form or a request goes in; what the page says of it comes out.

Problems and refusals are made where they are found, as English sentences with a stable code, and travel so in records and to
programs. The pages know each of them by its words, which stand in `locales/en/remarks.txt` with a placeholder for what differs;
what stands there in the user's own words stays as it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from reports.catalogues import SOURCE
from reports.customs import read_customs
from reports.speech import translate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

OURS = "our_"
"""What a placeholder begins with that holds words of ours, which are translated too."""
WHOLE = "our_said"
"""The placeholder of a whole remark, in one that says where it was found."""
_PLACE = re.compile(r"\{(\w+)\}")
_NUMBER = re.compile(r"\d+|\d{1,3}(?:,\d{3})+|\d+\.\d+")
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_QUOTES = ('"', "“")
_CODES = frozenset({"reference"})
"""What is looked up as it stands, though it may look like a number."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence, cut at its placeholders: the texts between them, and their names."""

    sentence: str
    texts: tuple[str, ...]
    names: tuple[str, ...]

    def read(self, said: str) -> dict[str, str] | None:
        """Gives what stands at the placeholders of a sentence that was said, or None where it is another sentence.

        Each text between two placeholders is looked for once, from the left, so that no sentence takes long.
        """
        first, last = self.texts[0], self.texts[-1]
        if not self.names:
            return {} if said == first else None
        if not (said.startswith(first) and said.endswith(last)) or len(said) < len(first) + len(last):
            return None
        values, at, end = [], len(first), len(said) - len(last)
        for text in self.texts[1:-1]:
            found = said.find(text, at, end)
            if found < 0:
                return None
            values.append(said[at:found])
            at = found + len(text)
        return dict(zip(self.names, (*values, said[at:end]), strict=True))


def say_remark(said: str, *, language: str) -> str | None:
    """Gives the sentence in a language of the pages, or None where it is not known or not translated."""
    if language == SOURCE or not said:
        return said
    return _say_first(said, list_remarks(), language)


@lru_cache(maxsize=1)
def list_remarks() -> tuple[Remark, ...]:
    """Gives the remarks, those with the most words of their own first, so that the most exact one is found."""
    return tuple(sorted(map(_cut, read_sentences()), key=lambda remark: -sum(map(len, remark.texts))))


def read_sentences() -> Iterator[str]:
    """Gives the sentences of the file, in its order."""
    text = files("reports").joinpath("locales", SOURCE, "remarks.txt").read_text(encoding="utf-8")
    yield from (line for line in text.splitlines() if line and not line.startswith("#"))


def _cut(sentence: str) -> Remark:
    parts = _PLACE.split(sentence)
    return Remark(sentence, texts=tuple(parts[::2]), names=tuple(parts[1::2]))


def _say_first(said: str, remarks: Iterable[Remark], language: str) -> str | None:
    for remark in remarks:
        values = remark.read(said)
        if values is not None:
            return _say(remark, values, language)
    return None


def _say(remark: Remark, values: dict[str, str], language: str) -> str | None:
    translated = translate(remark.sentence, language=language, strict=False)
    if translated == remark.sentence and re.search("[a-z]{3}", remark.sentence):
        return None
    ours = {name: _say_ours(name, value, language) for name, value in values.items() if name.startswith(OURS)}
    if None in ours.values():
        return None
    settled = {**values, **{name: told for name, told in ours.items() if told is not None}}
    return _PLACE.sub(lambda place: _write_place(place, settled[place[1]], language), translated)


def _say_ours(name: str, value: str, language: str) -> str | None:
    """A whole remark stands in another once only, so that none can go on for ever; words are several where commas part them."""
    if name == WHOLE:
        return _say_first(value, (remark for remark in list_remarks() if WHOLE not in remark.names), language)
    said = [translate(word, language=language, strict=False) for word in value.split(", ")]
    return read_customs(language).list[0].join(said)


def _write_place(place: re.Match[str], value: str, language: str) -> str:
    """What we counted or dated is written as in the language; what is quoted, or is a code, stands as it is."""
    if place.string[: place.start()].endswith(_QUOTES) or place[1] in _CODES:
        return value
    if day := _DAY.fullmatch(value):
        return read_customs(language).write_date(*map(int, day.groups()))
    return read_customs(language).write_figures(value) if _NUMBER.fullmatch(value) else value
