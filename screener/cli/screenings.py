"""Screenings: what a call asked for goes in; one screening for each portfolio and policy comes out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from screener.cli.desk import Desk
    from screener.model import Policy, Reading, Screening
    from screener.screening.money import Rates


@dataclass(frozen=True, slots=True)
class Order:
    """What to screen, under which policies, as of which day; hashes are of what the investor gave."""

    readings: tuple[Reading, ...]
    policies: tuple[Policy, ...]
    day: date
    columns_sha256: str | None = None
    rates: Rates | None = None
    rates_sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Filled:
    """One screening, with the portfolio and the policy it is of."""

    reading: Reading
    policy: Policy
    screening: Screening


def fill_order(order: Order, desk: Desk) -> list[Filled]:
    """Gives a screening for each portfolio under each policy; each policy judges the registry once."""
    from screener.pipeline import screen
    from screener.screening.decisions import judge_registry

    book, index = desk.rulebook, desk.index()
    verdicts = {policy.id: judge_registry(book.registry, policy, as_of=order.day) for policy in order.policies}
    return [
        Filled(
            reading=reading,
            policy=policy,
            screening=screen(
                reading,
                registry=book.registry,
                index=index,
                policy=policy,
                verdicts=verdicts[policy.id],
                naming_sha256=book.naming.sha256,
                as_of=order.day,
                inputs={
                    "portfolio": reading.upload.sha256,
                    "columns": order.columns_sha256,
                    "rates": order.rates_sha256,
                },
                rates=order.rates,
            ),
        )
        for reading in order.readings
        for policy in order.policies
    ]
