"""The vocabulary: `vocabulary.yaml` goes in; every word a dossier or policy may use, with its definition, comes out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from screener.rulebook.text import read_values

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.resources.abc import Traversable


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Sections of words: `words["channels"]["jet_fuel"]` is the definition of that channel."""

    words: Mapping[str, Mapping[str, str]]

    def allowed(self, section: str) -> tuple[str, ...]:
        """Gives the words of a section in the file's order; an unknown section raises KeyError."""
        return tuple(self.words[section])


def read_vocabulary(root: Traversable) -> Vocabulary:
    """Reads `vocabulary.yaml` under `root`. Raises RulebookFault where it is not two levels of words."""
    page = read_values(root.joinpath("vocabulary.yaml").read_text(encoding="utf-8"), file="vocabulary.yaml")
    for section, words in page.values.items():
        if not isinstance(words, dict) or not all(isinstance(text, str) and text for text in words.values()):
            raise page.fault(f'section "{section}" must give each word a definition', place=(section,))
    return Vocabulary(words=page.values)
