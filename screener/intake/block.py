"""One table within a grid, with its Header, goes in; its lines as a frame of HOLDING_COLUMNS, and Problems, come out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from screener.errors import Problem
from screener.identifiers import SCHEMES
from screener.intake.amounts import Amounts, parse_amounts, uses_decimal_comma
from screener.intake.countries import write_countries
from screener.intake.header import read_field
from screener.intake.identification import check_identifiers, find_schemes, normalise_identifiers
from screener.intake.lines import Mask, classify_lines, write_asset_classes
from screener.intake.tickers import split_tickers
from screener.intake.value_currency import find_value_currencies
from screener.intake.vocabulary import fold_text
from screener.intake.weights import write_weights
from screener.model import HOLDING_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from screener.intake.header import Header
    from screener.intake.layouts.layout import Layout
    from screener.model import Table

NUMBERS = ("quantity", "market_value", "weight", "price")
LONGEST_NAME = 1000
LONGEST_LABEL = 120
MAX_PLACED = 100
NULL_NAMES = frozenset(["", "n/a", "#n/a", "none", "null", "nan"])
_TICKER_LIKE = r"[0-9A-Z*./&\-]{1,12}(?: [A-Z]{2})?"


@dataclass(frozen=True, slots=True)
class Block:
    """A table's lines (`frame` has exactly HOLDING_COLUMNS) and the Problems found in them."""

    header: Header
    frame: pd.DataFrame
    problems: tuple[Problem, ...]


def read_block(table: Table, header: Header, layout: Layout) -> Block:
    """Gives every non-empty line below the header, told apart as position, cash or not_a_holding."""
    cells = _take_lines(table.cells, header)
    rows = table.rows[cells.index.to_numpy()]
    raw = {name: cells[column.position] for name, column in header.columns.items()}
    amounts = _parse_numbers(raw, delimiter=table.delimiter)
    frame = _begin_frame(rows, table.sheet, cells.index)
    _write_identifiers(frame, raw)
    _write_names(frame, raw)
    _write_amounts(frame, amounts)
    classes = raw.get("asset_class", pd.Series("", index=cells.index, dtype=str))
    frame["asset_class"] = write_asset_classes(classes)
    frame["country"] = write_countries(raw["country"]) if "country" in raw else ""
    lines = _describe_lines(frame, cells, raw, amounts, classes)
    frame["line"] = classify_lines(lines, frame["asset_class"])
    _write_currencies(frame, raw, header, layout, amounts)
    _settle_classes(frame)
    problems = _collect_problems(frame, header, raw, amounts, table.sheet)
    return Block(header=header, frame=_finish(frame, lines["label"]), problems=tuple(problems))


def _take_lines(cells: pd.DataFrame, header: Header) -> pd.DataFrame:
    below = cells.iloc[header.first : header.last + 1]
    below = below.set_axis(range(header.first, header.first + len(below)), axis=0)
    stripped = below.apply(lambda column: column.str.strip(" \t\r\n\u00a0\ufeff\u200b"))
    filled: pd.DataFrame = stripped[(stripped != "").any(axis=1)]
    return filled


def _parse_numbers(raw: dict[str, pd.Series[str]], *, delimiter: str | None) -> dict[str, Amounts]:
    columns = [raw[name] for name in NUMBERS if name in raw]
    comma = uses_decimal_comma(columns, delimiter=delimiter)
    return {name: parse_amounts(raw[name], comma=comma) for name in NUMBERS if name in raw}


def _begin_frame(rows: Sequence[int], sheet: str | None, index: pd.Index[int]) -> pd.DataFrame:
    frame = pd.DataFrame("", index=index, columns=list(HOLDING_COLUMNS), dtype=str)
    frame["row"] = np.asarray(rows, dtype=np.int64)
    frame["sheet"] = sheet or ""
    return frame


def _write_identifiers(frame: pd.DataFrame, raw: dict[str, pd.Series[str]]) -> None:
    for scheme in SCHEMES:
        if scheme in raw:
            frame[scheme] = normalise_identifiers(raw[scheme], scheme)
    mixed = find_schemes(raw["identifier"]) if "identifier" in raw else {}
    tickers = raw.get("ticker")
    if tickers is None and "ticker" in mixed:
        tickers = mixed["ticker"]
    for scheme, column in mixed.items():
        if scheme != "ticker":
            frame[scheme] = frame[scheme].where(frame[scheme] != "", column)
    if tickers is not None:
        frame["ticker"], frame["mic"] = split_tickers(tickers, raw.get("exchange"))
        _add_from_tickers(frame, raw.get("ticker"))


def _add_from_tickers(frame: pd.DataFrame, tickers: pd.Series[str] | None) -> None:
    """Brokers write a CUSIP or ISIN where a security has no ticker; the check digit says so, and the ticker stays as written."""
    if tickers is None:
        return
    for scheme, column in find_schemes(tickers).items():
        if scheme in {"isin", "cusip", "figi"}:
            frame[scheme] = frame[scheme].where(frame[scheme] != "", column)


def _write_names(frame: pd.DataFrame, raw: dict[str, pd.Series[str]]) -> None:
    """A text in the ticker column that cannot be a ticker, on a line without a name, is the name ("Cash & Cash Investments")."""
    names = raw.get("name", pd.Series("", index=frame.index, dtype=str))
    null = names.str.casefold().isin(NULL_NAMES) | (names.str.strip("-–— ") == "")
    names = names.where(~null, "")
    wordy = (
        (names == "")
        & (frame["ticker"] != "")
        & ~frame["ticker"].str.fullmatch(_TICKER_LIKE)
        & frame["ticker"].str.contains("[a-z ]", regex=True)
    )
    frame["name"] = names.where(~wordy, frame["ticker"])
    frame["ticker"] = frame["ticker"].where(~wordy, "")
    long = frame["ticker"].str.len() > 40
    frame.loc[long, "ticker"] = ""


def _write_amounts(frame: pd.DataFrame, amounts: dict[str, Amounts]) -> None:
    for name in ("quantity", "market_value", "weight"):
        if name in amounts:
            frame[name] = amounts[name].values


def _describe_lines(
    frame: pd.DataFrame, cells: pd.DataFrame, raw: dict[str, pd.Series[str]], amounts: dict[str, Amounts], classes: pd.Series[str]
) -> pd.DataFrame:
    lines = frame[["name", "quantity", "market_value", "weight"]].copy()
    lines["price"] = amounts["price"].values if "price" in amounts else ""
    lines["label"] = _find_labels(frame["name"], cells)
    schemes = [scheme for scheme in SCHEMES if (frame[scheme] != "").any()]
    lines["certain"] = (frame[schemes] != "").any(axis=1) if schemes else False
    lines["identified"] = lines["certain"] | (frame["ticker"] != "")
    counted = [raw[name] for name in ("quantity", "market_value", "weight") if name in raw]
    lines["stated"] = pd.concat([column != "" for column in counted], axis=1).any(axis=1) if counted else False
    lines["numbered"] = bool(counted)
    lines["filled"] = (cells != "").sum(axis=1)
    lines["heading"] = _find_repeated_headings(cells, amounts)
    options = {text: "option" in fold_text(text) for text in pd.unique(classes)}
    lines["option"] = classes.map(options).astype(bool)
    return lines


def _find_labels(names: pd.Series[str], cells: pd.DataFrame) -> pd.Series[str]:
    """Gives each line's name, else its first filled cell."""
    labels = names
    for column in cells.columns:
        if (labels != "").all():
            break
        labels = labels.where(labels != "", cells[column])
    return labels


def _find_repeated_headings(cells: pd.DataFrame, amounts: dict[str, Amounts]) -> pd.Series[bool]:
    """A line whose numbers are words, and two of whose words are headers, is a header said again."""
    unreadable = [amounts[name].unreadable for name in NUMBERS if name in amounts]
    found = pd.Series(data=False, index=cells.index)
    if not unreadable:
        return found
    for at in cells.index[np.logical_or.reduce(unreadable)]:
        found[at] = sum(read_field(text) is not None for text in cells.loc[at] if text) >= 2
    return found


def _write_currencies(
    frame: pd.DataFrame, raw: dict[str, pd.Series[str]], header: Header, layout: Layout, amounts: dict[str, Amounts]
) -> None:
    held = frame["line"] != "not_a_holding"
    if "currency" in raw:
        frame["currency"] = raw["currency"].where(raw["currency"].str.fullmatch("[A-Za-z]{3}"), "")
    elif "currency" in layout.constants:
        frame["currency"] = layout.constants["currency"]
    if "weight" in amounts:
        frame["weight"] = write_weights(amounts["weight"], held, header=header.columns["weight"].header)
    if "market_value" not in raw:
        return
    if "value_currency" in layout.constants:
        frame["value_currency"] = layout.constants["value_currency"]
    else:
        frame["value_currency"] = find_value_currencies(
            frame, raw, header, amounts["price"].values if "price" in amounts else None
        )
    frame.loc[frame["market_value"] == "", "value_currency"] = ""


def _settle_classes(frame: pd.DataFrame) -> None:
    cash = (frame["line"] == "cash") & ~frame["asset_class"].isin(["cash", "derivative"])
    frame.loc[cash, "asset_class"] = "cash"


def _finish(frame: pd.DataFrame, labels: pd.Series[str]) -> pd.DataFrame:
    """Lines that are no holdings keep their text and nothing else; names longer than a page are cut."""
    out = frame["line"] == "not_a_holding"
    emptied = [name for name in HOLDING_COLUMNS if name not in {"row", "sheet", "line", "name"}]
    frame.loc[out, emptied] = ""
    frame.loc[out, "name"] = labels[out].str.slice(0, LONGEST_LABEL)
    frame["name"] = frame["name"].str.slice(0, LONGEST_NAME)
    return frame[list(HOLDING_COLUMNS)]


def _collect_problems(
    frame: pd.DataFrame, header: Header, raw: dict[str, pd.Series[str]], amounts: dict[str, Amounts], sheet: str | None
) -> list[Problem]:
    positions = frame[frame["line"] == "position"]
    headers = {name: column.header for name, column in header.columns.items()}
    headers |= {scheme: headers["identifier"] for scheme in SCHEMES if scheme not in headers and "identifier" in headers}
    columns = {scheme: positions[scheme] for scheme in SCHEMES if (positions[scheme] != "").any()}
    problems = check_identifiers(columns, positions["row"].tolist(), headers=headers, sheet=sheet)
    held = (frame["line"] != "not_a_holding").to_numpy()
    for name, parsed in amounts.items():
        if name != "price":
            problems += _report_unreadable(frame, raw[name], held & parsed.unreadable, headers[name], sheet)
    problems += _report_long_names(frame[held], sheet)
    return problems


def _report_unreadable(frame: pd.DataFrame, texts: pd.Series[str], where: Mask, header: str, sheet: str | None) -> list[Problem]:
    place = f' of sheet "{sheet}"' if sheet else ""
    return [
        Problem(
            code="unreadable_number",
            severity="warning",
            message=f'Row {row}{place}: "{text[:60]}" in column "{header}" is not a number.',
            help="Write it with digits, for example 1234.56, or leave it empty.",
            row=int(row),
            sheet=sheet,
            column=header,
            found=text[:200],
        )
        for row, text in list(zip(frame["row"][where], texts[where], strict=True))[:MAX_PLACED]
    ]


def _report_long_names(held: pd.DataFrame, sheet: str | None) -> list[Problem]:
    long = held[held["name"].str.len() > LONGEST_NAME]
    return [
        Problem(
            code="name_cut",
            severity="note",
            message=f"Row {row}: the name has {len(name):,} characters; we kept the first {LONGEST_NAME:,}.",
            help="Check that the cell holds one name.",
            row=int(row),
            sheet=sheet,
            found=name[:60],
        )
        for row, name in list(zip(long["row"], long["name"], strict=True))[:MAX_PLACED]
    ]
