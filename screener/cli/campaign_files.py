"""The files of a campaign: letters go in; a ZIP with its manifest, the lists beside it and the tracker's lines come out."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING

from reports.pdf import PressFailed
from reports.press_room import PressRoom
from reports.render import render_html
from reports.review_document import IndexDocument
from reports.table import write_lines_csv
from screener.campaigns.tables import list_action_network, list_merge_fields, list_public_recipients, name_all
from screener.campaigns.tracker import FILE as TRACKER
from screener.campaigns.tracker import Event, group_events
from screener.cli.campaign_folder import LETTERS, add_events, read_events
from screener.cli.desk import write_file
from screener.cli.documents import order_letters
from screener.errors import PaperFailed, RequestRefused

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from reports.letter_document import LetterDocument
    from screener.campaigns.letters import PlannedLetter
    from screener.cli.campaign_folder import Campaign

FORMS = ("pdf",)
MANIFEST_HEADINGS = (
    "file", "letter", "company", "about", "kind", "language", "date", "reply_by", "claims", "registry", "sha256",
)  # fmt: skip
_YEAR_ZERO = (1980, 1, 1, 0, 0, 0)
"""The first day a ZIP can say: its files bear no time of their making."""


@dataclass(frozen=True, slots=True)
class WrittenFiles:
    """What was written: the letters, the paths on disk, and what to tell who called."""

    letters: tuple[PlannedLetter, ...]
    paths: tuple[Path, ...]
    said: str


def write_letters(campaign: Campaign, letters: Sequence[PlannedLetter], forms: Sequence[str]) -> WrittenFiles:
    """Writes the ZIP and its lists, and records each letter as prepared. Raises PaperFailed before anything is written."""
    skipped = len(campaign.letters) - len(letters)
    told = f"{skipped} were sent already and are not written again. " if skipped else ""
    if not letters:
        return WrittenFiles((), (), f"{told}Nothing is left to write.")
    files = print_letters([letter.document for letter in letters], forms, campaign)
    named = {letter.addressee.id: f"{name_letter(letter.document)}.{forms[0]}" for letter in letters}
    manifest = write_lines_csv(MANIFEST_HEADINGS, _list_manifest(letters, files))
    public = write_lines_csv(*list_public_recipients(letters, campaign.names))
    folder, day = campaign.folder / LETTERS, letters[0].document.date
    target = _choose_name(campaign, folder, day)
    inside = {
        **files,
        "manifest.csv": manifest,
        "recipients-for-publication.csv": public,
        "index.html": _write_index(campaign, letters, named),
    }
    beside = {
        "manifest.csv": manifest,
        "recipients-for-publication.csv": public,
        "mail-merge.csv": write_lines_csv(*list_merge_fields(letters, campaign.names, named)),
        "action-network.csv": write_lines_csv(*list_action_network(letters)),
    }
    paths = [write_file(target, write_zip(inside)), *(write_file(folder / name, content) for name, content in beside.items())]
    add_events(campaign.folder, _list_new(campaign, letters, files, named))
    paths.append(campaign.folder / TRACKER)
    return WrittenFiles(tuple(letters), tuple(paths), f"{told}{SENDING}")


def write_drafts(campaign: Campaign, forms: Sequence[str]) -> WrittenFiles:
    """Writes all letters as drafts into one ZIP; nothing is recorded."""
    drafts = [replace(letter.document, draft=True) for letter in campaign.letters]
    target = campaign.folder / "drafts.zip"
    return WrittenFiles(
        campaign.letters, (write_file(target, write_zip(print_letters(drafts, forms, campaign))),), "Drafts, marked as such."
    )


def print_letters(documents: Sequence[LetterDocument], forms: Sequence[str], campaign: Campaign) -> dict[str, bytes]:
    """Gives each letter in each form by its file's name. Raises RequestRefused for a form there is not."""
    for form in forms:
        if form not in FORMS:
            raise RequestRefused(f'There is no letter in the form "{form}".', help=f"Forms: {', '.join(FORMS)}.")
    with PressRoom(seconds=campaign.desk.settings.render_timeout_s) as room:
        try:
            return {f"{name_letter(letter)}.pdf": pdf.result() for letter, pdf in order_letters(documents, room=room)}
        except PressFailed as error:
            raise PaperFailed(str(error), help="Write fewer letters at once, or raise SCREENER_RENDER_TIMEOUT_S.") from error


def name_letter(letter: LetterDocument) -> str:
    """Gives the name of a letter's files, without their ending."""
    return f"{letter.id}-{letter.kind}"


def write_zip(files: Mapping[str, bytes]) -> bytes:
    """Gives a ZIP of these files in the order of their names, the same bytes every time."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", compression=zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            item = zipfile.ZipInfo(name, date_time=_YEAR_ZERO)
            item.compress_type, item.external_attr, item.create_system = zipfile.ZIP_DEFLATED, 0o644 << 16, 3
            archive.writestr(item, files[name])
    return target.getvalue()


SENDING = (
    "Nothing is sent by the screener. Send each letter yourself, to one company once; by mail not more than a few in an hour. "
    "Then record it: screener campaign record DIR LETTER sent --on DAY"
)


def _choose_name(campaign: Campaign, folder: Path, day: str) -> Path:
    """A ZIP of which nothing was sent is written over; one of which something was sent is proof of what was sent."""
    sent = any(event.event == "sent" for event in read_events(campaign.folder))
    target, number = folder / f"letters-{day}.zip", 2
    while sent and target.exists():
        target, number = folder / f"letters-{day}-{number}.zip", number + 1
    return target


def _list_manifest(letters: Iterable[PlannedLetter], files: Mapping[str, bytes]) -> Iterator[tuple[str, ...]]:
    for letter in letters:
        document, to = letter.document, letter.addressee
        told = (to.id, to.recipient.company, " ".join(to.about), document.kind, document.language, document.date,
                document.reply_by, " ".join(document.claim_ids), document.registry_version)  # fmt: skip
        stem = name_letter(document)
        yield from (
            (name, *told, sha256(content).hexdigest()) for name, content in files.items() if name.rpartition(".")[0] == stem
        )


def _list_new(
    campaign: Campaign, letters: Iterable[PlannedLetter], files: Mapping[str, bytes], named: Mapping[str, str]
) -> list[Event]:
    """What is prepared again just as it was needs no second line."""
    last = {letter: events[-1] for letter, events in group_events(read_events(campaign.folder)).items()}
    made = [_prepare(letter, sha256(files[named[letter.addressee.id]]).hexdigest()) for letter in letters]
    return [event for event in made if event.letter not in last or replace(last[event.letter], note="") != event]


def _prepare(letter: PlannedLetter, digest: str) -> Event:
    document, to = letter.document, letter.addressee
    return Event(
        on=document.date,
        letter=to.id,
        event="prepared",
        company=to.recipient.company,
        about=" ".join(to.about),
        kind=document.kind,
        reply_by=document.reply_by,
        claims=" ".join(document.claim_ids),
        registry=document.registry_version,
        sha256=digest,
    )


def _write_index(campaign: Campaign, letters: Sequence[PlannedLetter], named: Mapping[str, str]) -> bytes:
    plan = campaign.plan
    lines = tuple(
        (named[one.addressee.id], one.addressee.recipient.company, one.addressee.country,
         name_all(one.addressee.about, campaign.names), one.document.kind.replace("_", " "), one.document.reply_by)
        for one in letters
    )  # fmt: skip
    page = render_html(IndexDocument(title=plan.title if plan else "", day=letters[0].document.date, lines=lines))
    return page.encode()
