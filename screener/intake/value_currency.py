"""A table's lines and its header go in; the currency each market value is in comes out, `""` where the file does not say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from screener.intake.columns import map_distinct
from screener.intake.evidence import CURRENCIES
from screener.intake.header_words import PLAIN_CURRENCY

if TYPE_CHECKING:
    from screener.intake.header_columns import Header

SIGNS = {
    "£": "GBP", "€": "EUR", "₹": "INR", "₩": "KRW", "₽": "RUB", "₺": "TRY", "฿": "THB", "₱": "PHP", "₫": "VND", "zł": "PLN",
    "US$": "USD", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "HK$": "HKD", "S$": "SGD", "NZ$": "NZD", "R$": "BRL",
    "NT$": "TWD", "円": "JPY", "nearest dollar": "USD", "Rs": "INR", "CHF": "CHF",
}  # fmt: skip
"""Signs that mean one currency. `$`, `¥` and `kr` alone mean several, and say nothing."""
PENCE = frozenset({"GBX", "GBp"})
_WORDS = re.compile(r"\b[A-Z]{3}\b")
_WORDLIKE = frozenset({"ALL", "TOP", "CUP", "TRY", "PEN", "SOS", "MOP", "LAK", "COP", "MAD"})
"""Codes that are English words too: in a header written in capitals they say nothing."""
_SIGN = re.compile("|".join(re.escape(sign) for sign in sorted(SIGNS, key=len, reverse=True)))
_SCALE = re.compile(
    r"[£€$]\s?(?:m|mn|k|bn|000s?)\b|[’']000|\b(?:millions?|thousands?|billions?|mio|mln|mrd|tsd|teur|000s|lakhs?|lacs?|crores?|bn)\b",
    re.IGNORECASE,
)
_STEADY = 0.1
"""Values that are one currency's stand in one proportion to the weights; rounding leaves less than a tenth of play."""


def find_value_currencies(
    frame: pd.DataFrame, raw: dict[str, pd.Series[str]], header: Header, prices: pd.Series[str] | None
) -> pd.Series[str]:
    """Gives the currency per line: a column for it, the header, the cells' signs, or a plain currency column, in this order.

    `prices` are canonical amounts where the table has them.
    """
    if "value_currency" in raw:
        return map_distinct(raw["value_currency"], lambda text: text if text in CURRENCIES else "")
    if states_scale(header.columns["market_value"].header):
        return pd.Series("", index=frame.index, dtype=str)
    stated = find_stated_currency(header.columns["market_value"].header) or _find_cell_currency(raw["market_value"])
    if stated:
        return pd.Series(stated, index=frame.index, dtype=str)
    column = header.columns.get("currency")
    if column is not None and (column.rank < 0 or column.rank >= PLAIN_CURRENCY) and not _is_one_currency(frame, prices):
        return map_distinct(frame["currency"], lambda text: text if text in CURRENCIES and text not in PENCE else "")
    return pd.Series("", index=frame.index, dtype=str)


def states_scale(header: str) -> bool:
    """Says whether a header puts its values in thousands, millions or lakh: no sum of them is an amount of that currency."""
    return bool(_SCALE.search(header))


def find_stated_currency(header: str) -> str:
    """Gives the currency a header names: "Market Value (AUD)", "Wert in EUR", "Value (£)"."""
    codes = {word for word in _WORDS.findall(header) if word in CURRENCIES and not (header.isupper() and word in _WORDLIKE)}
    if len(codes) == 1:
        return str(codes.pop())
    signs = {SIGNS[sign] for sign in _SIGN.findall(header)}
    return signs.pop() if len(signs) == 1 else ""


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
    full = (frame["line"] == "position") & (frame[["market_value", "quantity"]] != "").all(axis=1) & (prices != "")
    held = frame[full]
    if held["currency"].nunique() < 2:
        return False
    products = held["quantity"].astype(float) * prices[full].astype(float)
    off = (
        ((products / held["market_value"].astype(float).replace(0.0, np.nan) - 1).abs() > _STEADY / 2)
        .groupby(held["currency"])
        .mean()
    )
    return bool(off.max() > 0.8 and off.min() < 0.2)


def _is_proportional(frame: pd.DataFrame) -> bool:
    held = frame[(frame["line"] == "position") & (frame["market_value"] != "") & (frame["weight"] != "")]
    if held["currency"].nunique() < 2 or len(held) < 3:
        return False
    weights = held["weight"].astype(float).to_numpy()
    ratios = held["market_value"].astype(float).to_numpy()[weights > 0.001] / weights[weights > 0.001]
    if len(ratios) < 3:
        return False
    middle = np.median(ratios)
    return bool(middle and np.mean(np.abs(ratios / middle - 1) < _STEADY) > 0.8)
