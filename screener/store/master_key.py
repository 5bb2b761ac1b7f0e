"""The operator's secret goes in, or the file it lies in; the master key comes out, which never lies in the database."""

from __future__ import annotations

import base64
import binascii
import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path

from screener.errors import RequestRefused
from screener.store.sealing import KEY_BYTES, derive_key

_HELP = "Make one with: openssl rand -base64 32"


def read_master_key(given: str | None, *, file: Path | None) -> bytes:
    """Gives the master key from SCREENER_SECRET_KEY, or from `file`, which is made (mode 0600) where it is missing.

    Raises RequestRefused (`secret_key`) where the text is no key, or neither is there.
    """
    if given is not None:
        return derive_key(_decode(given), purpose="master")
    if file is None:
        raise RequestRefused(
            "SCREENER_SECRET_KEY is not set, and several machines need the same one.", help=_HELP, code="secret_key"
        )
    if not file.exists():
        _make_file(file)
    return derive_key(_decode(file.read_text(encoding="ascii").strip()), purpose="master")


def _decode(text: str) -> bytes:
    try:
        secret = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        secret = b""
    if len(secret) < KEY_BYTES:
        raise RequestRefused("The secret key is not base64 of at least 32 bytes.", help=_HELP, code="secret_key")
    return secret


def _make_file(file: Path) -> None:
    """Writes aside and links into place: of two processes that start together, one file wins and both read it."""
    handle, aside = tempfile.mkstemp(dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as target:
            target.write(base64.b64encode(secrets.token_bytes(KEY_BYTES)) + b"\n")
            target.flush()
            os.fsync(target.fileno())
        with suppress(FileExistsError):
            os.link(aside, file)
    finally:
        Path(aside).unlink()
