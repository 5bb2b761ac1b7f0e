"""What a header or a cell says of money goes in: its currency, its scale or a sign that leaves the currency open comes out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from screener.intake.evidence import CURRENCIES

if TYPE_CHECKING:
    import pandas as pd

SIGNS = {
    "£": "GBP", "€": "EUR", "₹": "INR", "₩": "KRW", "₽": "RUB", "₺": "TRY", "฿": "THB", "₱": "PHP", "₫": "VND", "zł": "PLN",
    "US$": "USD", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "HK$": "HKD", "S$": "SGD", "NZ$": "NZD", "R$": "BRL",
    "NT$": "TWD", "(R)": "ZAR", "円": "JPY", "nearest dollar": "USD", "Rs": "INR", "CHF": "CHF", "RM": "MYR",
    "₪": "ILS", 'ש"ח': "ILS", "Rp": "IDR", "TL": "TRY", "Kč": "CZK", "руб": "RUB",
    "港元": "HKD", "港幣": "HKD", "港币": "HKD", "新台幣": "TWD", "人民币": "CNY", "人民幣": "CNY", "บาท": "THB", "(원)": "KRW",
}  # fmt: skip
"""Signs that mean one currency. `$`, `¥` and `kr` alone mean several, and say nothing."""
BARE_SIGNS = ("$", "¥")
_WORDS = re.compile(r"\b[A-Z]{3}\b")
_WORDLIKE = frozenset({"ALL", "TOP", "CUP", "TRY", "PEN", "SOS", "MOP", "LAK", "COP", "MAD"})
"""Codes that are English words too: in a header written in capitals they say nothing."""
_SIGN = re.compile(
    "|".join(
        rf"(?<![^\W\d_]){sign}(?![^\W\d_])" if sign.isascii() and sign.isalpha() else re.escape(sign)
        for sign in sorted(SIGNS, key=len, reverse=True)
    )
)
_SCALE = re.compile(
    r"\bx?1[.,’' ]?000\b|\b000\b|\bR['’ ](?:m|mn|bn)\b"
    r"|[£€$]\s?(?:m|mn|k|bn|000s?)\b|[’']000|\b(?:millions?|thousands?|billions?|millionen|miljoenen|miljoner|millones|milioni|milhões|tausend|mio|mln|mrd|tsd|tkr|mkr|msek|mnok|mdkk|ksek|teur|meur|тыс|млн|млрд|000s|lakhs?|lacs?|crores?|bn)\b"
    r"|[百千億万][万]?円|[万亿百千]元|(?:조|억|백만|천|만)\s?원",
    re.IGNORECASE,
)


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


def find_bare_sign(header: str, texts: pd.Series[str]) -> str:
    """Gives the sign that a column's values are written with, `$` or `¥`, which mean several currencies; `""` for none."""
    sample = [text for text in texts.head(500) if any(letter.isdigit() for letter in text)]
    for sign in BARE_SIGNS:
        if sign in header or (sample and sum(sign in text for text in sample) > 0.8 * len(sample)):
            return sign
    return ""
