"""Exposure: the companies listed go in; what the portfolio holds of each kind of tie comes out."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

from reports.documents import Exposure, ExposureLine
from screener.writing.amounts import write_amounts
from screener.writing.kinds import is_stale

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from screener.model import Finding


def write_exposure(findings: Sequence[Finding], as_of: str) -> Exposure | None:
    """Gives the exposure by channel and status, the largest first; None where nothing is listed.

    A company counts once in each kind of tie it has, with its whole holding. The measure is weight where every company has one,
    the value where all values are in one currency, and the number of issuers otherwise.
    """
    cells: dict[tuple[str, str], dict[str, Finding]] = defaultdict(dict)
    channels: dict[str, dict[str, Finding]] = defaultdict(dict)
    for finding in findings:
        asked = {judgement.involvement for judgement in finding.judgements if judgement.decision != "none"}
        for tie in finding.involvements:
            if tie.id in asked:
                cells[tie.channel, "stale" if is_stale(tie, as_of) else tie.status][finding.id] = finding
                channels[tie.channel][finding.id] = finding
    if not cells:
        return None
    unit = _choose_unit(findings)
    measure = _choose_measure(unit)
    lines = [_write_line(key, list(held.values()), measure) for key, held in cells.items()]
    totals = {channel: measure(list(held.values())) for channel, held in channels.items()}
    largest = max(totals.values())
    return Exposure(
        lines=tuple(sorted(lines, key=lambda line: (-Decimal(line.measure), line.status != "active", line.channel))),
        unit=unit,
        leading_channels=tuple(sorted(channel for channel, total in totals.items() if total == largest)),
        leading_measure=f"{largest:f}",
    )


def sum_values(findings: Sequence[Finding]) -> dict[str, str]:
    """Gives the exact sum of the findings' values by currency."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for finding in findings:
        for currency, value in finding.market_value.items():
            sums[currency] += Decimal(value)
    return {currency: f"{value:f}" for currency, value in sums.items()}


def sum_weights(findings: Sequence[Finding]) -> str | None:
    """Gives the exact sum of the findings' weights; None where one of them has none."""
    weights = [finding.weight for finding in findings]
    if any(weight is None for weight in weights):
        return None
    return f"{sum((Decimal(weight) for weight in weights if weight is not None), Decimal(0)):f}"


def _choose_unit(findings: Sequence[Finding]) -> str:
    if sum_weights(findings) is not None:
        return "weight"
    currencies = set(sum_values(findings))
    return currencies.pop() if len(currencies) == 1 and "XXX" not in currencies else "issuers"


def _choose_measure(unit: str) -> Callable[[Sequence[Finding]], Decimal]:
    if unit == "weight":
        return lambda held: Decimal(sum_weights(held) or 0)
    if unit == "issuers":
        return lambda held: Decimal(len(held))
    return lambda held: Decimal(sum_values(held).get(unit, "0"))


def _write_line(key: tuple[str, str], held: Sequence[Finding], measure: Callable[[Sequence[Finding]], Decimal]) -> ExposureLine:
    return ExposureLine(
        channel=key[0],
        status=key[1],
        issuers=len(held),
        amounts=write_amounts(sum_values(held)),
        weight=sum_weights(held),
        measure=f"{measure(held):f}",
    )
