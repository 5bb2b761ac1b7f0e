"""The journal of a call over many portfolios: what is finished, line by line, so that a stopped call can go on.

A portfolio's folder is finished when its record lies there under its own name and the journal has its hash; the record is written
last, so that whatever was cut off half-way is done again.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter, ValidationError

from screener.cli.desk import read_bytes, write_file
from screener.partitions.assignment import LETTERS, RECORD, Line, Screened
from screener.writing.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

JOURNAL = "journal.jsonl"
SUMMARIES = ("summary.json", "summary.csv")
DRAFT = ".unfinished"
"""What the name of a document ends with while it is being written."""
OWN = (RECORD, "holdings.xlsx", "findings.csv", "summary.pdf", "trustees.pdf")
"""The documents of a screening, its letters aside."""
_READER: TypeAdapter[Line] = TypeAdapter(Line)


@dataclass(slots=True)
class Journal:
    """The folder of results, what of it was finished by an earlier call of the same `key`, and where more is noted."""

    folder: Path
    key: str
    _finished: dict[tuple[str, str], tuple[Line, str]]

    def recall(self, names: tuple[str, ...], sha256: str) -> list[Line] | None:
        """Gives the lines of a portfolio of that hash where all of its folders are finished and untouched, else None."""
        lines = [self._recall(name, sha256) for name in names]
        return None if None in lines else [line for line in lines if line is not None]

    def _recall(self, name: str, digest: str) -> Line | None:
        line, record = self._finished.get((name, digest), (None, ""))
        file = self.folder / name / RECORD
        return line if line is not None and file.is_file() and sha256(file.read_bytes()).hexdigest() == record else None

    def clear(self, names: tuple[str, ...]) -> None:
        """Takes away what an earlier call left of these portfolios: it would pass for this one's. Other files stay."""
        for name in names:
            clear_results(self.folder / name)

    def write(self, screened: Screened) -> None:
        """Writes the documents of one portfolio, the record last, and notes it as finished."""
        folder = self.folder / screened.line.name
        for path, content in sorted(screened.documents.items(), key=lambda item: item[0] == RECORD):
            write_whole(folder / path, content)
        if screened.documents:
            self._note(screened)

    def _note(self, screened: Screened) -> None:
        record = sha256(screened.documents[RECORD]).hexdigest()
        entry = {"key": self.key, "record_sha256": record, "line": screened.line.record()}
        with (self.folder / JOURNAL).open("a", encoding="utf-8") as stream:
            stream.write(json.dumps(entry, ensure_ascii=False) + "\n")


def write_whole(file: Path, content: bytes) -> None:
    """Writes a document aside and moves it into its place: what was cut off half-way bears another name.

    Raises RequestRefused where the folder cannot be written.
    """
    write_file(file.with_name(f"{file.name}{DRAFT}"), content).replace(file)


def clear_results(folder: Path) -> None:
    """Takes away the documents of an earlier screening in this folder, and its drafts of letters; other files stay."""
    for file in _list_own(folder):
        file.unlink(missing_ok=True)


def open_journal(folder: Path, *, key: str, resume: bool) -> Journal:
    """Opens the journal of `folder`: with `resume` what was finished under the same key counts, else all is done again.

    Raises RequestRefused where the folder cannot be written.
    """
    finished = dict(_list_finished(folder / JOURNAL, key)) if resume else {}
    if not (resume and (folder / JOURNAL).exists()):
        write_file(folder / JOURNAL, b"")
    elif not (folder / JOURNAL).read_bytes().endswith(b"\n"):  # a line cut off half-way may not spoil the next
        with (folder / JOURNAL).open("ab") as stream:
            stream.write(b"\n")
    for name in SUMMARIES:
        (folder / name).unlink(missing_ok=True)
    return Journal(folder=folder, key=key, _finished=finished)


def _list_finished(file: Path, key: str) -> Iterator[tuple[tuple[str, str], tuple[Line, str]]]:
    if not file.exists():
        return
    for text in read_bytes(file).decode("utf-8", "replace").splitlines():
        entry = _read_entry(text)
        if entry.get("key") == key:
            try:
                line = _READER.validate_python({name: value for name, value in entry["line"].items() if value is not None})
            except (ValidationError, AttributeError, KeyError):
                continue
            yield (line.name, line.sha256), (line, str(entry.get("record_sha256")))


def _read_entry(text: str) -> dict[str, Any]:
    try:
        entry = json.loads(text)
    except ValueError:  # the line at which the call was stopped
        return {}
    return entry if isinstance(entry, dict) else {}


def _list_own(folder: Path) -> Iterator[Path]:
    yield from (folder / name for name in OWN)
    yield from folder.glob(f"*{DRAFT}")
    yield from (folder / LETTERS).glob(f"*{DRAFT}")
    for kind in KINDS:
        yield from (folder / LETTERS).glob(f"*-{kind}.pdf")
