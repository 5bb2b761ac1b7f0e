"""The nouns of exposure: what a portfolio holds of issuers with a kind of tie, in figures that lead back to their lines."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 (records are read back by these annotations)
from dataclasses import dataclass

WHOLE_HOLDING = "The whole holding is counted, not the share of the company's business."


@dataclass(frozen=True, slots=True)
class ExposedRow:
    """A line of the upload that a figure counts; `through` names the funds between it and the issuer, the outermost first."""

    row: int
    sheet: str | None
    through: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """What is held, and by which lines: `market_value` exact by currency (`XXX` where the file does not say which).

    `value` is the same in the exposure's one currency, None where it has none or a line cannot be brought to it; `weight` a
    fraction of one, None where a line has none.
    """

    rows: tuple[ExposedRow, ...]
    market_value: Mapping[str, str]
    value: str | None
    weight: str | None


@dataclass(frozen=True, slots=True)
class ExposureLine:
    """All issuers of one kind (`of`: party, and what the table is by), each with its whole holding."""

    of: Mapping[str, str]
    issuers: tuple[str, ...]
    total: Held
    direct: Held
    through_funds: Held


@dataclass(frozen=True, slots=True)
class Exposure:
    """What is held of issuers with ties. Companies, and states and bodies, are apart in every table (`party`).

    `totals` and `by_country` have each listed issuer once and add up; in the other tables an issuer stands under each tie it has
    of which something is asked, so that they do not. `cells` has every tie on record, by decision, channel, status, country and
    counterparty. `currency` is the one that `value` is in, by the rates of `rates_day`, or without rates where every line has it;
    `rates_missing` are currencies without a rate. `counterparties` gives names by id.
    """

    currency: str | None
    rates_day: str | None
    rates_missing: tuple[str, ...]
    totals: tuple[ExposureLine, ...]
    by_channel: tuple[ExposureLine, ...]
    by_channel_and_status: tuple[ExposureLine, ...]
    by_country: tuple[ExposureLine, ...]
    by_counterparty: tuple[ExposureLine, ...]
    cells: tuple[ExposureLine, ...]
    counterparties: Mapping[str, str]
    counted: str = WHOLE_HOLDING


NO_EXPOSURE = Exposure(
    currency=None,
    rates_day=None,
    rates_missing=(),
    totals=(),
    by_channel=(),
    by_channel_and_status=(),
    by_country=(),
    by_counterparty=(),
    cells=(),
    counterparties={},
)
"""Of a portfolio that holds nothing on record."""
