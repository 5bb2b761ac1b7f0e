"""The text of a line goes in; what it makes the line comes out: a sum, noise, cash, a derivative, an option, or only a name."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from screener.intake.evidence import CURRENCIES
from screener.intake.vocabulary import fold_text, read_line_words

if TYPE_CHECKING:
    from collections.abc import Iterator

_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_INDEX_FUTURE = re.compile(
    rf"(?:\b(?:index|idx|emini|e mini|mini|futs?|futures?|stoxx|topix|ftse|spi)\b.*|^)\b(?:{_MONTHS}) ?\d\d(?:\d\d)?$"
    r"|\b(?:futs?|futures)\b.*\d|(?:期貨|期货|先物|선물).*\d"
)
_OPTION = re.compile(
    r"^(?:call|put) .*\d|.* (?:call|put)$|\b(?:call|put) (?:exp|option)|\b\d{2}[a-z]{3}\d{2} \d+(?:\.\d+)? [cp]$"
)
_SUM_WORDS = frozenset({"total", "totals", "subtotal", "gesamt", "summe"})
_PAIR = re.compile(r"([A-Z]{3})\s?[/-]\s?([A-Z]{3})(?: .*\b(?:FWD|FORWARD|SPOT|FX)\b.*| (?:FWD|FORWARD|SPOT|FX))?")
_TO_CASH = frozenset({"committed", "balance", "account", "collateral", "margin", "deposit", "c", "a"})
_ANNOUNCED_TOTAL = re.compile(r"\s*(?:sub[ -]?|grand )?(?:totals?|summe|gesamt)\s*:")
_SEPARATE_TOTAL = re.compile(r".{0,60}\b(?:total|totals|subtotal|sub total|gesamt|summe)")
BARE_CURRENCIES = frozenset(
    ["USD", "EUR", "GBP", "JPY", "CHF", "AUD", "CAD", "NZD", "HKD", "SGD", "CNY", "CNH", "SEK", "NOK", "DKK"]
)
"""Codes that alone on a line mean cash; ALL, TOP or SAR are rather tickers."""


def classify_label(text: str) -> str:
    """Gives total, bare_total ("Total" alone), noise, cash, derivative (of an index or currency), option or `""` for a name."""
    folded = fold_text(text[:300])
    if not _read_telling_words().isdisjoint(folded.split()) and (kind := _classify_telling(text, folded)):
        return kind
    if (folded[-2:].isdigit() or "fut" in folded) and _INDEX_FUTURE.search(folded):
        return "derivative"
    telling = "call" in folded or "put" in folded or folded[-2:-1] == " "
    return "option" if telling and _OPTION.search(folded) else ""


def _classify_telling(text: str, folded: str) -> str:
    if folded in read_line_words().not_holdings:
        return "noise"
    if text.strip().casefold() == "total":
        return "bare_total"
    if text.lstrip()[:1] in {"=", "@"}:
        return ""  # a formula that a spreadsheet did not work out: its SUM is no sum
    if is_total(folded) or _ANNOUNCED_TOTAL.match(text.casefold()):
        return "total"
    return "cash" if _is_cash(text, folded) else ""


@cache
def _read_telling_words() -> frozenset[str]:
    """Gives the first word of every phrase for sums, noise, cash and currencies; most names hold none."""
    words = read_line_words()
    phrases = (
        *words.totals, *words.not_holdings, *words.cash, *words.currencies, *words.cash_begins, *words.cash_holds,
    )  # fmt: skip
    beginnings = frozenset(phrase.split()[0] for phrase in phrases if phrase)
    return beginnings | _SUM_WORDS | {code.casefold() for code in CURRENCIES}


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
    if (
        folded in words.cash
        or folded in words.currencies
        or folded.removesuffix("s") in words.currencies
        or text.strip() in BARE_CURRENCIES
    ):
        return True
    if f"{folded} ".startswith(_read_cash_begins()) or _holds_cash(folded):
        return True
    if _is_pair(text) or ("/" in text and all(fold_text(part) in words.cash for part in text.split("/"))):
        return True
    if any(rest in words.cash for rest in _take_currency_off(folded)):
        return True
    first, _, rest = folded.partition(" ")
    if first.upper() not in CURRENCIES:
        last = folded.rpartition(" ")
        return last[0] in words.cash and last[2].upper() in CURRENCIES
    return rest in words.currencies or rest in words.cash or (rest.startswith("cash ") and set(rest.split()[1:]) <= _TO_CASH)


def _is_pair(text: str) -> bool:
    pair = _PAIR.fullmatch(text.strip())
    return pair is not None and pair[1] in CURRENCIES and pair[2] in CURRENCIES


@cache
def _read_cash_begins() -> tuple[str, ...]:
    return tuple(f"{begin} " for begin in read_line_words().cash_begins)


@cache
def _read_first_of_cash() -> frozenset[str]:
    return frozenset(phrase.split()[0] for phrase in read_line_words().cash_holds)


def _holds_cash(folded: str) -> bool:
    if _read_first_of_cash().isdisjoint(folded.split()):
        return False
    return any(f" {phrase} " in f" {folded} " for phrase in read_line_words().cash_holds)


@cache
def _read_currency_ends() -> tuple[frozenset[str], frozenset[str]]:
    """Gives the first and the last words of the currencies' names: most texts begin and end with none of them."""
    names = [currency.split() for currency in read_line_words().currencies]
    return frozenset(words[0] for words in names), frozenset(words[-1] for words in names)


def _take_currency_off(folded: str) -> Iterator[str]:
    """Gives what is left of "us dollar cash" or "cash in euro" without the name of the currency."""
    first, last = _read_currency_ends()
    if folded.partition(" ")[0] not in first and folded.rpartition(" ")[2] not in last:
        return
    for currency in read_line_words().currencies:
        if folded.startswith(f"{currency} "):
            yield folded.removeprefix(f"{currency} ")
        elif folded.endswith(f" {currency}"):
            yield folded.removesuffix(f" {currency}").removesuffix(" in").removesuffix(" -")
