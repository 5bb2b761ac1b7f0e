"""Faces: a page goes in; the font faces of ours that its characters need come out, so that no other is unpacked."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

_FAMILY = re.compile(r'font-family: "([^"]+)"')
_ALPHABETS = {
    "Ext": ((0x0100, 0x02AF), (0x1E00, 0x1EFF), (0x2000, 0x2BFF), (0xA720, 0xA7FF)),
    "Viet": ((0x0102, 0x0103), (0x0110, 0x0111), (0x01A0, 0x01B0), (0x0300, 0x0329), (0x1EA0, 0x1EF9), (0x20AB, 0x20AB)),
    "Cyr": ((0x0300, 0x0301), (0x0400, 0x04FF), (0x2116, 0x2116)),
    "Myanmar": ((0x1000, 0x109F), (0xA9E0, 0xA9FF), (0xAA60, 0xAA7F)),
    "Thai": ((0x0E00, 0x0E7F),),
}
_LATIN = frozenset("–—‘’“”‚„†‡•…‰‹›€™−ŒœıˆŸ\u02da\u02dc\u2009\u200b\u202f")
"""Characters above Latin-1 that the plain Latin faces hold."""


def is_letter(html: str) -> bool:
    """Says whether the page is a letter, set in the serif; every other paper is set in the sans."""
    return '<body class="letter' in html


def find_language(html: str) -> str:
    """Gives the language the page says it is in, and English where it says none."""
    found = re.search(r'<html lang="([a-z]+)"', html[:200])
    return found[1] if found else "en"


def choose_faces(html: str) -> tuple[str, ...]:
    """Gives the families a page needs, in the order of `fonts.css`: its own serif or sans, and each other alphabet it uses."""
    used = set(html)
    odd = {ord(character) for character in used if ord(character) > 0xFF and character not in _LATIN}
    needed = {name for name, ranges in _ALPHABETS.items() if any(first <= code <= last for code in odd for first, last in ranges)}
    style = "Serif" if is_letter(html) else "Sans"
    return tuple(family for family in _read_faces() if _is_needed(family, style=style, alphabets=needed))


def write_faces(families: tuple[str, ...]) -> str:
    """Gives the `@font-face` rules of these families as CSS, its addresses relative to the folder of styles."""
    return "\n".join(rule for family in families for rule in _read_faces()[family])


def _is_needed(family: str, *, style: str, alphabets: set[str]) -> bool:
    last = family.rpartition(" ")[2]
    if last not in _ALPHABETS:
        return style in family
    return last in alphabets and style in family


@lru_cache(maxsize=1)
def _read_faces() -> dict[str, list[str]]:
    faces: dict[str, list[str]] = {}
    for line in files("reports").joinpath("styles", "fonts.css").read_text(encoding="utf-8").splitlines():
        found = _FAMILY.search(line)
        if line.startswith("@font-face") and found:
            faces.setdefault(found[1], []).append(line)
    return faces
