"""Concerns: the findings that a letter to a holder or owner is about go in; each one's firmest claim and its answer come out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reports.letter_document import Concern
from screener.errors import LetterRefused
from screener.model import last_day
from screener.writing.claims import choose_statements, list_facts
from screener.writing.grounds import explain_kinds
from screener.writing.issuer_pages import write_facts, write_investor_steps, write_sources
from screener.writing.kinds import KINDS
from screener.writing.room import fit_concerns

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reports.facts import Fact
    from reports.letter_document import EarlierLetter
    from screener.model import Finding, InvestorAction, OwnershipEdge, Registry

SOLD = frozenset({"divested", "excluded"})


def find_concerns(about: Sequence[str], findings: Mapping[str, Finding]) -> tuple[Finding, ...]:
    """Gives the findings of the entities named, in the findings' order. Raises LetterRefused for one that is not held."""
    for entity in about:
        if entity not in findings:
            raise LetterRefused(
                f'The letter is to be about "{entity[:80]}", and the screening has no finding of it.',
                help="Take it out of the column “about”.",
                code="no_ground",
            )
    return tuple(finding for key, finding in findings.items() if key in about)


def explain_concerns(
    findings: Sequence[Finding], day: str, *, earlier: Sequence[EarlierLetter], capacity: str | None, name: str
) -> Mapping[str, str]:
    """Gives, for every kind, why it is not open to a letter about all of these; thanks need the recipient's own step.

    Where one of several is what stands in the way, it is named.
    """
    closed = [explain_kinds(finding, day, earlier=earlier, capacity=capacity) for finding in findings]
    if len(findings) > 1:
        closed = [_name_unasked(finding, reasons) for finding, reasons in zip(findings, closed, strict=True)]
    reasons = {kind: next((reasons[kind] for reasons in closed if reasons[kind]), "") for kind in KINDS}
    unsold = [finding.entity for finding in findings if find_sale(finding, name) is None or not finding.involvements]
    thanks = f"no sale or exclusion by {name} of {', '.join(unsold)} is on record with a day and a source" if unsold else ""
    return {**reasons, "thank_you": thanks}


def _name_unasked(finding: Finding, closed: Mapping[str, str]) -> Mapping[str, str]:
    """Of one that bears not even an enquiry, whose reasons are about it alone, each reason begins with its id."""
    return {kind: f"{finding.entity}: {why}" if why else "" for kind, why in closed.items()} if closed["enquiry"] else closed


def find_sale(finding: Finding, name: str) -> InvestorAction | None:
    """Gives the sale or exclusion of this issuer by an investor of this name, if one is on record with a day and a source."""
    same = (item for item in finding.investor_actions if item.investor.casefold() == name.casefold() and item.action in SOLD)
    return next((item for item in same if item.date and item.sources), None)


def write_concerns(
    findings: Sequence[Finding], kind: str, day: str, *, name: str, edges: Mapping[str, OwnershipEdge], joint: bool
) -> tuple[Concern, ...]:
    """Gives one concern for each finding, as far as two pages hold them. `edges` are an owner's stakes, by entity.

    `name` is the holder's: a letter of thanks says what it did. A `joint` letter has less room.
    """
    concerns = [_write_concern(finding, kind, day, edges.get(finding.entity)) for finding in findings]
    if kind == "thank_you":
        concerns = [_add_sale(concern, finding, name) for concern, finding in zip(concerns, findings, strict=True)]
    return fit_concerns(concerns, kind, joint=joint)


def _add_sale(concern: Concern, finding: Finding, name: str) -> Concern:
    sale = find_sale(finding, name)
    return replace(concern, sale=write_investor_steps([sale])[0]) if sale else concern


def _write_concern(finding: Finding, kind: str, day: str, edge: OwnershipEdge | None) -> Concern:
    facts = _list_thanked(finding, day) if kind == "thank_you" else list_facts(finding, kind, day)
    return Concern(
        entity=finding.entity,
        name=finding.name,
        claim=facts[0],
        statements=choose_statements(finding, facts[:1])[:1],
        share=edge.share if edge else None,
        share_as_of=edge.as_of if edge else None,
        share_sources=write_sources(edge.sources) if edge else (),
    )


def _list_thanked(finding: Finding, day: str) -> tuple[Fact, ...]:
    """What a holder that sold knew of: what is asked, or else what has ended, or else what is on record."""
    return list_facts(finding, "enquiry", day) or list_facts(finding, "thank_you", day) or write_facts(finding, day)


def are_of_one_fund(findings: Sequence[Finding]) -> bool:
    """Says whether one fund, which was looked through, holds all of these: a list of what a reader owns says so of no fund."""
    funds = [{layer.fund for way in finding.through for layer in way.through} for finding in findings]
    return bool(funds and set.intersection(*funds))


def find_edges(owner: str, about: Sequence[str], registry: Registry, day: str) -> Mapping[str, OwnershipEdge]:
    """Gives the owner's stake in each of these by its id. Raises LetterRefused where no dated, sourced stake is on record."""
    edges = {key: _find_edge(owner, key, registry, day) for key in about}
    without = [key for key, edge in edges.items() if edge is None]
    if without:
        raise LetterRefused(
            f'No stake of "{owner[:80]}" in "{without[0][:80]}" is on record with a day and a source.',
            help="See who owns it: screener registry show ENTITY.",
            code="no_stake",
        )
    return {key: edge for key, edge in edges.items() if edge is not None}


def holds_none(owner: str, about: Sequence[str], registry: Registry, day: str) -> bool:
    """Says whether no stake of the owner in any of these is on record with a day and a source."""
    return all(_find_edge(owner, key, registry, day) is None for key in about)


def _find_edge(owner: str, owned: str, registry: Registry, day: str) -> OwnershipEdge | None:
    entity = registry.entities.get(owned)
    held = [edge for edge in (entity.owners if entity else ()) if edge.owner == owner and edge.sources and edge.as_of]
    return next((edge for edge in held if edge.until is None or last_day(edge.until) > last_day(day)), None)
