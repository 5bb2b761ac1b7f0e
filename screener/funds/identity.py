"""Identity: what a fund's file says above its table, and its name, go in; the fund's names, identifiers and day come out."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from screener.funds.names import fold_fund_name
from screener.identifiers import has_valid_check_digit, normalise_identifier

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from screener.funds.declarations import Declaration
    from screener.model import Reading, Table

NAME_LABELS = frozenset({"fund name", "fund", "fund name as cited", "scheme name", "scheme", "portfolio name", "fondsname"})
TICKER_LABELS = frozenset({"ticker", "ticker symbol", "fund ticker", "fundticker", "symbol", "exchange ticker"})
SERIES_LABELS = frozenset({"series id"})
FUND_COLUMNS = frozenset({"fund", "fundticker", "fund ticker", "etf ticker", "fund name", "scheme name", "etf", "account name"})
LONGEST_NAME = 120
TITLE_LINES = 4
"""A name that stands alone above a table stands in one of its first lines; below are notes."""
_NO_NAME = re.compile(
    r"\b(as of|as at|as on|holdings|positions?|portfolio|date|fondsposition|inception|shares outstanding|statement|factsheet)\b"
    r"|\b(19|20)\d{2}\b|https?:",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\s*\((?:an?|the) open.*$", re.IGNORECASE)
_TICKER = re.compile(r"[A-Z][A-Z0-9]{1,5}")


@dataclass(frozen=True, slots=True)
class FundIdentity:
    """How a fund is known: at least one name, identifiers by scheme, and the day of its holdings where it is said."""

    names: tuple[str, ...]
    identifiers: Mapping[str, tuple[str, ...]]
    as_of: str | None


def identify_funds(reading: Reading, tables: Sequence[Table], *, declared: Declaration | None = None) -> dict[str, FundIdentity]:
    """Gives an identity for each sheet of a fund file (`""` where its format has none).

    What is declared for the file comes first, then what stands above the table, then the file's name. A declaration speaks for
    the whole file, so it is used where the file has one table only.
    """
    views = {view.sheet or "": view for view in reading.tables}
    alone = len(views) == 1
    identities = {}
    for table in tables:
        sheet = table.sheet or ""
        if sheet in views:
            said = list(_read_above(table, views[sheet].header_row)) + list(_read_columns(table, views[sheet].header_row))
            named = declared if alone else None
            fallback = PurePath(reading.upload.file).stem if alone else sheet
            identities[sheet] = _join(said, named, fallback=fallback, as_of=views[sheet].as_of)
    return identities


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


def _read_above(table: Table, header_row: int | None) -> Iterator[tuple[str, str]]:
    """Reads the lines above the header: `Fund Name: …`, `Ticker: …`, any valid ISIN or LEI, and a line that is a name alone."""
    above = table.cells[table.rows < header_row] if header_row else table.cells[table.rows == 0]
    lines = [[cell.strip() for cell in line if cell.strip()] for line in above.itertuples(index=False, name=None)]
    lines = [list(dict.fromkeys(line)) for line in lines if line]
    labelled = [found for line in lines for found in _read_label(line)]
    yield from labelled
    for line in lines:
        yield from _read_numbers(line)
    if not any(kind == "name" for kind, _ in labelled):
        bare = [_ASIDE.sub("", line[0]) for line in lines[:TITLE_LINES] if len(line) == 1]
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


def _read_columns(table: Table, header_row: int | None) -> Iterator[tuple[str, str]]:
    """Reads a column that says the same fund on every line."""
    if header_row is None:
        return
    header, below = table.cells[table.rows == header_row], table.cells[table.rows > header_row]
    for column in table.cells.columns:
        titles = [fold_fund_name(text) for text in header[column]]
        if titles and titles[0] in FUND_COLUMNS:
            values = {text.strip() for text in below[column]} - {""}
            if len(values) == 1 and len(below) > 1:
                value = values.pop()
                yield ("ticker" if _TICKER.fullmatch(value) else "name"), value
