"""Tables of a campaign: letters or standings go in; headings and lines of text for a CSV come out.

What is for publication has no person, street, address of mail or note in it.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reports.review_document import AskedDocument
from screener.writing.earlier_letters import EARLIER_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from screener.campaigns.letters import PlannedLetter
    from screener.campaigns.standing import Standing

    Table = tuple[tuple[str, ...], list[tuple[str, ...]]]

PUBLIC_HEADINGS = ("asked", "country", "about", "letter", "dated", "reply_by")
MERGE_HEADINGS = (
    "id", "title", "first_name", "last_name", "role", "company", "address_1", "address_2", "address_3", "address_4", "address_5",
    "country", "email", "language", "kind", "about", "date", "reply_by", "file",
)  # fmt: skip
ACTION_NETWORK_HEADINGS = ("title", "first_name", "last_name", "email")
OUTCOME_HEADINGS = ("asked", "about", "asked_on", "reply_by", "outcome", "answered_on")
OUTCOME_WORDS = {
    "answered": "answered",
    "answered_in_part": "answered in part",
    "silent": "silent",
    "awaiting": "awaiting a reply",
}


EARLIER_REPLIES = {"answered": "answered", "answered_in_part": "partly", "silent": "none", "awaiting": "none"}


def list_public_recipients(letters: Iterable[PlannedLetter], names: Mapping[str, str]) -> Table:
    """Gives who was written to about whom: companies and countries only."""
    lines: list[tuple[str, ...]] = [
        (
            item.addressee.recipient.company,
            item.addressee.country,
            name_all(item.addressee.about, names),
            item.document.kind,
            item.document.date,
            item.document.reply_by,
        )
        for item in letters
    ]
    return PUBLIC_HEADINGS, lines


def list_merge_fields(letters: Iterable[PlannedLetter], names: Mapping[str, str], files: Mapping[str, str]) -> Table:
    """Gives the fields of a mail merge, one line a letter; it has addresses and stays with who sends."""
    lines: list[tuple[str, ...]] = []
    for item in letters:
        to, recipient = item.addressee, item.addressee.recipient
        address = [*recipient.address_lines, *[""] * 5][:5]
        about = name_all(to.about, names)
        letter = item.document
        lines.append(
            (to.id, to.title, to.first_name, to.last_name, recipient.role, recipient.company, *address, to.country,
             recipient.email, letter.language, letter.kind, about, letter.date, letter.reply_by, files.get(to.id, ""))
        )  # fmt: skip
    return MERGE_HEADINGS, lines


def list_action_network(letters: Iterable[PlannedLetter]) -> Table:
    """Gives custom targets as Action Network takes them: those with an address of mail.

    It asks for a name of every target: where no person is named, the company stands as the first name and its office as the last.
    """
    lines: list[tuple[str, ...]] = [
        (to.title, to.first_name or to.recipient.company, to.last_name or to.recipient.role, to.recipient.email)
        for to in (item.addressee for item in letters)
        if to.recipient.email
    ]
    return ACTION_NETWORK_HEADINGS, lines


def list_outcomes(standings: Iterable[Standing], names: Mapping[str, str]) -> Table:
    """Gives asked, answered, silent: one line for each letter that was sent."""
    lines: list[tuple[str, ...]] = [
        (
            one.company,
            name_all(one.about.split(), names),
            one.asked_on,
            one.reply_by,
            OUTCOME_WORDS[one.outcome],
            one.answered_on,
        )
        for one in standings
        if one.asked_on
    ]
    return OUTCOME_HEADINGS, lines


def list_earlier(standings: Iterable[Standing], *, to_issuers: bool) -> Table:
    """Gives the letters that were sent, and their answers, as an earlier.csv: the next round recalls them."""
    lines: list[tuple[str, ...]] = [
        (one.about if to_issuers else one.letter, one.asked_on, one.by, EARLIER_REPLIES[one.outcome], one.answered_on)
        for one in standings
        if one.asked_on
    ]
    return EARLIER_COLUMNS, lines


def count_outcomes(standings: Iterable[Standing]) -> dict[str, int]:
    """Gives how many were asked, and how many of them answered, answered in part, were silent, or are awaited."""
    counts = Counter(one.outcome for one in standings if one.asked_on)
    return {"asked": sum(counts.values()), **{word: counts[word] for word in OUTCOME_WORDS}}


def name_all(entities: Sequence[str], names: Mapping[str, str]) -> str:
    """Gives the names of entities in one cell."""
    return "; ".join(names.get(entity, entity) for entity in entities)


def write_asked(standings: Sequence[Standing], names: Mapping[str, str], *, title: str, day: str) -> AskedDocument:
    """Gives the page for publication: asked, answered, silent, as of a day."""
    headings, lines = list_outcomes(standings, names)
    counts = count_outcomes(standings)
    told = (("asked", counts["asked"]), *((word, counts[key]) for key, word in OUTCOME_WORDS.items()))
    return AskedDocument(title=title, day=day, counts=told, headings=headings, lines=tuple(lines))
