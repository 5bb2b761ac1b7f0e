"""Glyphs: a text goes in; the same text comes out, or its Latin form where this machine has no font for its script.

Korean, Japanese and Chinese fonts are too large to ship. A paper that would show empty boxes shows Latin letters instead.
"""

from __future__ import annotations

import ctypes
import ctypes.util
from functools import lru_cache

from anyascii import anyascii

_SHIPPED = (
    (0x0020, 0x024F),  # Latin
    (0x0300, 0x036F),  # accents
    (0x0400, 0x045F),  # Cyrillic
    (0x0E00, 0x0E7F),  # Thai
    (0x1000, 0x109F),  # Burmese
    (0x1EA0, 0x1EF9),  # Vietnamese
    (0x200B, 0x2026),  # dashes, quotation marks
)


def choose_readable(text: str) -> str:
    """Gives the text as it is where every character can be drawn, otherwise all of it in Latin letters, and says so."""
    if text.isascii() or all(has_glyph(character) for character in text):
        return text
    return f"{anyascii(text)} (in Latin letters)"


@lru_cache(maxsize=20_000)
def has_glyph(character: str) -> bool:
    """Says whether a font shipped with the screener, or one of this machine's, draws the character."""
    code = ord(character)
    if code < 0x20 or any(first <= code <= last for first, last in _SHIPPED):
        return True
    return _is_in_system_fonts(code)


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
