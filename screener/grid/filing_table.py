"""The bytes of an SEC filing in XML go in (N-PORT: a fund's portfolio; 13F: a manager's holdings); one grid of text comes out.

Rows are numbered as the filing's positions, from 1; the header, and the day and the fund above it, have the number 0.
"""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING

from defusedxml.ElementTree import fromstring

from screener.grid.filing import cut_filing
from screener.grid.spreadsheetml_table import mend_markup

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

Grid = list[list[str]]
SUBMITTED = (b"<SEC-D", b"-----B", b"<SUBMI")
NPORT_HEADER = [
    "Name", "ISIN", "CUSIP", "SEDOL", "Ticker", "LEI", "Balance", "Market Currency", "Market Value (USD)", "% of net assets",
    "Asset class", "Country", "Title", "Underlying", "Underlying ISIN",
]  # fmt: skip
FILED_13F_HEADER = ["Name of issuer", "Title of class", "CUSIP", "FIGI", "Value (USD)", "Shares", "Put/Call"]


def read_grids(content: bytes, form: str) -> list[tuple[str | None, Grid, str, list[int]]]:
    """Gives one grid, empty of positions where the filing has none. Raises ParseError and EntitiesForbidden."""
    part, day = cut_filing(content, form) if content.lstrip().startswith(SUBMITTED) else (content, "")
    root = fromstring(mend_markup(part), forbid_dtd=True)
    if form == "nport":
        above, rows = _read_fund(root), [_read_nport(one) for one in _each(root, "invstOrSec")]
        header = NPORT_HEADER
    else:
        above, rows = [["As of", day]] if day else [], [_read_13f(one) for one in _each(root, "infoTable")]
        header = _title_value(rows)
    return [(None, [*above, header, *rows], form, [0] * (len(above) + 1) + list(range(1, len(rows) + 1)))]


def _read_fund(root: Element) -> Grid:
    """Whose portfolio it is: the series, or the registrant where the filing has no series."""
    series, number = _find(root, "seriesName"), _find(root, "seriesId")
    named = series if series.upper() not in {"", "N/A"} else _find(root, "regName")
    lei = _find(root, "seriesLei") or _find(root, "regLei")
    said = [["Fund", named], ["Series ID", number], ["LEI", lei]]
    return [["As of", _find(root, "repPdDate")], *([label, text] for label, text in said if text)]


def _each(root: Element, name: str) -> Iterator[Element]:
    return (element for element in root.iter() if _local(element) == name)


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _find(root: Element, name: str, attribute: str | None = None) -> str:
    element = next(_each(root, name), None)
    if element is None:
        return ""
    text = element.get(attribute) if attribute else element.text
    return " ".join((text or "").split())


def _read_nport(one: Element) -> list[str]:
    name, title = _find(one, "name"), _find(one, "title")
    currency = _find(one, "curCd") or _find(one, "currencyConditional", "curCd")
    return [
        name if name.upper() not in {"", "N/A"} else title,
        _find(one, "isin", "value"),
        _find(one, "cusip"),
        _find(one, "sedol", "value"),
        _find(one, "ticker", "value"),
        _find(one, "lei"),
        _find(one, "balance"),
        currency,
        _find(one, "valUSD"),
        _find(one, "pctVal"),
        _find(one, "assetCat") or _find(one, "assetConditional", "assetCat"),
        _find(one, "invCountry") or _find(one, "investmentCountry"),
        title,
        *_read_underlying(one),
    ]


def _read_underlying(one: Element) -> list[str]:
    """What a derivative rests on, where that is one security; an index or a basket has no issuer to look for."""
    reference = next(_each(one, "otherRefInst"), None)
    return ["", ""] if reference is None else [_find(reference, "issuerName"), _find(reference, "isin", "value")]


def _read_13f(one: Element) -> list[str]:
    names = ("nameOfIssuer", "titleOfClass", "cusip", "figi", "value", "sshPrnamt", "putCall")
    return [_find(one, name) for name in names]


def _title_value(rows: Grid) -> list[str]:
    """Until 2022 values were in thousands, and the form does not say which: a median below one per share cannot be dollars."""
    prices = [float(row[4]) / float(row[5]) for row in rows if _is_number(row[4]) and _is_number(row[5]) and float(row[5])]
    if prices and statistics.median(prices) < 1:
        return ["Value (thousands)" if title == "Value (USD)" else title for title in FILED_13F_HEADER]
    return FILED_13F_HEADER


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).replace("-", "", 1).isdigit()
