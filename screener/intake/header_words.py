"""One header's text goes in; the field it means, and how surely, comes out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from screener.intake.vocabulary import fold_text, read_header_words

if TYPE_CHECKING:
    from screener.intake.vocabulary import HeaderWords

Meaning = tuple[str, int]
"""A field, and the rank of the spelling that means it: the lower, the surer."""
PLAIN_CURRENCY = read_header_words().spellings["currency"][1]
"""Spellings from this rank on say only "currency"; those before it say whose."""
COMPOUNDS = 400
"""Ranks from this one on come from headers made of a field's words alone."""
PHRASES = 500
"""Ranks from this one on come from a phrase within a longer header."""
LONGEST_CAMEL = 40
_SHARES = frozenset([
    "portfolio", "fund", "position", "positions", "depot", "assets", "nav", "holding", "holdings", "account", "fonds", "cartera",
    "portefeuille", "portafoglio", "patrimonio", "actif", "vermogen", "portfolj", "allocation", "total",
])  # fmt: skip
"""A header with a % sign and one of these is a share of the whole."""
_BRACKET = re.compile(r"[(\[（][^)\]）]*[)\]）]")
_MONEY = re.compile(
    r"(?:[£€¥]|[A-Z]{0,3}\$|(?:USD|EUR|GBP|CHF|JPY|AUD|CAD|SEK|NOK|DKK)(?= ?[m0bk]))\s?(?:m|mn|bn|k|'?000s?|millions?)?",
    re.IGNORECASE,
)
"""A header that says no more than money: "£m", "EUR million"."""
_UNIT_BEHIND = re.compile(r"(?: in|(?: (?:in|en|v|i|w|u))? [%#])?(?: 1)?$")
"""What a column is counted in, or its footnote: "Anteil in %", "Podíl v %"."""
_NUMBER_BEFORE = re.compile(r"^\d{1,5}[a-z]? ")
"""Tables that the industry exchanges number their columns: "17_Instrument_name"."""
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_DATE = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4}")
_CODE = re.compile(
    r"\b(?:in |en |em |v |w |i )?(?:usd|eur|gbp|chf|aud|cad|jpy|nok|sek|dkk|hkd|sgd|nzd|inr|zar|base|local"
    r"|000s?|m|mn|mio|mln|tsd|k|millions?|thousands?|millionen|miljoenen|miljoner|millones|milioni|milhoes|euros?|dollars?|us"
    r"|rs|rm|rub|руб|тыс|kr|tkr|mkr|pln|czk|huf|brl|mxn|sar|aed|thb|myr|idr|php|twd|ntd|hk|krw|cny|rmb|lakhs?|lacs?|crores?|cr|円|元|원|港元|港币|千円|百万円|บาท)\b"
)


def read_field(text: str) -> Meaning | None:
    """Gives (field, rank) of a header, or None: whole spellings first (rank is their place), then headers made of a field's words
    alone (400 and more), then phrases (500 and more). "HoldingsPercent" is read as "Holdings Percent" where it means nothing.
    """
    found = _read_words(text)
    if found is None and len(text) <= LONGEST_CAMEL and _CAMEL.search(text):
        return _read_words(_CAMEL.sub(" ", text))
    return found


def _read_words(text: str) -> Meaning | None:
    words = read_header_words()
    whole = fold_text(text)
    return _read_spelling(text, whole, words) or _read_phrase(whole, words)


def _read_spelling(text: str, whole: str, words: HeaderWords) -> Meaning | None:
    outside = fold_text(_DATE.sub(" ", _BRACKET.sub(" ", text)))
    bare = " ".join(_CODE.sub(" ", outside).split())
    inside = fold_text(" ".join(_BRACKET.findall(text)))
    for spelling, more in (
        (whole, 0),
        (outside, 0),
        (outside.replace("%", " %").strip(), 0),
        (_UNIT_BEHIND.sub("", outside), 0),
        (_NUMBER_BEFORE.sub("", outside), 0),
        (bare, 1),
        (inside if len(inside) > 3 else "", 2),
    ):
        if spelling in words.spellings:
            name, rank = words.spellings[spelling]
            return _read_share(whole, words) if name == "market_value" and "%" in whole else (name, rank + more)
    if _MONEY.fullmatch(text.strip()):
        return "market_value", COMPOUNDS
    return _read_compound(outside, words) or _read_compound(bare, words)


def _read_share(whole: str, words: HeaderWords) -> Meaning | None:
    """A value with a % sign is a share of the whole, unless it says of what else: "Market value (1 day % change)"."""
    return None if any(_holds(whole, veto) for veto in words.never) else ("weight", COMPOUNDS)


def _read_phrase(whole: str, words: HeaderWords) -> Meaning | None:
    if len(whole) > 80 or (whole.isascii() and words.phrase_words.isdisjoint(whole.split()) and "%" not in whole):
        return None
    if any(_holds(whole, veto) for veto in words.never):
        return None
    if "%" in whole and not _SHARES.isdisjoint(whole.split()):
        return "weight", PHRASES
    for rank, (phrase, name) in enumerate(words.phrases):
        if _holds(whole, phrase):
            return name, PHRASES + rank
    return None


def _holds(whole: str, phrase: str) -> bool:
    """Scripts that set no blanks between words have their phrases anywhere."""
    return f" {phrase} " in f" {whole} " if phrase[0] < "\u0e00" else phrase in whole


def _read_compound(text: str, words: HeaderWords) -> Meaning | None:
    parts = frozenset(text.split())
    for rank, (name, (core, allowed)) in enumerate(words.compounds.items()):
        if parts <= allowed and not parts.isdisjoint(core):
            return name, COMPOUNDS + rank
    return None
