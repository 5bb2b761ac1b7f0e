"""Bytes of a text file go in; its text and the name of its encoding come out."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from screener.errors import UploadUnsupported

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CANDIDATES = ["cp1252", "cp932", "cp949", "gb18030", "big5", "cp1251", "cp1253", "cp1250", "cp1254", "cp874", "cp1255", "cp1256"]
LATIN = {"cp1252", "cp1250", "cp1254", "latin_1", "iso8859_15", "cp1257", "cp1258"}
SAMPLE = 200_000
_POLISH = re.compile(rb"[A-Za-z][\xb3\xb9\xbf](?=[a-z])|[a-z][\xb3\xb9](?![A-Za-z0-9])")
"""l, a and z with their Polish marks; in the west these bytes are signs, which do not stand within words.

The bytes of its s and z with acutes are letters there, the French oe and the Y with two dots: they say nothing."""
_CZECH, _CZECH_R, _CZECH_RING = b"\xec", b"\xf8", b"\xf9"
"""e and r with carons and u with a ring. The r is the Nordic o with a stroke too, and says nothing without one of the others."""
_ACUTES = frozenset({b"\xe1", b"\xed", b"\xfd"})
_NORDIC = frozenset({b"\xe5", b"\xe6", b"\xc5", b"\xc6"})
_TURKISH = frozenset({b"\xfe", b"\xfd", b"\xdd", b"\xde"})
"""s, the i without a dot and their capitals. The byte of the g with a breve is the eth in Iceland, and says nothing."""
_HIGH_RUN = re.compile(rb"[\x80-\xff]{2,}")
_HIGH = re.compile(rb"[\x80-\xff]")


def decode_text(content: bytes, *, file: str) -> tuple[str, str]:
    """Gives the text without byte order marks, and the encoding: a mark decides, then strict UTF-8, then the likeliest.

    Raises UploadUnsupported (`binary`) for bytes that are no text.
    """
    encoding = require_encoding(content, file=file)
    return content.decode(encoding, errors="replace").lstrip("\ufeff"), encoding


def require_encoding(content: bytes, *, file: str) -> str:
    """Gives the name of the encoding. Raises UploadUnsupported (`binary`) for bytes that are no text."""
    encoding = find_encoding(content)
    if encoding is None:
        raise UploadUnsupported(
            f'"{file}" is neither a spreadsheet nor a text file we know.',
            help="Save the holdings as CSV or XLSX, and send that.",
            code="binary",
        )
    return encoding


def find_encoding(content: bytes) -> str | None:
    """Gives the name of the encoding as Python knows it, or None for bytes that are no text."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return encoding
    sample = content[:SAMPLE]
    if b"\x00" in sample:
        return _find_wide_encoding(sample)
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return _find_legacy_encoding(content)
    return "utf-8"


def _find_wide_encoding(sample: bytes) -> str | None:
    """UTF-16 without a mark: Latin letters leave every other byte zero."""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = max(1, len(sample) // 2)
    if odd > 0.3 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.3 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _find_legacy_encoding(content: bytes) -> str | None:
    """A single-byte Latin page is cp1252: few accented letters make the others look as good (measured by the statistics)."""
    lines = [line for line in content[: 4 * SAMPLE].split(b"\n") if _HIGH.search(line)]
    sample = b"\n".join(lines)[:SAMPLE] or content[:SAMPLE]
    if _looks_western(sample):
        return _find_latin_page(sample)
    best = from_bytes(sample, cp_isolation=CANDIDATES).best()
    if best is None:
        return "cp1252" if _is_printable(content) else None
    return _find_latin_page(sample) if best.encoding in LATIN else str(best.encoding)


def _find_latin_page(sample: bytes) -> str:
    """Tells Polish, Czech and Turkish from the west: their letters are signs there, or letters seldom side by side."""
    letters = set(_HIGH.findall(sample))
    czech = _CZECH in letters or {_CZECH_R, _CZECH_RING} <= letters
    if _POLISH.search(sample) or (czech and letters & _ACUTES and not letters & _NORDIC):
        return "cp1250"
    return "cp1254" if letters & _TURKISH and not letters & (_ACUTES | _NORDIC) - _TURKISH else "cp1252"


def _looks_western(sample: bytes) -> bool:
    """Says whether the bytes above 127 stand alone, between ASCII letters, as accents do and double-byte scripts do not."""
    high = len(_HIGH.findall(sample))
    paired = sum(len(run) for run in _HIGH_RUN.findall(sample))
    return high > 0 and paired < 0.2 * high and _decodes(sample, "cp1252") and not _decodes_as_double_byte(sample)


def _decodes_as_double_byte(sample: bytes) -> bool:
    """cp932 pairs a high byte with an ASCII one; a text that is mostly such pairs is Japanese, not accented Latin."""
    high = len(_HIGH.findall(sample))
    return high > 0.25 * len(sample) and _decodes(sample, "cp932")


def _decodes(sample: bytes, encoding: str) -> bool:
    try:
        sample.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _is_printable(content: bytes) -> bool:
    sample = content[:SAMPLE]
    control = sum(sample.count(bytes([code])) for code in range(32) if code not in {9, 10, 12, 13, 26, 27})
    return control < 0.01 * len(sample)
