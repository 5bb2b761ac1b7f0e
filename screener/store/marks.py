"""Marks: a registry that a worker sees goes in; whether it is new here, and since which one, comes out, once for each."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import insert, select, update

from screener.store.database import read_clock
from screener.store.tables import registry_marks

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Mark:
    """A registry: its version, its hash, and a fingerprint of its facts."""

    version: str
    sha256: str
    facts: bytes = field(repr=False)


def is_seen(connection: Connection, sha256: str) -> bool:
    """Says whether a worker has seen that registry before."""
    return connection.execute(select(registry_marks.c.sha256).where(registry_marks.c.sha256 == sha256)).first() is not None


def see(connection: Connection, mark: Mark) -> Mark | None:
    """Notes a registry not seen before; gives the one seen last, None for the first. IntegrityError: another was faster.

    Of those before, the version and hash stay, so that a worker which is older for an hour does not tell its registry as news.
    """
    row = connection.execute(select(registry_marks).order_by(registry_marks.c.seen_at.desc()).limit(1)).first()
    connection.execute(update(registry_marks).values(facts=b""))
    values = {"version": mark.version[:80], "sha256": mark.sha256, "facts": zlib.compress(mark.facts)}
    connection.execute(insert(registry_marks), values | {"seen_at": read_clock(connection)})
    return None if row is None else Mark(row.version, row.sha256, zlib.decompress(bytes(row.facts)))
