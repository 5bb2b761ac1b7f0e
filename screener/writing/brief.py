"""The brief: a summary goes in; the one page of it for a meeting of trustees comes out, with the same numbers."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from reports.brief_document import BriefDocument
from screener.model import DECISIONS
from screener.writing.glance import write_glance

if TYPE_CHECKING:
    from reports.documents import IssuerPage, SummaryDocument
    from reports.facts import Fact

ISSUERS_SHOWN = 5
"""Listed issuers that the page has room for."""


def write_brief(summary: SummaryDocument) -> BriefDocument:
    """Gives the brief of a summary; every number in it stands in the summary too."""
    return BriefDocument(
        portfolio_label=summary.portfolio_label,
        holdings_date=summary.holdings_date,
        policy_title=summary.policy_title,
        provenance=summary.provenance,
        coverage=summary.coverage,
        currency_not_stated=summary.currency_not_stated,
        currency_sign=summary.currency_sign,
        answer=summary.answer,
        largest=write_glance(sorted(summary.issuers, key=_rank, reverse=True), most=ISSUERS_SHOWN),
        apart=summary.apart,
        steps=summary.steps,
        unknowns=_count_unknowns(summary),
        language=summary.language,
    )


def _rank(issuer: IssuerPage) -> tuple[int, Decimal, Decimal]:
    """The firmest demand first, as in the summary; of one demand the largest holding."""
    return (DECISIONS.index(issuer.decision), *_measure(issuer))


def _measure(issuer: IssuerPage) -> tuple[Decimal, Decimal]:
    values = (abs(Decimal(amount.value)) for amount in issuer.amounts)
    return abs(Decimal(issuer.weight or 0)), max(values, default=Decimal(0))


def _count_unknowns(summary: SummaryDocument) -> dict[str, int]:
    facts = [fact for issuer in (*summary.issuers, *summary.states_and_bodies) for fact in issuer.facts]
    asked = [fact for fact in facts if fact.decision != "none"]
    counted = {
        "to_check": summary.needs_check.total,
        "unresolved": summary.unresolved.total,
        "old_reports": sum(_is_old(fact) for fact in asked),
        "disputed": sum(fact.status == "disputed" for fact in asked),
        "silent": sum(not issuer.statements for issuer in summary.issuers),
    }
    return {key: number for key, number in counted.items() if number}


def _is_old(fact: Fact) -> bool:
    return fact.stale or fact.status == "unknown"
