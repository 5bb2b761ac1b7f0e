"""Identity: what a fund's file says above its table, and its name, go in; the fund's names, identifiers and day come out."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

import numpy as np

from screener.funds.names import fold_fund_name
from screener.identifiers import has_valid_check_digit, normalise_identifier

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from screener.funds.declarations import Declaration
    from screener.funds.sections import Section
    from screener.model import Table

NAME_LABELS = frozenset({"fund name", "fund", "fund name as cited", "scheme name", "scheme", "portfolio name", "fondsname"})
TICKER_LABELS = frozenset({"ticker", "ticker symbol", "fund ticker", "fundticker", "symbol", "exchange ticker"})
SERIES_LABELS = frozenset({"series id"})
FUND_COLUMNS = frozenset({"fund", "fundticker", "fund ticker", "etf ticker", "fund name", "scheme name", "etf", "account name"})
LONGEST_NAME = 120
NEAR = 40
"""So many lines above a table are about it."""
TITLE_LINES, TITLE_CELLS = 4, 3
"""A name without a label stands in one of the first lines, with little beside it; below are notes."""
_NO_NAME = re.compile(
    r"\b(as of|as at|as on|holdings|positions?|portfolio|date|fondsposition|inception|shares outstanding|statement|factsheet)\b"
    r"|\b(19|20)\d{2}\b|:",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\s*\((?:an?|the) open.*$", re.IGNORECASE)
_APART = re.compile(r"[^A-Za-z0-9]+")
_TICKER = re.compile(r"[A-Z][A-Z0-9]{1,5}")


@dataclass(frozen=True, slots=True)
class FundIdentity:
    """How a fund is known: at least one name, identifiers by scheme, and the day of its holdings where it is said."""

    names: tuple[str, ...]
    identifiers: Mapping[str, tuple[str, ...]]
    as_of: str | None


def identify_fund(section: Section, table: Table, *, file: str, declared: Declaration | None = None) -> FundIdentity:
    """Gives who the fund of a section is: what is declared, then what stands above its table and in it, then its file's name.

    A declaration speaks for a whole file; for one of several funds in it, give the fund a file of its own.
    """
    held = {value for scheme in ("isin", "lei") for value in section.lines[scheme]}
    fallback = section.label or PurePath(file).stem
    named = _read_numbers(_APART.split(fallback))  # "IE00BKM4GZ66_2026-06-30.csv"
    said = [*_read_above(table, section), *_read_columns(table, section), *named]
    return _join([one for one in said if one[1] not in held], declared, fallback=fallback, as_of=section.as_of)


def _join(said: Iterable[tuple[str, str]], declared: Declaration | None, *, fallback: str, as_of: str | None) -> FundIdentity:
    names = list(declared.names) if declared else []
    numbers: dict[str, list[str]] = defaultdict(list)
    for scheme, values in (declared.identifiers if declared else {}).items():
        numbers[scheme] += values
    for kind, text in said:
        (names if kind == "name" else numbers[kind]).append(text)
    if _TICKER.fullmatch(fallback):
        numbers["ticker"].append(fallback)
    names.append(fallback)
    return FundIdentity(
        names=_take_distinct(names),
        identifiers={scheme: tuple(dict.fromkeys(values)) for scheme, values in numbers.items() if values},
        as_of=(declared.as_of if declared else None) or as_of,
    )


def _take_distinct(names: Iterable[str]) -> tuple[str, ...]:
    first: dict[str, str] = {}
    for name in names:
        first.setdefault(fold_fund_name(name), name)
    return tuple(first.values())


def _read_above(table: Table, section: Section) -> Iterator[tuple[str, str]]:
    """Reads the lines above the header: `Fund Name: …`, `Ticker: …`, any valid ISIN or LEI, and a line that is a name alone."""
    header = section.header_row
    near = (table.rows > max(section.after, header - NEAR)) & (table.rows < header) if header else table.rows == 0
    above = table.cells[near]
    lines = [[cell.strip() for cell in line if cell.strip()] for line in above.itertuples(index=False, name=None)]
    lines = [list(dict.fromkeys(line)) for line in lines if line]
    labelled = [found for line in lines for found in _read_label(line)]
    yield from labelled
    for line in lines:
        yield from _read_numbers(line)
    if not any(kind == "name" for kind, _ in labelled):
        bare = [_ASIDE.sub("", line[0]) for line in lines[:TITLE_LINES] if len(line) <= TITLE_CELLS]
        yield from (("name", name) for name in sorted(filter(_is_name, bare), key=_is_house))


def _read_label(line: Sequence[str]) -> Iterator[tuple[str, str]]:
    label, value = (line[0], line[1]) if len(line) > 1 else line[0].partition(":")[::2]
    key, value = fold_fund_name(label), value.strip()
    if not value or len(value) > LONGEST_NAME:
        return
    if key in NAME_LABELS:
        yield "name", value
    elif key in TICKER_LABELS and _TICKER.fullmatch(value.upper()):
        yield "ticker", value.upper()
    elif key in SERIES_LABELS:
        yield "series", value


def _read_numbers(line: Sequence[str]) -> Iterator[tuple[str, str]]:
    words = {normalise_identifier(word) for cell in line for word in (cell, *cell.split())}
    for word in sorted(words):
        for scheme, length in (("isin", 12), ("lei", 20)):
            if len(word) == length and any(map(str.isdigit, word)) and has_valid_check_digit(scheme, word):
                yield scheme, word


def _is_name(text: str) -> bool:
    words = fold_fund_name(text).split()
    return len(words) > 1 and len(text) <= LONGEST_NAME and any(map(str.isalpha, words)) and not _NO_NAME.search(text)


def _is_house(name: str) -> bool:
    """In India the line above a scheme's name says whose it is: Some Mutual Fund."""
    return fold_fund_name(name).endswith(" mutual fund")


def _read_columns(table: Table, section: Section) -> Iterator[tuple[str, str]]:
    """Reads a column that says the same fund on every line."""
    if section.header_row is None or len(section.lines) < 2:
        return
    header = table.cells[table.rows == section.header_row]
    below = table.cells[np.isin(table.rows, section.lines["row"].to_numpy())]
    for column in table.cells.columns:
        titles = [fold_fund_name(text) for text in header[column]]
        values = {text.strip() for text in below[column]} - {""} if titles and titles[0] in FUND_COLUMNS else set()
        if len(values) == 1:
            value = values.pop()
            yield ("ticker" if _TICKER.fullmatch(value) else "name"), value
