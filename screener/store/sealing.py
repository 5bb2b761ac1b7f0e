"""A key and bytes go in; sealed bytes come out that only the same key, in the same place, opens again (AES-256-GCM)."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from screener.errors import SealBroken

if TYPE_CHECKING:
    from collections.abc import Sequence

NONCE_BYTES = 12
KEY_BYTES = 32


def derive_key(secret: bytes, *, purpose: str) -> bytes:
    """Gives a key of 32 bytes for one purpose; a key of another purpose tells nothing of it (HKDF-SHA256)."""
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=purpose.encode()).derive(secret)


def seal(key: bytes, content: bytes, *, place: Sequence[str | int]) -> bytes:
    """Gives the content sealed for its place: moved elsewhere, it does not open."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, content, _write_place(place))


def unseal(key: bytes, sealed: bytes, *, place: Sequence[str | int]) -> bytes:
    """Gives the content back. Raises SealBroken for another key or place, or altered bytes."""
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], _write_place(place))
    except (InvalidTag, ValueError) as error:
        raise SealBroken("What was sealed does not open: another key, or altered bytes.") from error


def _write_place(place: Sequence[str | int]) -> bytes:
    return "\x1f".join(str(part) for part in place).encode()
