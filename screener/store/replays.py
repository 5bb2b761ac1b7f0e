"""Replays: an Idempotency-Key and the hash of a body go in; what was answered to the same before comes out, for a day.

Of the key and the body only keyed hashes are kept, and the answer is sealed under the key itself: who has the database but not
the master key reads none of it.
"""

from __future__ import annotations

import hmac
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select

from screener.errors import ReplayRefused, RequestRefused
from screener.store.database import read_clock
from screener.store.sealing import derive_key, seal, unseal
from screener.store.tables import replays

if TYPE_CHECKING:
    from sqlalchemy import Connection

KEPT_S = 24 * 3600.0
_FORM = re.compile(r"[\x21-\x7e]{16,200}")


@dataclass(frozen=True, slots=True)
class Replay:
    """A request that may come twice: its key, its body, and whose it is (`scope`: our address, and a member where one asks)."""

    master_key: bytes = field(repr=False)
    key: str = field(repr=False)
    scope: str
    body_sha256: bytes = field(repr=False)

    @property
    def key_hash(self) -> bytes:
        """What the request is found by."""
        return self._hash(self.scope.encode())

    @property
    def body_hash(self) -> bytes:
        """What tells the same body again."""
        return self._hash(self.body_sha256)

    @property
    def answer_key(self) -> bytes:
        """What the answer is sealed with."""
        return derive_key(self.master_key + self.key.encode(), purpose="replay answer")

    def _hash(self, content: bytes) -> bytes:
        return hmac.digest(derive_key(self.master_key, purpose="replay"), self.key.encode() + b"\0" + content, "sha256")


def parse_replay_key(text: str) -> str:
    """Gives the text of an Idempotency-Key. Raises RequestRefused where it is too short to be nobody else's, or unprintable."""
    if not _FORM.fullmatch(text):
        raise RequestRefused(
            "The Idempotency-Key is not 16 to 200 visible characters.",
            help="Send a new random one with each new request, a UUID for example.",
            code="idempotency_key_unusable",
        )
    return text


def recall(connection: Connection, replay: Replay) -> bytes | None:
    """Gives what was answered before, None where nothing was. Raises ReplayRefused where the body was another."""
    row = connection.execute(select(replays).where(replays.c.key_hash == replay.key_hash)).first()
    if row is None:
        return None
    if row.expires_at <= read_clock(connection):
        connection.execute(delete(replays).where(replays.c.key_hash == replay.key_hash))
        return None
    if not hmac.compare_digest(bytes(row.body_hash), replay.body_hash):
        raise ReplayRefused("This Idempotency-Key came with another body before.", help="Send a new key with a new request.")
    return unseal(replay.answer_key, bytes(row.sealed_answer), place=("replay", replay.scope))


def remember(connection: Connection, replay: Replay, answer: bytes) -> None:
    """Keeps an answer for a day. Raises IntegrityError where another transaction has just kept one under this key."""
    sealed = seal(replay.answer_key, answer, place=("replay", replay.scope))
    row = {"key_hash": replay.key_hash, "body_hash": replay.body_hash, "sealed_answer": sealed}
    connection.execute(insert(replays), row | {"expires_at": read_clock(connection) + KEPT_S})
