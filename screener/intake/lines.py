"""The lines of a table go in; what each is comes out: position, cash or not_a_holding, and its asset class."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from screener.intake.columns import find_filled, list_distinct, map_distinct, mark_distinct, put_where, share_column
from screener.intake.countries import find_country
from screener.intake.labels import classify_label
from screener.intake.lots import find_lot_sums
from screener.intake.sums import is_running_sum
from screener.intake.unnamed import find_unnamed
from screener.intake.vocabulary import fold_text, read_line_words

if TYPE_CHECKING:
    from collections.abc import Mapping

Mask = np.ndarray[Any, np.dtype[np.bool_]]
_LAST_TOTAL = re.compile(r"net assets?|grand total|aum")
_MOSTLY = 0.4
"""Where this share of the lines has an identifier, a line with neither one nor a number is a heading or a note."""
ROUND_DIGITS = 3
TOTALS_PLAY = 0.005
"""Where the word itself says total, the amounts need agree only to this share."""
_PARTS = re.compile(r"[/&,;+]|\band\b", re.IGNORECASE)
_FOLDED_CLASSES = ("derivative", "cash", "fund", "bond", "equity", "other")


def classify_lines(lines: pd.DataFrame, classes: pd.Series[str]) -> pd.Series[str]:
    """Gives position, cash or not_a_holding per line.

    `lines` has text columns name, label, quantity, market_value, weight, price, a number of `filled` cells, and flags:
    `identified` (any identifier or ticker), `certain` (one other than a ticker), `option` (its class says option), `stated` (a
    cell for a number is filled, be it with a dash), `located` (a country stands on it), `heading` (a header said again),
    `numbered` (the table has columns of numbers). `classes` are the lines' asset classes. Marks as `summed` the lines taken for
    sums without a word that says so.
    """
    labels = map_distinct(lines["label"], classify_label)
    unnamed, summed = find_unnamed(lines, labels)
    usable = find_filled(lines["name"]) | lines["identified"] | unnamed
    located = _find_located(lines, labels)
    held = usable & (lines["stated"] | lines["certain"] | located | ~lines["numbered"]) & ~lines["heading"]
    held &= ~((labels == "noise") & ~lines["certain"])
    named = find_filled(lines["name"]) | lines["certain"].to_numpy(dtype=bool)
    # what stands for a total in the column of tickers is no ticker
    held &= ~((labels == "total") & ~(lines["identified"] & named))
    held &= ~_find_bare_totals(lines, held.to_numpy(), labels, named=np.asarray(named, dtype=np.bool_))
    held &= ~(mark_distinct(lines["label"], lambda text: len(text) > 200) & ~lines["stated"])
    counted = find_filled(lines["quantity"]) | find_filled(lines["market_value"]) | find_filled(lines["weight"])
    held &= lines["identified"] | counted | located | (lines["certain"][held].mean() < _MOSTLY)
    held &= ~_find_memoranda(lines, labels)
    lines["summed"] = summed | _find_sums(lines, held.to_numpy(), labels) | find_lot_sums(lines, held.to_numpy())
    held &= ~lines["summed"]
    cash = held & _find_cash(lines, labels, classes)
    return share_column(["cash", "position", "not_a_holding"], np.select([cash, held], [0, 1], 2), lines.index)


def _find_located(lines: pd.DataFrame, labels: pd.Series[str]) -> Mask:
    """A name beside a country is a holding's, whatever else is missing; a heading that names a country says it twice.

    Another heading beside a country ("Technology") is taken for a holding: better one name too many than one lost.
    """
    found: Mask = find_filled(lines["name"]) & lines["located"].to_numpy(dtype=bool) & (labels == "").to_numpy(dtype=bool)
    doubtful = np.flatnonzero(found & ~(lines["stated"] | lines["certain"]).to_numpy(dtype=bool))
    found[doubtful] = [not find_country(name) for name in lines["name"].iloc[doubtful]]
    return found


def _find_cash(lines: pd.DataFrame, labels: pd.Series[str], classes: pd.Series[str]) -> pd.Series[bool]:
    """An asset class that says equity or bond outweighs a name; without one, a price of exactly 1 marks a cash fund."""
    issued = classes.isin(["equity", "bond", "other"])
    named = labels.isin(["cash", "derivative"]) | (_find_at_one(lines) & (classes != "fund"))
    derived = (classes == "derivative") & (labels != "option") & ~lines["option"]
    return (classes == "cash") | derived | (named & ~issued)


def _find_at_one(lines: pd.DataFrame) -> Mask:
    found: Mask = (lines["price"].to_numpy(dtype=object) == "1").astype(np.bool_) & find_filled(lines["quantity"])
    places = np.flatnonzero(found)
    quantities, values = (lines[name].to_numpy(dtype=object)[places] for name in ("quantity", "market_value"))
    found[places] = quantities == values
    return found


def _find_sums(lines: pd.DataFrame, held: Mask, labels: pd.Series[str]) -> Mask:
    """Finds headings that carry the sum of what follows, and sums without a word for it: lines that miss what the others have.

    Such a line has neither identifier nor quantity though most have, is not named as cash, and its value is the sum of the
    lines right after it (or right before it), to a ten-thousandth. Where the lines have no quantities a round amount is no proof:
    25,000 may be 10,000 and 10,000 and 5,000 by chance, and a holding taken for a sum is a holding nobody screens.
    """
    found = np.zeros(len(lines), dtype=bool)
    counted = find_filled(lines["quantity"])
    full = lines["identified"].to_numpy(dtype=bool) & (counted | (held.any() and counted[held].mean() < _MOSTLY))
    values = _take_values(lines)
    valued = find_filled(values)
    if full.sum() < 2 or full[held].mean() < 0.25:
        suspects = np.flatnonzero(held & labels.isin(["", "bare_total"]).to_numpy() & valued & (lines["filled"] <= 3).to_numpy())
        least = 3
    else:
        suspects = np.flatnonzero(held & ~full & valued & ~lines["certain"].to_numpy(dtype=bool))
        least = 1
    if held.any() and counted[held].mean() >= _MOSTLY:
        suspects = suspects[~counted[suspects]]
    else:
        suspects = np.array([at for at in suspects if not _is_round(values.iloc[at])], dtype=np.intp)
    if len(suspects) > 2000 or not len(suspects):
        return found
    amounts = [float(text) if text else 0.0 for text in values]
    open_lines = held & (full | (labels == "cash").to_numpy()) if least == 1 else held
    for at in suspects:
        named_cash = (
            labels.iloc[at] == "cash"
        )  # "Money market instruments" can head a section; a line of cash is no sum of those above
        heads_cash = named_cash and at + 1 < len(lines) and labels.iloc[at + 1] == "cash" and counted[at + 1]
        fewest = least if not named_cash or heads_cash else max(least, 2)
        found[at] = _sums_neighbours(amounts, int(at), open_lines, least=fewest, steps=(1,) if named_cash else (1, -1))
    return found


def _is_round(amount: str) -> bool:
    return len(amount.lstrip("-0.").replace(".", "").rstrip("0")) <= ROUND_DIGITS


def _take_values(lines: pd.DataFrame) -> pd.Series[str]:
    return put_where(lines["market_value"], ~find_filled(lines["market_value"]), lines["weight"])


def _find_bare_totals(lines: pd.DataFrame, held: Mask, labels: pd.Series[str], *, named: Mask) -> Mask:
    """Tells the sum "Total" from the company Total: a sum stands last, or adds up the lines right above it.

    "TOTAL" in a column of tickers beside no name is as much a word as a ticker.
    """
    found = np.zeros(len(lines), dtype=bool)
    if not (labels == "bare_total").any():
        return found
    amounts = np.array([float(text) if text else 0.0 for text in _take_values(lines)])
    for at in np.flatnonzero(held & ~(lines["identified"].to_numpy() & named) & (labels == "bare_total").to_numpy()):
        above = amounts[:at][held[:at] & ~found[:at]]
        last = not (held & (labels != "bare_total").to_numpy())[at + 1 :].any()
        found[at] = last or not amounts[at] or is_running_sum(above, amounts[at], least=1, play=TOTALS_PLAY)
    return found


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
    if len({classes.get(fold_text(part)) for part in _PARTS.split(text)} - {None}) > 1:
        return ""  # "Fixed Income & Cash", "Stocks / Options": it says of no line which of the two it is
    within = {name for phrase, name in classes.items() if len(phrase) > 3 and f" {phrase} " in f" {folded} "}
    return next((name for name in _FOLDED_CLASSES if name in within), "")


def sum_where(values: pd.Series[str], mask: pd.Series[bool]) -> Decimal:
    """Gives the exact sum of the canonical amounts where `mask` holds."""
    return sum((Decimal(text) for text in values[mask] if text), Decimal(0))
