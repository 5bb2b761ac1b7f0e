"""Fund signs: a name that is nobody's in the registry goes in; whether it is a fund's comes out.

What a fund holds is not known, so a fund is never "compared and not listed". The words are in `rules/naming/fund_signs.yaml`.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING

from screener.issuers.countries import country_of_isin

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from screener.issuers.keys import Key
    from screener.issuers.names import IssuerName
    from screener.rulebook.naming import FundSigns

    Phrases = Mapping[str, tuple[tuple[str, ...], ...]]

_LATIN = re.compile(r"[A-Z0-9]+")
_FUND_TICKER = re.compile(r"[A-Z]{4}X")
"""In the United States a ticker of five letters that ends in X is an open-end fund's: the fifth letter says so (Nasdaq)."""
_AMERICAN = frozenset({"", "XNAS", "XNYS", "XASE", "ARCX", "BATS", "OTCM"})
_KATAKANA = "[\u30a1-\u30fa\u30fc]"
MARK = "\0"
"""Stands where words were taken out, so that what was apart does not come together."""


class FundReader:
    """Says of names whether they are funds'; the tables are arranged once, for speed."""

    def __init__(self, signs: FundSigns) -> None:
        self._signs = signs
        self._companies = _arrange(signs.companies)
        self._alone, self._closed_end = _arrange(signs.alone), _arrange(signs.closed_end)
        self._themes, self._houses = _arrange(signs.themes), _arrange(signs.houses)
        self._leanings = _arrange(signs.leanings | signs.themes)
        self._native = _compile_native(signs)
        self._telling = frozenset(phrase.split()[0] for phrase in signs.alone | signs.closed_end | signs.themes)
        self._telling |= (signs.ends - signs.doubtful) | signs.letters

    def may_be_fund(self, name: IssuerName) -> bool:
        """Says, without looking closely, whether a name can have a sign; a name without one is soon passed by."""
        return not self._telling.isdisjoint(_list_words(name)) or (name.native and bool(self._find_native(name)))

    def is_fund(self, name: IssuerName, key: Key) -> bool:
        """Says whether a holding that is nobody's in the registry is a fund, by its name, its ISIN's country and its ticker."""
        if key.asset_class == "bond":
            return False
        if is_fund_ticker(key.ticker, key.mic) and key.asset_class != "equity":
            return True
        if name.native and self._find_native(name):
            return True
        words = self._take_companies_out(_list_words(name))
        return (
            _holds(words, self._alone)
            or self._is_closed_end(words, key)
            or self._is_by_class(words)
            or self._is_by_theme(words, name, key)
        )

    def _find_native(self, name: IssuerName) -> re.Match[str] | None:
        return self._native.search(f"{_fold_native(name)} ")

    def _take_companies_out(self, words: Sequence[str]) -> list[str]:
        left: list[str] = []
        place = 0
        while place < len(words):
            length = _match(words, place, self._companies)
            sign = max(_match(words, place, self._alone), _match(words, place, self._closed_end))
            left += [MARK] if length > sign else words[place : place + max(sign, 1)]
            place += max(length, sign, 1)
        return left

    def _is_closed_end(self, words: Sequence[str], key: Key) -> bool:
        return key.asset_class != "equity" and _holds(words, self._closed_end)

    def _is_by_class(self, words: Sequence[str]) -> bool:
        """Reads "… I Acc", "… Income C Inc GBP" or, of a house's fund, "… Class R" from the end."""
        signs, end = self._signs, len(words)
        while end > 1 and words[end - 1] in signs.behind:
            end -= 1
        said = words[end - 1] if end and words[end - 1] in signs.ends else ""
        rest = words[: end - 1] if said else words[:end]
        lettered = len(rest) > 1 and rest[-1] in signs.letters
        if said and said not in signs.doubtful:
            return lettered or _holds(rest, self._leanings)
        housed = len(rest) > 1 and rest[-2] == "CLASS" and bool(_match(rest, 0, self._houses))
        return lettered and (bool(said) or housed) and _holds(rest, self._leanings)

    def _is_by_theme(self, words: Sequence[str], name: IssuerName, key: Key) -> bool:
        if "%" in name.text or not _holds(words, self._themes):
            return False  # a coupon: a bond of the house
        housed = 0 < _match(words, 0, self._houses) < len(words)
        return housed or (country_of_isin(key.isin) in self._signs.domiciles and not name.forms)


def is_fund_ticker(ticker: str, mic: str) -> bool:
    """Says whether a ticker is one that only an American open-end fund has."""
    return len(ticker) == 5 and mic in _AMERICAN and _FUND_TICKER.fullmatch(ticker) is not None


def _fold_native(name: IssuerName) -> str:
    return unicodedata.normalize("NFKC", name.text).upper()


def _list_words(name: IssuerName) -> Sequence[str]:
    return _LATIN.findall(_fold_native(name)) if name.native else name.raw


def _compile_native(signs: FundSigns) -> re.Pattern[str]:
    anywhere = "|".join(re.escape(sign.upper()) for sign in signs.native)
    whole = "|".join(re.escape(sign.upper()) for sign in signs.native_whole)
    ended = rf"(?:{anywhere}|(?<!{_KATAKANA})(?:{whole}))"
    return re.compile(rf"{ended}(?:(?<!{_KATAKANA})|(?!{_KATAKANA}))")


def _arrange(phrases: Iterable[str]) -> Phrases:
    table: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for phrase in phrases:
        words = tuple(phrase.split())
        table[words[0]].append(words)
    return {first: tuple(sorted(found, key=len, reverse=True)) for first, found in table.items()}


def _match(words: Sequence[str], place: int, phrases: Phrases) -> int:
    """Gives how many words from the place on are a phrase; 0 for none."""
    found = phrases.get(words[place], ()) if place < len(words) else ()
    return next((len(phrase) for phrase in found if tuple(words[place : place + len(phrase)]) == phrase), 0)


def _holds(words: Sequence[str], phrases: Phrases) -> bool:
    return any(_match(words, place, phrases) for place in range(len(words)))
