"""Variants: a language, a sentence and whom a letter is to go in; the wording of it that this letter has comes out.

Letters of one campaign that are word for word the same are read as one letter. So standing sentences have several wordings that
say the same, in `variants.yaml` of a language; a language without the file has one wording of each.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

import yaml

from reports.catalogues import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_PERSONS = re.compile(r"\[([^|\]]*)\|([^\]]*)\]")
"""What one person says and what several say: [I|We]."""


@dataclass(frozen=True, slots=True)
class Variants:
    """The other wordings: of the sentences of templates by their English, of those in files by the path of their key."""

    sentences: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False)
    wordings: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False)

    def vary_sentence(self, english: str, first: str, *, seed: str) -> str:
        """Gives the wording of a template's sentence; `first` is the usual one in the language."""
        return _choose(english, (first, *self.sentences.get(english, ())), seed)

    def vary_wordings(self, *, seed: str) -> dict[str, str]:
        """Gives the wordings by path that are other than the usual ones."""
        chosen = ((path, _choose(path, ("", *others), seed)) for path, others in self.wordings.items())
        return {path: text for path, text in chosen if text}


@lru_cache(maxsize=len(LANGUAGES))
def read_variants(language: str) -> Variants:
    """Gives the other wordings of a language; none where it has no such file."""
    file = files("reports").joinpath("locales", language, "variants.yaml")
    if not file.is_file():
        return Variants()
    read = yaml.load(file.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 (it makes text only)
    return Variants(
        sentences={key: others for wordings in read["sentences"] for key, others in _spread_persons(wordings)},
        wordings={path: tuple(text.strip() for text in others) for path, others in read["wordings"].items()},
    )


def _spread_persons(wordings: Sequence[str]) -> list[tuple[str, tuple[str, ...]]]:
    """A sentence is said by one person or by several; one without a person in it stands once."""
    spoken = [[_PERSONS.sub(rf"\{number}", wording) for wording in wordings] for number in (1, 2)]
    return [(first, tuple(others)) for first, *others in spoken]


def _choose(key: str, wordings: Sequence[str], seed: str) -> str:
    number = int.from_bytes(sha256(f"{seed}\x1e{key}".encode()).digest()[:8])
    return wordings[number % len(wordings)]
