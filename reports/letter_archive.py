"""Archives of letters: letters as files go in; a ZIP with an index, and a manifest that names each file's hash, comes out."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

from reports.archive import write_zip
from reports.render import render_html
from reports.review_document import IndexDocument
from reports.table import write_lines_csv

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reports.letter_document import LetterDocument

MANIFEST_HEADINGS = (
    "file", "entity", "company", "kind", "language", "date", "reply_by", "claims", "registry_version", "sha256",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class LetterFile:
    """A letter in one form: the name of its file, who it is to, and its bytes. `company` is empty in a draft."""

    name: str
    letter: LetterDocument
    content: bytes = field(repr=False)
    company: str = ""
    country: str = ""


def write_letters_zip(files: Sequence[LetterFile], *, title: str, beside: Mapping[str, bytes] | None = None) -> bytes:
    """Gives a ZIP of the letters, with `index.html`, `manifest.csv` and what is to lie `beside`; the same bytes each time."""
    letters = {file.name: file.content for file in files}
    return write_zip(
        {
            **letters,
            "index.html": _write_index(files, title).encode(),
            "manifest.csv": write_manifest_csv(files),
            **(beside or {}),
        },
    )


def write_manifest_csv(files: Iterable[LetterFile]) -> bytes:
    """Gives a line for each file: what it is, the claims it rests on, the registry's version, and the SHA-256 of its bytes."""
    return write_lines_csv(MANIFEST_HEADINGS, (_describe(file) for file in files))


def _describe(file: LetterFile) -> tuple[str, ...]:
    letter = file.letter
    told = (file.name, letter.entity, file.company, letter.kind, letter.language, letter.date, letter.reply_by)
    return (*told, " ".join(letter.claim_ids), letter.registry_version, sha256(file.content).hexdigest())


def _name_about(letter: LetterDocument) -> str:
    """A letter to a holder is about what it holds, and not about itself."""
    return "; ".join(concern.name for concern in letter.concerns) or letter.name


def _write_index(files: Sequence[LetterFile], title: str) -> str:
    firsts = {file.letter.id: file for file in reversed(files)}  # a letter in several forms stands in the index once
    lines = tuple(
        (
            file.name,
            file.company,
            file.country,
            _name_about(file.letter),
            file.letter.kind.replace("_", " "),
            file.letter.reply_by,
        )
        for file in files
        if firsts[file.letter.id] is file
    )
    return render_html(IndexDocument(title=title, day=files[0].letter.date, lines=lines))
