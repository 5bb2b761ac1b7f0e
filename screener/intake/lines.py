"""The lines of a table go in; what each is comes out: position, cash or not_a_holding, and its asset class."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from screener.intake.columns import list_distinct, list_texts, map_distinct
from screener.intake.evidence import CURRENCIES
from screener.intake.vocabulary import fold_text, read_line_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Mask = np.ndarray[Any, np.dtype[np.bool_]]
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_INDEX_FUTURE = re.compile(
    rf"(?:\b(?:index|idx|emini|e mini|mini|futs?|futures?|stoxx|topix|ftse|spi)\b.*|^)\b(?:{_MONTHS}) ?\d\d(?:\d\d)?$"
    r"|\b(?:futs?|futures)\b.*\d"
)
_OPTION = re.compile(
    r"^(?:call|put) .*\d|.* (?:call|put)$|\b(?:call|put) (?:exp|option)|\b\d{2}[a-z]{3}\d{2} \d+(?:\.\d+)? [cp]$"
)
_PAIR = re.compile(r"([A-Z]{3})\s?/\s?([A-Z]{3})")
_TO_CASH = frozenset({"committed", "balance", "account", "collateral", "margin", "deposit", "c", "a"})
_ANNOUNCED_TOTAL = re.compile(r"\s*(?:sub[ -]?|grand )?(?:totals?|summe|gesamt)\s*:")
_LAST_TOTAL = re.compile(r"net assets?|grand total|aum")
_SEPARATE_TOTAL = re.compile(r".{0,60}\b(?:total|totals|subtotal|sub total|gesamt|summe)")
BARE_CURRENCIES = frozenset(
    ["USD", "EUR", "GBP", "JPY", "CHF", "AUD", "CAD", "NZD", "HKD", "SGD", "CNY", "CNH", "SEK", "NOK", "DKK"]
)
"""Codes that alone on a line mean cash; ALL, TOP or SAR are rather tickers."""
_MOSTLY = 0.4
"""Where this share of the lines has an identifier, a line with neither one nor a number is a heading or a note."""
_FOLDED_CLASSES = ("derivative", "cash", "fund", "bond", "equity", "other")


def classify_lines(lines: pd.DataFrame, classes: pd.Series[str]) -> pd.Series[str]:
    """Gives position, cash or not_a_holding per line.

    `lines` has text columns name, label, quantity, market_value, weight, price, a number of `filled` cells, and flags:
    `identified` (any identifier or ticker), `certain` (one other than a ticker), `option` (its class says option), `stated` (a
    cell for a number is filled, be it with a dash), `heading` (a header said again), `numbered` (the table has columns of
    numbers). `classes` are the lines' asset classes.
    """
    labels = map_distinct(lines["label"], _classify_label)
    usable = (lines["name"] != "") | lines["identified"]
    held = usable & (lines["stated"] | lines["certain"] | ~lines["numbered"]) & ~lines["heading"]
    held &= ~((labels == "noise") & ~lines["certain"])
    held &= ~((labels == "total") & ~lines["identified"])
    held &= ~_find_bare_totals(lines, held.to_numpy(), labels)
    held &= ~(np.array([len(text) > 200 for text in list_texts(lines["label"])], dtype=bool) & ~lines["stated"])
    counted = (lines["quantity"] != "") | (lines["market_value"] != "") | (lines["weight"] != "")
    held &= lines["identified"] | counted | (lines["certain"][held].mean() < _MOSTLY)
    held &= ~_find_memoranda(lines, labels)
    held &= ~_find_sums(lines, held.to_numpy(), labels)
    cash = held & _find_cash(lines, labels, classes)
    return pd.Series(np.select([cash, held], ["cash", "position"], "not_a_holding"), index=lines.index, dtype=str)


def _classify_label(text: str) -> str:
    """Gives total, noise, cash, derivative (of an index or currency), option or `""` for the text of a line."""
    folded = fold_text(text[:300])
    words = read_line_words()
    if folded in words.not_holdings:
        return "noise"
    if text.strip().casefold() == "total":
        return "bare_total"
    if is_total(folded) or _ANNOUNCED_TOTAL.match(text.casefold()):
        return "total"
    if _may_be_cash(folded) and _is_cash(text, folded):
        return "cash"
    if _INDEX_FUTURE.search(folded):
        return "derivative"
    return "option" if _OPTION.search(folded) else ""


def _may_be_cash(folded: str) -> bool:
    """Says whether any word of a text begins a phrase for cash or is a currency; most names have none, and are passed by."""
    return not read_cash_beginnings().isdisjoint(folded.split())


@cache
def read_cash_beginnings() -> frozenset[str]:
    """Gives the first word of every phrase for cash, and the codes of currencies, folded."""
    words = read_line_words()
    phrases = (*words.cash, *words.currencies, *words.cash_begins, *words.cash_holds)
    return frozenset(phrase.split()[0] for phrase in phrases if phrase) | {code.casefold() for code in CURRENCIES}


def is_total(folded: str) -> bool:
    """Says whether a folded text names a sum: "total", "total equities", "account total"; never "total sa"."""
    words = read_line_words()
    if folded in words.totals or _SEPARATE_TOTAL.fullmatch(folded):
        return True
    for length in (2, 1):
        parts = folded.split(" ")
        if " ".join(parts[:length]) in words.totals and len(parts) > length:
            return all(part in words.total_of or part.isdigit() or part in {"&", "%"} for part in parts[length:])
    return False


def _is_cash(text: str, folded: str) -> bool:
    words = read_line_words()
    if folded in words.cash or folded in words.currencies or text.strip() in BARE_CURRENCIES:
        return True
    if any(f"{folded} ".startswith(f"{begin} ") for begin in words.cash_begins) or any(
        f" {phrase} " in f" {folded} " for phrase in words.cash_holds
    ):
        return True
    if (pair := _PAIR.fullmatch(text.strip())) and pair[1] in CURRENCIES and pair[2] in CURRENCIES:
        return True
    if any(rest in words.cash for rest in _take_currency_off(folded)):
        return True
    first, _, rest = folded.partition(" ")
    if first.upper() not in CURRENCIES:
        last = folded.rpartition(" ")
        return last[0] in words.cash and last[2].upper() in CURRENCIES
    return rest in words.currencies or rest in words.cash or (rest.startswith("cash ") and set(rest.split()[1:]) <= _TO_CASH)


def _take_currency_off(folded: str) -> Iterator[str]:
    """Gives what is left of "us dollar cash" or "cash in euro" without the name of the currency."""
    for currency in read_line_words().currencies:
        if folded.startswith(f"{currency} "):
            yield folded.removeprefix(f"{currency} ")
        elif folded.endswith(f" {currency}"):
            yield folded.removesuffix(f" {currency}").removesuffix(" in").removesuffix(" -")


def _find_cash(lines: pd.DataFrame, labels: pd.Series[str], classes: pd.Series[str]) -> pd.Series[bool]:
    """An asset class that says equity or bond outweighs a name; without one, a price of exactly 1 marks a cash fund."""
    issued = classes.isin(["equity", "bond", "other"])
    at_one = (
        (lines["price"] == "1") & (lines["quantity"] == lines["market_value"]) & (lines["quantity"] != "") & (classes != "fund")
    )
    named = labels.isin(["cash", "derivative"]) | at_one
    derived = (classes == "derivative") & (labels != "option") & ~lines["option"]
    return (classes == "cash") | derived | (named & ~issued)


def _find_sums(lines: pd.DataFrame, held: Mask, labels: pd.Series[str]) -> Mask:
    """Finds headings that carry the sum of what follows, and sums without a word for it: lines that miss what the others have.

    Such a line has neither identifier nor quantity though most have, is not named as cash, and its value is the sum of the
    lines right after it (or right before it), to a ten-thousandth.
    """
    found = np.zeros(len(lines), dtype=bool)
    counted = lines["quantity"] != ""
    full = (lines["identified"] & (counted | (counted[held].mean() < _MOSTLY))).to_numpy()
    values = lines["market_value"].where(lines["market_value"] != "", lines["weight"])
    if full.sum() < 2 or full[held].mean() < 0.25:
        suspects = np.flatnonzero(
            held & labels.isin(["", "bare_total"]).to_numpy() & (values != "").to_numpy() & (lines["filled"] <= 3).to_numpy()
        )
        least = 3
    else:
        suspects = np.flatnonzero(held & ~full & (values != "").to_numpy() & ~lines["certain"].to_numpy())
        least = 1
    if len(suspects) > 2000 or not len(suspects):
        return found
    amounts = [float(text) if text else 0.0 for text in values]
    open_lines = held & (full | (labels == "cash").to_numpy()) if least == 1 else held
    for at in suspects:
        named_cash = (
            labels.iloc[at] == "cash"
        )  # "Money market instruments" can head a section; a line of cash is no sum of those above
        found[at] = _sums_neighbours(
            amounts, int(at), open_lines, least=max(least, 2) if named_cash else least, steps=(1,) if named_cash else (1, -1)
        )
    return found


def _find_bare_totals(lines: pd.DataFrame, held: Mask, labels: pd.Series[str]) -> Mask:
    """Tells the sum "Total" from the company Total: a sum stands last, or adds up the lines right above it."""
    found = np.zeros(len(lines), dtype=bool)
    values = lines["market_value"].where(lines["market_value"] != "", lines["weight"])
    amounts = [float(text) if text else 0.0 for text in values] if (labels == "bare_total").any() else []
    for at in np.flatnonzero(held & ~lines["identified"].to_numpy() & (labels == "bare_total").to_numpy()):
        above = [amounts[place] for place in range(at) if held[place] and not found[place]]
        last = not (held & (labels != "bare_total").to_numpy())[at + 1 :].any()
        found[at] = last or not amounts[at] or _is_running_sum(above, amounts[at])
    return found


def _is_running_sum(above: list[float], target: float) -> bool:
    total = 0.0
    for amount in reversed(above):
        total += amount
        if abs(total - target) <= 0.005 * abs(target):
            return True
    return False


def _find_memoranda(lines: pd.DataFrame, labels: pd.Series[str]) -> Mask:
    """Finds what stands below the total of all net assets without an identifier: swaps at notional value, ratios, notes."""
    found = np.zeros(len(lines), dtype=bool)
    totals = np.flatnonzero(labels == "total")
    ends = [at for at in totals if _LAST_TOTAL.search(fold_text(lines["label"].iloc[at]))]
    if ends and lines["certain"].mean() >= _MOSTLY / 2:
        found[ends[0] + 1 :] = (~lines["identified"] & (labels != "cash")).to_numpy()[ends[0] + 1 :]
    return found


def _sums_neighbours(amounts: list[float], at: int, counted: Mask, *, least: int, steps: tuple[int, ...]) -> bool:
    target = amounts[at]
    if not target:
        return False
    for step in steps:
        total, taken, place = 0.0, 0, at + step
        while 0 <= place < len(amounts) and abs(place - at) < 5000:
            if counted[place]:
                total += amounts[place]
                taken += 1
                if taken >= least and abs(total - target) <= 1e-4 * abs(target) and (taken > 1 or least == 1):
                    return True
            place += step
    return False


def write_asset_classes(texts: pd.Series[str]) -> pd.Series[str]:
    """Gives equity, bond, fund, cash, derivative, other or `""` for what an asset class column says.

    A column that only says how a line is kept in the account (cash, margin) says nothing about the asset.
    """
    distinct = list_distinct(texts)
    folded = {fold_text(text) for text in distinct} - {""}
    if folded <= read_line_words().account_kinds:
        return pd.Series("", index=texts.index, dtype=str)
    return map_distinct(texts, find_asset_class)


def find_asset_class(text: str) -> str:
    """Gives the asset class one text means: the whole text first, then the surest word within it."""
    classes: Mapping[str, str] = read_line_words().asset_classes
    folded = fold_text(text)
    if folded in classes or not folded:
        return classes.get(folded, "")
    within = {name for phrase, name in classes.items() if len(phrase) > 3 and f" {phrase} " in f" {folded} "}
    return next((name for name in _FOLDED_CLASSES if name in within), "")


def sum_where(values: pd.Series[str], mask: pd.Series[bool]) -> Decimal:
    """Gives the exact sum of the canonical amounts where `mask` holds."""
    return sum((Decimal(text) for text in values[mask] if text), Decimal(0))
