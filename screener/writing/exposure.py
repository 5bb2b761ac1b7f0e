"""Exposure: what was measured goes in; what a page says of it, companies and states apart, comes out."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from reports.exposure_document import Exposure, ExposureLine, ExposureSum
from screener.writing.amounts import write_amounts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reports.facts import Amount
    from screener import model
    from screener.model import Finding, Held

COMPANIES, STATES = "companies", "states_and_bodies"


def write_exposure(exposure: model.Exposure) -> Exposure | None:
    """Gives the exposure to companies, the largest first; None where nothing is asked of a tie of theirs.

    The measure is weight where every line has one, the value where all are in one currency, and the number of issuers otherwise.
    """
    lines, total = _choose(exposure.by_channel_and_status, COMPANIES), write_total(exposure, COMPANIES)
    if not lines or total is None:
        return None
    unit = _choose_unit(exposure)
    measure = _choose_measure(unit)
    channels = {line.of["channel"]: measure(line) for line in _choose(exposure.by_channel, COMPANIES)}
    largest = max(channels.values())
    return Exposure(
        lines=tuple(sorted((_write_line(line, exposure, measure) for line in lines), key=_rank)),
        unit=unit,
        leading_channels=tuple(sorted(channel for channel, held in channels.items() if held == largest)),
        leading_measure=f"{largest:f}",
        total=total,
        by_country=_write_sums(exposure, exposure.by_country, "country"),
        by_counterparty=_write_sums(exposure, exposure.by_counterparty, "counterparty"),
        rates_day=exposure.rates_day,
    )


def write_total(exposure: model.Exposure, party: str) -> ExposureSum | None:
    """Gives what is held of all listed issuers of a party, each once; None where there are none."""
    totals = _choose(exposure.totals, party)
    return _write_sum("", totals[0], exposure) if totals else None


def sum_weights(findings: Sequence[Finding]) -> str | None:
    """Gives the exact sum of the findings' weights; None where one of them has none."""
    weights = [finding.weight for finding in findings]
    if any(weight is None for weight in weights):
        return None
    return f"{sum((Decimal(weight) for weight in weights if weight is not None), Decimal(0)):f}"


def write_held(held: Held, currency: str | None) -> tuple[Amount, ...]:
    """Gives what is held in the one currency where it has one, by currency otherwise."""
    if not held.rows:
        return ()
    in_one = {currency: held.value} if currency is not None and held.value is not None else held.market_value
    return write_amounts(in_one)


def _choose(lines: Sequence[model.ExposureLine], party: str) -> list[model.ExposureLine]:
    return [line for line in lines if line.of["party"] == party]


def _choose_unit(exposure: model.Exposure) -> str:
    whole = _choose(exposure.totals, COMPANIES)[0].total
    if whole.weight is not None:
        return "weight"
    return exposure.currency if exposure.currency and whole.value is not None else "issuers"


def _choose_measure(unit: str) -> Callable[[model.ExposureLine], Decimal]:
    if unit == "weight":
        return lambda line: Decimal(line.total.weight or 0)
    return (lambda line: Decimal(len(line.issuers))) if unit == "issuers" else lambda line: Decimal(line.total.value or 0)


def _write_line(
    line: model.ExposureLine, exposure: model.Exposure, measure: Callable[[model.ExposureLine], Decimal]
) -> ExposureLine:
    return ExposureLine(
        channel=line.of["channel"],
        status=line.of["status"],
        issuers=len(line.issuers),
        amounts=write_held(line.total, exposure.currency),
        weight=line.total.weight,
        measure=f"{measure(line):f}",
    )


def _rank(line: ExposureLine) -> tuple[Decimal, bool, str]:
    return -Decimal(line.measure), line.status != "active", line.channel


def _write_sums(exposure: model.Exposure, lines: Sequence[model.ExposureLine], key: str) -> tuple[ExposureSum, ...]:
    return tuple(
        _write_sum(exposure.counterparties.get(line.of[key], line.of[key]), line, exposure) for line in _choose(lines, COMPANIES)
    )


def _write_sum(heading: str, line: model.ExposureLine, exposure: model.Exposure) -> ExposureSum:
    return ExposureSum(
        heading=heading,
        issuers=len(line.issuers),
        amounts=write_held(line.total, exposure.currency),
        weight=line.total.weight,
        through_amounts=write_held(line.through_funds, exposure.currency),
        through_weight=line.through_funds.weight if line.through_funds.rows else None,
    )
