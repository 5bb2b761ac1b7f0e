"""Wording: a language goes in; its words, asks and standing sentences with their sources come out, read once."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import yaml

from reports.documents import SourceNote

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2.runtime import Undefined

LANGUAGES = ("en",)


class WordUnknown(KeyError):
    """A document carries a key that the locale has no word for; printing the bare key would hide that."""

    def __str__(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True, slots=True)
class Sentence:
    """A standing sentence and the publications it rests on."""

    text: str
    sources: tuple[SourceNote, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """All fixed words of one language."""

    language: str
    words: Mapping[str, Mapping[str, str]] = field(repr=False)
    asks: Mapping[str, Mapping[str, str]] = field(repr=False)
    exit_questions: Mapping[str, str] = field(repr=False)
    myanmar: tuple[Sentence, ...] = field(repr=False)
    standards: Mapping[str, Sentence] = field(repr=False)

    def word(self, key: str | Undefined, kind: str) -> str:
        """Gives the word for a key of a kind (`jet_fuel`, `channels`); raises WordUnknown where there is none."""
        try:
            return self.words[kind][str(key)]
        except KeyError:
            raise WordUnknown(f'"{key}" has no word among the {kind} of locale "{self.language}"') from None

    def phrase(self, text: str, kind: str) -> str:
        """Gives the phrase for an open word (an investor's action, an authority); without one, the word as it stands."""
        return self.words[kind].get(text, text)

    def ask(self, key: str, *, letter_kind: str, name: str) -> str:
        """Gives an ask as a question in an enquiry, and as a request in an engagement."""
        form = "question" if letter_kind == "enquiry" else "request"
        return self.asks[key][form].replace("{name}", name)


@lru_cache(maxsize=len(LANGUAGES))
def read_wording(language: str = "en") -> Wording:
    """Gives the wording of a language; raises WordUnknown where it is not shipped."""
    if language not in LANGUAGES:
        raise WordUnknown(f'there is no locale "{language}"; there is: {", ".join(LANGUAGES)}')
    context = _read(language, "context.yaml")
    sources = {key: SourceNote(id=key, **source) for key, source in context["sources"].items()}
    asks = _read(language, "asks.yaml")
    return Wording(
        language=language,
        words=_read(language, "words.yaml"),
        asks=asks["asks"],
        exit_questions=asks["exit_questions"],
        myanmar=tuple(_sentence(item, sources) for item in context["myanmar"]),
        standards={key: _sentence(item, sources) for key, item in context["standards"].items()},
    )


def _read(language: str, name: str) -> Any:  # noqa: ANN401 (our own data file; its shape is held by the tests)
    text = files("reports").joinpath("locales", language, name).read_text(encoding="utf-8")
    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 (BaseLoader makes text only: "no" stays a word)


def _sentence(item: Mapping[str, Any], sources: Mapping[str, SourceNote]) -> Sentence:
    return Sentence(text=item["text"].strip(), sources=tuple(sources[key] for key in item["sources"]))
