"""Bytes as sent go in; an Upload comes out, with what the bytes really are, or a refusal that says why and what to do."""

from __future__ import annotations

import hashlib
import re
from pathlib import PurePosixPath, PureWindowsPath

from screener.errors import UploadRefused, UploadTooLarge, UploadUnsupported
from screener.grid.encoding import require_encoding
from screener.grid.filing import find_filing
from screener.grid.workbook_archive import check_archive
from screener.grid.workbook_compound import check_compound_file
from screener.model import Upload

SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "picture", "a picture (PNG)"),
    (b"\xff\xd8\xff", "picture", "a picture (JPEG)"),
    (b"GIF8", "picture", "a picture (GIF)"),
    (b"BM\x36", "picture", "a picture (BMP)"),
    (b"II*\x00", "picture", "a picture (TIFF)"),
    (b"MM\x00*", "picture", "a picture (TIFF)"),
    (b"%PDF", "pdf", "a PDF document"),
    (b"\x1f\x8b", "archive", "a compressed file (gzip)"),
    (b"7z\xbc\xaf\x27\x1c", "archive", "a compressed archive (7z)"),
    (b"Rar!", "archive", "a compressed archive (RAR)"),
    (b"PAR1", "parquet", "a Parquet file"),
    (b"{\\rtf", "document", "a text document (RTF)"),
)
"""First bytes of what we do not read, with its kind and its name in a sentence."""

BLANKS = b"\x00 \t\r\n\xef\xbb\xbf"
HELP = {
    "picture": "Ask your custodian or broker for the holdings as a spreadsheet (CSV or XLSX), and send that.",
    "pdf": "Ask your custodian or broker for the same report as CSV or XLSX, and send that.",
    "archive": "Unpack it, and send the spreadsheet inside.",
}
HEAD = 16_000
_JSON = re.compile(r"""[\[{]\s*["\[{\]}]""")
_ELSE = "Save the holdings as CSV or XLSX, and send that."


def receive_upload(content: bytes, *, file: str, max_bytes: int = 20 * 2**20) -> Upload:
    """Gives the upload with its real format, its encoding (text formats only) and its SHA-256.

    `format` is one of csv, xlsx, xls, xlsb, ods, spreadsheetml, html, nport, 13f, xml, json; `file` keeps its base name only.
    Raises UploadTooLarge (`too_large`, `unzipped_too_large`, `too_many_cells`), UploadUnsupported (`picture`, `pdf`, …)
    and UploadRefused (`empty_file`, `encrypted`, `damaged`).
    """
    name = PureWindowsPath(PurePosixPath(file).name).name or "upload"
    _check_size(content, file=name, max_bytes=max_bytes)
    form, encoding = _find_format(content, file=name)
    return Upload(file=name, content=content, sha256=hashlib.sha256(content).hexdigest(), format=form, encoding=encoding)


def _check_size(content: bytes, *, file: str, max_bytes: int) -> None:
    if not content[:HEAD].strip(BLANKS) and not content.strip(BLANKS):
        raise UploadRefused(f'"{file}" is empty.', help="Export the holdings again, and send the new file.", code="empty_file")
    if len(content) > max_bytes:
        seen, limit = (f"{size / 2**20:,.1f} MB" for size in (len(content), max_bytes))
        raise UploadTooLarge(
            f'"{file}" has {seen}; the limit is {limit}.',
            help="Send only the sheet with the holdings, or send it in parts.",
            code="too_large",
        )


def _find_format(content: bytes, *, file: str) -> tuple[str, str | None]:
    for signature, kind, words in SIGNATURES:
        if content.startswith(signature):
            raise UploadUnsupported(f'"{file}" is {words}, not a spreadsheet.', help=HELP.get(kind, _ELSE), code=kind)
    if content[:4] in {b"PK\x03\x04", b"PK\x05\x06"}:
        return check_archive(content, file=file), None
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return check_compound_file(content, file=file), None
    if content[:4] == b"RIFF" or content[4:12] in {b"ftypheic", b"ftypmif1", b"ftypavif"}:
        raise UploadUnsupported(f'"{file}" is a picture, not a spreadsheet.', help=HELP["picture"], code="picture")
    encoding = require_encoding(content, file=file)
    return _find_text_format(content, encoding), encoding


def _find_text_format(content: bytes, encoding: str) -> str:
    """Looks at the beginning; a filing as it was submitted holds its parts anywhere."""
    head = content[:HEAD].decode(encoding, errors="replace").lstrip("\ufeff \t\r\n")
    lower = head.lower()
    if lower.startswith(("<sec-document", "-----begin privacy", "<submission")):
        return find_filing(content) or "csv"
    if _JSON.match(head):
        return "json"
    return _find_markup(lower) if head.startswith("<") else "csv"


def _find_markup(lower: str) -> str:
    if "urn:schemas-microsoft-com:office:spreadsheet" in lower:
        return "spreadsheetml"
    if "sec.gov/edgar/nport" in lower:
        return "nport"
    if "informationtable" in lower.split("<html", maxsplit=1)[0] and "thirteenf" in lower:
        return "13f"
    if "<html" in lower or "<table" in lower or "<!doctype html" in lower:
        return "html"
    return "xml" if lower.startswith(("<?xml", "<!doctype", "<flexquery")) or "xmlns" in lower else "csv"
