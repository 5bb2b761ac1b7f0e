"""Countries as files write them go in; ISO 3166 alpha-2 codes come out, `""` for bodies above states and unknown words."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from babel import Locale
from babel.core import get_global

from screener.intake.columns import map_distinct
from screener.intake.vocabulary import fold_text, read_country_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

LANGUAGES = (
    "en",
    "de",
    "fr",
    "es",
    "it",
    "nl",
    "pt",
    "sv",
    "da",
    "nb",
    "fi",
    "pl",
    "cs",
    "ja",
    "ko",
    "zh",
    "zh_Hant",
    "ru",
    "tr",
    "ca",
    "vi",
)
NO_COUNTRIES = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ", "AC", "CP", "DG", "EA", "IC", "TA"})


def write_countries(texts: pd.Series[str]) -> pd.Series[str]:
    """Gives the column as alpha-2 codes; works on distinct texts."""
    return map_distinct(texts, find_country)


def find_country(text: str) -> str:
    """Gives the alpha-2 code of a country's name in any of the languages, of its alpha-2 or of its alpha-3 code."""
    bare = text.strip()
    folded = fold_text(bare)
    if folded in (odd := read_country_words()):
        return odd[folded]
    if len(bare) in {2, 3} and bare.isascii() and bare.isalpha():
        return _find_code(bare.upper())
    for language in LANGUAGES if folded else ():
        if folded in (names := _read_territories(language)):
            return names[folded]
    return ""


@cache
def _find_code(code: str) -> str:
    if len(code) == 3:
        replaced = get_global("territory_aliases").get(code, [])
        code = replaced[0] if len(replaced) == 1 else ""
    return code if code in _read_codes() else ""


@cache
def _read_codes() -> frozenset[str]:
    codes = map(str, Locale("en").territories)
    return frozenset(code for code in codes if len(code) == 2 and code.isalpha() and code not in NO_COUNTRIES)


@cache
def _read_territories(language: str) -> Mapping[str, str]:
    territories = Locale.parse(language).territories
    return {fold_text(name): code for code, name in territories.items() if code in _read_codes()}
