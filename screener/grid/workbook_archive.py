"""The bytes of a ZIP go in; the workbook format they hold comes out, or a refusal before any reader is let near them.

A workbook of 5 kB can claim cells that need 500 GB and abort the reader; a sheet of 1 MB can unzip to 1 GB. What the
archive says about itself (declared sizes, `<dimension>`) is not believed: the bytes are counted and the cells looked at.
"""

from __future__ import annotations

import io
import lzma
import re
import struct
import zipfile
import zlib

from screener.errors import UploadRefused, UploadTooLarge, UploadUnsupported

MAX_UNZIPPED = 600 * 2**20
MAX_AREA = 25_000_000
MAX_MEMBERS = 10_000
CHUNK = 2**20
OVERLAP = 64
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml$", re.IGNORECASE)
_CELL = re.compile(rb"""\br=["']([A-Z]{1,3})(\d{1,7})["']""")


UNPACKING_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    ValueError,
)
"""What the standard library raises for archives that are broken on purpose or by accident."""


def check_archive(content: bytes, *, file: str) -> str:
    """Gives xlsx, xlsb or ods. Raises UploadTooLarge for bombs, UploadUnsupported for other archives, else UploadRefused."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            form = _find_format(archive, file=file)
            _check_members(archive, file=file)
            return form
    except UNPACKING_ERRORS as error:
        raise UploadRefused(
            f'"{file}" is damaged: it begins like a workbook but cannot be unpacked.',
            help="Save or download it again.",
            code="damaged",
        ) from error
    except RuntimeError as error:
        raise UploadRefused(
            f'"{file}" is protected by a password.', help="Save it without a password, and send that.", code="encrypted"
        ) from error


def _find_format(archive: zipfile.ZipFile, *, file: str) -> str:
    names = set(archive.namelist())
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "xl/workbook.bin" in names:
        return "xlsb"
    if "mimetype" in names and archive.open("mimetype").read(100).startswith(_ODS):
        return _check_open_document(archive, file=file)
    if "word/document.xml" in names or "ppt/presentation.xml" in names:
        raise UploadUnsupported(
            f'"{file}" is a document, not a spreadsheet.', help="Save the table as XLSX or CSV.", code="document"
        )
    if any(name.startswith("xl/") and name.endswith("workbook.xml") for name in names):
        return "xlsx"
    raise UploadUnsupported(f'"{file}" is a ZIP archive.', help="Unpack it, and send the spreadsheet inside.", code="archive")


def _check_open_document(archive: zipfile.ZipFile, *, file: str) -> str:
    if b"manifest:encryption-data" in archive.open("META-INF/manifest.xml").read(CHUNK):
        raise UploadRefused(
            f'"{file}" is protected by a password.', help="Save it without a password, and send that.", code="encrypted"
        )
    return "ods"


def _check_members(archive: zipfile.ZipFile, *, file: str) -> None:
    members = archive.infolist()
    if len(members) > MAX_MEMBERS:
        raise UploadTooLarge(
            f'"{file}" has {len(members):,} parts; the limit is {MAX_MEMBERS:,}.', help=_SMALLER, code="too_many_cells"
        )
    left = MAX_UNZIPPED
    if sum(member.file_size for member in members) > left:  # what it admits to is enough; what it denies is counted
        raise _too_large(file)
    for member in members:
        left -= _check_member(archive, member, left=left, file=file)


_SMALLER = "Copy the holdings into a new workbook, and send that."


def _check_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, *, left: int, file: str) -> int:
    is_sheet = bool(_SHEET.search(member.filename))
    size, width, height, tail = 0, 0, 0, b""
    with archive.open(member) as stream:
        while chunk := stream.read(CHUNK):
            size += len(chunk)
            if size > left:
                raise _too_large(file)
            if is_sheet:
                width, height = _measure(tail + chunk, width=width, height=height)
                tail = chunk[-OVERLAP:]
                _check_area(width, height, file=file)
    return size


def _too_large(file: str) -> UploadTooLarge:
    return UploadTooLarge(f'"{file}" unzips to more than {MAX_UNZIPPED // 2**20} MB.', help=_SMALLER, code="unzipped_too_large")


def _measure(chunk: bytes, *, width: int, height: int) -> tuple[int, int]:
    cells = _CELL.findall(chunk)
    if not cells:
        return width, height
    letters = {column for column, _ in cells}
    return max(width, *map(_column_number, letters)), max(height, *(int(row) for _, row in cells))


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _check_area(width: int, height: int, *, file: str) -> None:
    if width * height > MAX_AREA:
        raise UploadTooLarge(
            f'"{file}" has a sheet that reaches to row {height:,} and column {width:,}, {width * height:,} cells; '
            f"the limit is {MAX_AREA:,}.",
            help=_SMALLER,
            code="too_many_cells",
        )
