"""Expansion: a layer of holdings, and which of them are funds, go in; the next layer, what those funds hold, comes out."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pandas as pd

from screener.model import HOLDING_COLUMNS, FundLayer, Holdings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from screener.funds.library import Fund

SHARE_PLACES = 12
NOT_SCALED = ("quantity", "market_value", "value_currency", "weight")
"""What a fund's file says of its own size, which is not the investor's."""
LEFT_OVER = "left_over"
"""What `line` says, within a layer, of the part of a fund that its file does not give."""


@dataclass(frozen=True, slots=True)
class Layer:
    """Holdings at one depth: `places[i]` is the way to line i (the upload's line, then the place within each fund), `shares[i]`
    its exact share of that line, `through[i]` the funds above it, outermost first.
    """

    holdings: Holdings
    places: tuple[tuple[int, ...], ...]
    shares: tuple[Fraction, ...]
    through: tuple[tuple[FundLayer, ...], ...]

    def __len__(self) -> int:
        return len(self.places)


def begin_layer(holdings: Holdings) -> Layer:
    """Gives the upload's own lines as the first layer."""
    number = len(holdings)
    return Layer(
        holdings=holdings,
        places=tuple((place,) for place in range(number)),
        shares=(Fraction(1),) * number,
        through=((),) * number,
    )


def expand(layer: Layer, funds: Mapping[int, Fund]) -> Layer:
    """Gives what the funds at these places of a layer hold: one layer of look-through, in the order of the places.

    Every part keeps its upload line's row and sheet. What a fund's file leaves over is a part of its own, without a name.
    """
    opened = [_open_fund(layer, place, funds[place]) for place in sorted(funds)]
    return Layer(
        holdings=Holdings(frame=pd.concat([part.holdings.frame for part in opened], ignore_index=True)),
        places=tuple(place for part in opened for place in part.places),
        shares=tuple(share for part in opened for share in part.shares),
        through=tuple(through for part in opened for through in part.through),
    )


def _open_fund(layer: Layer, place: int, fund: Fund) -> Layer:
    parts = _list_parts(fund)
    above = layer.holdings.frame.iloc[place]
    frame = _make_frame(fund, with_rest=bool(fund.composition.left_over))
    frame["row"], frame["sheet"] = int(above["row"]), above["sheet"]
    return Layer(
        holdings=Holdings(frame=frame),
        places=tuple((*layer.places[place], number) for number in range(len(parts))),
        shares=tuple(layer.shares[place] * part for part in parts),
        through=tuple((*layer.through[place], _write_layer(fund, part)) for part in parts),
    )


def _list_parts(fund: Fund) -> Sequence[Fraction]:
    rest = fund.composition.left_over
    return (*fund.composition.shares, rest) if rest else fund.composition.shares


def _make_frame(fund: Fund, *, with_rest: bool) -> pd.DataFrame:
    frame = fund.holdings.frame.copy()
    frame[list(NOT_SCALED)] = ""
    if with_rest:
        rest = pd.DataFrame([{**dict.fromkeys(HOLDING_COLUMNS, ""), "row": 0, "line": LEFT_OVER}])
        frame = pd.concat([frame, rest], ignore_index=True)
    return frame[list(HOLDING_COLUMNS)]


def _write_layer(fund: Fund, share: Fraction) -> FundLayer:
    return FundLayer(fund=fund.name, weight=write_share(share), as_of=fund.as_of, file=fund.key)


def write_share(share: Fraction) -> str:
    """Gives a fraction as decimal text of at most SHARE_PLACES decimals."""
    scaled = Decimal(round(share * 10**SHARE_PLACES)).scaleb(-SHARE_PLACES)
    return format(scaled.normalize(), "f") if scaled else "0"
