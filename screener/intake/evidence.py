"""A column's cells go in; what they look like comes out: Evidence, and whether it bears a header's meaning out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from babel import Locale
from babel.numbers import get_territory_currencies

from screener.intake.amounts import parse_amount
from screener.intake.columns import list_texts
from screener.intake.dates import find_date
from screener.intake.identification import measure_schemes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pandas as pd

SAMPLE = 400
SCHEMES = ("isin", "cusip", "sedol", "figi", "lei")
CURRENCIES = frozenset(
    code
    for territory in Locale("en").territories
    if len(str(territory)) == 2
    for code in get_territory_currencies(str(territory))
) | {"GBX", "GBp", "CNH", "ZAc", "ZAC", "ILA", "RMB"}
"""Codes in use today: a code of the past (BEL, the Belgian franc) is rather a ticker."""
_BARE = re.compile(r"[\s\-–—]*")


@dataclass(frozen=True, slots=True)
class Evidence:
    """Shares of the filled cells: numbers, currency codes, dates, distinct texts; median length; valid identifiers by scheme."""

    rows: int
    filled: int
    numeric: float
    currency: float
    dates: float
    distinct: float
    length: float
    constant: bool
    schemes: Mapping[str, float]


def measure_column(column: pd.Series[str]) -> Evidence:
    """Gives the evidence of up to 400 filled cells of the column."""
    filled = [text.strip() for text in list_texts(column.head(20 * SAMPLE)) if not _BARE.fullmatch(text)][:SAMPLE]
    count = max(1, len(filled))
    distinct = dict.fromkeys(filled)
    return Evidence(
        rows=len(column),
        filled=len(filled),
        numeric=sum(bool(parse_amount(text)) for text in filled) / count,
        currency=sum(text in CURRENCIES for text in filled) / count,
        dates=sum(find_date(text, month_first=True) is not None for text in filled[:60]) / max(1, len(filled[:60])),
        distinct=len(distinct) / count,
        length=float(sorted(map(len, filled))[len(filled) // 2]) if filled else 0.0,
        constant=len(distinct) == 1,
        schemes=measure_schemes(distinct, SCHEMES) if filled else {},
    )


def fits_field(field: str, seen: Evidence) -> bool:
    """Says whether the values can be of the field; an empty column contradicts nothing."""
    return not seen.filled or field not in _TESTS or _TESTS[field](seen)


_TESTS: Mapping[str, Callable[[Evidence], bool]] = {
    **dict.fromkeys(("quantity", "market_value", "weight", "price"), lambda seen: seen.numeric >= 0.4),
    **dict.fromkeys(("currency", "value_currency"), lambda seen: seen.currency >= 0.4),
    **dict.fromkeys(("isin", "cusip", "sedol", "figi", "lei", "wkn", "identifier"), lambda seen: seen.length <= 40),
    **dict.fromkeys(("country", "asset_class"), lambda seen: seen.numeric < 0.5 and seen.length <= 60),
    "name": lambda seen: seen.numeric < 0.5 and max(seen.schemes["isin"], seen.schemes["figi"]) < 0.5,
    "ticker": lambda seen: seen.length <= 25 and not (seen.constant and seen.rows > 20),
}
