"""Letters: a screening and its correspondents go in; a document for each letter, or a refusal saying why, comes out."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from reports.letter_document import LetterDocument, RecipientBlock, SenderBlock
from screener.errors import LetterRefused
from screener.writing.addressees import Addressee, choose_addressee, list_drafts, name_family
from screener.writing.asks import choose_asks, choose_conditions, choose_exit_questions, choose_next_steps
from screener.writing.claims import choose_claims, choose_investor_steps, choose_sanctions, choose_statements, list_facts
from screener.writing.concerns import are_of_one_fund, write_concerns
from screener.writing.correspondence_checks import check_call, check_recipient, check_sender
from screener.writing.counterparties import name_matter
from screener.writing.legal_care import check_letter
from screener.writing.live_claims import check_age, check_claims_live

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from reports.facts import Fact
    from reports.letter_document import Concern, EarlierLetter
    from screener.model import Screening
    from screener.writing.correspondents import Recipient, Sender
    from screener.writing.live_claims import LiveRegistry

REPLY_DAYS: dict[str, int | None] = {
    "enquiry": 28, "engagement": 28, "escalation": 21, "divestment_notice": None, "thank_you": 42,
}  # fmt: skip
"""Days from the letter to the day a reply is asked for; a notice asks for none."""
_STANDARDS = {
    "company": ("ungp", "oecd", "heightened"),
    "state": ("ungp_states", "mission_to_states", "arms_resolution", "rapporteur_to_states"),
    "holder": ("ungp", "oecd_investors"),
    "owner": ("ungp", "oecd_investors"),
}
_STANDARDS_OF_LEAVING = {
    "company": ("ungp", "leaving"),
    "state": ("ungp_states", "rapporteur_to_states"),
    "holder": ("ungp", "oecd_investors"),
    "owner": ("ungp", "oecd_investors", "leaving"),
}
"""What a letter of thanks refers to."""


@dataclass(frozen=True, slots=True)
class LetterOrder:
    """What is the same for all letters of one call.

    Without a sender they are drafts. `kind` is the one suggested where it is None; `day` is the day they bear, the screening's
    where it is None; `live` is the registry of that day, against which the claims are checked again where it is given.
    """

    sender: Sender | None = None
    kind: str | None = None
    profile: str = "universal"
    language: str = "en"
    family: str | None = None
    day: str | None = None
    earlier: Mapping[str, Sequence[EarlierLetter]] = field(default_factory=dict)
    live: LiveRegistry | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why one letter is not written: which claim or field, on which day, and what to do."""

    entity: str
    code: str
    message: str
    help: str


@dataclass(frozen=True, slots=True)
class Correspondence:
    """The letters written, in the findings' order, and those refused."""

    letters: tuple[LetterDocument, ...]
    refused: tuple[Refusal, ...] = ()


def write_letters(
    screening: Screening,
    *,
    sender: Sender | None,
    recipients: Mapping[str, Recipient] | None,
    kind: str | None = None,
    profile: str = "universal",
    language: str = "en",
    earlier: Mapping[str, Sequence[EarlierLetter]] | None = None,
) -> tuple[LetterDocument, ...]:
    """Gives a letter for each finding that bears one, in the findings' order, and raises LetterRefused for the first it may not.

    Without a sender or without recipients they are drafts, for every finding of which something is asked. With both they are
    final, for those that the recipients name.
    """
    order = LetterOrder(sender=sender, kind=kind, profile=profile, language=language, earlier=earlier or {})
    written = write_correspondence(screening, order, recipients)
    for refusal in written.refused:
        raise LetterRefused(refusal.message, help=refusal.help, code=refusal.code)
    return written.letters


def write_correspondence(screening: Screening, order: LetterOrder, recipients: Mapping[str, Recipient] | None) -> Correspondence:
    """Gives every letter that may be written, and why the others may not.

    Raises LetterRefused for what would spoil them all: an unknown kind, a sender without a required field, no recipient, a
    screening that is too old on the day.
    """
    check_call(order.kind, order.profile, order.language)
    if order.sender is not None:
        check_sender(order.sender)
    if order.live is not None:
        check_age(screening.receipt, _day(order, screening))
    if order.sender is None or recipients is None:
        return _gather(_draft(addressee, screening, order) for addressee in list_drafts(screening, order.kind, order.earlier))
    chosen = {key: one for key, one in recipients.items() if order.family in {None, name_family(key, one, screening)}}
    if not chosen:
        raise LetterRefused("There is no recipient.", help="Name at least one entity with its address.", code="recipient_missing")
    ranks = {finding.entity: rank for rank, finding in enumerate(screening.findings)}
    in_order = sorted(chosen, key=lambda key: min(ranks.get(one, len(ranks)) for one in chosen[key].about or (key,)))
    return _gather(_address(key, chosen[key], screening, order) for key in in_order)


def _gather(attempts: Iterator[tuple[str, Callable[[], LetterDocument]]]) -> Correspondence:
    letters: list[LetterDocument] = []
    refused: list[Refusal] = []
    for entity, write in attempts:
        try:
            letters.append(write())
        except LetterRefused as error:
            refused.append(Refusal(entity=entity, code=error.kind, message=error.message, help=error.help))
    return Correspondence(tuple(letters), tuple(refused))


def _draft(addressee: Addressee, screening: Screening, order: LetterOrder) -> tuple[str, Callable[[], LetterDocument]]:
    return addressee.entity, lambda: _write_letter(addressee, screening, order)


def _address(
    key: str, recipient: Recipient, screening: Screening, order: LetterOrder
) -> tuple[str, Callable[[], LetterDocument]]:
    def write() -> LetterDocument:
        check_recipient(key, recipient)
        addressee = choose_addressee(
            key,
            recipient,
            screening=screening,
            kind=order.kind,
            day=_day(order, screening),
            earlier=order.earlier.get(key, ()),
            capacity=order.sender.capacity if order.sender else None,
            registry=order.live.registry if order.live else None,
        )
        return _write_letter(addressee, screening, order)

    return key, write


def _day(order: LetterOrder, screening: Screening) -> str:
    return order.day or screening.receipt.as_of


def _write_letter(addressee: Addressee, screening: Screening, order: LetterOrder) -> LetterDocument:
    letter = _compose(addressee, screening, order)
    if order.live is not None:
        claims = (*letter.claims, *(concern.claim for concern in letter.concerns))
        check_claims_live(claims, screening.receipt, order.live, day=letter.date)
    return check_letter(letter)


def _compose(addressee: Addressee, screening: Screening, order: LetterOrder) -> LetterDocument:
    """Everything a letter says. `claims` are of one entity; a letter to a holder or owner has concerns in their place."""
    day, kind, sender, recipient = _day(order, screening), addressee.kind, order.sender, addressee.recipient
    facts: Sequence[Fact] = () if addressee.apart else list_facts(addressee.findings[0], kind, day)
    joint = sender is not None and bool(sender.signatories or sender.signatories_withheld)
    claims = choose_claims(facts, kind, joint=joint)
    concerns = _write_concerns(addressee, day, joint=joint) if addressee.apart else ()
    carried = claims or tuple(concern.claim for concern in concerns)
    capacity, family, party = sender.capacity if sender else "", addressee.family, addressee.party
    days = REPLY_DAYS[kind]
    return LetterDocument(
        id=f"{addressee.entity}-{kind}",
        entity=addressee.entity,
        kind=kind,
        draft=sender is None or recipient is None,
        language=order.language,
        profile=order.profile,
        sender=_write_sender(sender),
        recipient=RecipientBlock(lines=recipient.lines if recipient else ()),
        party=party,
        name=addressee.name,
        place=sender.place if sender else "",
        date=day,
        reply_by="" if days is None else (date.fromisoformat(day) + timedelta(days=days)).isoformat(),
        reference=(sender.reference if sender else "") or f"{addressee.entity}, {day}",
        dispatch="blank" if recipient is None else "post_and_email" if recipient.email else "post",
        addressee=recipient.person if recipient else "",
        subject_channel=carried[0].channel,
        subject_counterparty=_name_counterparty(carried[0]),
        subject_tie=carried[0].tie,
        claims=claims,
        claims_left_out=len(facts) - len(claims),
        statements=() if addressee.apart else choose_statements(addressee.findings[0], claims, joint=joint),
        investor_steps=choose_investor_steps(addressee.findings[0], kind, joint=joint) if not addressee.apart else (),
        standards=_choose_standards(kind, family),
        asks=choose_asks(carried, party, kind=kind, family=family),
        exit_questions=_choose_exit_questions(addressee, claims, joint=joint),
        publish_policy=sender.publish_policy if sender else "with_consent",
        signatories=sender.signatories if sender else (),
        signatories_withheld=sender.signatories_withheld if sender else 0,
        registry_version=screening.receipt.registry_version,
        receipt=screening.receipt.result_sha256,
        family=family,
        concerns=concerns,
        held=family == "holder" and are_of_one_fund(addressee.findings),
        concerns_left_out=tuple(finding.name for finding in addressee.findings[len(concerns) :]) if addressee.apart else (),
        earlier=tuple(addressee.earlier),
        conditions=choose_conditions(carried, party, family=family) if kind == "divestment_notice" else (),
        next_steps=choose_next_steps(kind, capacity, family=family),
        sanctions=choose_sanctions(addressee.findings[0], kind) if family in {"company", "owner"} and not addressee.apart else (),
    )


def _choose_standards(kind: str, family: str) -> tuple[str, ...]:
    """Those of the family; an escalation, which recalls letters that named them all, names the first."""
    chosen = (_STANDARDS_OF_LEAVING if kind == "thank_you" else _STANDARDS)[family]
    return chosen[:1] if kind == "escalation" and family == "company" else chosen


def _choose_exit_questions(addressee: Addressee, claims: Sequence[Fact], *, joint: bool) -> tuple[str, ...]:
    """A letter that several sign has two at most: who signs takes the room of the others."""
    if addressee.apart:
        return ()
    questions = choose_exit_questions(claims, addressee.kind, addressee.party)
    return questions[:2] if joint else questions


def _name_counterparty(fact: Fact) -> str:
    """Nothing where none is stated, or where the subject line of the channel names it already."""
    said = (fact.channel, fact.counterparty) == ("arms_supply", "Myanmar military")
    return "" if said else name_matter(fact.counterparty)


def _write_concerns(addressee: Addressee, day: str, *, joint: bool) -> tuple[Concern, ...]:
    return write_concerns(addressee.findings, addressee.kind, day, name=addressee.name, edges=addressee.edges, joint=joint)


def _write_sender(sender: Sender | None) -> SenderBlock:
    if sender is None:
        return SenderBlock()
    return SenderBlock(
        name=sender.name,
        organisation=sender.organisation,
        address_lines=sender.address_lines,
        email=sender.email,
        capacity=sender.capacity,
        shares=sender.shares,
        fund=sender.fund,
    )
