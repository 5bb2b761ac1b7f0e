"""One header's text goes in; the field it means, and how surely, comes out."""

from __future__ import annotations

import re

from screener.intake.vocabulary import fold_text, read_header_words

Meaning = tuple[str, int]
"""A field, and the rank of the spelling that means it: the lower, the surer."""
PLAIN_CURRENCY = read_header_words().spellings["currency"][1]
"""Spellings from this rank on say only "currency"; those before it say whose."""
PHRASES = 500
"""Ranks from this one on come from a phrase within a longer header."""
_SHARES = frozenset([
    "portfolio", "fund", "position", "positions", "depot", "assets", "nav", "holding", "holdings", "account", "fonds", "cartera",
    "portefeuille", "portafoglio", "patrimonio", "actif", "vermogen", "portfolj", "allocation", "total",
])  # fmt: skip
"""A header with a % sign and one of these is a share of the whole."""
_BRACKET = re.compile(r"[(\[（][^)\]）]*[)\]）]")
_DATE = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4}")
_CODE = re.compile(
    r"\b(?:in )?(?:usd|eur|gbp|chf|aud|cad|jpy|nok|sek|dkk|hkd|sgd|nzd|inr|zar|base|local"
    r"|000s?|m|mn|mio|mln|tsd|k|millions?|thousands?|millionen|miljoenen|miljoner|millones|milioni|milhoes|euros?|dollars?|us)\b"
)


def read_field(text: str) -> Meaning | None:
    """Gives (field, rank) of a header, or None: whole spellings first (rank is their place), then phrases (500 and more)."""
    words = read_header_words()
    whole = fold_text(text)
    outside = fold_text(_DATE.sub(" ", _BRACKET.sub(" ", text)))
    bare = " ".join(_CODE.sub(" ", outside).split())
    inside = fold_text(" ".join(_BRACKET.findall(text)))
    for spelling, more in (
        (whole, 0),
        (outside, 0),
        (outside.removesuffix(" %").removesuffix(" #").removesuffix(" in"), 0),
        (bare, 1),
        (inside if len(inside) > 3 else "", 2),
    ):
        if spelling in words.spellings:
            name, rank = words.spellings[spelling]
            return name, rank + more
    if len(whole) > 80 or (whole.isascii() and words.phrase_words.isdisjoint(whole.split()) and "%" not in whole):
        return None
    if any(f" {veto} " in f" {whole} " for veto in words.never):
        return None
    if "%" in whole and not _SHARES.isdisjoint(whole.split()):
        return "weight", PHRASES
    for rank, (phrase, name) in enumerate(words.phrases):
        if phrase in whole if not phrase.isascii() else f" {phrase} " in f" {whole} ":
            return name, PHRASES + rank
    return None
