"""The text of a file whose columns are known by name goes in; the character that stands between its cells comes out."""

from __future__ import annotations

DELIMITERS = ",;\t"


def choose_delimiter(text: str) -> str:
    """Gives the character the first line has most of: spreadsheets write a semicolon where the comma is decimal."""
    first = text.partition("\n")[0]
    return max(DELIMITERS, key=first.count)
