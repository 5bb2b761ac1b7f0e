"""Issuer pages: a finding goes in; everything a page may say about that issuer comes out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.documents import IssuerPage, ListJudgement
from reports.facts import Amount, Fact, InvestorStep, Listing, Owner, SourceNote, Statement
from screener.model import DECISIONS, NOT_STATED, STATES_AND_BODIES
from screener.writing.amounts import write_amounts
from screener.writing.fund_lines import write_ways
from screener.writing.kinds import is_overdue, is_stale, suggest_kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from screener.model import Finding, InvestorAction, Involvement, Judgement, Response, Sanction, Source


def write_issuer_page(finding: Finding, as_of: str) -> IssuerPage:
    """Gives the page of one issuer: the firmest demand first, then the newest report."""
    return IssuerPage(
        id=finding.entity,
        name=finding.name,
        country=finding.country,
        party=choose_party(finding.kind),
        decision=finding.decision,
        severity=finding.severity,
        confidence=finding.confidence,
        facts=write_facts(finding, as_of),
        statements=write_statements(finding.responses),
        owners=tuple(Owner(name=step.name, share=step.share, as_of=step.as_of) for step in finding.path),
        sanctions=write_listings(finding.sanctions),
        brands=tuple(brand.name for brand in finding.brands),
        investor_steps=write_investor_steps(finding.investor_actions),
        rows=finding.rows,
        amounts=write_amounts(finding.market_value),
        weight=finding.weight,
        letter=suggest_kind(finding, as_of),
        stakes=tuple(Owner(name=step.name, share=step.share, as_of=step.as_of) for step in finding.stakes),
        list_judgements=_write_list_judgements(finding.judgements),
        ways=write_ways(finding),
    )


def _write_list_judgements(judgements: Iterable[Judgement]) -> tuple[ListJudgement, ...]:
    """One for each rule, the firmest first, with all the facts that it judged."""
    by_rule: dict[str, list[Judgement]] = {}
    for item in judgements:
        if item.fact != "involvement":
            by_rule.setdefault(item.rule, []).append(item)
    written = [
        ListJudgement(decision=same[0].decision, rule=rule, reason=same[0].reason, details=tuple(item.detail for item in same))
        for rule, same in by_rule.items()
    ]
    return tuple(sorted(written, key=lambda item: -DECISIONS.index(item.decision)))


def choose_party(kind: str) -> str:
    """Gives the word for whom a page or letter is about: company, government or organisation."""
    if kind == "government":
        return "government"
    return "organisation" if kind in STATES_AND_BODIES else "company"


def write_facts(finding: Finding, as_of: str) -> tuple[Fact, ...]:
    """Gives the finding's ties with what the policy says of each, the firmest first, then the newest."""
    judged = {judgement.involvement: judgement for judgement in finding.judgements}
    facts = [_write_fact(tie, judged.get(tie.id), as_of) for tie in finding.involvements]
    newest_first = sorted(facts, key=lambda fact: fact.reported_on, reverse=True)
    return tuple(sorted(newest_first, key=lambda fact: -DECISIONS.index(fact.decision)))


def _write_fact(tie: Involvement, judgement: Judgement | None, as_of: str) -> Fact:
    return Fact(
        id=tie.id,
        channel=tie.channel,
        counterparty=tie.counterparty,
        basis=tie.basis,
        tie=tie.tie,
        since=tie.since,
        until=tie.until,
        status=tie.status,
        status_as_of=tie.status_as_of,
        reported_on=tie.reported_on,
        stale=is_stale(tie, as_of),
        confidence=tie.confidence,
        summary=tie.summary,
        note=tie.note,
        sources=write_sources(tie.sources),
        decision=judgement.decision if judgement else "none",
        severity=judgement.severity if judgement else "none",
        rule=judgement.rule if judgement else "",
        reason=judgement.reason if judgement else "",
        limits=tie.limits,
        review_due=tie.review_on if is_overdue(tie, as_of) else "",
    )


def write_statements(responses: Iterable[Response]) -> tuple[Statement, ...]:
    """Gives what the company said, the newest first, the undated last."""
    dated = sorted(responses, key=lambda response: response.date or "", reverse=True)
    return tuple(
        Statement(date=said.date, summary=said.summary, grade=said.grade, sources=write_sources(said.sources)) for said in dated
    )


def write_sources(sources: Iterable[Source]) -> tuple[SourceNote, ...]:
    """Gives publications as notes."""
    return tuple(
        SourceNote(id=source.id, publisher=source.publisher, title=source.title, date=source.date, url=source.url)
        for source in sources
    )


def write_investor_steps(actions: Iterable[InvestorAction]) -> tuple[InvestorStep, ...]:
    """Gives what other investors decided, the newest first, the undated last; to hold is no decision."""
    decided = (action for action in actions if action.action != "holding")
    return tuple(_write_investor_step(action) for action in sorted(decided, key=lambda action: action.date or "", reverse=True))


def _write_investor_step(action: InvestorAction) -> InvestorStep:
    amount = Amount(currency=action.currency or NOT_STATED, value=action.amount) if action.amount else None
    return InvestorStep(
        investor=action.investor,
        action=action.action,
        date=action.date,
        amount=amount,
        note=action.note,
        sources=write_sources(action.sources),
    )


def write_listings(sanctions: Iterable[Sanction]) -> tuple[Listing, ...]:
    """Gives the entries on official lists."""
    return tuple(_write_listing(sanction) for sanction in sanctions)


def _write_listing(sanction: Sanction) -> Listing:
    return Listing(
        authority=sanction.authority,
        programme=sanction.programme,
        listed_on=sanction.listed_on,
        removed_on=sanction.removed_on,
        reference=sanction.reference,
        note=sanction.note,
        sources=write_sources(sanction.sources),
    )
