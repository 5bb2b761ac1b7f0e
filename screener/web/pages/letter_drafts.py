"""Letter drafts: what a person wrote and chose goes in; the letter comes out, a draft with blanks where it lacks something."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from unicodedata import category, normalize

from reports.letter_document import LetterDocument, RecipientBlock, SenderBlock
from screener.errors import LetterRefused
from screener.web.api.shapes import LettersBody
from screener.web.claims import check_claims
from screener.web.follow_up import BLANK
from screener.web.letter_orders import make_letter_order, read_bench_registry, read_recipients_of
from screener.web.pages.written_before import write_lines
from screener.writing.answer import list_companies
from screener.writing.concerns import explain_concerns
from screener.writing.correspondence_checks import check_call
from screener.writing.correspondents import ADDRESS_COLUMNS
from screener.writing.grounds import explain_kinds
from screener.writing.kinds import suggest_kind
from screener.writing.letters import write_correspondence
from screener.writing.live_claims import check_corrections

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reports.journey_pages import LetterFields
    from reports.letter_document import EarlierLetter
    from screener.model import Finding, Screening
    from screener.web.workbench import Workbench
    from screener.writing.correspondents import Recipient

HOLDER = "holder"
MOST_ABOUT = 40
"""A letter to a holder is about so many companies at most; the rest stands in its list of further holdings."""


@dataclass(frozen=True, slots=True)
class LetterDraft:
    """A letter, what it lacks to be final, and to whom it goes by e-mail."""

    letter: LetterDocument
    lacking: tuple[str, ...]
    recipient: Recipient


def list_lacking(fields: LetterFields) -> tuple[str, ...]:
    """Gives the fields without which a letter stays a draft."""
    given = {
        "name": fields.name or fields.organisation,
        "organisation": fields.organisation or fields.capacity != "organisation",
        "fund": fields.fund or fields.capacity != "saver",
        "address": fields.address or fields.email,
        "company": fields.company,
        "street": fields.street,
        "country": fields.country,
    }
    return tuple(name for name, value in given.items() if not value)


def list_about(fields: LetterFields, screening: Screening) -> tuple[Finding, ...]:
    """Gives the findings a letter is about: its entity's, or for a fund or its manager those of all companies written about."""
    bears = [one for one in screening.findings if suggest_kind(one, screening.receipt.as_of) is not None]
    if fields.to != HOLDER:
        found = tuple(one for one in bears if one.entity == fields.entity)
        if not found:
            raise LetterRefused(
                "There is no letter to write to it: nothing is asked of it in this portfolio.",
                help="Go back to the result and choose one of those listed there.",
                code="no_letters",
            )
        return found
    companies = {one.entity for one in list_companies(screening)}
    found = tuple(one for one in bears if one.entity in companies)[:MOST_ABOUT]
    if not found:
        raise LetterRefused(
            "There is no letter to write: nothing is asked of any company in this portfolio.",
            help="The summary says what was screened and what could not be.",
            code="no_letters",
        )
    return found


def explain_closed(
    fields: LetterFields, about: Sequence[Finding], day: str, *, earlier: Sequence[EarlierLetter]
) -> Mapping[str, str]:
    """Gives, for every kind of letter, why it may not be chosen; nothing where it may."""
    if fields.to == HOLDER:
        return explain_concerns(about, day, earlier=earlier, capacity=fields.capacity, name=fields.company or BLANK)
    return explain_kinds(about[0], day, earlier=earlier)


def suggest_open(kinds: Sequence[str]) -> str:
    """Gives the kind to begin with. To divest is never suggested: it is the holder's own decision."""
    return next((kind for kind in ("escalation", "engagement", "enquiry", "thank_you") if kind in kinds), "")


def name_recipient(fields: LetterFields) -> str:
    """Gives the id a recipient is known by: a fund or its manager is in no registry, and is known by its name, in any script."""
    if fields.to != HOLDER:
        return fields.entity
    told = normalize("NFKC", fields.company).casefold()
    own = "".join(sign if category(sign)[0] in "LMN" else " " for sign in told)  # letters, the marks upon them, and figures
    return "-".join([HOLDER, *own.split()])


def draft_letter(
    fields: LetterFields, screening: Screening, bench: Workbench, *, earlier: tuple[EarlierLetter, ...] = ()
) -> LetterDraft:
    """Writes the letter. Raises LetterRefused for what may not be said, or a field that cannot be used."""
    fields = _name_fund(fields)
    check_call(fields.kind or None, fields.profile, fields.language)
    live = read_bench_registry(bench)
    about = list_about(fields, screening)
    check_corrections((tie for finding in about for tie in finding.involvements), screening.receipt, live)
    check_claims(replace(screening, findings=about), bench.rulebook.registry)
    body = _write_body(fields, about, earlier)
    recipients = read_recipients_of(body) or {}
    written = write_correspondence(screening, make_letter_order(body, screening, live), recipients)
    for refusal in written.refused:
        raise LetterRefused(refusal.message, help=refusal.help, code=refusal.code)
    letter, lacking = written.letters[0], list_lacking(fields)
    filled = _show_blanks(letter, fields) if lacking else letter
    return LetterDraft(_choose_asks(filled, fields), lacking, next(iter(recipients.values())))


def _name_fund(fields: LetterFields) -> LetterFields:
    """Who saves, and writes to a fund, saves through that fund unless another is named."""
    saves = fields.to == HOLDER and fields.capacity == "saver"
    return replace(fields, fund=fields.fund or fields.company) if saves else fields


def _choose_asks(letter: LetterDocument, fields: LetterFields) -> LetterDocument:
    ticked = tuple(ask for ask in letter.asks if ask in fields.asks)
    return replace(letter, asks=ticked) if ticked else letter


def _show_blanks(letter: LetterDocument, fields: LetterFields) -> LetterDocument:
    """A draft shows what was given, and a blank for the rest."""
    addressed = fields.company and fields.street and fields.country
    stated = (fields.fund or fields.capacity != "saver") and (fields.organisation or fields.capacity != "organisation")
    sender = SenderBlock(
        name=fields.name,
        organisation=fields.organisation,
        address_lines=split_lines(fields.address),
        email=fields.email,
        capacity=fields.capacity if stated else "",
        fund=fields.fund,
    )
    recipient = letter.recipient if addressed else RecipientBlock()
    return replace(letter, draft=True, sender=sender, recipient=recipient, dispatch=letter.dispatch if addressed else "blank")


def split_lines(text: str) -> tuple[str, ...]:
    """Gives the lines of a field in which an address was written."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _write_body(fields: LetterFields, about: Sequence[Finding], earlier: tuple[EarlierLetter, ...]) -> LettersBody:
    holder = fields.to == HOLDER
    sender = {
        "capacity": fields.capacity,
        "name": fields.name or ("" if fields.organisation else BLANK),
        "organisation": fields.organisation or (BLANK if fields.capacity == "organisation" else ""),
        "address_lines": list(split_lines(fields.address)) or ([] if fields.email else [BLANK]),
        "email": fields.email,
        "fund": fields.fund or (BLANK if fields.capacity == "saver" else ""),
        "place": fields.place,
    }
    lines = split_lines(fields.street) or (BLANK,)
    recipient = {
        "entity": name_recipient(fields),
        "company": fields.company or BLANK,
        "person": fields.person,
        **dict(zip(ADDRESS_COLUMNS, (*lines[:4], ", ".join(lines[4:])), strict=False)),
        "country": fields.country or BLANK,
        "email": fields.recipient_email,
        **({"family": HOLDER, "about": "; ".join(one.entity for one in about)} if holder else {}),
    }
    return LettersBody(
        screening={},
        sender={key: value for key, value in sender.items() if value},
        recipients=[recipient],
        earlier=write_lines(name_recipient(fields), earlier),
        kind=fields.kind or None,  # type: ignore[arg-type]  # one of KINDS: it was checked
        profile=fields.profile,
        language=fields.language,
    )
