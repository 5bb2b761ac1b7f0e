"""Recognition: resolved lines and a library go in; which of the lines are funds of the library, and which fund, comes out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screener.funds.library import NUMBERS, choose_vintage, list_numbers
from screener.funds.names import fold_fund_name
from screener.identifiers import normalise_identifier

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping
    from datetime import date

    import pandas as pd

    from screener.funds.library import Fund, FundLibrary


def find_funds(lines: pd.DataFrame, library: FundLibrary, *, as_of: date) -> dict[int, Fund]:
    """Gives the fund of each line that is one, by the line's place.

    `lines` has HOLDING_COLUMNS, status and method. An identifier decides before a name; a line that is an issuer of the registry
    by its own number stays one. A ticker counts only where the line is known to be a fund, for other markets use it for others;
    a name of one word likewise, and no name counts against a number of the same scheme.
    """
    if not library.funds:
        return {}
    asked = lines[lines["line"].eq("position") & ~lines["status"].isin(["out_of_scope", "not_a_holding"])]
    places = {index: place for place, index in enumerate(lines.index)}
    found: dict[int, Fund] = {}
    for index in asked.index[_mark_likely(asked, library)]:
        if fund := _find_fund(asked.loc[index], library, as_of):
            found[places[index]] = fund
    return found


def _mark_likely(lines: pd.DataFrame, library: FundLibrary) -> pd.Series[bool]:
    """Of a million lines few are funds: by column, those that share any text with one."""
    likely = lines["name"].map({name: bool(library.find("name", fold_fund_name(name))) for name in lines["name"].unique()})
    for scheme in (*NUMBERS, "ticker"):
        known = {text: _is_known(scheme, text, library) for text in lines[scheme].unique()}
        likely |= lines[scheme].map(known)
    return likely.astype(bool)


def _is_known(scheme: str, text: str, library: FundLibrary) -> bool:
    return bool(text) and any(library.find(*number) for number in list_numbers(scheme, normalise_identifier(text)))


def _find_fund(line: pd.Series[str], library: FundLibrary, as_of: date) -> Fund | None:
    numbers = {number: None for scheme in NUMBERS for number in _read_numbers(line, scheme)}
    if line["status"] == "matched" and line["method"] in {*NUMBERS, "confirmed"}:
        return None
    by_number = [fund for number in numbers for fund in library.find(*number)]
    if by_number or line["status"] == "matched":
        return choose_vintage(by_number, as_of=as_of)
    said = line["status"] == "unresolved" or line["asset_class"] == "fund"
    by_ticker = library.find("ticker", normalise_identifier(line["ticker"])) if said and line["ticker"] else ()
    name = fold_fund_name(line["name"])
    by_name = library.find("name", name) if said or " " in name else ()
    agreeing = [fund for fund in (*by_ticker, *by_name) if not _contradicts(fund, numbers)]
    return choose_vintage(agreeing, as_of=as_of)


def _read_numbers(line: pd.Series[str], scheme: str) -> Iterator[tuple[str, str]]:
    if text := normalise_identifier(line[scheme]):
        yield from list_numbers(scheme, text)


def _contradicts(fund: Fund, numbers: Mapping[tuple[str, str], Hashable]) -> bool:
    """A line with the fund's name and another ISIN may be another fund; the person who keeps the library can say it is not."""
    return any(fund.identifiers.get(scheme) for scheme, _ in numbers)
