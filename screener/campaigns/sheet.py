"""The reviewer's sheet: the sentences of the letters go in; the document and the table for a second person come out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.review_document import ReviewDocument, ReviewLine, ReviewSource
from screener.campaigns.review import hash_texts, list_reviewers, list_unsigned

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from screener.campaigns.letters import PlannedLetter
    from screener.campaigns.plan import Plan
    from screener.campaigns.review import Line, Review

SHEET_HEADINGS = ("number", "id", "group", "sentence", "sources", "cited", "letters", "signed")


def write_review_document(
    lines: Sequence[Line], plan: Plan | None, letters: Sequence[PlannedLetter], review: Review
) -> ReviewDocument:
    """Gives the sheet of a campaign's letters."""
    return ReviewDocument(
        title=plan.title if plan else "",
        day=plan.day.isoformat() if plan else "",
        texts=hash_texts(lines),
        letters=len(letters),
        company=_write_group(lines, "company", review),
        context=_write_group(lines, "context", review),
        own=_write_group(lines, "own", review),
        standing=_write_group(lines, "standing", review),
        reviewers=() if list_unsigned(lines, review) else list_reviewers(lines, review),
    )


def list_sheet(lines: Sequence[Line], review: Review) -> Iterator[tuple[str, ...]]:
    """Gives the same as lines of SHEET_HEADINGS, each source with its address."""
    for line in lines:
        sources = " | ".join(note.text if note.url in note.text else f"{note.text} {note.url}" for note in line.notes)
        cited = "" if not line.notes else "yes" if line.cited else "no"
        signed = review.signed.get(line.id, "")
        yield str(line.number), line.id, line.group, line.text, sources, cited, str(len(line.letters)), signed


def _write_group(lines: Sequence[Line], group: str, review: Review) -> tuple[ReviewLine, ...]:
    """Sources that stood there a line before are not printed again: the first line that has them is named."""
    written: list[ReviewLine] = []
    for line in (line for line in lines if line.group == group):
        sources = tuple(ReviewSource(text=note.text, url=note.url) for note in line.notes)
        before = written[-1] if written else None
        same = (before.same_as or before.number) if before and sources and before.sources == sources else None
        written.append(
            ReviewLine(
                number=line.number,
                id=line.id,
                text=line.text,
                sources=sources,
                same_as=same,
                cited=line.cited,
                letters=len(line.letters),
                signed=review.signed.get(line.id, ""),
            )
        )
    return tuple(written)
