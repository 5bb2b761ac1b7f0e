"""Correction requests: what a reader says is wrong goes in; a file for editors, and all such files read back, come out.

A file bears nothing of who sent it but what they wrote: no address, no browser, no time finer than a day. Its name is random, its
day of change is midnight, and only the account the service runs under may read it.
"""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from dataclasses import asdict, dataclass, field, fields
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from screener.errors import RequestRefused, ServiceBusy

if TYPE_CHECKING:
    from collections.abc import Iterator

ANSWER_DAYS = 14
MOST_WAITING = 1_000
"""So many files at most: who fills a disk with them stops the service from taking an honest one."""
_NOT_KEPT = "What you wrote was not kept"


@dataclass(frozen=True, slots=True)
class CorrectionRequest:
    """What a reader says is wrong: of which entity and claim (empty for the page as a whole), and where a stranger can see it.

    `registry` is the version the reader had before them; `contact` is empty where none was given.
    """

    reference: str
    received: str
    answer_by: str
    registry: str
    entity: str
    claim: str
    wrong: str = field(repr=False)
    source: str = field(repr=False)
    contact: str = field(repr=False)


class _Plain(yaml.SafeDumper):
    """Writes text of several lines as it was written, for a person to read."""

    def represent_text(self, text: str) -> yaml.ScalarNode:
        """Gives a text of several lines as a block."""
        return self.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Plain.add_representer(str, _Plain.represent_text)


@dataclass(frozen=True, slots=True)
class Waiting:
    """The requests in a folder, oldest first, and the names of files that cannot be read as one."""

    requests: tuple[CorrectionRequest, ...]
    unreadable: tuple[str, ...]


def make_request(*, received: date, **said: str) -> CorrectionRequest:
    """Gives a request under a reference of its own, to be answered within ANSWER_DAYS."""
    answer_by = received + timedelta(days=ANSWER_DAYS)
    return CorrectionRequest(
        reference=secrets.token_hex(6), received=received.isoformat(), answer_by=answer_by.isoformat(), **said
    )


def keep_request(request: CorrectionRequest, folder: Path) -> None:
    """Writes the file `<reference>.yaml`, whole or not at all. Raises ServiceBusy and leaves nothing where it cannot be kept."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if sum(1 for _ in folder.glob("*.yaml")) >= MOST_WAITING:
            raise ServiceBusy(
                f"{_NOT_KEPT}: {MOST_WAITING:,} others wait to be read.", help="Write to whoever runs this service."
            )
        _write_whole(folder / f"{request.reference}.yaml", _write_text(request), day=date.fromisoformat(request.received))
    except OSError as error:
        raise ServiceBusy(
            f"{_NOT_KEPT}: the service could not write it to its disk.", help="Send it again later, or write to whoever runs it."
        ) from error


def read_requests(folder: Path) -> Waiting:
    """Gives what waits in a folder. Raises RequestRefused where there is no such folder."""
    if not folder.is_dir():
        raise RequestRefused(f'"{folder}" is not a folder.', help="Name the one that SCREENER_CORRECTIONS names.")
    read = {file.name: _read_request(file) for file in sorted(folder.glob("*.yaml"))}
    found = sorted((one for one in read.values() if one), key=lambda one: (one.received, one.reference))
    return Waiting(tuple(found), tuple(name for name, one in read.items() if one is None))


def _write_text(request: CorrectionRequest) -> bytes:
    text = yaml.dump(asdict(request), Dumper=_Plain, allow_unicode=True, sort_keys=False, width=110)
    return f"# A reader says that something is wrong. To be answered by {request.answer_by}.\n{text}".encode()


def _write_whole(file: Path, content: bytes, *, day: date) -> None:
    unfinished = file.with_suffix(".part")
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        midnight = datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()
        os.utime(unfinished, (midnight, midnight))
        unfinished.rename(file)
    except OSError:
        with suppress(OSError):
            unfinished.unlink()
        raise


def _read_request(file: Path) -> CorrectionRequest | None:
    try:
        values = yaml.safe_load(file.read_text(encoding="utf-8"))
        return CorrectionRequest(**dict(_take_texts(values)))
    except (OSError, UnicodeDecodeError, yaml.YAMLError, TypeError, KeyError):
        return None


def _take_texts(values: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 (an editor may have written in the file)
    for item in fields(CorrectionRequest):
        value = values[item.name]
        if not isinstance(value, str):
            raise TypeError(item.name)
        yield item.name, value
