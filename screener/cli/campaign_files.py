"""The files of a campaign: letters go in; a ZIP with its manifest, the lists beside it and the tracker's lines come out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reports.letter_archive import write_letters_zip
from reports.press_room import PressRoom
from screener.campaigns.tracker import FILE as TRACKER
from screener.campaigns.tracker import list_new
from screener.cli.campaign_folder import LETTERS, add_events, read_events
from screener.cli.desk import write_file
from screener.cli.letter_files import print_letters
from screener.jobs.parcel import PUBLIC, write_parcel

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from reports.letter_archive import LetterFile
    from screener.campaigns.letters import PlannedLetter
    from screener.cli.campaign_folder import Campaign


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
    files = make_letters(letters, forms, campaign)
    folder, title = campaign.folder / LETTERS, campaign.plan.title if campaign.plan else ""
    parcel = write_parcel(letters, files, names=campaign.names)
    archive = write_letters_zip(files, title=title, beside={PUBLIC: parcel.beside[PUBLIC]})
    target = _choose_name(campaign, folder, letters[0].document.date)
    beside = [write_file(folder / name, content) for name, content in parcel.beside.items()]
    paths = [write_file(target, archive), *beside]
    add_events(campaign.folder, list_new(parcel.events, read_events(campaign.folder)))
    return WrittenFiles(tuple(letters), (*paths, campaign.folder / TRACKER), f"{told}{SENDING}")


def write_drafts(campaign: Campaign, forms: Sequence[str]) -> WrittenFiles:
    """Writes all letters as drafts into one ZIP; nothing is recorded."""
    drafts = [replace(letter, document=replace(letter.document, draft=True)) for letter in campaign.letters]
    archive = write_letters_zip(make_letters(drafts, forms, campaign), title=campaign.plan.title if campaign.plan else "")
    return WrittenFiles(campaign.letters, (write_file(campaign.folder / "drafts.zip", archive),), "Drafts, marked as such.")


def make_letters(letters: Sequence[PlannedLetter], forms: Sequence[str], campaign: Campaign) -> list[LetterFile]:
    """Gives each letter in each form. Raises LetterRefused or PaperFailed where one cannot be made."""
    recipients = {letter.document.entity: letter.addressee.recipient for letter in letters}
    documents = [letter.document for letter in letters]
    with PressRoom(seconds=campaign.desk.settings.render_timeout_s) as room:
        return list(print_letters(documents, forms=forms, recipients=recipients, room=room))


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
