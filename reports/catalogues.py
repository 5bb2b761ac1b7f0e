"""Catalogues: a language goes in; its translated sentences, and who has read them over, come out of its .po files, read once."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from gettext import c2py
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from babel.messages.catalog import Catalog

SOURCE = "en"
"""The language every sentence is first written in: it is looked up nowhere and says what the templates and YAML files say."""
LANGUAGES = ("en", "my", "de", "fr", "ja", "ko", "nb", "th", "zh")
DOMAINS: dict[str, tuple[str, ...]] = {"letters": LANGUAGES, "pages": ("en", "my"), "rules": ("en", "my")}
"""What is translated together, and into which languages: letters, pages, and what pages show of the rulebook."""
REVIEWER = "Reviewed-By"
"""The header of a catalogue that names the person who has read it over; empty, its letters stay drafts."""
_OTHER_NAMES = {"no": "nb", "nb-no": "nb", "zh-hans": "zh", "zh-cn": "zh", "zh-sg": "zh", "my-mm": "my"}
"""Other tags people write for a language that is here; traditional Chinese is not simplified Chinese, and is none of them."""


class WordUnknown(KeyError):
    """A document carries a key that the locale has no word for; printing the bare key would hide that."""

    def __str__(self) -> str:
        return str(self.args[0])


class TranslationMissing(WordUnknown):
    """A sentence has no translation in the language of the letter."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The sentences of one domain in one language: by context ("" for none) and source, one text for each plural form."""

    language: str
    domain: str
    reviewer: str
    _texts: Mapping[tuple[str, str], tuple[str, ...]] = field(repr=False)
    _choose_form: Callable[[int], int] = field(repr=False)

    def find(self, text: str, *, context: str = "") -> str | None:
        """Gives the translation of a sentence, or None where there is none."""
        forms = self._texts.get((context, text))
        return forms[0] if forms else None

    def find_plural(self, one: str, number: int, *, context: str = "") -> str | None:
        """Gives the translation for so many things of the sentence whose singular is `one`, or None where there is none."""
        forms = self._texts.get((context, one))
        return forms[self._choose_form(number)] if forms else None


@lru_cache(maxsize=len(LANGUAGES))
def read_rules(language: str) -> Mapping[str, str]:
    """Gives what pages show of the rulebook in a language, by its English text.

    The context of an entry says where a translator finds the text; a page has the text alone.
    """
    texts = read_catalogue(language, "rules")._texts
    return {text: forms[0] for (_, text), forms in texts.items()}


def choose_language(tag: str) -> str:
    """Gives the language for a tag as people write it (`no`, `zh-Hans`, `de_CH`); raises WordUnknown where there is none."""
    plain = tag.strip().lower().replace("_", "-")
    for name in (plain, _OTHER_NAMES.get(plain, ""), "" if plain.startswith("zh") else plain.partition("-")[0]):
        if name in LANGUAGES:
            return name
    raise WordUnknown(f'there is no locale "{tag}"; there is: {", ".join(LANGUAGES)}')


@lru_cache(maxsize=len(LANGUAGES) * len(DOMAINS))
def read_catalogue(language: str, domain: str) -> Catalogue:
    """Gives a catalogue. Marked as uncertain ("fuzzy") or left empty, a sentence counts as not translated.

    Raises WordUnknown where the language is not shipped. A language without a file for the domain has an empty catalogue.
    """
    if language not in LANGUAGES:
        raise WordUnknown(f'there is no locale "{language}"; there is: {", ".join(LANGUAGES)}')
    file = files("reports").joinpath("locales", language, "LC_MESSAGES", f"{domain}.po")
    content = file.read_bytes() if file.is_file() else b""
    read = _parse(content, language) if content and language != SOURCE else None
    texts = dict(_list_texts(read)) if read is not None else {}
    return Catalogue(language, domain, _find_reviewer(content), texts, c2py(read.plural_expr if read is not None else "0"))


def _parse(content: bytes, language: str) -> Catalog:
    from babel.messages.pofile import read_po  # noqa: PLC0415 (an English letter needs no reader of catalogues)

    return read_po(BytesIO(content), locale=language, abort_invalid=True)


def _list_texts(read: Catalog) -> Iterator[tuple[tuple[str, str], tuple[str, ...]]]:
    for message in read:
        one = message.id if isinstance(message.id, str) else message.id[0]
        forms = (message.string,) if isinstance(message.string, str) else tuple(message.string or ("",))
        if one and all(forms) and not message.fuzzy:
            yield (message.context or "", one), forms


def _find_reviewer(content: bytes) -> str:
    """Babel keeps only the headers it knows, so this one is read from the file's first entry."""
    found = re.search(rf'^"{REVIEWER}: *(.*?) *\\n"$', content.decode("utf-8").partition("\n\n")[0], re.MULTILINE)
    return found[1] if found else ""
