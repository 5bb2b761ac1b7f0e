"""Columns of numbers as people write them go in; canonical decimal text comes out, exactly: no float is ever made.

Read: 1,234.56 · 1.234,56 · 97 148 575 · 1’234.5 · 12,34,567.89 · (1,365.00) · 5- · $4.0B · 9.36e-06 · 8.75% · USD 12 · ` -   `.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from screener.intake.canonical import find_canonical
from screener.intake.columns import find_filled, list_distinct, list_texts, share_column

if TYPE_CHECKING:
    from collections.abc import Iterable

NULLS = frozenset([
    "", "n/a", "na", "n.a.", "n.a", "nil", "none", "null", "nan", "unassigned", "^", "*", "**", "@", "tbd", ".", "x",
    "#n/a", "#num!", "#value!", "#ref!", "#div/0!", "#name?", "k.a.", "n.v.", "s/o",
])  # fmt: skip
DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−﹣－", "-"))
SCALES = {"k": 3, "m": 6, "mm": 6, "mn": 6, "mio": 6, "mln": 6, "b": 9, "bn": 9, "mrd": 9, "mld": 9, "t": 12, "tn": 12}
_PLAIN = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_ISIN = re.compile(r"\s*[A-Z]{2}[0-9A-Z]{9}[0-9]\s*")
_THOUSANDS = re.compile(r"-?[1-9][0-9]{0,2}(?:,[0-9]{3})+\.[0-9]+")
_SHAPE = re.compile(r"(?P<sign>[-+]?)(?P<digits>[\d.,]*\d[\d.,]*)(?:e(?P<exponent>[-+]?\d{1,3}))?(?P<scale>[a-z]{1,3})?")
_CURRENCY = re.compile(
    r"[a-z]{0,3}\$|[$€£¥₩₹₽₺₪฿￡￥₫₱₦¢円元원]|\brs\.?|^r(?=\s?\d)|\binr\b|\bkr\.?|^[a-z]{3}(?=[\s\d.,(+-])|(?<=[\d.,)\s])(?:[a-z]{3})$|(?<=\d)p$"
)
_UNITS = re.compile(
    r"(?<=[\d)])\s*(?:shares?|shs|units?|contracts?|st(?:k|ck|ück)?|pcs?|szt|ks|adet|kpl|шт|株|口|股|份|주|좌|หุ้น|หน่วย)\.?$"
)
"""What a quantity counts, written behind it: "100 Stk."."""
_ARABIC_MARKS = str.maketrans({"\u066b": ".", "\u066c": ",", "\u066a": "%"})
_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f'’‘`´_]+")
_GROUPED = {",": re.compile(r"[1-9]\d{0,2}(?:,\d{2,3})*,\d{3}(?:\.\d*)?"), ".": re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d*)?")}


@dataclass(frozen=True, slots=True)
class Amounts:
    """A column of numbers: canonical text (`""` where there is none), where a cell could not be read, where it had a % sign."""

    values: pd.Series[str]
    unreadable: np.ndarray[Any, np.dtype[np.bool_]]
    percent: np.ndarray[Any, np.dtype[np.bool_]]


def parse_amounts(texts: pd.Series[str], *, comma: bool) -> Amounts:
    """Gives the column's amounts; `comma` says that a lone comma is the decimal mark. Canonical texts pass as they are."""
    if isinstance(texts.dtype, pd.CategoricalDtype):
        return _parse_shared(texts, comma=comma)
    cells = texts.to_numpy(dtype=object)
    plain = find_canonical(cells.tolist())
    if comma:
        plain &= ~np.array(["." in text for text in cells.tolist()], dtype=bool)
    odd = np.flatnonzero(~plain)
    values, unreadable, percent = cells.copy(), np.zeros(len(cells), dtype=bool), np.zeros(len(cells), dtype=bool)
    written = cells[odd].tolist()
    parsed = {text: parse_amount(text, comma=comma) for text in dict.fromkeys(written)}
    values[odd] = np.array([parsed[text] or "" for text in written], dtype=object)
    unreadable[odd] = [parsed[text] is None for text in written]
    percent[odd] = ["%" in text for text in written]
    return Amounts(pd.Series(values, index=texts.index, dtype=str), unreadable, percent)


def _parse_shared(texts: pd.Series[str], *, comma: bool) -> Amounts:
    distinct = parse_amounts(pd.Series(texts.cat.categories.to_numpy(dtype=object), dtype=str), comma=comma)
    codes, written = texts.cat.codes.to_numpy(), list_texts(distinct.values)
    values = texts if written == texts.cat.categories.tolist() else share_column(written, codes, texts.index)
    return Amounts(values, distinct.unreadable[codes], distinct.percent[codes])


def parse_amount(text: str, *, comma: bool = False) -> str | None:
    """Gives one amount as canonical decimal text, `""` for the many ways of writing none, or None where it cannot be read.

    A bound (`<0.01%`) says that the number is not given: it counts as none.
    """
    if _ISIN.fullmatch(text):
        return None  # KR7005490008 is no sum of crowns
    if _PLAIN.fullmatch(text) and not (comma and "." in text):
        return _canonical(text)
    if not comma and _THOUSANDS.fullmatch(text):
        return _canonical(text.replace(",", ""))
    bare = _UNITS.sub("", _write_latin_digits(unicodedata.normalize("NFKC", text)).translate(DASHES).strip().casefold())
    if bare in NULLS or not bare.strip("- \u00a0") or bare[0] in "<>≤≥":
        return ""
    return _parse_styled(bare, comma=comma)


def _parse_styled(bare: str, *, comma: bool) -> str | None:
    bare, negative = _take_sign(bare.replace("%", "").strip())
    bare = _SPACES.sub("", _CURRENCY.sub("", bare).strip())
    if not bare.strip("-"):
        return ""
    match = _SHAPE.fullmatch(bare)
    if match is None or (match["scale"] and match["scale"] not in SCALES):
        return None
    digits = _place_point(match["digits"], comma=comma)
    power = int(match["exponent"] or 0) + SCALES.get(match["scale"] or "", 0)
    negative = negative != (match["sign"] == "-")
    return None if digits is None else _write(digits, power=power, negative=negative)


def _write_latin_digits(text: str) -> str:
    """Arabic, Burmese, Thai and all other decimal digits, and the Arabic marks between them, as this program writes them."""
    if text.isascii():
        return text
    letters = (str(unicodedata.decimal(letter)) if letter.isdecimal() else letter for letter in text)
    return "".join(letters).translate(_ARABIC_MARKS)


def _take_sign(bare: str) -> tuple[str, bool]:
    """Brackets, a trailing minus and DR mean less than nothing."""
    if bare.startswith("(") and bare.endswith(")"):
        return bare[1:-1].strip(), True
    if bare.startswith("-(") or (bare[:1] in "$€£" and bare.endswith(")") and "(" in bare):
        return bare.replace("-", "").replace("(", "").replace(")", ""), True
    if bare.endswith("-") and len(bare) > 1:
        return bare[:-1].strip(), True
    if bare.startswith("-"):
        return bare[1:].strip(), True
    for mark, negative in ((" dr", True), (" cr", False)):
        if bare.endswith(mark):
            return bare[: -len(mark)], negative
    return bare, False


def _place_point(digits: str, *, comma: bool) -> str | None:
    """Gives the digits with a full stop as decimal mark; where both marks occur, the last one is decimal."""
    commas, stops = digits.count(","), digits.count(".")
    if commas and stops:
        decimal = "," if digits.rfind(",") > digits.rfind(".") else "."
    elif commas:
        decimal = "," if commas == 1 and (comma or not _GROUPED[","].fullmatch(digits)) else "."
    elif stops:
        decimal = "." if stops == 1 and not (comma and _GROUPED["."].fullmatch(digits)) else ","
    else:
        return digits
    grouping = "." if decimal == "," else ","
    whole, _, part = digits.rpartition(decimal) if decimal in digits else (digits, "", "")
    if decimal in whole or grouping in part or (grouping in whole and not _GROUPED[grouping].fullmatch(whole)):
        return None
    return f"{whole.replace(grouping, '') or '0'}.{part}" if part else whole.replace(grouping, "")


def _write(digits: str, *, power: int, negative: bool) -> str | None:
    text = digits
    if power:
        try:
            text = format(Decimal(digits).scaleb(power), "f")
        except InvalidOperation:
            return None
    return _canonical(f"-{text}" if negative else text)


def _canonical(text: str) -> str:
    sign, text = ("-", text[1:]) if text.startswith("-") else ("", text)
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    text = text.lstrip("0") or "0"
    text = f"0{text}" if text.startswith(".") else text
    return text if text == "0" else sign + text


def uses_decimal_comma(columns: Iterable[pd.Series[str]], *, delimiter: str | None) -> bool:
    """Says whether these columns write 1.234,56: the cells whose marks can mean only one thing decide, by majority.

    Without such a cell, a file between semicolons (as spreadsheets write where the comma is decimal) is taken to use the comma.
    """
    votes: Counter[bool] = Counter()
    for column in columns:
        for text in list_distinct(column.head(5000)):
            vote = _vote(text)
            if vote is not None:
                votes[vote] += 1
    return votes[True] > votes[False] if votes else delimiter == ";"


def _vote(text: str) -> bool | None:
    comma, stop = text.rfind(","), text.rfind(".")
    if comma >= 0 and stop >= 0:
        return comma > stop
    mark = "," if comma >= 0 else "." if stop >= 0 else ""
    if not mark or not any(letter.isdigit() for letter in text):
        return None
    whole, tail = text.rsplit(mark, 1)
    if text.count(mark) > 1:
        return mark == "."
    grouped = len(re.split(r"\D", tail)[0]) == 3 and re.search(r"(?:^|\D)[1-9]\d{0,2}$", whole)
    return None if grouped else mark == ","


def sum_amounts(values: pd.Series[str]) -> Decimal:
    """Gives the exact sum of canonical amounts; empty ones count nothing."""
    return sum(map(Decimal, filter(None, list_texts(values))), Decimal(0))


def add_up(values: pd.Series[str]) -> float:
    """Gives the sum of canonical amounts to fifteen digits, for what only asks whether it is about one."""
    return float(to_floats(values).sum())


def to_floats(values: pd.Series[str]) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Gives canonical amounts to fifteen digits, empty ones left out."""
    if isinstance(values.dtype, pd.CategoricalDtype):
        distinct = np.array([float(text or "nan") for text in values.cat.categories], dtype=np.float64)
        return distinct[values.cat.codes.to_numpy()[find_filled(values)]]
    texts = list(filter(None, list_texts(values)))
    return np.fromiter(map(float, texts), dtype=np.float64, count=len(texts))


def shift_hundredths(amount: str) -> str:
    """Gives a canonical amount divided by 100, exactly: 12.5 becomes 0.125."""
    if not amount or amount == "0":
        return amount
    if amount[:2] == "0.":
        return f"0.00{amount[2:]}"
    sign, digits = ("-", amount[1:]) if amount[0] == "-" else ("", amount)
    whole, _, part = digits.partition(".")
    whole = whole.zfill(3)
    return _canonical(f"{sign}{whole[:-2]}.{whole[-2:]}{part}")


def write_amount(amount: Decimal) -> str:
    """Gives a Decimal as canonical decimal text."""
    return _canonical(format(amount, "f"))
