"""The files of a campaign: letters go in; a ZIP with its manifest, the lists beside it and the tracker's lines come out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING

from reports.letter_archive import write_letters_zip, write_manifest_csv
from reports.press_room import PressRoom
from reports.table import write_lines_csv
from screener.campaigns.tables import list_action_network, list_merge_fields, list_public_recipients
from screener.campaigns.tracker import FILE as TRACKER
from screener.campaigns.tracker import Event, group_events
from screener.cli.campaign_folder import LETTERS, add_events, read_events
from screener.cli.desk import write_file
from screener.cli.letter_files import choose_forms, print_letters

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from reports.letter_archive import LetterFile
    from screener.campaigns.letters import PlannedLetter
    from screener.cli.campaign_folder import Campaign

PUBLIC = "recipients-for-publication.csv"


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
    first = {file.letter.id: file for file in reversed(files)}
    named = {letter.addressee.id: first[letter.document.id].name for letter in letters}
    public = write_lines_csv(*list_public_recipients(letters, campaign.names))
    beside = {
        "manifest.csv": write_manifest_csv(files),
        PUBLIC: public,
        "mail-merge.csv": write_lines_csv(*list_merge_fields(letters, campaign.names, named)),
        "action-network.csv": write_lines_csv(*list_action_network(letters)),
    }
    archive = write_letters_zip(files, title=title, beside={PUBLIC: public})
    target = _choose_name(campaign, folder, letters[0].document.date)
    paths = [write_file(target, archive), *(write_file(folder / name, content) for name, content in beside.items())]
    add_events(campaign.folder, _list_new(campaign, letters, first))
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
        return list(print_letters(documents, forms=choose_forms(forms), recipients=recipients, room=room))


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


def _list_new(campaign: Campaign, letters: Iterable[PlannedLetter], files: Mapping[str, LetterFile]) -> list[Event]:
    """What is prepared again just as it was needs no second line."""
    last = {letter: events[-1] for letter, events in group_events(read_events(campaign.folder)).items()}
    made = [_prepare(letter, sha256(files[letter.document.id].content).hexdigest()) for letter in letters]
    return [event for event in made if last.get(event.letter) != event]


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
        by=document.dispatch,
    )
