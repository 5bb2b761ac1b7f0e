"""A job as it is received: bytes go in as they come; sealed pieces lie in the database, and no more than one is in memory."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy.exc import IntegrityError

from screener.errors import UploadTooLarge
from screener.jobs.address import unknown_job
from screener.jobs.pieces import INPUT, PIECE_BYTES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from screener.jobs.address import Address
    from screener.jobs.pieces import Shelf

    Kind = Literal["portfolio", "positions", "fund"]


@dataclass(frozen=True, slots=True)
class SentPart:
    """A file of a job: a portfolio as its producer gave it, positions as lines of JSON, or a file of funds."""

    name: str
    content: bytes = field(repr=False)
    kind: Kind = "portfolio"


class Draft:
    """What has been received of a job so far."""

    def __init__(self, *, address: Address, shelf: Shelf, most: int) -> None:
        self.address, self._shelf, self._most = address, shelf, most
        self._sent: dict[str, str] = {}
        self._many = False
        self._files: list[dict[str, Any]] = []
        self._hashes: list[Any] = []
        self._buffer, self._number, self._size = bytearray(), 0, 0

    @property
    def portfolios(self) -> int:
        """How many of the files received are not of funds."""
        return sum(file["kind"] != "fund" for file in self._files)

    @property
    def sha256(self) -> bytes:
        """The hash of everything received, once closed: the same for the same words and files, however they were wrapped.

        What was settled here is no part of it: the same request sent again on another day is the same request.
        """
        named = [[file["name"], file["kind"], digest.hexdigest()] for file, digest in zip(self._files, self._hashes, strict=True)]
        order = [sorted(self._sent.items()), self._many]
        return sha256(json.dumps([order, named]).encode()).digest()

    def open_file(self, name: str, *, kind: Kind) -> None:
        """Begins a file."""
        self._flush_file()
        self._files.append({"name": name, "kind": kind, "bytes": 0})
        self._hashes.append(sha256())

    def write(self, content: bytes) -> None:
        """Takes bytes of the file begun last. Raises UploadTooLarge, JobUnknown where the job was withdrawn meanwhile."""
        self._size += len(content)
        if self._size > self._most:
            raise UploadTooLarge(
                f"What was sent is larger than {self._most // 2**20} MB.",
                help="Send the files in several jobs.",
                code="too_large",
            )
        self._files[-1]["bytes"] += len(content)
        self._hashes[-1].update(content)
        self._buffer += content
        while len(self._buffer) >= PIECE_BYTES:
            self._write_piece(PIECE_BYTES)

    def close(self, words: Mapping[str, str], *, settled: Mapping[str, str], many: bool) -> None:
        """Writes what is asked and what the files are; without it the job does not count as received.

        `words` are as they were sent; those of `settled` count in their place.
        """
        self._flush_file()
        self._sent, self._many = dict(words), many
        self._shelf.write_outline({"words": {**words, **settled}, "many": many, "files": self._files}, kind=INPUT)

    def _flush_file(self) -> None:
        if self._files and (self._buffer or self._number == 0):
            self._write_piece(len(self._buffer))
        self._number = 0

    def _write_piece(self, size: int) -> None:
        try:
            self._shelf.write(bytes(self._buffer[:size]), kind=INPUT, part=len(self._files) - 1, number=self._number)
        except IntegrityError as error:
            raise unknown_job() from error
        del self._buffer[:size]
        self._number += 1
