"""Look-through: the layers of a portfolio, resolved, go in; one table of all, with outcomes and amounts, comes out."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pandas as pd

from screener.funds.expansion import LEFT_OVER, write_share

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from screener.funds.expansion import Layer
    from screener.funds.library import Fund

CENTS = 2
WEIGHT_PLACES = 12
_BLANK = {"entity": "", "method": "", "score": None, "candidates": ()}
"""What an answer says that names no issuer."""


def mark_funds(
    lines: pd.DataFrame, layer: Layer, *, opened: Mapping[int, Fund], closed: Mapping[int, tuple[Fund, str]]
) -> pd.DataFrame:
    """Gives the resolved lines with what look-through knows: funds opened, funds that stay closed and why, what is left over."""
    rest = lines["line"].eq(LEFT_OVER).to_numpy().nonzero()[0].tolist()
    answers = {
        **{place: ("looked_through", f"Replaced by what it holds: {_describe(fund)}.") for place, fund in opened.items()},
        **{place: ("unresolved", f"This is the fund {fund.name}, and {reason}.") for place, (fund, reason) in closed.items()},
        **{place: ("unresolved", _explain_rest(layer.through[place][-1].weight)) for place in rest},
    }
    names = {place: f"Rest of {layer.through[place][-1].fund}" for place in rest}
    changes = {
        "through": list(layer.through),
        "name": _replace(lines["name"], names),
        "line": _replace(lines["line"], dict.fromkeys(rest, "position")),
        "status": _replace(lines["status"], {place: status for place, (status, _) in answers.items()}),
        "reason": _replace(lines["reason"], {place: reason for place, (_, reason) in answers.items()}),
        **{column: _replace(lines[column], dict.fromkeys(answers, blank)) for column, blank in _BLANK.items()},
    }
    written = {column: pd.Series(values, index=lines.index, dtype=lines[column].dtype) for column, values in changes.items()}
    return lines.assign(**written)


def weave_layers(layers: Sequence[tuple[Layer, pd.DataFrame]]) -> pd.DataFrame:
    """Gives all lines as one table, each fund followed by its parts, with the amounts of the parts.

    The value and the weight of an upload's line are shared out over all that it comes to in the end, exactly: parts add up to
    their line to the last cent, and a fund within a fund to its own parts.
    """
    top = layers[0][1]
    if len(layers) == 1:
        return top
    places = [place for layer, _ in layers for place in layer.places]
    shares = [share for layer, _ in layers for share in layer.shares]
    lines = pd.concat([frame for _, frame in layers], ignore_index=True)
    ends = [number for number, status in enumerate(lines["status"]) if status != "looked_through"]
    _write_amounts(lines, top, places=places, shares=shares, ends=ends)
    order = sorted(range(len(places)), key=places.__getitem__)
    return lines.iloc[order].reset_index(drop=True)


def share_out(amount: str, shares: Sequence[Fraction], *, places: int) -> list[Decimal]:
    """Gives the amount in parts as the shares say (they add up to one), whose sum is the amount exactly (largest remainders)."""
    whole = Decimal(amount)
    places = max(places, -int(whole.as_tuple().exponent))
    units = int(whole.scaleb(places))
    exact = [units * share for share in shares]
    floors = [part.numerator // part.denominator for part in exact]
    missing = units - sum(floors)
    for number in sorted(range(len(exact)), key=lambda number: floors[number] - exact[number])[:missing]:
        floors[number] += 1
    return [Decimal(part).scaleb(-places) for part in floors]


def _write_amounts(
    lines: pd.DataFrame,
    top: pd.DataFrame,
    *,
    places: Sequence[tuple[int, ...]],
    shares: Sequence[Fraction],
    ends: Iterable[int],
) -> None:
    below: dict[int, list[int]] = defaultdict(list)
    for number in ends:
        if len(places[number]) > 1:
            below[places[number][0]].append(number)
    at = {place: number for number, place in enumerate(places)}
    columns = {column: lines[column].tolist() for column in ("market_value", "value_currency", "weight")}
    for line, parts in below.items():
        above = top.iloc[line]
        for column, decimals in (("market_value", CENTS), ("weight", WEIGHT_PLACES)):
            if above[column]:
                amounts = share_out(above[column], [shares[part] for part in parts], places=decimals)
                written = _add_up({places[part]: amount for part, amount in zip(parts, amounts, strict=True)})
                for place, amount in written.items():
                    columns[column][at[place]] = _write_amount(amount, decimals)
                    if column == "market_value":
                        columns["value_currency"][at[place]] = above["value_currency"]
    for column, values in columns.items():
        lines[column] = pd.Series(values, index=lines.index, dtype=lines[column].dtype)


def _add_up(amounts: Mapping[tuple[int, ...], Decimal]) -> dict[tuple[int, ...], Decimal]:
    """Adds to the parts the funds between them and the upload's line, each the sum of what it holds."""
    sums = dict(amounts)
    for place, amount in amounts.items():
        for depth in range(2, len(place)):
            sums[place[:depth]] = sums.get(place[:depth], Decimal(0)) + amount
    return sums


def _write_amount(amount: Decimal, places: int) -> str:
    if places != CENTS:
        amount = amount.normalize() if amount else Decimal(0)
    return format(amount, "f")


def _replace(column: pd.Series, values: Mapping[int, object]) -> list[object]:
    replaced = column.tolist()
    for place, value in values.items():
        replaced[place] = value
    return replaced


def _describe(fund: Fund) -> str:
    number = len(fund.holdings)
    return f"{fund.name}, holdings of {fund.as_of or 'a day not stated'}, {number:,} {'line' if number == 1 else 'lines'}"


def _explain_rest(weight: str) -> str:
    percent = write_share(Fraction(weight) * 100)
    return f"The fund's file says nothing of {percent} % of it."
