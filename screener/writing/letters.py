"""Letters: a screening and its correspondents go in; a document for each letter, or a refusal saying why, comes out."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from reports.letter_document import LetterDocument, RecipientBlock, SenderBlock
from screener.errors import LetterRefused
from screener.writing.asks import choose_asks, choose_exit_questions
from screener.writing.correspondents import CAPACITIES
from screener.writing.issuer_pages import choose_party, write_facts, write_investor_steps, write_statements
from screener.writing.kinds import KINDS, suggest_kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reports.documents import Fact, InvestorStep
    from screener.model import Finding, Response, Screening
    from screener.writing.correspondents import Recipient, Sender

PROFILES = ("universal", "de-b", "ch-right")
"""Where the address stands: a block that fits British, German (form A) and Nordic windows, German form B, Swiss right."""
REPLY_DAYS = 28
MOST_CLAIMS = 4
MOST_CLAIM_WORDS = 170
"""What two pages hold beside the rest; further claims are counted, and sent on request."""
MOST_STATEMENTS = 2
MOST_INVESTOR_STEPS = 2
UNPRINTABLE = re.compile(r"\b(complicit\w*|criminal\w*|launder\w*|genocid\w*)\b", re.IGNORECASE)
"""Words that a letter may not say of anyone without a court's judgment."""
_COMPANY_STANDARDS = ("ungp", "oecd", "heightened")
_STATE_STANDARDS = ("ungp_states", "mission_to_states", "arms_resolution", "rapporteur_to_states")


def write_letters(
    screening: Screening,
    *,
    sender: Sender | None,
    recipients: Mapping[str, Recipient] | None,
    kind: str | None = None,
    profile: str = "universal",
) -> tuple[LetterDocument, ...]:
    """Gives a letter for each finding that bears one, in the findings' order.

    Without a sender or without recipients they are drafts, for every finding. With both they are final, for the entities that
    the recipients name, and LetterRefused names the first thing that is missing or may not be printed. `kind` is the kind
    suggested by the finding where it is None.
    """
    _check_call(kind, profile)
    if sender is not None:
        _check_sender(sender)
    chosen: list[tuple[Finding, Recipient | None]]
    if sender is None or recipients is None:
        chosen = [(finding, None) for finding in screening.findings if _bears(finding, kind, screening)]
    else:
        chosen = list(_match_recipients(screening, recipients, kind=kind))
    return tuple(
        _write_letter(finding, screening, sender=sender, recipient=recipient, kind=kind, profile=profile)
        for finding, recipient in chosen
    )


def _check_call(kind: str | None, profile: str) -> None:
    if kind is not None and kind not in KINDS:
        raise LetterRefused(
            f'There is no letter of kind "{kind}".', help=f"Kinds written now: {', '.join(KINDS)}.", code="kind_unknown"
        )
    if profile not in PROFILES:
        raise LetterRefused(
            f'There is no address profile "{profile}".', help=f"Profiles: {', '.join(PROFILES)}.", code="profile_unknown"
        )


def _check_sender(sender: Sender) -> None:
    missing = [
        field
        for field, given in (
            ("capacity", sender.capacity),
            ("name or organisation", sender.name or sender.organisation),
            ("email or address", sender.email or sender.address_lines),
            ("fund", sender.fund or sender.capacity != "saver"),
            ("organisation", sender.organisation or sender.capacity != "organisation"),
        )
        if not given
    ]
    if missing:
        named = ", no ".join(f'"{field}"' for field in missing)
        raise LetterRefused(
            f"The sender has no {named}, and a letter needs it.",
            help=f"Fill it in in the sender file; capacity is one of: {', '.join(CAPACITIES)}.",
            code="sender_incomplete",
        )


def _match_recipients(
    screening: Screening, recipients: Mapping[str, Recipient], *, kind: str | None
) -> Iterator[tuple[Finding, Recipient | None]]:
    findings = {finding.entity: finding for finding in screening.findings}
    if not recipients:
        raise LetterRefused("There is no recipient.", help="Name at least one entity with its address.", code="recipient_missing")
    for entity in recipients:
        if entity not in findings or not _bears(findings[entity], kind, screening):
            raise LetterRefused(
                f'The screening has nothing to write to "{entity}" about{f" in a letter of {kind}" if kind else ""}.',
                help="Take it out of the recipients, or choose another kind of letter.",
                code="no_ground",
            )
    for finding in screening.findings:
        if finding.entity in recipients:
            _check_recipient(finding.entity, recipients[finding.entity])
            yield finding, recipients[finding.entity]


def _check_recipient(entity: str, recipient: Recipient) -> None:
    for field, given in (("company", recipient.company), ("address", recipient.address_lines), ("country", recipient.country)):
        if not given:
            raise LetterRefused(
                f'The recipient "{entity}" has no "{field}", and a letter needs it.',
                help="Fill it in in the recipients file.",
                code="recipient_incomplete",
            )


def _bears(finding: Finding, kind: str | None, screening: Screening) -> bool:
    """Whether a finding bears a letter of this kind: never a firmer one than it suggests."""
    suggested = suggest_kind(finding, screening.receipt.as_of)
    return suggested is not None and (kind is None or KINDS.index(kind) <= KINDS.index(suggested))


def _write_letter(
    finding: Finding, screening: Screening, *, sender: Sender | None, recipient: Recipient | None, kind: str | None, profile: str
) -> LetterDocument:
    as_of = screening.receipt.as_of
    chosen = kind or suggest_kind(finding, as_of) or KINDS[0]
    asked = [fact for fact in write_facts(finding, as_of) if fact.decision != "none"]
    claims = tuple(_check_claim(fact) for fact in _choose_claims(asked))
    party = choose_party(finding.kind)
    return LetterDocument(
        id=f"{finding.entity}-{chosen}",
        entity=finding.entity,
        kind=chosen,
        draft=sender is None or recipient is None,
        language="en",
        profile=profile,
        sender=_write_sender(sender),
        recipient=RecipientBlock(lines=recipient.lines if recipient else ()),
        party=party,
        name=finding.name,
        place=sender.place if sender else "",
        date=as_of,
        reply_by=(date.fromisoformat(as_of) + timedelta(days=REPLY_DAYS)).isoformat(),
        reference=(sender.reference if sender else "") or f"{finding.entity}, {as_of}",
        dispatch=_choose_dispatch(recipient),
        addressee=recipient.person if recipient else "",
        subject_channel=claims[0].channel,
        subject_counterparty=claims[0].counterparty,
        claims=claims,
        claims_left_out=len(asked) - len(claims),
        statements=write_statements(_choose_responses(finding, claims))[:MOST_STATEMENTS],
        investor_steps=_choose_investor_steps(finding),
        standards=_COMPANY_STANDARDS if party == "company" else _STATE_STANDARDS,
        asks=choose_asks(claims, party),
        exit_questions=choose_exit_questions(claims, chosen, party),
        publish_policy=sender.publish_policy if sender else "with_consent",
        signatories=sender.signatories if sender else (),
        signatories_withheld=sender.signatories_withheld if sender else 0,
        registry_version=screening.receipt.registry_version,
        receipt=screening.receipt.result_sha256,
    )


def _choose_claims(asked: Sequence[Fact]) -> Iterator[Fact]:
    """The firmest claims, at most four, as long as two pages hold them; the first in any case."""
    words = 0
    for number, fact in enumerate(asked[:MOST_CLAIMS]):
        words += len(fact.summary.split())
        if number and words > MOST_CLAIM_WORDS:
            return
        yield fact


def _choose_responses(finding: Finding, claims: Sequence[Fact]) -> tuple[Response, ...]:
    """What answers a claim of the letter, or no one tie: an answer to what the letter does not say would say it unsourced."""
    printed = {claim.id for claim in claims}
    return tuple(said for said in finding.responses if not said.involvements or printed & set(said.involvements))


def _check_claim(fact: Fact) -> Fact:
    if not fact.sources:
        raise LetterRefused(f'The claim "{fact.id}" has no source, so it may not be printed.', code="claim_without_source")
    found = UNPRINTABLE.search(fact.summary)
    if found:
        raise LetterRefused(
            f'The claim "{fact.id}" contains the word "{found.group()}", which a letter may not say without a court\'s judgment.',
            help="Reword the summary in the registry.",
            code="claim_unprintable",
        )
    return fact


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


def _choose_dispatch(recipient: Recipient | None) -> str:
    if recipient is None:
        return "blank"
    return "post_and_email" if recipient.email else "post"


def _choose_investor_steps(finding: Finding) -> tuple[InvestorStep, ...]:
    """The newest decisions of other investors that have a day and a source."""
    cited = [step for step in write_investor_steps(finding.investor_actions) if step.date and step.sources]
    return tuple(replace(step, note="", amount=None) for step in cited[:MOST_INVESTOR_STEPS])
