"""A folder goes in; the files in it that may be portfolios come out, and how many were left out, by reason.

Results written into a folder of portfolios would pass for portfolios of the next call. What is ours is told by its name and by
what lies around it, so that a portfolio a person keeps in a folder of results is still screened.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from screener.cli.journal import DRAFT, JOURNAL, OWN, SUMMARIES
from screener.errors import RequestRefused
from screener.partitions.assignment import LETTERS, RECORD

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_LOCK = "~$"
"""What the name of the file begins with by which Excel says that a workbook is open."""
_RECORDS = (b'"schema": "screening/', b'"schema": "screenings/', b'"schema": "portfolios/')
_HEAD = 200


@dataclass(slots=True)
class LeftOut:
    """How many files of folders are not screened: hidden ones and locks of open workbooks, and results of earlier calls."""

    hidden: int = 0
    results: int = 0

    def say(self) -> str:
        """Gives it in words; nothing where nothing was left out."""
        parts = [
            self.results and f"{_count(self.results, 'file')} of earlier screenings",
            self.hidden and _count(self.hidden, "hidden file"),
        ]
        told = " and ".join(part for part in parts if part)
        return told and f"Left out: {told}."


@dataclass(slots=True)
class Folder:
    """A folder that may hold portfolios; `out` is where this call writes its results."""

    root: Path
    out: Path | None
    left_out: LeftOut
    _journals: dict[Path, bool] = field(default_factory=dict)

    def list_portfolios(self) -> list[Path]:
        """Gives its files, those of its folders too, by their path; what is left out is counted."""
        return [file for file in sorted(self.root.rglob("*")) if file.is_file() and self._is_open(file)]

    def _is_open(self, file: Path) -> bool:
        within = file.relative_to(self.root).parts
        hidden = any(part.startswith((".", _LOCK)) for part in within)
        ours = not hidden and (self._is_in_out(file) or self._is_result(file))
        self.left_out.hidden += hidden
        self.left_out.results += ours
        return not (hidden or ours)

    def _is_in_out(self, file: Path) -> bool:
        """Where results lie among the portfolios themselves, only what is ours is told apart."""
        if self.out is None or self.out.resolve() == self.root.resolve():
            return False
        return self.out.resolve() in file.resolve().parents

    def _is_result(self, file: Path) -> bool:
        if file.suffix == ".json" and _is_record(file):
            return True
        folder = file.parent
        if file.name == JOURNAL or (file.name in SUMMARIES and (folder / JOURNAL).is_file()):
            return True
        if folder.name == LETTERS and folder != self.root and _is_record(folder.parent / RECORD):
            return True
        named = file.name in OWN or file.name.endswith(DRAFT)
        return named and (_is_record(folder / RECORD) or self._has_journal(folder))

    def _has_journal(self, folder: Path) -> bool:
        """Says whether the folder lies within results of many portfolios: a stopped call leaves tables without their record."""
        if folder not in self._journals:
            above = folder != self.root and self._has_journal(folder.parent)
            self._journals[folder] = above or (folder / JOURNAL).is_file()
        return self._journals[folder]


def refuse_overwriting(files: Iterable[Path], *, folders: Iterable[Path], beside: Iterable[Path] = ()) -> None:
    """Raises RequestRefused where a portfolio lies where a document is to be written: into `folders`, or at `beside`."""
    written = {folder.resolve() / name for folder in folders for name in OWN} | {file.resolve() for file in beside}
    for file in files:
        if file.resolve() in written:
            raise RequestRefused(
                f'The results would overwrite "{file}", which is to be screened.', help="Give another folder with --out."
            )


def _is_record(file: Path) -> bool:
    try:
        with file.open("rb") as stream:
            head = stream.read(_HEAD)
    except OSError:
        return False
    return any(schema in head for schema in _RECORDS)


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"
