"""The bytes of an OLE compound file go in; "xls" comes out, or a refusal: encrypted, or no workbook."""

from __future__ import annotations

import io
import struct

import msoffcrypto
import olefile

from screener.errors import UploadRefused, UploadUnsupported

DAMAGE = (OSError, LookupError, ValueError, TypeError, AttributeError, RecursionError, struct.error)
"""What listing the parts of a damaged file ends in: a storage that holds itself, a sector that is not there."""


def check_compound_file(content: bytes, *, file: str) -> str:
    """Gives "xls". Raises UploadRefused (`encrypted`, `damaged`) and UploadUnsupported (`document`)."""
    streams = _list_streams(content, file=file)
    if "encryptedpackage" in streams or ({"workbook", "book"} & streams and _is_encrypted(content)):
        raise UploadRefused(
            f'"{file}" is protected by a password.', help="Save it without a password, and send that.", code="encrypted"
        )
    if not {"workbook", "book"} & streams:
        raise UploadUnsupported(
            f'"{file}" is an old Office file, but not a workbook.', help="Save the table as XLSX or CSV.", code="document"
        )
    return "xls"


def _list_streams(content: bytes, *, file: str) -> set[str]:
    try:
        with olefile.OleFileIO(io.BytesIO(content)) as compound:
            return {"/".join(path).lower() for path in compound.listdir()}
    except DAMAGE as error:
        raise UploadRefused(
            f'"{file}" is damaged: it begins like an old workbook but cannot be opened.',
            help="Save or download it again.",
            code="damaged",
        ) from error


def _is_encrypted(content: bytes) -> bool:
    try:
        return bool(msoffcrypto.OfficeFile(io.BytesIO(content)).is_encrypted())
    except Exception:  # noqa: BLE001 (the library raises bare Exception and struct.error on old dialects; the reader then decides)
        return False
