"""The words intake knows, read from the data package: headers, lines, countries, exchanges."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from screener.rulebook.text import read_values

if TYPE_CHECKING:
    from collections.abc import Mapping

_NOISE = re.compile(r"[^\w%#&]+|_")


_BLANKED = {code: " " for code in range(128) if _NOISE.fullmatch(chr(code))}


def fold_text(text: str) -> str:
    """Gives text for comparison: lower case, no accents, no punctuation but % # &, single spaces."""
    if text.isascii():
        return " ".join(text.casefold().translate(_BLANKED).split())
    wide = unicodedata.normalize(
        "NFKD", text.casefold().replace("ß", "ss").replace("ø", "o").replace("æ", "ae").replace("ł", "l")
    )
    bare = "".join(letter for letter in wide if not unicodedata.combining(letter))
    return " ".join(_NOISE.sub(" ", bare).split())


@dataclass(frozen=True, slots=True)
class HeaderWords:
    """Header spellings by field: `spellings` whole (field, rank), `phrases` within a header, `never` vetoes a phrase.

    `phrase_words` are the first words of phrases: most texts have none of them. `compounds` are, by field, the words of which
    one at least must stand in a header, and those that may stand beside it.
    """

    spellings: Mapping[str, tuple[str, int]]
    phrases: tuple[tuple[str, str], ...]
    never: tuple[str, ...]
    phrase_words: frozenset[str]
    compounds: Mapping[str, tuple[frozenset[str], frozenset[str]]]


@dataclass(frozen=True, slots=True)
class LineWords:
    """Words that tell the lines of a table apart, folded."""

    totals: frozenset[str]
    total_of: frozenset[str]
    not_holdings: frozenset[str]
    cash: frozenset[str]
    cash_begins: tuple[str, ...]
    cash_holds: tuple[str, ...]
    currencies: frozenset[str]
    asset_classes: Mapping[str, str]
    account_kinds: frozenset[str]
    trade_headers: frozenset[str]
    trade_days: frozenset[str]
    trade_verbs: frozenset[str]
    structured: tuple[str, ...]
    index_roots: frozenset[str]
    coupons: frozenset[str]
    maturities: frozenset[str]


@dataclass(frozen=True, slots=True)
class ExchangeWords:
    """Exchange suffixes, prefixes and names to market identifier codes; `""` where a suffix covers several markets."""

    spaced: Mapping[str, str]
    dotted: Mapping[str, str]
    prefixed: Mapping[str, str]
    names: Mapping[str, str]


@cache
def read_header_words() -> HeaderWords:
    """Gives the header spellings of rules/intake/headers.yaml."""
    page = _read("headers.yaml")
    spellings: dict[str, tuple[str, int]] = {}
    phrases: list[tuple[str, str]] = []
    for name, words in page["fields"].items():
        for rank, text in enumerate(words["is"]):
            spellings.setdefault(fold_text(text), (name, rank))
        phrases += [(fold_text(text), name) for text in words["holds"]]
    return HeaderWords(
        spellings=spellings,
        phrases=tuple(phrases),
        never=tuple(map(fold_text, page["never"])),
        phrase_words=frozenset(phrase.split()[0] for phrase, _ in phrases),
        compounds={
            name: (_fold_all(words["core"]), _fold_all(words["core"]) | _fold_all(words["beside"]))
            for name, words in page["compounds"].items()
        },
    )


@cache
def read_line_words() -> LineWords:
    """Gives the words of rules/intake/lines.yaml."""
    page = _read("lines.yaml")
    cash = page["cash"]
    classes: dict[str, str] = {}
    for name, texts in page["asset_classes"].items():
        for text in texts:
            classes.setdefault(fold_text(text), name)
    return LineWords(
        totals=_fold_all(page["totals"]),
        total_of=_fold_all(page["total_of"]),
        not_holdings=_fold_all(page["not_holdings"]),
        cash=_fold_all(cash["is"]),
        cash_begins=tuple(map(fold_text, cash["begins"])),
        cash_holds=tuple(map(fold_text, cash["holds"])),
        currencies=_fold_all(cash["currencies"]),
        asset_classes=classes,
        account_kinds=_fold_all(page["account_kinds"]),
        trade_headers=_fold_all(page["trades"]["headers"]),
        trade_days=_fold_all(page["trades"]["days"]),
        trade_verbs=_fold_all(page["trades"]["verbs"]),
        structured=tuple(map(fold_text, page["structured"])),
        index_roots=frozenset(page["index_roots"]),
        coupons=_fold_all(page["bonds"]["coupons"]),
        maturities=_fold_all(page["bonds"]["maturities"]),
    )


@cache
def read_fund_headings() -> tuple[frozenset[str], frozenset[str]]:
    """Gives the headers that say fund of what stands below them, and those of them that need no other column of names."""
    page = _read("funds.yaml")
    return _fold_all(page["headings"]), _fold_all(page["names"])


@cache
def read_country_words() -> Mapping[str, str]:
    """Gives the odd spellings of rules/intake/countries.yaml, folded, to ISO 3166 alpha-2 or `""`."""
    return {fold_text(text): code for text, code in _read("countries.yaml")["spellings"].items()}


@cache
def read_exchange_words() -> ExchangeWords:
    """Gives the table of rules/intake/exchanges.yaml."""
    page = _read("exchanges.yaml")
    names = {fold_text(text): code for text, code in page["names"].items()}
    return ExchangeWords(spaced=page["spaced"], dotted=page["dotted"], prefixed=page["prefixed"], names=names)


def _read(name: str) -> dict[str, Any]:
    place = files("rules").joinpath("intake", name)
    return read_values(place.read_text("utf-8"), file=f"rules/intake/{name}").values


def _fold_all(texts: list[str]) -> frozenset[str]:
    return frozenset(map(fold_text, texts))
