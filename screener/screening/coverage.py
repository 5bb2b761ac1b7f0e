"""Coverage: the settled lines go in; the share of value and of holdings that could be resolved comes out."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from screener.model import Coverage
from screener.screening.money import Rates, split_whole

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

GROUPS = {
    "listed": "screened",
    "not_listed": "screened",
    "needs_review": "needs_review",
    "unresolved": "unresolved",
    "invalid_identifier": "unresolved",
    "out_of_scope": "out_of_scope",
}


def measure_coverage(rows: pd.DataFrame, *, rates: Rates | None = None) -> Coverage:
    """Gives the shares screened, needing a check, unresolved and out of scope; by value where values can be added.

    Value is gross: a short position and an overdraft count with their size. A fund that was looked through counts by its parts.
    """
    positions = rows[~rows["outcome"].isin(["not_a_holding", "looked_through"])]
    groups = positions["outcome"].map(GROUPS)
    sizes, note = _measure_sizes(positions, rates)
    return Coverage(
        by_value=None if sizes is None else split_whole(_sum_groups(groups, sizes)),
        by_count=split_whole(_sum_groups(groups, [Decimal(1)] * len(groups))),
        issuers=_count_issuers(positions),
        by_value_note=note,
    )


def _measure_sizes(positions: pd.DataFrame, rates: Rates | None) -> tuple[list[Decimal] | None, str]:
    values = [
        (Decimal(amount or 0), currency)
        for amount, currency in zip(positions["market_value"], positions["currency"], strict=True)
    ]
    currencies = {currency for amount, currency in values if amount}
    if rates is not None:
        converted = [rates.convert(amount, currency) if amount else amount for amount, currency in values]
        if None not in converted:
            return [abs(amount) for amount in converted if amount is not None], f"in {rates.base}, rates of {rates.day}"
    if len(currencies) == 1:
        return [abs(amount) for amount, _ in values], _count_missing(positions)
    if positions["weight"].ne("").any():
        return [abs(Decimal(weight or 0)) for weight in positions["weight"]], "by the weights in the file"
    if currencies:
        return None, "values are in several currencies and no rates were given"
    return None, "the file gives no values"


def _count_missing(positions: pd.DataFrame) -> str:
    missing = int(positions["market_value"].eq("").sum())
    if not missing:
        return ""
    return f"{missing} of {len(positions)} lines give no value and count for nothing here"


def _sum_groups(groups: Iterable[str], sizes: Iterable[Decimal]) -> dict[str, Decimal]:
    sums = {group: Decimal(0) for group in ("screened", "needs_review", "unresolved", "out_of_scope")}
    for group, size in zip(groups, sizes, strict=True):
        sums[group] += size
    return sums


def _count_issuers(positions: pd.DataFrame) -> int:
    screened = positions[positions["outcome"].isin(["listed", "not_listed"])]
    return int(screened["entity"].where(screened["entity"] != "", screened["name"].str.casefold()).nunique())
