"""Addressees: a recipient and findings go in; who is written to about whom in which kind of letter, or a refusal, comes out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from screener.errors import LetterRefused
from screener.writing.concerns import explain_concerns, find_concerns, find_edges, holds_none
from screener.writing.grounds import explain_kinds, say_open, suggest_letter
from screener.writing.issuer_pages import choose_party

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reports.letter_document import EarlierLetter
    from screener.model import Finding, OwnershipEdge, Registry, Screening
    from screener.writing.correspondents import Recipient

NO_LETTERS: tuple[EarlierLetter, ...] = ()
_NAMES = {"divestment_notice": "divestment notice", "thank_you": "letter of thanks"}
"""What a kind is called where it is no letter of its own name."""


@dataclass(frozen=True, slots=True)
class Addressee:
    """Who is written to. `findings` are what the letter is about: one of its own, or those of others that it holds (`apart`)."""

    entity: str
    name: str
    family: str
    party: str
    kind: str
    findings: tuple[Finding, ...]
    recipient: Recipient | None = None
    earlier: Sequence[EarlierLetter] = NO_LETTERS
    edges: Mapping[str, OwnershipEdge] = field(default_factory=dict)
    apart: bool = False


def list_drafts(screening: Screening, kind: str | None, earlier: Mapping[str, Sequence[EarlierLetter]]) -> Iterator[Addressee]:
    """Gives an addressee for every finding that bears this kind or, where none is named, of which something is asked."""
    day = screening.receipt.as_of
    for finding in screening.findings:
        sent = earlier.get(finding.entity, ())
        chosen = suggest_letter(finding, day, earlier=sent)
        if kind is not None:
            chosen = kind if not explain_kinds(finding, day, earlier=sent)[kind] else None
        if chosen is not None and (kind == "thank_you" or chosen != "thank_you"):
            yield _address_finding(finding, chosen, earlier=sent)


def choose_addressee(
    key: str,
    recipient: Recipient,
    *,
    screening: Screening,
    kind: str | None,
    day: str,
    earlier: Sequence[EarlierLetter],
    capacity: str | None,
    registry: Registry | None,
) -> Addressee:
    """Gives whom a letter goes to. Raises LetterRefused where there is no ground, saying why and which kinds are open."""
    findings = {finding.entity: finding for finding in screening.findings}
    if recipient.about:
        about = find_concerns(recipient.about, findings)
        known = registry.entities.get(key) if registry and recipient.family == "owner" else None
        name = known.name if known else recipient.company
        closed = explain_concerns(about, day, earlier=earlier, capacity=capacity, name=name)
        sold = known and registry and not closed["thank_you"] and holds_none(key, recipient.about, registry, day)
        chosen = _choose_kind(key, kind or ("thank_you" if sold else None), closed, recipient.about)
        if recipient.family == "owner":
            return _address_owner(key, recipient, about, kind=chosen, day=day, earlier=earlier, registry=registry)
        return Addressee(
            key, recipient.company, "holder", "company", chosen, about, recipient=recipient, earlier=earlier, apart=True
        )
    if key not in findings:
        raise LetterRefused(
            f'The screening has nothing to write to "{key[:80]}" about.',
            help="Take it out of the recipients, or name in the column “about” what it holds.",
            code="no_ground",
        )
    closed = explain_kinds(findings[key], day, earlier=earlier, capacity=capacity)
    addressee = _address_finding(findings[key], _choose_kind(key, kind, closed, (key,)), recipient=recipient, earlier=earlier)
    if recipient.family not in {"", addressee.family}:
        raise LetterRefused(
            f'The recipient "{key}" is of the family "{recipient.family}", and what is on record is for "{addressee.family}".',
            help="Correct the column “family”, or leave it empty.",
            code="family_mismatch",
        )
    return addressee


def _choose_kind(key: str, kind: str | None, closed: Mapping[str, str], about: Sequence[str]) -> str:
    """The kind asked for if it is open; otherwise the firmest that may be suggested."""
    order = ("escalation", "engagement", "enquiry", "thank_you")
    chosen = kind or next((one for one in order if not closed[one]), None)
    if chosen is not None and not closed[chosen]:
        return chosen
    within = f" in a {_NAMES.get(chosen, f'letter of {chosen}')}" if chosen else ""
    why = closed[chosen] if chosen else closed["enquiry"]
    out = (
        "ake what is named here out of the column “about”." if len(about) > 1 else f"ake {about[0][:200]} out of the recipients."
    )
    raise LetterRefused(
        f'The screening has nothing to write to "{key}" about{within}: {why}.',
        help=f"{say_open(closed)} {'T' if all(closed.values()) else 'Choose one of them, or t'}{out}",
        code="no_ground",
    )


def _address_finding(
    finding: Finding, kind: str, *, recipient: Recipient | None = None, earlier: Sequence[EarlierLetter] = NO_LETTERS
) -> Addressee:
    party = choose_party(finding.kind)
    return Addressee(
        finding.entity,
        finding.name,
        choose_family(finding, party),
        party,
        kind,
        (finding,),
        recipient=recipient,
        earlier=earlier,
    )


def name_family(key: str, recipient: Recipient, screening: Screening) -> str:
    """Gives the family of a recipient: the one its line names, or else the one that its finding tells."""
    finding = next((finding for finding in screening.findings if finding.entity == key), None)
    return recipient.family or (choose_family(finding, choose_party(finding.kind)) if finding else "company")


def choose_family(finding: Finding, party: str) -> str:
    """Gives the family of one written to about its own ties; an owner's are all those of what it owns in part."""
    if party != "company":
        return "state"
    asked = [tie for tie in finding.involvements if any(item.involvement == tie.id for item in finding.judgements)]
    return "owner" if asked and all(tie.tie == "part_owner" for tie in asked) else "company"


def _address_owner(
    key: str,
    recipient: Recipient,
    about: tuple[Finding, ...],
    *,
    kind: str,
    day: str,
    earlier: Sequence[EarlierLetter],
    registry: Registry | None,
) -> Addressee:
    if registry is None or key not in registry.entities:
        raise LetterRefused(
            f'The owner "{key[:80]}" is not in the registry.',
            help="Write to an owner whom the registry knows, or to a holder: leave “family” empty.",
            code="no_stake",
        )
    entity = registry.entities[key]
    held = kind != "thank_you"  # who is thanked for a sale holds nothing any more
    edges = find_edges(key, [finding.entity for finding in about], registry, day) if held else {}
    return Addressee(
        key,
        entity.name,
        "owner",
        choose_party(entity.kind),
        kind,
        about,
        recipient=recipient,
        earlier=earlier,
        edges=edges,
        apart=True,
    )
