"""Bytes of a job go in; pieces of at most a megabyte, packed and sealed, lie in the database; the bytes come out again."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select

from screener.errors import SealBroken
from screener.store.sealing import seal, unseal
from screener.store.tables import job_pieces

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from screener.store.database import Database

INPUT, RESULT = "input", "result"
REPEATABLE = "repeatable"
"""A word of an order: what was received stays sealed until the job's hour is over, so that a person's answers can be heeded."""
PIECE_BYTES = 2**20
_PACKING = 1
"""The quickest: a portfolio shrinks to a tenth, and a megabyte takes ten milliseconds."""


class PieceMissing(SealBroken):
    """A piece is not there: it was deleted, or was never written; what is there and was altered is not told so."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where the pieces of one job lie, and the key that opens them."""

    database: Database
    job: str
    key: bytes = field(repr=False)

    def write(self, content: bytes, *, kind: str, part: int, number: int = 0, attempt: int = 0) -> None:
        """Writes one piece in a transaction of its own. Raises IntegrityError where its job is gone."""
        with self.database.write() as connection:
            connection.execute(insert(job_pieces), self._seal(content, (self.job, kind, attempt, part, number)))

    def _seal(self, content: bytes, place: tuple[str, str, int, int, int]) -> dict[str, Any]:
        names = ("job_id", "kind", "attempt", "part", "number")
        return dict(zip(names, place, strict=True)) | {"sealed": seal(self.key, zlib.compress(content, _PACKING), place=place)}

    def write_part(self, content: bytes, *, kind: str, part: int, attempt: int = 0) -> None:
        """Writes a whole part."""
        for number, piece in enumerate(_cut(content)):
            self.write(piece, kind=kind, part=part, number=number, attempt=attempt)

    def read_part(self, *, kind: str, part: int, attempt: int = 0, size: int) -> Iterator[bytes]:
        """Gives a part piece by piece. Raises SealBroken where one was altered, or fewer than `size` bytes are there."""
        number = got = 0
        while got < size or number == 0:
            content = self._read(kind=kind, part=part, number=number, attempt=attempt)
            got, number = got + len(content), number + 1
            yield content
        if got != size:
            raise SealBroken("A part of a job is longer than it was when it was sealed.")

    def write_outline(self, outline: Any, *, kind: str, attempt: int = 0) -> None:  # noqa: ANN401 (plain JSON)
        """Writes what the parts are; without it none of them counts."""
        self.write_part(_pack(outline), kind=_outline(kind), part=0, attempt=attempt)

    def rewrite_outline(self, connection: Connection, outline: Any, *, kind: str) -> None:  # noqa: ANN401 (plain JSON)
        """Puts another outline in the place of the one that was received, within a transaction of the caller."""
        content, named = _pack(outline), _outline(kind)
        connection.execute(delete(job_pieces).where(job_pieces.c.job_id == self.job, job_pieces.c.kind == named))
        rows = [self._seal(piece, (self.job, named, 0, 0, number)) for number, piece in enumerate(_cut(content))]
        connection.execute(insert(job_pieces), rows)

    def read_outline(self, *, kind: str, attempt: int = 0) -> Any:  # noqa: ANN401 (plain JSON)
        """Gives what the parts are. Raises PieceMissing where it is not there, SealBroken where it was altered."""
        pieces, number = [], 0
        while True:
            pieces.append(self._read(kind=_outline(kind), part=0, number=number, attempt=attempt))
            number += 1
            if len(pieces[-1]) < PIECE_BYTES:
                return json.loads(b"".join(pieces))

    def _read(self, *, kind: str, part: int, number: int, attempt: int) -> bytes:
        place = (self.job, kind, attempt, part, number)
        where = (column == value for column, value in zip(job_pieces.primary_key.columns, place, strict=True))
        with self.database.read() as connection:
            sealed = connection.execute(select(job_pieces.c.sealed).where(*where)).scalar()
        if sealed is None:
            raise PieceMissing("A piece of a job is missing.")
        return zlib.decompress(unseal(self.key, bytes(sealed), place=place))


def _cut(content: bytes) -> Iterator[bytes]:
    """Nothing at all is one empty piece."""
    return (content[start : start + PIECE_BYTES] for start in range(0, max(len(content), 1), PIECE_BYTES))


def _pack(outline: Any) -> bytes:  # noqa: ANN401 (plain JSON)
    content = json.dumps(outline).encode()
    return content + b" " * (len(content) % PIECE_BYTES == 0)  # so that the last piece is known by being short


def _outline(kind: str) -> str:
    return f"{kind}-outline"
