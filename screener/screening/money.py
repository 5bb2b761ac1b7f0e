"""Money: decimal text goes in; exact sums by currency, and shares that add up to one, come out."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING

from screener.model import NOT_STATED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True, slots=True)
class Rates:
    """What one unit of each currency is worth in `base` on `day`, as the investor gave it; never invented."""

    base: str
    day: str
    rates: Mapping[str, str] = field(default_factory=dict)

    def convert(self, amount: Decimal, currency: str) -> Decimal | None:
        """Gives the amount in `base`, or None where no rate was given for its currency."""
        if currency == self.base:
            return amount
        rate = self.rates.get(currency)
        return None if rate is None else amount * Decimal(rate)


def sum_by_currency(values: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Gives exact sums of (amount, currency) pairs as decimal text; empty amounts are left out, no currency is `XXX`."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for amount, currency in values:
        if amount:
            sums[currency or NOT_STATED] += Decimal(amount)
    return {currency: format_decimal(total) for currency, total in sorted(sums.items())}


def format_decimal(amount: Decimal) -> str:
    """Gives plain decimal text without an exponent."""
    return format(amount, "f")


def split_whole(amounts: Mapping[str, Decimal], *, places: int = 4) -> dict[str, str]:
    """Gives each amount's share of their sum as decimal text; the shares add up to exactly one (largest remainders)."""
    total = sum(amounts.values(), Decimal(0))
    unit = Decimal(1).scaleb(-places)
    if not total:
        return {key: format_decimal(Decimal(0).quantize(unit)) for key in amounts}
    exact = {key: amount / total for key, amount in amounts.items()}
    floors = {key: share.quantize(unit, rounding=ROUND_FLOOR) for key, share in exact.items()}
    missing = int((Decimal(1) - sum(floors.values(), Decimal(0))) / unit)
    largest = sorted(exact, key=lambda key: exact[key] - floors[key], reverse=True)[:missing]
    return {key: format_decimal(floors[key] + (unit if key in largest else 0)) for key in amounts}
