"""One table within a grid, with its Header, goes in; its lines as a frame of HOLDING_COLUMNS, and Problems, come out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from screener.identifiers import SCHEMES
from screener.intake.amounts import Amounts, add_up, parse_amounts, uses_decimal_comma
from screener.intake.bonds import write_bonds
from screener.intake.columns import (
    find_filled,
    map_distinct,
    mark_distinct,
    put_where,
    repeat_text,
    share_texts,
    write_plain_columns,
)
from screener.intake.countries import write_countries
from screener.intake.currency_words import find_bare_sign, states_scale
from screener.intake.fund_headings import say_funds_by_heading, say_funds_by_section
from screener.intake.header_columns import UNDERLYING
from screener.intake.header_words import read_field
from screener.intake.labels import classify_label
from screener.intake.line_problems import LONGEST_NAME, collect_line_problems, report_sums
from screener.intake.lines import classify_lines, write_asset_classes
from screener.intake.options import write_options, write_structured
from screener.intake.securities import write_identifiers, write_names
from screener.intake.spilled import join_spilled
from screener.intake.trades import lists_trades
from screener.intake.value_currency import find_value_currencies
from screener.intake.vocabulary import fold_text
from screener.intake.weights import write_weights
from screener.model import HOLDING_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from screener.errors import Problem
    from screener.intake.header_columns import Header
    from screener.intake.layouts.layout import Layout
    from screener.model import Table

    Flags = np.ndarray[Any, np.dtype[np.bool_]]
    Counts = np.ndarray[Any, np.dtype[np.int64]]

NUMBERS = ("quantity", "market_value", "weight", "price")
LONGEST_LABEL = 120
_CODE = re.compile("[A-Za-z]{3}")
BLANKS = " \t\r\n\u00a0\ufeff\u200b"


@dataclass(frozen=True, slots=True)
class Block:
    """A table's lines (`frame` has exactly HOLDING_COLUMNS) and the Problems found in them."""

    header: Header
    frame: pd.DataFrame
    problems: tuple[Problem, ...]
    weight: float | None = None
    """What its weights add up to, to fifteen digits; None where it states none."""
    trades: bool = False
    assumed_currency: bool = False
    bare_sign: str = ""
    """The sign its values are written with, where that does not say which currency they are in."""


def read_block(table: Table, header: Header, layout: Layout) -> Block:
    """Gives every non-empty line below the header, told apart as position, cash or not_a_holding."""
    cells, filled = _take_lines(table.cells, header)
    cells = join_spilled(cells, header, delimiter=table.delimiter)
    rows = table.rows[cells.index.to_numpy()]
    raw = {name: cells[column.position] for name, column in header.columns.items()}
    amounts = _parse_numbers(raw, delimiter=table.delimiter)
    frame = _begin_frame(rows, table.sheet, cells.index)
    write_identifiers(frame, raw)
    write_names(frame, raw)
    for name in ("quantity", "market_value", "weight"):
        if name in amounts:
            frame[name] = amounts[name].values
    classes = raw.get("asset_class", repeat_text("", cells.index))
    frame["asset_class"] = say_funds_by_heading(write_asset_classes(classes), header)
    if "country" in raw:
        frame["country"] = write_countries(raw["country"])
    for name in UNDERLYING:
        if name in raw:
            frame[name] = raw[name]
    write_structured(frame)
    lines = _describe_lines(frame, cells, raw, amounts, classes)
    _name_cash(frame, lines)
    lines["filled"] = filled
    frame["line"] = classify_lines(lines, frame["asset_class"])
    write_options(frame)
    write_bonds(frame, cells, header.texts)
    frame["asset_class"] = say_funds_by_section(frame, lines["label"])
    assumed = _write_currencies(frame, raw, header, layout, amounts)
    _settle_classes(frame)
    problems = collect_line_problems(frame, header, raw, amounts, sheet=table.sheet)
    problems += report_sums(lines, frame["row"], sheet=table.sheet)
    trades = lists_trades(header.texts, cells)
    weight = _add_weights(frame)
    finished = _finish(frame, lines["label"])
    return Block(
        header=header,
        frame=finished,
        problems=tuple(problems),
        weight=weight,
        trades=trades,
        assumed_currency=assumed,
        bare_sign=_find_bare_sign(frame, raw, header),
    )


def _take_lines(cells: pd.DataFrame, header: Header) -> tuple[pd.DataFrame, Counts]:
    """Gives the lines below the header that hold anything, blanks around their texts off, and how many cells each fills."""
    below = cells.iloc[header.first : header.last + 1]
    below.index = index = pd.RangeIndex(header.first, header.first + len(below))
    lines = pd.DataFrame({name: share_texts(below[name], blanks=BLANKS) for name in below.columns}, index=index, copy=False)
    filled = np.zeros(len(below), dtype=np.int64)
    for name in lines.columns:
        filled += find_filled(lines[name])
    kept = filled > 0
    return (lines, filled) if kept.all() else (lines[kept], filled[kept])


def _parse_numbers(raw: dict[str, pd.Series[str]], *, delimiter: str | None) -> dict[str, Amounts]:
    columns = [raw[name] for name in NUMBERS if name in raw]
    comma = uses_decimal_comma(columns, delimiter=delimiter)
    return {name: parse_amounts(raw[name], comma=comma) for name in NUMBERS if name in raw}


def _begin_frame(rows: Sequence[int], sheet: str | None, index: pd.Index[int]) -> pd.DataFrame:
    """Columns the table does not have hold one empty text; amounts are compared with one another, and are plain columns."""
    empty, plain = repeat_text("", index), pd.Series("", index=index, dtype=str)
    columns = {name: plain if name in NUMBERS else empty for name in HOLDING_COLUMNS}
    frame = pd.DataFrame(columns, index=index, copy=False)
    frame["row"], frame["sheet"] = np.asarray(rows, dtype=np.int64), repeat_text(sheet or "", index)
    return frame


def _describe_lines(
    frame: pd.DataFrame, cells: pd.DataFrame, raw: dict[str, pd.Series[str]], amounts: dict[str, Amounts], classes: pd.Series[str]
) -> pd.DataFrame:
    lines = frame[["name", "quantity", "market_value", "weight"]].copy()
    lines["price"] = amounts["price"].values if "price" in amounts else ""
    lines["label"] = _find_labels(frame["name"], cells)
    lines["certain"] = np.logical_or.reduce([find_filled(frame[scheme]) for scheme in SCHEMES])
    lines["identified"] = lines["certain"].to_numpy() | find_filled(frame["ticker"])
    counted = [raw[name] for name in ("quantity", "market_value", "weight") if name in raw]
    lines["stated"] = _find_stated(counted, lines["identified"].to_numpy(dtype=bool)) if counted else False
    lines["numbered"] = bool(counted)
    lines["located"] = find_filled(frame["country"])
    lines["heading"] = _find_repeated_headings(cells, amounts)
    lines["option"] = mark_distinct(classes, lambda text: "option" in fold_text(text))
    return lines


def _find_stated(counted: Sequence[pd.Series[str]], identified: Flags) -> Flags:
    """A dash is an amount that is none; "Nil" beside a heading says that nothing is held under it."""
    stated: Flags = np.logical_or.reduce([find_filled(column) for column in counted])
    doubtful = np.flatnonzero(stated & ~identified)
    if len(doubtful):
        said = [mark_distinct(column.iloc[doubtful], lambda text: text.casefold() not in {"", "nil"}) for column in counted]
        stated[doubtful] = np.logical_or.reduce(said)
    return stated


def _name_cash(frame: pd.DataFrame, lines: pd.DataFrame) -> None:
    """Some brokers write "Cash" in whatever column comes first, beside an amount: it is that line's name."""
    bare = (
        ~find_filled(frame["name"]) & ~lines["identified"] & (find_filled(frame["market_value"]) | find_filled(frame["weight"]))
    )
    if bare.any():
        cash = bare & mark_distinct(lines["label"], lambda text: classify_label(text) == "cash")
        frame["name"] = lines["name"] = put_where(frame["name"], cash, lines["label"])


def _find_labels(names: pd.Series[str], cells: pd.DataFrame) -> pd.Series[str]:
    """Gives each line's name, else its first filled cell."""
    labels = names
    for column in cells.columns:
        missing = ~find_filled(labels)
        if not missing.any():
            break
        labels = put_where(labels, missing, cells[column])
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
) -> bool:
    """Says whether the values' currencies are an assumption."""
    held = frame["line"] != "not_a_holding"
    if "currency" in raw:
        frame["currency"] = map_distinct(raw["currency"], lambda text: text if _CODE.fullmatch(text) else "")
    elif "currency" in layout.constants:
        frame["currency"] = repeat_text(layout.constants["currency"], frame.index)
    if "weight" in amounts:
        frame["weight"] = write_weights(amounts["weight"], held, header=header.columns["weight"].header)
    if "market_value" not in raw:
        return False
    assumed = False
    if "value_currency" in layout.constants and not states_scale(header.columns["market_value"].header):
        frame["value_currency"] = repeat_text(layout.constants["value_currency"], frame.index)
    else:
        found = find_value_currencies(frame, raw, header, amounts["price"].values if "price" in amounts else None)
        frame["value_currency"], assumed = found.values, found.assumed
    frame["value_currency"] = put_where(frame["value_currency"], ~find_filled(frame["market_value"]), "")
    return assumed


def _find_bare_sign(frame: pd.DataFrame, raw: dict[str, pd.Series[str]], header: Header) -> str:
    if "market_value" not in raw or find_filled(frame["value_currency"]).any():
        return ""
    return find_bare_sign(header.columns["market_value"].header, raw["market_value"])


def _settle_classes(frame: pd.DataFrame) -> None:
    cash = (frame["line"] == "cash") & ~frame["asset_class"].isin(["cash", "derivative"])
    frame["asset_class"] = put_where(frame["asset_class"], cash.to_numpy(dtype=bool), "cash")


def _add_weights(frame: pd.DataFrame) -> float | None:
    stated = find_filled(frame["weight"]) & (frame["line"] != "not_a_holding").to_numpy(dtype=bool)
    if not stated.any():
        return None
    return add_up(frame["weight"] if stated.all() else frame["weight"][stated])


def _finish(frame: pd.DataFrame, labels: pd.Series[str]) -> pd.DataFrame:
    """Lines that are no holdings keep their text and nothing else; names longer than a page are cut."""
    out = (frame["line"] == "not_a_holding").to_numpy(dtype=bool)
    names = map_distinct(frame["name"], lambda text: text[:LONGEST_NAME])
    if out.any():
        names = put_where(names, out, map_distinct(labels, lambda text: text[:LONGEST_LABEL]))
    kept = {"sheet": frame["sheet"], "line": frame["line"], "name": names}
    texts = {name: kept[name] if name in kept else put_where(frame[name], out, "") for name in HOLDING_COLUMNS if name != "row"}
    columns = write_plain_columns(texts)
    return pd.DataFrame({"row": frame["row"], **columns}, index=frame.index, copy=False)
