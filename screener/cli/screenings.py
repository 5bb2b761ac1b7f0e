"""Screenings: portfolios and the orders for them go in; one screening for each portfolio and order comes out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from screener.orders import fill_order

if TYPE_CHECKING:
    from collections.abc import Sequence

    from screener.cli.desk import Desk
    from screener.model import Policy, Reading, Screening
    from screener.orders import Order


@dataclass(frozen=True, slots=True)
class Filled:
    """One screening, with the portfolio and the policy it is of."""

    reading: Reading
    policy: Policy
    screening: Screening


def fill_orders(orders: Sequence[Order], readings: Sequence[Reading], desk: Desk) -> list[Filled]:
    """Gives a screening for each portfolio under each order; each policy judges the registry once."""
    from screener.screening.decisions import judge_registry

    book, index = desk.rulebook, desk.index()
    judged = [(order, judge_registry(book.registry, order.policy, as_of=order.as_of)) for order in orders]
    return [
        Filled(
            reading=reading,
            policy=order.policy,
            screening=fill_order(order, reading, book=book, index=index, verdicts=verdicts),
        )
        for reading in readings
        for order, verdicts in judged
    ]
