"""Tickers and exchanges as files write them go in; bare tickers and market identifier codes (ISO 10383) come out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from screener.intake.columns import find_filled, list_distinct, map_distinct, put_where
from screener.intake.vocabulary import fold_text, read_exchange_words

if TYPE_CHECKING:
    import pandas as pd

NULLS = frozenset(["", "n/a", "#n/a", "none", "null", "unassigned", "nan"])
_SPACED = re.compile(r"([0-9A-Z*/.&\-]{1,12}) ([A-Z][A-Z0-9])(?: EQUITY)?", re.IGNORECASE)
_DOTTED = re.compile(r"([0-9A-Z&\-]{1,12})\.([A-Z]{1,3})")
_PREFIXED = re.compile(r"([A-Z]{2,9}):\s?([0-9A-Z.&\-/]{1,12})")
_LETTERED = re.compile(r"A\d{6}")
"""Korean brokers write an A before the six digits of a share's code."""
_COLONED = re.compile(r"([0-9A-Z.&\-/]{1,12}):([A-Z]{4})", re.IGNORECASE)
_MIC = re.compile(r"[A-Z][A-Z0-9]{3}")


def split_tickers(texts: pd.Series[str], exchanges: pd.Series[str] | None) -> tuple[pd.Series[str], pd.Series[str]]:
    """Gives the tickers without a suffix that certainly names an exchange, and the markets, `""` where the file does not say.

    A suffix of the dotted kind is taken off only where most of the column's full stops lead to one: `BRK.B` stays.
    """
    distinct = list_distinct(texts)
    dotted = _count_dotted(distinct)
    lettered = _count(_LETTERED, distinct) > 0.5
    parts = {text: split_ticker(text[1:] if lettered and _LETTERED.fullmatch(text) else text, dotted=dotted) for text in distinct}
    tickers = map_distinct(texts, lambda text: parts[text][0])
    mics = map_distinct(texts, lambda text: parts[text][1])
    if exchanges is not None:
        named = map_distinct(exchanges, find_mic)
        mics = put_where(mics, ~find_filled(mics), named)
    return tickers, mics


def split_ticker(text: str, *, dotted: bool = False) -> tuple[str, str]:
    """Gives (ticker, market) of one ticker: `EVN AU` → EVN, XASX. Without a known exchange the text stays as it is."""
    bare = text.strip()
    if bare.casefold() in NULLS or not bare.strip("-–—"):
        return "", ""
    return (bare, "") if bare.isalnum() else _split_marked(bare, dotted=dotted)  # every way to name an exchange has a mark in it


def _split_marked(bare: str, *, dotted: bool) -> tuple[str, str]:
    words = read_exchange_words()
    if (match := _SPACED.fullmatch(bare)) and match[2].upper() in words.spaced:
        return match[1], words.spaced[match[2].upper()]
    if (match := _PREFIXED.fullmatch(bare)) and match[1] in words.prefixed:
        return match[2], words.prefixed[match[1]]
    if (match := _COLONED.fullmatch(bare)) and find_mic(match[2].upper()):
        return match[1], match[2].upper()
    if dotted and (match := _DOTTED.fullmatch(bare)) and match[2] in words.dotted:
        return match[1], words.dotted[match[2]]
    return bare, ""


def _count(shape: re.Pattern[str], texts: list[str]) -> float:
    filled = [text for text in texts if text]
    return sum(bool(shape.fullmatch(text)) for text in filled) / max(1, len(filled))


def _count_dotted(texts: list[str]) -> bool:
    known = read_exchange_words().dotted
    matches = [match for text in texts if "." in text and (match := _DOTTED.fullmatch(text.strip()))]
    return len(matches) > 0.5 * len(texts) and sum(match[2] in known for match in matches) > 0.8 * len(matches)


def find_mic(text: str) -> str:
    """Gives the market of an exchange's name or code, `""` where it is not known."""
    names = read_exchange_words().names
    folded = fold_text(text)
    if folded in names:
        return names[folded]
    return text.strip() if _MIC.fullmatch(text.strip()) and text.strip()[0] in "XABDEFHIMNPR" else ""
