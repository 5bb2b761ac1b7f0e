"""Composition: the lines of a fund's file go in; the exact share of it that each makes up, and what is left over, come out."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

LOWEST, HIGHEST = Fraction(95, 100), Fraction(106, 100)
"""Within these bounds the weights of a whole fund add up to one but for rounding, cash owed and the like."""
SEVERAL_FUNDS = Fraction(3, 2)
"""Weights that add up to more than this are those of several funds in one file."""


@dataclass(frozen=True, slots=True)
class Composition:
    """The share of each line, exact; with `left_over` they add up to one. `basis` is value, weight or, without either, empty.

    `trouble` says in a sentence why the file cannot be used as one fund; empty where it can.
    """

    shares: tuple[Fraction, ...]
    left_over: Fraction
    basis: str
    trouble: str = ""


def compose_fund(lines: pd.DataFrame) -> Composition:
    """Gives the shares by market value where all lines have one in the same currency, by the file's weights otherwise.

    Values are finer than the weights beside them, which are rounded; but where the weights show that the file gives a part of
    the fund only (the ten largest holdings), so do the shares, and the rest is left over.
    """
    if lines.empty:
        return _refuse("it has no holdings")
    values, weights = _read_fractions(lines["market_value"]), _read_fractions(lines["weight"])
    weighed = sum((weight for weight in weights if weight is not None), Fraction(0))
    if weighed > SEVERAL_FUNDS:
        return _refuse(f"its weights add up to {float(weighed):.0%}, so it holds several funds or accounts")
    if _can_add(lines, values, weights):
        stated = weighed if 0 < weighed < LOWEST else Fraction(1)
        total = sum((value for value in values if value is not None), Fraction(0))
        return _divide([value or Fraction(0) for value in values], total / stated, basis="value")
    if weighed > 0:
        return _divide([weight or Fraction(0) for weight in weights], max(weighed, Fraction(1)), basis="weight")
    return _refuse("it gives neither weights nor values in one currency")


def _read_fractions(texts: pd.Series[str]) -> list[Fraction | None]:
    return [Fraction(text) if text else None for text in texts]


def _can_add(lines: pd.DataFrame, values: Sequence[Fraction | None], weights: Sequence[Fraction | None]) -> bool:
    """A line that has a weight and no value would fall out of a sum of values."""
    valued = lines.loc[lines["market_value"] != "", "value_currency"]
    missed = any(weight and value is None for value, weight in zip(values, weights, strict=True))
    return valued.nunique() == 1 and not missed and sum(value or 0 for value in values) > 0


def _divide(amounts: Sequence[Fraction], whole: Fraction, *, basis: str) -> Composition:
    shares = tuple(amount / whole for amount in amounts)
    return Composition(shares=shares, left_over=1 - sum(shares, Fraction(0)), basis=basis)


def _refuse(trouble: str) -> Composition:
    return Composition(shares=(), left_over=Fraction(1), basis="", trouble=trouble)
