"""Builders: a plausible screening of invented companies, for tests that care about one part of it and not about the rest.

Nobody here exists; figures and dates are made up. `build_screening(rows=…, findings=…)` replaces what a test is about.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd

from screener.errors import Problem
from screener.model import (
    OUTCOMES,
    SCREENED_COLUMNS,
    Candidate,
    Coverage,
    Finding,
    Receipt,
    Screening,
)
from screener.screening.exposure import measure_exposure
from tests.finding_builders import (
    ALDER,
    AS_OF,
    BIRCH,
    CEDAR,
    COMPANY,
    DOGWOOD,
    FUND,
    LIST,
    build_finding,
    build_findings,
    build_involvement,
    build_judgement,
    build_source,
)

__all__ = [
    "ALDER",
    "AS_OF",
    "BIRCH",
    "CEDAR",
    "COMPANY",
    "DOGWOOD",
    "FUND",
    "LIST",
    "build_finding",
    "build_findings",
    "build_involvement",
    "build_judgement",
    "build_other_rows",
    "build_receipt",
    "build_rows",
    "build_screening",
    "build_source",
]


def build_rows(findings: tuple[Finding, ...] = (), *, more: tuple[dict[str, Any], ...] = ()) -> pd.DataFrame:
    """Gives rows in SCREENED_COLUMNS: the findings' rows (each with an equal part of its value), then `more`."""
    rows = [_row_of(finding, row) for finding in findings for row in finding.rows]
    lines = [{**_BLANK, **row} for row in (*rows, *more)]
    frame = pd.DataFrame(lines, columns=list(SCREENED_COLUMNS))
    frame["score"] = pd.Series([line["score"] for line in lines], dtype=object)
    return frame.astype({"row": "int64"}).sort_values("row", kind="stable").reset_index(drop=True)


_BLANK: dict[str, Any] = {
    "row": 0, "sheet": "", "name": "", "outcome": "not_listed", "entity": "", "method": "", "score": None, "reason": "",
    "candidates": (), "market_value": "", "currency": "", "weight": "", "through": (), "isin": "", "country": "",
}  # fmt: skip


def _row_of(finding: Finding, row: int) -> dict[str, Any]:
    parts = len(finding.rows)
    currency, value = next(iter(finding.market_value.items()), ("", ""))
    return {
        "row": row,
        "name": f"{finding.name.upper()} ORD",
        "outcome": "not_listed" if finding.decision == "none" else "listed",
        "entity": finding.entity,
        "method": "isin",
        "score": 1.0,
        "reason": f"The ISIN belongs to {finding.name}.",
        "market_value": f"{Decimal(value) / parts:f}" if value else "",
        "currency": currency,
        "weight": f"{Decimal(finding.weight) / parts:f}" if finding.weight else "",
    }


def build_other_rows() -> tuple[dict[str, Any], ...]:
    """Gives lines of every other outcome: two to check, three unresolved, an identifier not valid, cash, a total, the rest."""
    candidates = (
        Candidate("hanbit-steel", 0.81, "The names share “Hanbit”; the country agrees.", "Hanbit Steel"),
        Candidate("hanbit-chemical", 0.44, "The names share “Hanbit”; the country agrees.", "Hanbit Chemical"),
    )
    check = {"outcome": "needs_review", "method": "name", "score": 0.81, "reason": "The name is close to one in the registry."}
    quiet = {"outcome": "not_listed", "reason": "Compared with the whole registry; the best candidate is too far."}
    short = {"outcome": "unresolved", "reason": "The name is too short to be told apart."}
    nameless = {"outcome": "unresolved", "reason": "The line has neither a name nor an identifier."}
    fund = {"outcome": "unresolved", "reason": "The fund’s holdings are not known."}
    wrong = {"outcome": "invalid_identifier", "reason": "“US037833100” has 11 characters; an ISIN has 12."}
    return (
        {"row": 40, "name": "HANBIT STL PREF", **check, "candidates": candidates, **_worth("51000", "0.0005")},
        {"row": 41, "name": "한빛스틸 우선주", **check, "candidates": candidates[:1], **_worth("42000", "0.0004")},
        {"row": 70, "name": "ABC", **short},
        {"row": 71, "name": "", **nameless, **_worth("900", "0.0001")},
        {"row": 72, "name": "Global Opportunities Fund Z", **fund},
        {"row": 73, "name": "US037833100", **wrong},
        {"row": 110, "name": "USD CASH", "outcome": "out_of_scope", "reason": "Cash.", **_worth("1000000", "0.0100")},
        {"row": 111, "name": "Total", "outcome": "not_a_holding", "reason": "A total."},
        *({"row": 200 + n, "name": f"ORDINARY COMPANY {n}", **quiet, **_worth("1000000", "0.0100")} for n in range(90)),
    )


def _worth(market_value: str, weight: str) -> dict[str, str]:
    return {"market_value": market_value, "currency": "USD", "weight": weight}


def build_screening(**changes: Any) -> Screening:
    """Gives a screening whose outcomes agree with its rows, unless `changes` say otherwise."""
    findings = changes.pop("findings", build_findings())
    rows = changes.pop("rows", None)
    rows = build_rows(findings, more=build_other_rows()) if rows is None else rows
    counts = rows["outcome"].value_counts()
    screening = Screening(
        receipt=build_receipt(),
        coverage=Coverage(
            by_value={"screened": "0.971", "unresolved": "0.019", "out_of_scope": "0.010"},
            by_count={"screened": "0.9524", "unresolved": "0.0381", "out_of_scope": "0.0095"},
            issuers=98,
        ),
        outcomes={outcome: int(counts.get(outcome, 0)) for outcome in OUTCOMES},
        rows=rows,
        findings=findings,
        problems=(
            Problem("identifier_not_valid", "warning", "“US037833100” is not an ISIN.", "Copy it again.", 73, None, "ISIN"),
        ),
    )
    exposure = measure_exposure(screening.rows, screening.findings, as_of=date.fromisoformat(AS_OF))
    return replace(screening, **{"exposure": exposure, **changes})


def build_receipt(**changes: Any) -> Receipt:
    receipt = Receipt(
        as_of=AS_OF,
        registry_version="2026.11.24",
        registry_sha256="1a" * 32,
        policy_id="standard",
        policy_version="1.0",
        policy_sha256="2b" * 32,
        naming_sha256="3c" * 32,
        inputs={"portfolio": "4d" * 32, "columns": None, "funds": None, "rates": None, "confirmations": None},
        program="0.1.0",
        result_sha256="5e" * 32,
    )
    return replace(receipt, **changes)
