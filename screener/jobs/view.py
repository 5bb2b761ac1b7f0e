"""What the holder of an address may see of a job: how it stands, and its result."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from screener.jobs.pieces import RESULT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from screener.jobs.pieces import Shelf


@dataclass(frozen=True, slots=True)
class JobView:
    """How a job stands: its row, how many wait before it, and the problem of a job of one file that could not be screened."""

    row: Mapping[str, Any] = field(repr=False)
    ahead: int | None
    problem: Mapping[str, Any] | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class Result:
    """The result of a job that has ended, read as it is asked for."""

    shelf: Shelf
    attempt: int
    outline: Mapping[str, Any] = field(repr=False)

    @property
    def is_lost(self) -> bool:
        """Whether the workers ended over it so often that it was given up."""
        return bool(self.outline.get("lost"))

    @property
    def is_letters(self) -> bool:
        """Whether it is the letters of a campaign, one ZIP, and no screening."""
        return bool(self.outline.get("letters"))

    @property
    def is_many(self) -> bool:
        """Whether it was sent as many files."""
        return bool(self.outline["many"])

    @property
    def files(self) -> list[dict[str, Any]]:
        """For each file `file` (its name), `bytes` of its screening, and `problem` where it could not be screened, else None."""
        return list(self.outline["files"])

    def read(self, part: int) -> Iterator[bytes]:
        """Gives the JSON of one file's screening in pieces; JobUnknown or SealBroken where it is deleted meanwhile."""
        return self.shelf.read_part(kind=RESULT, part=part, attempt=self.attempt, size=self.files[part]["bytes"])
