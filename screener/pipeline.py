"""The stages in order: a reading and a rulebook go in; a sealed Screening comes out. No I/O, no clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screener.funds.expansion import begin_layer, expand
from screener.funds.faults import name_unused
from screener.funds.look_through import mark_funds, weave_layers
from screener.funds.recognition import find_funds
from screener.intake.labels import classify_label
from screener.issuers.headings import question_headings
from screener.issuers.resolution import resolve_holdings
from screener.model import Screening
from screener.screening.coverage import measure_coverage
from screener.screening.decisions import decide_findings
from screener.screening.exposure import measure_exposure
from screener.screening.findings import collect_findings
from screener.screening.outcomes import count_outcomes, count_parts, join_resolutions, settle_outcomes
from screener.screening.receipt import make_receipt
from screener.screening.record import seal_screening

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    import pandas as pd

    from screener.errors import Problem
    from screener.funds.expansion import Layer
    from screener.funds.library import Fund, FundLibrary
    from screener.issuers.confirmations import Answer
    from screener.issuers.index import IssuerIndex
    from screener.issuers.memory import Memory
    from screener.model import Holdings, Policy, Reading, Registry
    from screener.screening.decisions import Verdict
    from screener.screening.money import Rates

MAX_DEPTH = 5
"""So many funds may stand between the investor and a security."""


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
    confirmations: Mapping[str, Answer | None] | None = None,
    funds: FundLibrary | None = None,
    memory: Memory | None = None,
) -> Screening:
    """Applies the policy's verdicts to the portfolio as of a day.

    `verdicts` come from `judge_registry(registry, policy, as_of=as_of)`; `inputs` are the hashes of what the investor gave;
    holdings that are funds of `funds` are replaced by theirs; `memory` spares a security met in an earlier portfolio.
    """

    def resolve(holdings: Holdings) -> pd.DataFrame:
        resolutions = resolve_holdings(holdings, index, confirmations=confirmations, memory=memory)
        asked = question_headings(holdings, resolutions, index, is_name=_is_name, confirmations=confirmations)
        return join_resolutions(holdings, asked, registry=registry)

    lines = resolve(reading.holdings) if funds is None else look_through(reading.holdings, funds, resolve=resolve, as_of=as_of)
    findings = decide_findings(collect_findings(lines, registry=registry, as_of=as_of), verdicts)
    rows = settle_outcomes(lines, findings)
    return seal_screening(
        Screening(
            receipt=make_receipt(registry=registry, policy=policy, naming_sha256=naming_sha256, as_of=as_of, inputs=inputs),
            coverage=measure_coverage(rows, rates=rates),
            outcomes=count_outcomes(rows),
            rows=rows,
            findings=findings,
            problems=(*reading.problems, *(_list_fund_problems(funds, lines) if funds else ())),
            parts=count_parts(rows),
            exposure=measure_exposure(rows, findings, as_of=as_of, rates=rates, names=_name_entities(registry)),
        )
    )


def _list_fund_problems(funds: FundLibrary, lines: pd.DataFrame) -> tuple[Problem, ...]:
    used = {step.file for steps in lines["through"] for step in steps}
    return (*funds.problems, *name_unused(funds.funds, used=used))


def _is_name(text: str) -> bool:
    return not classify_label(text)


def _name_entities(registry: Registry) -> dict[str, str]:
    return {key: entity.name for key, entity in registry.entities.items()}


def look_through(
    holdings: Holdings, library: FundLibrary, *, resolve: Callable[[Holdings], pd.DataFrame], as_of: date
) -> pd.DataFrame:
    """Gives the lines of a portfolio with the parts of its funds, and of theirs, below them, to MAX_DEPTH funds deep."""
    layers, layer = [], begin_layer(holdings)
    while True:
        lines = resolve(layer.holdings)
        found = find_funds(lines, library, as_of=as_of)
        closed = {place: (fund, reason) for place, fund in found.items() if (reason := _keep_closed(fund, layer, place))}
        opened = {place: fund for place, fund in found.items() if place not in closed}
        layers.append((layer, mark_funds(lines, layer, opened=opened, closed=closed)))
        if not opened:
            return weave_layers(layers)
        layer = expand(layer, opened)


def _keep_closed(fund: Fund, layer: Layer, place: int) -> str:
    above = [step.file for step in layer.through[place]]
    if fund.key in above:
        return "it holds itself by way of the funds above, so it is not looked through again"
    if len(above) == MAX_DEPTH:
        return f"it lies more than {MAX_DEPTH} funds deep, so it is not looked through"
    return fund.composition.trouble and f"it cannot be looked through: of its file, {fund.composition.trouble}"
