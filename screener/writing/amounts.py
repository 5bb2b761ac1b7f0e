"""Amounts: exact sums by currency go in; the amounts a page prints come out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.documents import Amount
from screener.model import NOT_STATED

if TYPE_CHECKING:
    from collections.abc import Mapping


def write_amounts(market_value: Mapping[str, str]) -> tuple[Amount, ...]:
    """Gives sums by currency, in the alphabet's order, a currency that is not stated last."""
    order = sorted(market_value, key=lambda currency: (currency == NOT_STATED, currency))
    return tuple(Amount(currency=currency, value=market_value[currency]) for currency in order)
