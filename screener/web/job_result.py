"""The result of a job with many files goes in; lines of JSON, or a ZIP, come out as they are read: never whole in memory."""

from __future__ import annotations

import io
import json
import re
import zipfile
from typing import TYPE_CHECKING, Any

from screener.web.problems import list_members

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from screener.jobs.view import Result
    from screener.web.problems import ProblemShape

    WriteProblem = Callable[[dict[str, Any]], ProblemShape]
INDEX = "index.json"
_DAY = (1980, 1, 1, 0, 0, 0)
"""The same files give the same archive, whenever it is fetched."""


def list_lines(result: Result, write_problem: WriteProblem) -> Iterator[bytes]:
    """Gives a line for each file: `{"file", "screening"}`, or `{"file", "problem"}` where it could not be screened."""
    for part, file in enumerate(result.files):
        if file["problem"]:
            line = {"file": file["file"], "problem": list_members(write_problem(file["problem"]))}
            yield json.dumps(line, ensure_ascii=False).encode() + b"\n"
            continue
        yield b'{"file":' + json.dumps(file["file"], ensure_ascii=False).encode() + b',"screening":'
        yield from result.read(part)
        yield b"}\n"


def write_archive(result: Result, write_problem: WriteProblem) -> Iterator[bytes]:
    """Gives a ZIP: index.json, which names each file's entry or its problem, and an entry for each screening."""
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, file in enumerate(result.files):
            if not file["problem"]:
                with archive.open(_make_entry(_name(part, file["file"])), "w") as entry:
                    for piece in result.read(part):
                        entry.write(piece)
                        yield sink.take()
        index = [_write_entry(part, file, write_problem) for part, file in enumerate(result.files)]
        archive.writestr(_make_entry(INDEX), json.dumps(index, ensure_ascii=False, indent=1))
    yield sink.take()


def _write_entry(part: int, file: dict[str, Any], write_problem: WriteProblem) -> dict[str, Any]:
    if file["problem"]:
        return {"file": file["file"], "problem": list_members(write_problem(file["problem"]))}
    return {"file": file["file"], "entry": _name(part, file["file"])}


def _name(part: int, file: str) -> str:
    plain = re.sub(r"[^\w-]+", "-", file.rpartition(".")[0] or file).strip("-")[:60]
    return f"{part + 1:04}-{plain or 'portfolio'}.json"


def _make_entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, date_time=_DAY)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


class _Sink(io.RawIOBase):
    """What the archive is written to, and taken from as it grows."""

    def __init__(self) -> None:
        super().__init__()
        self._kept = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, content: Any) -> int:  # noqa: ANN401 (any buffer)
        self._kept += content
        return len(content)

    def take(self) -> bytes:
        kept, self._kept = bytes(self._kept), bytearray()
        return kept
