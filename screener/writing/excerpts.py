"""Excerpts: a user's text goes in; text that is safe to print and of a decent length comes out."""

from __future__ import annotations

import unicodedata

NAME_CHARACTERS = 120
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
# Zero-width joiners are needed to spell words in South Asian scripts.
_NEEDED = frozenset({"\u200c", "\u200d"})


def cut_name(text: str, limit: int = NAME_CHARACTERS) -> str:
    """Gives a name without control and direction characters, runs of space as one, cut at `limit` with an ellipsis to show it."""
    if len(text) <= limit and text.isprintable() and "  " not in text:  # nearly every name of a long portfolio
        return text.strip()
    shown = "".join(_show_character(character) for character in text[: limit * 8])
    name = " ".join(shown.split())
    cut = len(name) > limit or len(text) > limit * 8
    return f"{name[:limit].rstrip()}…" if cut else name


def _show_character(character: str) -> str:
    if character in _NEEDED or unicodedata.category(character) not in _HIDDEN:
        return character
    return " " if character in "\t\n\r\u2028\u2029" else ""
