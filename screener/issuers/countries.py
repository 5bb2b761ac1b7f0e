"""Countries as evidence: an issuer's countries and what a file says go in; whether they agree comes out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from screener.rulebook.naming import CountryTables

Agreement = Literal["same", "near", "other", "unknown"]


def compare_countries(tables: CountryTables, own: Collection[str], said: str) -> Agreement:
    """Says whether the country a file gives agrees with an issuer's own: near where the two are often taken for each other."""
    if not said:
        return "unknown"
    if said in own:
        return "same"
    if said in tables.neutral or any(country in tables.neutral for country in own):
        return "near"
    return "near" if any(frozenset((said, country)) in tables.related for country in own) else "other"


def country_of_isin(isin: str) -> str:
    """Gives the country an ISIN speaks of, `""` where it speaks of none.

    A US or Canadian ISIN around a CINS number (USY…, USG…) marks a security sold there, not where its issuer is.
    """
    if isin[:2] in {"US", "CA"} and isin[2:3].isalpha():
        return ""
    return isin[:2]


def names_other_country(tables: CountryTables, words: Iterable[str], own: Collection[str]) -> bool:
    """Says whether one of the words names a country that is not the issuer's: the mark of a local subsidiary."""
    return any(tables.words[word] not in own for word in words if word in tables.words)


def drop_own_country(tables: CountryTables, words: Sequence[str], own: Collection[str]) -> tuple[str, ...]:
    """Gives the words without the issuer's own country at their end; none where the end names no country of its own."""
    for length in (1, 2):
        if len(words) > length and tables.words.get(" ".join(words[-length:])) in own:
            return tuple(words[:-length])
    return ()
