"""GET /changes: what changed with each version and which claims were wrong; GET /changes.atom: the same as a feed."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from reports.feed import MEDIA_TYPE, FeedEntry, write_feed
from reports.registry_pages import ChangesPage, CorrectionLine, VersionLine
from screener.model import first_day
from screener.rulebook.changelog import VersionNotes
from screener.rulebook.changes import read_version_day
from screener.web.api.access import Bench
from screener.web.pages.answers import answer_page
from screener.web.pages.entity_page import write_corrections
from screener.web.pages.site import read_site

router = APIRouter()
PAGE, FEED = "/changes", "/changes.atom"


@router.get(PAGE)
def show_changes(bench: Bench) -> HTMLResponse:
    """Gives the versions and the corrections, newest first."""
    versions = tuple(VersionLine(one.version, day=one.day, paragraphs=one.paragraphs) for one in bench.versions)
    return answer_page(ChangesPage(versions, write_corrections(bench)), bench)


@router.get(FEED)
def show_feed(request: Request, bench: Bench) -> Response:
    """Gives the feed. A version that is not named for a day is on the page alone."""
    corrections = write_corrections(bench)
    entries = [_write_version(one) for one in bench.versions if one.day]
    entries += [_write_correction(line, number) for number, line in _number(corrections)]
    day = read_version_day(bench.rulebook.registry).isoformat()
    feed = write_feed(entries, site=read_site(request, bench), page=PAGE, path=FEED, day=day)
    return Response(feed, media_type=MEDIA_TYPE)


def _write_version(notes: VersionNotes) -> FeedEntry:
    return FeedEntry(
        key=f"version {notes.version}",
        day=notes.day,
        title=f"Registry {notes.version}",
        text="\n\n".join(notes.paragraphs),
        path=f"{PAGE}#{notes.version}",
    )


def _number(lines: tuple[CorrectionLine, ...]) -> list[tuple[int, CorrectionLine]]:
    """Numbers the corrections of one claim on one day, so that each has a key of its own."""
    seen: dict[tuple[str, str], int] = {}
    numbered = []
    for line in reversed(lines):
        number = seen[line.date, line.claim] = seen.get((line.date, line.claim), 0) + 1
        numbered.append((number, line))
    return numbered


def _write_correction(line: CorrectionLine, number: int) -> FeedEntry:
    return FeedEntry(
        key=f"correction {line.date} {line.claim} {number}",
        day=first_day(line.date).isoformat(),
        title=f"Correction: {line.name}{' (claim withdrawn)' if line.withdrawn else ''}",
        text=f"Claim {line.claim}\n\nIt said: {line.wrong}\n\nNow: {line.now}",
        path=f"/entities/{line.place}",
    )
