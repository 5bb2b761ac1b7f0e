"""The raw columns of a table go in; what names its securities (identifiers, tickers, names) is written into the lines' frame."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd

from screener.identifiers import SCHEMES
from screener.intake.columns import find_filled, list_distinct, map_distinct, mark_distinct, put_where
from screener.intake.identification import find_isin, find_schemes, have_isins, normalise_identifiers, take_isin_off
from screener.intake.tickers import split_tickers

if TYPE_CHECKING:
    from collections.abc import Mapping

NULL_NAMES = frozenset(["", "n/a", "#n/a", "none", "null", "nan"])
LONGEST_TICKER = 40
_TICKER_LIKE = re.compile(r"[0-9A-Z*./&\-]{1,12}(?: [A-Z]{2})?")
_BARE_TICKER = re.compile(r"[0-9A-Z&.\-]{1,12}")
_KEYED = re.compile(r"[0-9A-Z&./\-*]{1,12} [A-Z]{2} (?:Equity|EQUITY)")
_WORDY = re.compile(r"[a-z ]|[^\W\d_a-zA-Z]")


def write_identifiers(frame: pd.DataFrame, raw: Mapping[str, pd.Series[str]]) -> None:
    """Writes isin, cusip, …, ticker and mic: columns of one scheme as they are, a mixed column taken apart."""
    for scheme in SCHEMES:
        if scheme in raw:
            frame[scheme] = normalise_identifiers(raw[scheme], scheme)
    mixed = find_schemes(raw["identifier"]) if "identifier" in raw else {}
    _add_from_names(frame, raw)
    tickers = raw.get("ticker")
    if tickers is None and "ticker" in mixed and not _are_own_numbers(mixed["ticker"], raw):
        tickers = mixed["ticker"]
    for scheme, column in mixed.items():
        if scheme != "ticker":
            frame[scheme] = put_where(frame[scheme], ~find_filled(frame[scheme]), column)
    if tickers is None and "name" in raw:
        tickers = _take_tickers(raw["name"])
    if tickers is not None:
        frame["ticker"], frame["mic"] = split_tickers(tickers, raw.get("exchange"))
        _add_from_tickers(frame, raw.get("ticker"))


def _add_from_names(frame: pd.DataFrame, raw: Mapping[str, pd.Series[str]]) -> None:
    """Some banks write the ISIN into the cell of the name; one line alone that does may name what it rests on."""
    if "name" not in raw or "isin" in raw or not have_isins(raw["name"]):
        return
    frame["isin"] = put_where(frame["isin"], ~find_filled(frame["isin"]), map_distinct(raw["name"], find_isin))


def _are_own_numbers(codes: pd.Series[str], raw: Mapping[str, pd.Series[str]]) -> bool:
    """Beside a column of ISINs and the like, numbers that are no identifier are the producer's own."""
    if {"isin", "cusip", "sedol"}.isdisjoint(raw):
        return False
    filled = [text for text in list_distinct(codes) if text]
    return sum(map(str.isdigit, filled)) > 0.5 * len(filled)


def _take_tickers(names: pd.Series[str]) -> pd.Series[str] | None:
    """Gives the names where they are tickers, or those of them that a terminal writes: "005490 KS Equity"."""
    distinct = [name for name in list_distinct(names) if name]
    if _are_tickers(distinct):
        return names
    keyed = sum(_KEYED.fullmatch(name) is not None for name in distinct)
    return map_distinct(names, lambda name: name if _KEYED.fullmatch(name) else "") if keyed > 0.3 * len(distinct) else None


def _are_tickers(names: list[str]) -> bool:
    """Some brokers have no names at all, and their header for tickers says "Instrument"."""
    filled = [name for name in names if name]
    like = sum(_BARE_TICKER.fullmatch(name) is not None for name in filled)
    return like >= 0.8 * len(filled) > 0 and any(len(name) < 5 or not name.isalpha() for name in filled)


def _add_from_tickers(frame: pd.DataFrame, tickers: pd.Series[str] | None) -> None:
    """Brokers write a CUSIP or ISIN where a security has no ticker; the check digit says so, and the ticker stays as written."""
    if tickers is None or not any(len(text) > 7 for text in list_distinct(tickers)):
        return
    for scheme, column in find_schemes(tickers).items():
        if scheme in {"isin", "cusip", "figi"}:
            frame[scheme] = put_where(frame[scheme], ~find_filled(frame[scheme]), column)


def write_names(frame: pd.DataFrame, raw: Mapping[str, pd.Series[str]]) -> None:
    """Writes names; a text in the ticker column that cannot be a ticker, on a line without a name, is the name.

    So with "Cash & Cash Investments" in a broker's column of symbols.
    """
    names = raw.get("name", pd.Series("", index=frame.index, dtype=str))
    names = map_distinct(names, lambda text: "" if _is_null(text) else text)
    if "isin" not in raw and have_isins(names):
        names = map_distinct(names, take_isin_off)
    if find_filled(frame["ticker"]).any():
        nameless = ~find_filled(names)
        wordy = nameless & mark_distinct(frame["ticker"], _is_wordy) if nameless.any() else nameless
        names = put_where(names, wordy, frame["ticker"])
        tickers = map_distinct(frame["ticker"], lambda text: "" if len(text) > LONGEST_TICKER else text)
        frame["ticker"] = put_where(tickers, wordy, "")
    frame["name"] = names


def _is_null(text: str) -> bool:
    return text.casefold() in NULL_NAMES or not text.strip("-–— ")


def _is_wordy(text: str) -> bool:
    return bool(text) and _TICKER_LIKE.fullmatch(text) is None and _WORDY.search(text) is not None
