"""Ways in which a file is spoiled: bytes and a source of chance go in; other bytes come out."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from random import Random

from screener.grid.workbook_archive import UNPACKING_ERRORS

NASTY = (
    b"\x00", b"\xff\xfe",
    b"\xef\xbb\xbf", b'"', b"'", b"<", b"&", b"&lol;", b"]]>", b"\r", b"\n\n\n", b",,,,,,,,,,", b"\x1a", b"\x1e",
    b"99999999999999999999999999999999999", b"-0",
    b"1e308", b"1e999", b"NaN", b"=cmd|' /C calc'!A0", b"../../etc/passwd",
    b'<!DOCTYPE x [<!ENTITY a "b">]>', b'r="XFD1048576"',
    "\u202e".encode(), "円".encode("cp932"), "é".encode("cp1252"), b"\xe2\x28\xa1",
    b"[[[[[[[[", b'{"a":', b"PK\x03\x04", b"A" * 5000, b"Total", b"Name,ISIN,Market Value",
)  # fmt: skip


def flip(content: bytes, chance: Random) -> bytes:
    spoiled = bytearray(content)
    for _ in range(chance.randint(1, 20)):
        spoiled[chance.randrange(len(spoiled))] ^= 1 << chance.randrange(8)
    return bytes(spoiled)


def cut(content: bytes, chance: Random) -> bytes:
    return content[: chance.randrange(len(content) + 1)]


def drop(content: bytes, chance: Random) -> bytes:
    start = chance.randrange(len(content))
    return content[:start] + content[start + chance.randint(1, 200) :]


def repeat(content: bytes, chance: Random) -> bytes:
    start = chance.randrange(len(content))
    piece = content[start : start + chance.randint(1, 300)]
    return content[:start] + piece * chance.randint(2, 30) + content[start:]


def swap(content: bytes, chance: Random) -> bytes:
    """Swaps two lines, cells or elements: what stands between two marks of the same kind."""
    pieces = re.split(rb"([,;\t\n>])", content)
    if len(pieces) < 4:
        return content
    one, other = chance.randrange(0, len(pieces), 2), chance.randrange(0, len(pieces), 2)
    pieces[one], pieces[other] = pieces[other], pieces[one]
    return b"".join(pieces)


def insert(content: bytes, chance: Random) -> bytes:
    at = chance.randrange(len(content) + 1)
    return content[:at] + chance.choice(NASTY) * chance.randint(1, 5) + content[at:]


def mix(content: bytes, chance: Random) -> bytes:
    """Puts two encodings into one file, or takes one for another."""
    line = "Köln Straße 株式会社 Акционер".encode(chance.choice(("utf-8", "utf-16-le", "utf-16-be", "utf-32-be")), "replace")
    other = "Köln Straße".encode(chance.choice(("cp1252", "cp437", "cp037")))
    at = chance.randrange(len(content) + 1)
    return content[:at] + chance.choice((line, other)) + content[at:]


def reframe(content: bytes, chance: Random) -> bytes:
    """Puts a file into another wrapping, or takes its first bytes off."""
    kind = chance.randrange(4)
    if kind == 0:
        return chance.choice((b"\xef\xbb\xbf", b"\xff\xfe", b"sep=;\n", b"\n\n", b"<html>", b"<?xml version='1.0'?>")) + content
    if kind == 1:
        return content[chance.randint(1, 8) :]
    return zlib.compress(content) if kind == 2 else content + content


def spoil_part(content: bytes, chance: Random) -> bytes:
    """Spoils one part of a ZIP and packs it again, so that the damage is met behind the ZIP's own checks."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except (*UNPACKING_ERRORS, RuntimeError):
        return flip(content, chance)
    name = chance.choice(sorted(parts))
    act = chance.randrange(4)
    if act == 0:
        del parts[name]
    elif act == 1:
        parts[chance.choice(("xl/workbook.xml", "xl/workbook.bin", "content.xml", "../evil"))] = parts.pop(name)
    elif parts[name]:
        parts[name] = chance.choice(PLAIN)(parts[name], chance)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", chance.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))) as archive:
        for part, text in parts.items():
            archive.writestr(part, text)
    return buffer.getvalue()


def lie_about_size(content: bytes, chance: Random) -> bytes:
    """Changes the lengths that a file states of itself."""
    spoiled = bytearray(content)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(max(1, len(spoiled) - 4))
        spoiled[at : at + 4] = struct.pack("<I", chance.choice((0, 1, 0x7FFFFFFF, 0xFFFFFFFF, chance.randrange(1 << 20))))
    return bytes(spoiled)


PLAIN = (flip, cut, drop, repeat, swap, insert, mix)
MUTATIONS = (*PLAIN, reframe, spoil_part, spoil_part, lie_about_size)


def spoil(content: bytes, chance: Random) -> bytes:
    """Spoils a file in one to three ways."""
    for _ in range(chance.choice((1, 1, 2, 3))):
        if content:
            content = chance.choice(MUTATIONS)(content, chance)
    return content
