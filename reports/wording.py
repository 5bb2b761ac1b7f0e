"""Wording: a language goes in; its words, asks and standing sentences with their sources come out, read once.

The sentences are first written in English, in the YAML files of `locales/en`. Each is translated under the path of its key.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import yaml

from reports.catalogues import LANGUAGES, SOURCE, TranslationMissing, WordUnknown
from reports.facts import SourceNote
from reports.speech import translate
from reports.variants import read_variants

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jinja2.runtime import Undefined

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""Where libyaml is there, all sentences are read in a hundredth of a second instead of a quarter."""
_PLACE = re.compile(r"\{(\w+)\}")
_SAME_EVERYWHERE = ("context.sources", "words.marks")
"""What is never translated: a publication keeps the title under which it is found, a mark its shape."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A standing sentence, under its key, and the publications it rests on."""

    key: str
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

    def say(self, key: str, kind: str, **values: str) -> str:
        """Gives the sentence for a key of a kind, `{name}` and other places in it filled; raises WordUnknown as `word` does."""
        return _PLACE.sub(lambda place: values[place[1]], self.word(key, kind)).replace("..", ".")

    def ask(self, key: str, *, letter_kind: str, name: str) -> str:
        """Gives an ask as a question in an enquiry, and as a request in an engagement."""
        form = "question" if letter_kind == "enquiry" else "request"
        return self.asks[key][form].replace("{name}", name)

    def vary(self, seed: str) -> Wording:
        """Gives the wording that a letter of a campaign has, chosen by whom it is to."""
        chosen = read_variants(self.language).vary_wordings(seed=seed)
        return replace(
            self,
            words={kind: _vary(said, f"words.{kind}", chosen) for kind, said in self.words.items()},
            asks={key: _vary(said, f"asks.asks.{key}", chosen) for key, said in self.asks.items()},
            exit_questions=_vary(self.exit_questions, "asks.exit_questions", chosen),
            myanmar=tuple(_vary_sentence(said, "context.myanmar", chosen) for said in self.myanmar),
            standards={key: _vary_sentence(said, "context.standards", chosen) for key, said in self.standards.items()},
        )


@lru_cache(maxsize=2 * len(LANGUAGES))
def read_wording(language: str = SOURCE, *, strict: bool = False) -> Wording:
    """Gives the wording of a language; raises WordUnknown where it is not shipped.

    What has no translation is in English, or if `strict` (for a letter) left out, so that asking for it raises WordUnknown.
    """
    if language not in LANGUAGES:
        raise WordUnknown(f'there is no locale "{language}"; there is: {", ".join(LANGUAGES)}')
    context = _translate(_read("context.yaml"), language, strict=strict, path="context")
    sources = {key: SourceNote(id=key, **source) for key, source in context["sources"].items()}
    asks = _translate(_read("asks.yaml"), language, strict=strict, path="asks")
    return Wording(
        language=language,
        words=_translate(_read("words.yaml"), language, strict=strict, path="words"),
        asks=asks["asks"],
        exit_questions=asks["exit_questions"],
        myanmar=tuple(_sentence(key, item, sources) for key, item in context["myanmar"].items()),
        standards={key: _sentence(key, item, sources) for key, item in context["standards"].items()},
    )


def list_sentences() -> Iterator[tuple[str, str]]:
    """Gives each sentence of the YAML files after the path of its key, as `asks.asks.remedy.question`: what is translated."""
    for name in ("asks", "context", "words"):
        yield from _walk(_read(f"{name}.yaml"), name)


def _vary(said: Mapping[str, str], path: str, chosen: Mapping[str, str]) -> Mapping[str, str]:
    """Only what has another wording is copied: most of a language's words have one."""
    other = {key: chosen[f"{path}.{key}"] for key in said if f"{path}.{key}" in chosen}
    return {**said, **other} if other else said


def _vary_sentence(said: Sentence, path: str, chosen: Mapping[str, str]) -> Sentence:
    return replace(said, text=chosen.get(f"{path}.{said.key}.text", said.text))


def _walk(node: object, path: str) -> Iterator[tuple[str, str]]:
    if path in _SAME_EVERYWHERE or not node:
        return
    if isinstance(node, dict):
        for key, value in node.items():
            yield from _walk(value, f"{path}.{key}")
    elif isinstance(node, str):
        yield path, node.strip()


def _translate(node: Any, language: str, *, strict: bool, path: str) -> Any:  # noqa: ANN401 (a tree of our own data files)
    if isinstance(node, dict):
        said = ((key, _translate(value, language, strict=strict, path=f"{path}.{key}")) for key, value in node.items())
        return {key: value for key, value in said if value is not None}
    if path.startswith(_SAME_EVERYWHERE) or not isinstance(node, str):
        return node
    try:
        return translate(node.strip(), language=language, strict=strict, context=path)
    except TranslationMissing:
        return None


def _read(name: str) -> Any:  # noqa: ANN401 (our own data file; its shape is held by the tests)
    text = files("reports").joinpath("locales", SOURCE, name).read_text(encoding="utf-8")
    return yaml.load(text, Loader=_LOADER)  # noqa: S506 (it makes text only: "no" stays a word)


def _sentence(key: str, item: Mapping[str, Any], sources: Mapping[str, SourceNote]) -> Sentence:
    return Sentence(key=key, text=item["text"], sources=tuple(sources[key] for key in item["sources"]))
