"""Letters of a campaign: a plan, its addressees and the grounds go in; a letter for each, or why there is none, comes out.

What may be written of whom is decided where every letter is made, in `writing`; here only what a campaign adds is added.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from reports.customs import banned_words
from reports.letter_document import RecipientBlock
from screener.campaigns.faults import Fault, complain
from screener.campaigns.points import choose_points
from screener.campaigns.recipients import FILE, Addressee
from screener.campaigns.review import RECIPIENT, LetterText
from screener.campaigns.sequence import arrange_facts
from screener.writing.legal_care import UNPRINTABLE, find_word
from screener.writing.letters import LetterOrder, write_correspondence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from reports.letter_document import EarlierLetter, LetterDocument
    from screener.campaigns.plan import Plan
    from screener.campaigns.sentences import Sentence
    from screener.model import Screening
    from screener.writing.correspondents import Recipient, Sender
    from screener.writing.live_claims import LiveRegistry


@dataclass(frozen=True, slots=True)
class PlannedLetter:
    """A letter of the campaign and the line of recipients.csv that it is for."""

    addressee: Addressee
    document: LetterDocument


@dataclass(frozen=True, slots=True)
class LettersReading:
    """The letters that may be written, in the order of the recipients, and what forbids the others."""

    letters: tuple[PlannedLetter, ...]
    faults: tuple[Fault, ...]


def plan_letters(
    plan: Plan,
    addressees: Iterable[Addressee],
    grounds: Screening,
    *,
    live: LiveRegistry,
    earlier: Mapping[str, Sequence[EarlierLetter]],
) -> LettersReading:
    """Gives each addressee's letter by the same judgement as every other letter; a refusal becomes a fault with its line.

    `earlier` are the letters written before, by the ids of the entities or holders they went to. Raises LetterRefused for what
    would spoil them all, as a sender without a required field.
    """
    letters: list[PlannedLetter] = []
    faults = list(_check_points(plan))
    sender = _add_signatories(plan)
    for addressee in addressees:
        order = LetterOrder(
            sender=sender, kind=plan.kind, profile=plan.profile, language=addressee.language, day=plan.day.isoformat(),
            earlier=earlier, live=live,
        )  # fmt: skip
        written = write_correspondence(grounds, order, _make_recipients(plan, addressee))
        letters += [PlannedLetter(addressee, _add_campaign(plan, addressee, letter)) for letter in written.letters]
        faults += [complain(FILE, one.code, one.message, help=one.help, row=addressee.row) for one in written.refused]
    faults += _warn_of_languages(plan, letters)
    return LettersReading(tuple(letters), tuple(faults))


def _add_signatories(plan: Plan) -> Sender:
    """Who signs with the sender is known before a letter is composed, because it takes room of what the letter says."""
    return replace(
        plan.sender,
        signatories=plan.signatories or plan.sender.signatories,
        signatories_withheld=plan.signatories_withheld or plan.sender.signatories_withheld,
    )


def _make_recipients(plan: Plan, addressee: Addressee) -> dict[str, Recipient]:
    if plan.writes_to == "issuers":
        return {addressee.about[0]: addressee.recipient}
    return {addressee.id: replace(addressee.recipient, family="holder", about=addressee.about)}


def _add_campaign(plan: Plan, addressee: Addressee, letter: LetterDocument) -> LetterDocument:
    """An address of mail in the list says nothing of how a letter goes: as printed, it goes by post."""
    planned = replace(
        letter,
        id=f"{addressee.id}-{letter.kind}",
        reply_by=_choose_reply_by(plan, letter),
        dispatch="post",
        talking_points=choose_points(plan.points, language=letter.language, letter=addressee.id),
        variant=addressee.id,
    )
    return arrange_facts(planned)


def _choose_reply_by(plan: Plan, letter: LetterDocument) -> str:
    if plan.reply_days is None or not letter.reply_by:
        return letter.reply_by
    return (plan.day + timedelta(days=plan.reply_days)).isoformat()


def _check_points(plan: Plan) -> Iterator[Fault]:
    """The campaign's own sentences are held to what any sentence of a letter is held to."""
    wordings = ((language, wording) for language, places in plan.points.items() for place in places for wording in place)
    for language, wording in wordings:
        found = find_word(wording, UNPRINTABLE, banned_words(language))
        if found:
            message = f'A talking point says "{found}", which no letter says without a court\'s judgment.'
            yield complain("campaign.yaml", "point_unprintable", message, help="Reword it.", found=wording)


def _warn_of_languages(plan: Plan, letters: Iterable[PlannedLetter]) -> Iterator[Fault]:
    """Nothing is translated by the program: letters in a language without talking points carry none, and are all alike."""
    for language in sorted({letter.document.language for letter in letters} - plan.points.keys()) if plan.points else ():
        message = f"There are no talking points in {language}, so that letters in it have none."
        advice = "Write some under talking_points, in that language."
        yield complain("campaign.yaml", "points_missing", message, help=advice, column="talking_points", warning=True)


def make_neutral(letter: PlannedLetter) -> LetterDocument:
    """Gives the letter without whom it is to, so that letters that say the same are equal, and are read over once."""
    document = letter.document
    to_holder = document.name == letter.addressee.recipient.company
    return replace(
        document,
        id="",
        entity="" if to_holder else document.entity,
        recipient=RecipientBlock(),
        addressee="",
        reference="",
        dispatch="post",
        name=RECIPIENT if to_holder else document.name,
    )


def describe_letter(letter: PlannedLetter, sentences: tuple[Sentence, ...]) -> LetterText:
    """Gives what a review needs to know of a letter beside its sentences."""
    document = letter.document
    claims = (*document.claims, *(concern.claim for concern in document.concerns))
    statements = (*document.statements, *(said for concern in document.concerns for said in concern.statements))
    cited = [*(claim.sources for claim in claims), *(said.sources for said in statements)]
    return LetterText(
        letter=letter.addressee.id,
        recipient=letter.addressee.recipient.company,
        sentences=sentences,
        own=" ".join(document.talking_points),
        sources=frozenset(source.url for sources in cited for source in sources),
        names=(document.name, *(concern.name for concern in document.concerns)),
    )
