"""Sentences: templates, YAML files and rules go in; every sentence to translate, with its domain and placeholders, comes out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from jinja2.ext import babel_extract

from reports.remarks import read_sentences
from reports.wording import list_sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

TEMPLATES = Path(__file__).parents[2] / "reports" / "templates"
RULES = Path(__file__).parents[2] / "rules"
_WORDS_SHOWN = ("channels", "bases", "statuses", "confidences")
"""The words of the vocabulary whose meaning stands on a page."""
_FUNCTIONS = ("_", "gettext", "ngettext", "pgettext", "npgettext", "speak")
_LETTER_FILES = ("letter*.html", "_letter*.html", "_blank.html")
_OPTIONS = {"silent": "false", "trimmed": "true", "trim_blocks": "true", "lstrip_blocks": "true", "newstyle_gettext": "true"}
_PLACEHOLDER = re.compile(r"%\((\w+)\)s|\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is translated as one: in a domain, under a context ("" for none); `many` where it depends on a number."""

    domain: str
    context: str
    text: str
    many: str = ""
    places: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        """Its place in a catalogue."""
        return self.context, self.text


def extract_sentences() -> tuple[Sentence, ...]:
    """Gives each sentence once, letters first, in the order of the files."""
    found: dict[tuple[str, tuple[str, str]], Sentence] = {}
    for sentence in sorted(_extract_all(), key=lambda one: one.domain):
        known = found.get((sentence.domain, sentence.key))
        places = tuple(dict.fromkeys((*(known.places if known else ()), *sentence.places)))
        many = sentence.many or (known.many if known else "")
        found[sentence.domain, sentence.key] = Sentence(sentence.domain, *sentence.key, many=many, places=places)
    spoken_in_letters = {key for domain, key in found if domain == "letters"}
    return tuple(one for (domain, key), one in found.items() if domain != "pages" or key not in spoken_in_letters)


def list_placeholders(text: str) -> list[str]:
    """Gives the placeholders of a sentence, sorted, each as often as it stands there."""
    return sorted(one or other for one, other in _PLACEHOLDER.findall(text))


def _extract_all() -> Iterator[Sentence]:
    letters = sorted({file for pattern in _LETTER_FILES for file in TEMPLATES.glob(pattern)})
    others = sorted(set(TEMPLATES.rglob("*.html")) - set(letters))
    quoted = {name for file in letters for name in re.findall(r'"(\w+)"', file.read_text(encoding="utf-8"))}
    for domain, templates in (("letters", letters), ("pages", others)):
        for file in templates:
            yield from _read_template(file, domain)
    yield from (Sentence("pages", "", text, places=("remarks.txt",)) for text in read_sentences())
    yield from _extract_rules()
    for path, text in list_sentences():
        name, section, *_ = path.split(".")
        yield Sentence(
            "letters" if name != "words" or section in quoted | {"figures"} else "pages", path, text, places=(f"{name}.yaml",)
        )


def _extract_rules() -> Iterator[Sentence]:
    """What pages show of the rulebook, each text under the path of its key, as `standard.exited.reason`."""
    for file in sorted((RULES / "policies").glob("*/*.yaml"), key=lambda file: (file.parent, file.stem != "policy", file.stem)):
        read, place = _read_yaml(file), (file.relative_to(RULES).as_posix(),)
        texts = {key: read[key] for key in ("title", "summary", "reason", "ask") if key in read}
        texts |= {f"case {number}": case["name"] for number, case in enumerate(read.get("cases", ()), 1)}
        yield from (Sentence("rules", f"{file.parent.name}.{file.stem}.{key}", text, places=place) for key, text in texts.items())
    words = _read_yaml(RULES / "vocabulary.yaml")
    for section in _WORDS_SHOWN:
        yield from (
            Sentence("rules", f"{section}.{key}", text, places=("vocabulary.yaml",)) for key, text in words[section].items()
        )


def _read_yaml(file: Path) -> Any:
    return yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def _read_template(file: Path, domain: str) -> Iterator[Sentence]:
    place = (file.relative_to(TEMPLATES).as_posix(),)
    for _, function, found, _ in babel_extract(BytesIO(file.read_bytes()), _FUNCTIONS, (), _OPTIONS):
        texts = [text for text in ((found,) if isinstance(found, str) else found) if text is not None]
        yield from (Sentence(domain, *parts, places=place) for parts in _split(function, texts))


def _split(function: str, texts: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    context, texts = (texts[0], texts[1:]) if function in {"pgettext", "npgettext"} else ("", texts)
    if function in {"ngettext", "npgettext"}:
        yield context, texts[0], texts[1]
    else:
        yield from ((context, text, "") for text in texts)
