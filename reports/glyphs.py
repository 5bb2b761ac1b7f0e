"""Glyphs: a text goes in; the same text comes out, or its Latin form where this machine has no font for its script.

Korean, Japanese and Chinese fonts are too large to ship. A name that would be empty boxes is written in Latin letters instead;
a letter in a language of which a character cannot be drawn is not made at all.
"""

from __future__ import annotations

import ctypes
import ctypes.util
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from anyascii import anyascii

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_EAST_ASIAN = ((0x1100, 0x11FF), (0x2E80, 0x9FFF), (0xA960, 0xA97F), (0xAC00, 0xD7FF), (0xF900, 0xFAFF), (0xFE30, 0xFE4F),
               (0xFF00, 0xFFEF), (0x20000, 0x3FFFF))  # fmt: skip
_SHOWN = 12
"""Missing characters that a message names."""


class GlyphsMissing(Exception):
    """A letter has characters that no font at hand draws. `help` names what to install."""

    def __init__(self, characters: Sequence[str]) -> None:
        named = ", ".join(f"{character} (U+{ord(character):04X})" for character in characters[:_SHOWN])
        more = f" and {len(characters) - _SHOWN} more" if len(characters) > _SHOWN else ""
        super().__init__(f"No font on this machine draws {named}{more}, so the letter would have empty boxes.")
        package = choose_package(characters)
        self.help = f"Install the system package {package} (on Debian: apt-get install {package}) and try again."


def refuse_missing(html: str) -> None:
    """Raises GlyphsMissing for the characters of a page that neither a font of ours nor one of this machine's draws."""
    missing = sorted(character for character in set(html) if not has_glyph(character))
    if missing:
        raise GlyphsMissing(missing)


def choose_package(characters: Iterable[str]) -> str:
    """Gives the Debian package of the fonts that draw these characters."""
    east_asian = all(any(first <= ord(character) <= last for first, last in _EAST_ASIAN) for character in characters)
    return "fonts-noto-cjk" if east_asian else "fonts-noto-core"


def choose_readable(text: str) -> str:
    """Gives the text as it is where every character can be drawn, otherwise all of it in Latin letters, and says so."""
    if text.isascii() or all(has_glyph(character) for character in text):
        return text
    return f"{anyascii(text)} (in Latin letters)"


@lru_cache(maxsize=20_000)
def has_glyph(character: str) -> bool:
    """Says whether a font shipped with the screener, or one of this machine's, draws the character."""
    code = ord(character)
    return code < 0x20 or code in _read_coverage() or _is_in_system_fonts(code)


@lru_cache(maxsize=1)
def _read_coverage() -> frozenset[int]:
    """The characters of the fonts beside this module, as their own tables list them."""
    lines = files("reports").joinpath("fonts", "coverage.txt").read_text(encoding="ascii").split()
    ranges = [[int(end, 16) for end in line.split("-")] for line in lines]
    return frozenset(code for first, last in ranges for code in range(first, last + 1))


def _is_in_system_fonts(code: int) -> bool:
    library = _open_fontconfig()
    if library is None:
        return False
    pattern, characters = library.FcPatternCreate(), library.FcCharSetCreate()
    library.FcCharSetAddChar(characters, code)
    library.FcPatternAddCharSet(pattern, b"charset", characters)
    wanted = library.FcObjectSetBuild(b"family", None)
    found = library.FcFontList(None, pattern, wanted)
    number = int(found.contents.nfont) if found else 0
    for release, thing in (
        (library.FcFontSetDestroy, found),
        (library.FcObjectSetDestroy, wanted),
        (library.FcCharSetDestroy, characters),
        (library.FcPatternDestroy, pattern),
    ):
        if thing:
            release(thing)
    return number > 0


class _FontSet(ctypes.Structure):
    _fields_ = (("nfont", ctypes.c_int), ("sfont", ctypes.c_int), ("fonts", ctypes.c_void_p))


@lru_cache(maxsize=1)
def _open_fontconfig() -> ctypes.CDLL | None:
    name = ctypes.util.find_library("fontconfig") or "libfontconfig.so.1"
    try:
        library = ctypes.CDLL(name)
    except OSError:
        return None
    pointer = ctypes.c_void_p
    library.FcPatternCreate.restype = pointer
    library.FcCharSetCreate.restype = pointer
    library.FcCharSetAddChar.argtypes = (pointer, ctypes.c_uint32)
    library.FcPatternAddCharSet.argtypes = (pointer, ctypes.c_char_p, pointer)
    library.FcObjectSetBuild.restype = pointer
    library.FcObjectSetBuild.argtypes = (ctypes.c_char_p, pointer)
    library.FcFontList.restype = ctypes.POINTER(_FontSet)
    library.FcFontList.argtypes = (pointer, pointer, pointer)
    library.FcFontSetDestroy.argtypes = (ctypes.POINTER(_FontSet),)
    library.FcObjectSetDestroy.argtypes = (pointer,)
    library.FcCharSetDestroy.argtypes = (pointer,)
    library.FcPatternDestroy.argtypes = (pointer,)
    return library
