"""The parcel: a campaign's letters, printed, go in; the tables that lie beside them and the tracker's lines come out."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

from reports.letter_archive import write_manifest_csv
from reports.table import write_lines_csv
from screener.campaigns.recalls import mark_claim
from screener.campaigns.tables import list_action_network, list_merge_fields, list_public_recipients
from screener.campaigns.tracker import Event

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reports.letter_archive import LetterFile
    from screener.campaigns.letters import PlannedLetter

PUBLIC = "recipients-for-publication.csv"


@dataclass(frozen=True, slots=True)
class Parcel:
    """What lies beside the letters, by name (PUBLIC alone has no address in it), and each letter as prepared."""

    beside: Mapping[str, bytes] = field(repr=False)
    events: tuple[Event, ...]


def write_parcel(letters: Sequence[PlannedLetter], files: Sequence[LetterFile], *, names: Mapping[str, str]) -> Parcel:
    """Gives the parcel of letters that were printed as `files`; `names` are the display names of the entities."""
    first = {file.letter.id: file for file in reversed(files)}
    named = {letter.addressee.id: first[letter.document.id].name for letter in letters}
    beside = {
        "manifest.csv": write_manifest_csv(files),
        PUBLIC: write_lines_csv(*list_public_recipients(letters, names)),
        "mail-merge.csv": write_lines_csv(*list_merge_fields(letters, names, named)),
        "action-network.csv": write_lines_csv(*list_action_network(letters)),
    }
    events = tuple(_prepare(letter, sha256(first[letter.document.id].content).hexdigest()) for letter in letters)
    return Parcel(beside=beside, events=events)


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
        claims=" ".join(mark_claim(claim.id, claim.status) for claim in document.all_claims),
        registry=document.registry_version,
        sha256=digest,
        by=document.dispatch,
    )
