"""An Upload that a library must open goes in; its Sheets come out, read in a child process that may die without harm.

A workbook can make its reader ask for 500 GB and abort: no `except` catches that, but the end of a child process is only a
refusal. The child has limits of memory and time, no environment, and imports nothing heavy.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from screener.errors import UploadRefused, UploadTooLarge
from screener.grid.child import BETWEEN

if TYPE_CHECKING:
    from screener.model import Upload

MEMORY_BYTES = 2 * 2**30
SECONDS = 90
_START = "import sys, runpy; sys.path.insert(0, sys.argv.pop(1)); runpy.run_module('screener.grid.child', run_name='__main__')"
_HELP = "Copy the holdings into a new workbook, or save them as CSV, and send that."


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as the child gives it: columns of texts, all `height` long, and the source's own row numbers where it has them."""

    name: str | None
    columns: tuple[list[str], ...] = field(repr=False)
    height: int
    reader: str
    rows: list[int] | None = None


def read_sheets(upload: Upload, *, seconds: int = SECONDS, memory_bytes: int = MEMORY_BYTES) -> tuple[Sheet, ...]:
    """Gives the sheets that hold anything, in the file's order.

    Raises UploadRefused (`unreadable`, `took_too_long`, `needs_too_much_memory`) and UploadTooLarge (`too_many_cells`).
    """
    command = [sys.executable, "-I", "-c", _START, str(_root()), upload.format, str(seconds), str(memory_bytes)]
    try:
        done = subprocess.run(command, input=upload.content, capture_output=True, timeout=seconds + 5, env={}, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise _took_too_long(upload, seconds) from error
    _check_end(upload, done, seconds=seconds)
    return _unpack(done.stdout)


def _root() -> Path:
    spec = find_spec("screener")
    assert spec is not None and spec.origin is not None  # noqa: S101, PT018 (this module is part of it)
    return Path(spec.origin).parents[1]


def _check_end(upload: Upload, done: subprocess.CompletedProcess[bytes], *, seconds: int) -> None:
    if done.returncode == 0:
        return
    said = done.stderr.decode("utf-8", "replace").strip().splitlines()
    last = said[-1][:200] if said else ""
    if done.returncode == 3:
        raise UploadRefused(f'"{upload.file}" cannot be read: {last}.', help=_HELP, code="unreadable")
    if done.returncode == 4:
        raise UploadTooLarge(f'"{upload.file}" {last}.', help=_HELP, code="too_many_cells")
    if done.returncode in {-24, -9, 152, 137}:
        raise _took_too_long(upload, seconds)
    raise UploadRefused(f'"{upload.file}" needs more memory to open than we allow.', help=_HELP, code="needs_too_much_memory")


def _took_too_long(upload: Upload, seconds: int) -> UploadRefused:
    return UploadRefused(f'"{upload.file}" took longer than {seconds} seconds to open.', help=_HELP, code="took_too_long")


def _unpack(output: bytes) -> tuple[Sheet, ...]:
    head, _, body = output.partition(b"\n")
    sheets, start = [], 0
    for entry in json.loads(head):
        columns = []
        for size in entry["bytes"]:
            columns.append(body[start : start + size].decode("utf-8").split(BETWEEN))
            start += size
        more = {key: entry[key] for key in ("name", "height", "reader", "rows")}
        sheets.append(Sheet(columns=tuple(columns), **more))
    return tuple(sheets)
