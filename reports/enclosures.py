"""Enclosures: what a document says goes in; the same as JSON, to travel inside its PDF, comes out."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reports.documents import SummaryDocument
    from reports.letter_document import LetterDocument

LETTER_SCHEMA = "letter/1"
SUMMARY_SCHEMA = "summary/1"


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file inside a PDF: its name, what it is, the calendar day it bears, and its bytes."""

    name: str
    description: str
    day: str
    content: bytes = field(repr=False)


def enclose_letter(letter: LetterDocument) -> Enclosure:
    """Gives a letter's data (`letter/1`): every field of its document, its asks and standards by their keys."""
    text = json.dumps({"schema": LETTER_SCHEMA, **asdict(letter)}, ensure_ascii=False, indent=1, sort_keys=True)
    return Enclosure(name="letter.json", description="The letter as data", day=letter.date, content=text.encode())


def enclose_summary(summary: SummaryDocument) -> Enclosure:
    """Gives a summary's data (`summary/1`): every field of its document, with the very numbers that the page prints."""
    text = json.dumps({"schema": SUMMARY_SCHEMA, **asdict(summary)}, ensure_ascii=False, indent=1)
    return Enclosure(name="summary.json", description="The summary as data", day=summary.provenance.as_of, content=text.encode())
