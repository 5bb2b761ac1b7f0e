"""The summary: a screening goes in; the document of its summary comes out."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from reports.documents import CandidateLine, CoverageLine, Hash, ProblemLine, Provenance, RowLine, RowList, SummaryDocument
from reports.facts import Amount
from screener.model import DECISIONS, NOT_STATED, OUTCOMES
from screener.writing.amounts import find_sign
from screener.writing.answer import count_lines, list_companies, list_states, write_answer
from screener.writing.excerpts import cut_name
from screener.writing.exposure import STATES, write_exposure, write_total
from screener.writing.fund_lines import write_fund_lines, write_steps
from screener.writing.glance import write_glance, write_next_steps
from screener.writing.issuer_pages import write_issuer_page
from screener.writing.path_figures import write_paths
from screener.writing.resemblances import write_resemblances

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

    from reports.change_document import Changes
    from reports.documents import IssuerPage, Resemblance
    from screener.errors import Problem
    from screener.model import Candidate, Finding, Receipt, Screening

ROWS_SHOWN = 40
"""Lines of a list that the summary shows; the workbook has all of them."""
ISSUERS_AT_A_GLANCE, STATES_AT_A_GLANCE = 5, 2
"""Listed companies, and states and bodies, that page one has room for."""
_PARTS = {
    "screened": ("listed", "not_listed"),
    "needs_review": ("needs_review",),
    "unresolved": ("unresolved", "invalid_identifier"),
    "out_of_scope": ("out_of_scope",),
}
"""The parts of the coverage, with the outcomes that are in each."""


def write_summary(
    screening: Screening,
    *,
    portfolio_label: str,
    policy_title: str,
    policy_summary: str,
    holdings_date: str | None = None,
    changes: Changes | None = None,
) -> SummaryDocument:
    """Gives the summary of a screening, under the label the user chose.

    `holdings_date` is the day the file says it is of; `changes` are those since an earlier report, where there is one.
    """
    as_of = screening.receipt.as_of
    alike = write_resemblances(screening.rows)
    companies = _write_issuers(list_companies(screening), as_of, alike)
    states = _write_issuers(list_states(screening), as_of, alike)
    needs_check = _write_rows(screening, ("needs_review",))
    unresolved = _write_rows(screening, ("unresolved", "invalid_identifier"))
    noticed = _write_problems(screening.problems)
    quiet = (finding for finding in screening.findings if finding.decision == "none")
    return SummaryDocument(
        portfolio_label=cut_name(portfolio_label) or "Portfolio",
        holdings_date=holdings_date,
        policy_title=policy_title,
        policy_summary=policy_summary,
        provenance=write_provenance(screening.receipt),
        coverage=_write_coverage(screening),
        coverage_note=screening.coverage.by_value_note,
        answer=write_answer(screening),
        exposure=write_exposure(screening.exposure),
        states_exposure=write_total(screening.exposure, STATES),
        issuers=companies,
        states_and_bodies=states,
        needs_check=needs_check,
        unresolved=unresolved,
        no_demand=_write_issuers(quiet, as_of, alike),
        outcomes={outcome: screening.outcomes.get(outcome, 0) for outcome in OUTCOMES},
        problems=len(screening.problems),
        noticed=noticed,
        funds=write_fund_lines(screening),
        glance=write_glance(companies, most=ISSUERS_AT_A_GLANCE),
        apart=write_glance(states, most=STATES_AT_A_GLANCE),
        steps=write_next_steps(
            (*companies, *states), to_check=needs_check.total, unresolved=unresolved.total, noticed=len(noticed)
        ),
        changes=changes,
        currency_not_stated=_lacks_currency(screening.rows),
        currency_sign=find_sign(screening.problems, screening.rows),
    )


def write_provenance(receipt: Receipt) -> Provenance:
    """Gives the receipt as a page prints it: the result's hash first, then every input's."""
    made = {
        "result": receipt.result_sha256,
        "registry": receipt.registry_sha256,
        "policy": receipt.policy_sha256,
        "naming": receipt.naming_sha256,
        **receipt.inputs,
    }
    return Provenance(
        as_of=receipt.as_of,
        registry_version=receipt.registry_version,
        policy_id=receipt.policy_id,
        policy_version=receipt.policy_version,
        program=receipt.program,
        result_sha256=receipt.result_sha256,
        hashes=tuple(Hash(part=part, sha256=sha256 or None) for part, sha256 in made.items()),
    )


def _write_coverage(screening: Screening) -> tuple[CoverageLine, ...]:
    coverage, lines = screening.coverage, count_lines(screening)
    by_value: Mapping[str, str] = coverage.by_value or {}
    known = coverage.by_value is not None
    counted = {part: sum(lines.get(outcome, 0) for outcome in outcomes) for part, outcomes in _PARTS.items()}
    whole = sum(counted.values())
    return tuple(
        CoverageLine(
            part=part,
            by_value=by_value.get(part, "0") if known else None,
            by_count=f"{Decimal(number) / (whole or 1):.6f}",
            lines=number,
        )
        for part, number in counted.items()
    )


def _lacks_currency(rows: pd.DataFrame) -> bool:
    return bool(((rows["market_value"] != "") & (rows["currency"] == "")).any())


def _write_issuers(
    findings: Iterable[Finding], as_of: str, alike: Mapping[str, tuple[Resemblance, ...]]
) -> tuple[IssuerPage, ...]:
    return tuple(
        replace(write_issuer_page(one, as_of), paths=write_paths(one, as_of), alike=alike.get(one.entity, ()))
        for one in sorted(findings, key=_rank)
    )


def _rank(finding: Finding) -> tuple[int, Decimal, Decimal, str]:
    """The firmest demand first, then the largest holding."""
    value = max((Decimal(value) for value in finding.market_value.values()), default=Decimal(0))
    return -DECISIONS.index(finding.decision), -Decimal(finding.weight or 0), -value, finding.name


def _write_rows(screening: Screening, outcomes: tuple[str, ...]) -> RowList:
    rows = screening.rows[screening.rows["outcome"].isin(outcomes)]
    weights = rows["weight"].map(lambda weight: Decimal(weight or 0))
    largest = rows.loc[weights.sort_values(ascending=False, kind="stable").index[:ROWS_SHOWN]]
    lines = tuple(_write_row(dict(zip(largest.columns, row, strict=True))) for row in largest.itertuples(index=False, name=None))
    return RowList(lines=lines, left_out=len(rows) - len(lines))


def _write_problems(problems: Iterable[Problem]) -> tuple[ProblemLine, ...]:
    """Notes are for the record: they change nothing of the answer."""
    serious = sorted((one for one in problems if one.severity != "note"), key=lambda one: one.severity != "error")
    return tuple(ProblemLine(message=cut_name(one.message, 400), help=cut_name(one.help, 400)) for one in serious)


def _write_row(row: Mapping[str, object]) -> RowLine:
    value, candidates, through = str(row["market_value"]), row["candidates"], row["through"]
    return RowLine(
        row=int(str(row["row"])),
        sheet=cut_name(str(row["sheet"] or ""), 40),
        name=cut_name(str(row["name"])),
        reason=cut_name(str(row["reason"]), 400),
        amount=Amount(currency=str(row["currency"] or NOT_STATED), value=value) if value else None,
        weight=str(row["weight"]) or None,
        candidates=tuple(_write_candidate(one) for one in candidates) if isinstance(candidates, tuple) else (),
        through=write_steps(through) if isinstance(through, tuple) else (),
    )


def _write_candidate(candidate: Candidate) -> CandidateLine:
    return CandidateLine(entity=candidate.entity, name=candidate.name or candidate.entity, reason=cut_name(candidate.reason, 400))
