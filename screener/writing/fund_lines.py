"""Fund lines: a screening goes in; which funds were looked through, and how each issuer is held through them, comes out."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from reports.documents import FundLine, FundStep, HeldWay
from reports.facts import Amount
from screener.model import NOT_STATED, last_day
from screener.writing.amounts import write_amounts
from screener.writing.excerpts import cut_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from screener.model import Finding, FundLayer, Screening

UNRESOLVED = ("unresolved", "invalid_identifier")


def write_fund_lines(screening: Screening) -> tuple[FundLine, ...]:
    """Gives the lines of the upload that were looked through, in its order."""
    rows = screening.rows
    parts = rows[rows["through"].map(bool).astype(bool)]
    places = dict(list(parts.groupby(["sheet", "row"], sort=False)))
    opened = rows[(rows["outcome"] == "looked_through") & ~rows["through"].map(bool).astype(bool)]
    keys = list(zip(opened["sheet"], opened["row"], strict=True))
    day = date.fromisoformat(screening.receipt.as_of)
    return tuple(_write_line(opened.iloc[number], places[key], day=day) for number, key in enumerate(keys) if key in places)


def write_ways(finding: Finding) -> tuple[HeldWay, ...]:
    """Gives how an issuer is held: directly first, then through each fund; nothing where it is held directly alone."""
    if not finding.through:
        return ()
    ways = tuple(
        HeldWay(row=way.row, funds=write_steps(way.through), amounts=write_amounts(way.market_value), weight=way.weight)
        for way in finding.through
    )
    rows = set(finding.rows) - {way.row for way in finding.through}
    return (_write_direct(finding), *ways) if rows else ways


def say_through(through: Iterable[FundLayer]) -> str:
    """Gives the funds above a security as plain text for a cell, the outermost first; empty where there are none."""
    return " → ".join(f"{step.name} (holdings of {step.as_of or 'a day not stated'})" for step in write_steps(through))


def write_steps(through: Iterable[FundLayer]) -> tuple[FundStep, ...]:
    """Gives the funds between the investor and a security, the outermost first."""
    return tuple(FundStep(name=cut_name(layer.fund), as_of=layer.as_of) for layer in through)


def _write_direct(finding: Finding) -> HeldWay:
    """What is held directly is what is left when all that is held through funds is taken off."""
    values = {
        currency: Decimal(value) - sum((Decimal(way.market_value.get(currency, "0")) for way in finding.through), Decimal(0))
        for currency, value in finding.market_value.items()
    }
    weights = [Decimal(way.weight or 0) for way in finding.through]
    weight = None if finding.weight is None else f"{Decimal(finding.weight) - sum(weights, Decimal(0)):f}"
    left = {currency: f"{value:f}" for currency, value in values.items() if value}
    return HeldWay(row=None, funds=(), amounts=write_amounts(left), weight=weight)


def _write_line(line: pd.Series, parts: pd.DataFrame, *, day: date) -> FundLine:
    ends = parts[parts["outcome"] != "looked_through"]
    fund = write_steps(parts["through"].iloc[0][:1])[0]
    value = str(line["market_value"])
    return FundLine(
        row=int(line["row"]),
        name=cut_name(str(line["name"])),
        fund=fund,
        lines=len(ends),
        amount=Amount(currency=str(line["currency"] or NOT_STATED), value=value) if value else None,
        weight=str(line["weight"]) or None,
        unresolved=_divide_unresolved(ends),
        months_old=None if fund.as_of is None else _count_months(last_day(fund.as_of), day),
    )


def _count_months(since: date, until: date) -> int:
    months = (until.year - since.year) * 12 + until.month - since.month
    return max(months - (until.day < since.day), 0)


def _divide_unresolved(ends: pd.DataFrame) -> str | None:
    for column in ("market_value", "weight"):
        sizes = ends[column].map(lambda text: abs(Decimal(text or 0)))
        if whole := sum(sizes, Decimal(0)):
            return f"{sum(sizes[ends['outcome'].isin(UNRESOLVED)], Decimal(0)) / whole:.6f}"
    return None
