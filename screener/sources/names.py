"""Names of lists and of the registry go in; keys come out that are equal where only writing and legal form differ.

This is for proposals a person looks at: equal or not, no likeness. Holdings are matched elsewhere, with more care.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from screener.rulebook.naming import LegalForm

_APOSTROPHES = re.compile(r"['’`´]")
_WORDS = re.compile(r"[^\W_]+")
_ACCENTS = re.compile(r"[\u0300-\u036f]")
_ACRONYM = re.compile(r"\s*\([A-Z&0-9. ]{2,8}\)")


class NameKeys:
    """Makes keys of names, with the legal forms of the rulebook taken off."""

    def __init__(self, forms: Iterable[LegalForm]) -> None:
        kept = [(tuple(_split(form.text)), form.at) for form in forms]
        self._tails = sorted({words for words, at in kept if at in {"end", "both"}}, key=len, reverse=True)
        self._heads = sorted({words for words, at in kept if at in {"start", "both"}}, key=len, reverse=True)

    def make_keys(self, name: str) -> frozenset[str]:
        """Gives the keys of a name: as it stands, without an acronym in brackets, and the parts of "A/B"."""
        parts = [name, _ACRONYM.sub("", name), *(name.split("/") if "/" in name else [])]
        return frozenset(key for part in parts if (key := self._make_key(part)))

    def _make_key(self, name: str) -> str:
        words = _split(name)
        while tail := next((form for form in self._tails if len(form) < len(words) and tuple(words[-len(form) :]) == form), None):
            words = words[: -len(tail)]
        head = next((form for form in self._heads if len(form) < len(words) and tuple(words[: len(form)]) == form), None)
        return " ".join(words[len(head) :] if head else words)


def _split(text: str) -> list[str]:
    line = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text)).casefold().replace("&", " and ")
    return _WORDS.findall(_ACCENTS.sub("", line)) or [line.strip()]
