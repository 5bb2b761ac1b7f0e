"""The stages in order: a reading and a rulebook go in; a sealed Screening comes out. No I/O, no clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screener.issuers.resolution import resolve_holdings
from screener.model import Screening
from screener.screening.coverage import measure_coverage
from screener.screening.decisions import decide_findings
from screener.screening.findings import collect_findings
from screener.screening.outcomes import count_outcomes, join_resolutions, settle_outcomes
from screener.screening.receipt import make_receipt
from screener.screening.record import seal_screening

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from screener.issuers.index import IssuerIndex
    from screener.model import Policy, Reading, Registry
    from screener.screening.decisions import Verdict
    from screener.screening.money import Rates


def screen(
    reading: Reading,
    *,
    registry: Registry,
    index: IssuerIndex,
    policy: Policy,
    verdicts: Mapping[str, Verdict],
    naming_sha256: str,
    as_of: date,
    inputs: Mapping[str, str | None],
    rates: Rates | None = None,
    confirmations: Mapping[str, str | None] | None = None,
) -> Screening:
    """Applies the policy's verdicts to the portfolio as of a day.

    `verdicts` come from `judge_registry(registry, policy, as_of=as_of)`; `inputs` are the hashes of what the investor gave.
    """
    resolutions = resolve_holdings(reading.holdings, index, confirmations=confirmations)
    lines = join_resolutions(reading.holdings, resolutions, registry=registry)
    findings = decide_findings(collect_findings(lines, registry=registry, as_of=as_of), verdicts)
    rows = settle_outcomes(lines, findings)
    return seal_screening(
        Screening(
            receipt=make_receipt(registry=registry, policy=policy, naming_sha256=naming_sha256, as_of=as_of, inputs=inputs),
            coverage=measure_coverage(rows, rates=rates),
            outcomes=count_outcomes(rows),
            rows=rows,
            findings=findings,
            problems=reading.problems,
        )
    )
