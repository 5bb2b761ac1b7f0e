"""A table's lines and its header go in; the currency each market value is in comes out, `""` where the file does not say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from screener.intake.amounts import to_floats
from screener.intake.columns import map_distinct, repeat_text
from screener.intake.currency_words import find_stated_currency, states_scale
from screener.intake.evidence import CURRENCIES
from screener.intake.header_words import PLAIN_CURRENCY

if TYPE_CHECKING:
    from screener.intake.header_columns import Header

PENCE = frozenset({"GBX", "GBp"})
_STEADY = 0.1
"""Values that are one currency's stand in one proportion to the weights; rounding leaves less than a tenth of play."""


@dataclass(frozen=True, slots=True)
class ValueCurrencies:
    """The currency of each line's value; `assumed` where several are taken from a column that may mean the securities alone."""

    values: pd.Series[str]
    assumed: bool = False


def find_value_currencies(
    frame: pd.DataFrame, raw: dict[str, pd.Series[str]], header: Header, prices: pd.Series[str] | None
) -> ValueCurrencies:
    """Gives the currency per line: a column for it, the header, the cells' signs, or a plain currency column, in this order.

    `prices` are canonical amounts where the table has them.
    """
    if "value_currency" in raw:
        return ValueCurrencies(map_distinct(raw["value_currency"], lambda text: text if text in CURRENCIES else ""))
    if states_scale(header.columns["market_value"].header):
        return ValueCurrencies(repeat_text("", frame.index))
    stated = find_stated_currency(header.columns["market_value"].header) or _find_cell_currency(raw["market_value"])
    if stated:
        return ValueCurrencies(repeat_text(stated, frame.index))
    column = header.columns.get("currency")
    if column is not None and (column.rank < 0 or column.rank >= PLAIN_CURRENCY) and not _is_one_currency(frame, prices):
        found = map_distinct(frame["currency"], lambda text: text if text in CURRENCIES and text not in PENCE else "")
        several = frame.loc[frame["line"] == "position", "currency"].nunique() > 1
        return ValueCurrencies(found, assumed=several and not _is_borne_out(frame, prices))
    return ValueCurrencies(repeat_text("", frame.index))


def _find_cell_currency(texts: pd.Series[str]) -> str:
    sample = [text for text in texts.head(500) if text]
    found = [find_stated_currency(text) for text in sample if any(letter.isdigit() for letter in text)]
    common = max(set(found), key=found.count, default="")
    return common if common and found.count(common) > 0.8 * len(found) else ""


def _is_one_currency(frame: pd.DataFrame, prices: pd.Series[str] | None) -> bool:
    """Says whether securities of several currencies have their values in one, which the currency column then does not name.

    Signs of it: values stand in one proportion to the weights; or price times quantity is the value in one currency alone.
    """
    return _is_proportional(frame) or (prices is not None and _is_converted(frame, prices))


def _is_converted(frame: pd.DataFrame, prices: pd.Series[str]) -> bool:
    off = _measure_distance(frame, prices)
    return len(off) > 1 and bool(off.max() > 0.8 and off.min() < 0.2)


def _is_borne_out(frame: pd.DataFrame, prices: pd.Series[str] | None) -> bool:
    """Says whether price times quantity is the value in every currency."""
    if prices is None:
        return False
    off = _measure_distance(frame, prices)
    return len(off) > 1 and bool(off.max() < 0.2)


def _measure_distance(frame: pd.DataFrame, prices: pd.Series[str]) -> pd.Series[float]:
    """Gives, per currency, the share of lines whose price times quantity is not their value."""
    full = (frame["line"] == "position") & (frame["market_value"] != "") & (frame["quantity"] != "") & (prices != "")
    held = frame[full]
    products, values = to_floats(held["quantity"]) * to_floats(prices[full]), to_floats(held["market_value"])
    distance = np.abs(products / np.where(values == 0.0, np.nan, values) - 1)
    off = pd.Series(distance > _STEADY / 2, index=held.index, dtype=float)
    return off.groupby(held["currency"].astype(str)).mean()


def _is_proportional(frame: pd.DataFrame) -> bool:
    held = frame[(frame["line"] != "not_a_holding") & (frame["market_value"] != "") & (frame["weight"] != "")]
    if held["currency"].nunique() < 2 or len(held) < 3:
        return False
    weights = to_floats(held["weight"])
    ratios = to_floats(held["market_value"])[weights > 0.001] / weights[weights > 0.001]
    if len(ratios) < 3:
        return False
    middle = np.median(ratios)
    return bool(middle and np.mean(np.abs(ratios / middle - 1) < _STEADY) > 0.8)
