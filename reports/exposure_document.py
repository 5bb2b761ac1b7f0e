"""What a page says of exposure: what the portfolio holds of companies with each kind of tie, and of states and bodies apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reports.facts import Amount


@dataclass(frozen=True, slots=True)
class ExposureLine:
    """All companies with a tie of one channel and status, with what the portfolio holds of them."""

    channel: str
    status: str
    issuers: int
    amounts: tuple[Amount, ...]
    weight: str | None
    measure: str


@dataclass(frozen=True, slots=True)
class ExposureSum:
    """All issuers under one heading, and the part held through funds.

    The heading is a country's code, a counterparty's name, or `""` for a total.
    """

    heading: str
    issuers: int
    amounts: tuple[Amount, ...]
    weight: str | None
    through_amounts: tuple[Amount, ...]
    through_weight: str | None


@dataclass(frozen=True, slots=True)
class Exposure:
    """Exposure by channel and status, by country and by counterparty.

    `unit` is what `measure` counts: weight, a currency's code, or issuers. `leading_channels` are those with the largest measure;
    more than one only where they are equal. `total` has each company once; `rates_day` is the day of the investor's exchange
    rates, None where none were used.
    """

    lines: tuple[ExposureLine, ...]
    unit: str
    leading_channels: tuple[str, ...]
    leading_measure: str
    total: ExposureSum
    by_country: tuple[ExposureSum, ...]
    by_counterparty: tuple[ExposureSum, ...]
    rates_day: str | None = None

    @property
    def even(self) -> bool:
        """Whether there are several kinds of tie and all have the same measure, so that none leads."""
        return 1 < len(self.leading_channels) == len({line.channel for line in self.lines})
