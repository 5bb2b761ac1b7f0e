"""A Reading goes in; the document `read/1` of the contract comes out, as plain values ready for JSON."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from screener.identifiers import SCHEMES
from screener.intake.amounts import sum_amounts, write_amount
from screener.model import NOT_STATED

if TYPE_CHECKING:
    import pandas as pd

    from screener.errors import Problem
    from screener.model import Reading, TableView

_IDENTIFIERS = (*SCHEMES, "ticker", "mic")


def write_reading(reading: Reading) -> dict[str, Any]:
    """Gives `read/1`: numbers are decimal strings, missing values null; `holdings` are the positions, cash lines included."""
    frame = reading.holdings.frame
    held = frame[frame["line"] != "not_a_holding"]
    return {
        "schema": "read/1",
        "upload": {
            "file": reading.upload.file,
            "bytes": len(reading.upload.content),
            "sha256": reading.upload.sha256,
            "format": reading.upload.format,
            "encoding": reading.upload.encoding,
        },
        "tables": [_write_table(view) for view in reading.tables],
        "counts": {
            "holdings": len(held),
            "cash": int((held["line"] == "cash").sum()),
            "not_holdings": len(frame) - len(held),
            "problems": len(reading.problems),
        },
        "totals": {"market_value": total_by_currency(held), "weight": _total_weight(held)},
        "holdings": [
            _write_holding(dict(zip(held.columns, values, strict=True))) for values in held.itertuples(index=False, name=None)
        ],
        "problems": [write_problem(problem) for problem in reading.problems],
    }


def total_by_currency(held: pd.DataFrame) -> dict[str, str]:
    """Gives the exact sum of market values per currency they are in; XXX where the file does not say."""
    valued = held[held["market_value"] != ""]
    groups = valued.groupby("value_currency", sort=True)["market_value"]
    return {str(currency) or NOT_STATED: write_amount(sum_amounts(values)) for currency, values in groups}


def _total_weight(held: pd.DataFrame) -> str | None:
    weighed = held.loc[held["weight"] != "", "weight"]
    return write_amount(sum((Decimal(text) for text in weighed), Decimal(0))) if len(weighed) else None


def _write_table(view: TableView) -> dict[str, Any]:
    return {
        "sheet": view.sheet,
        "header_row": view.header_row,
        "layout": view.layout,
        "delimiter": view.delimiter,
        "columns": dict(view.columns),
        "as_of": view.as_of,
    }


def _write_holding(record: dict[str, Any]) -> dict[str, Any]:
    """`line` says position or cash; `value_currency` what the market value is in (both beyond the contract's fields)."""
    plain = ("asset_class", "quantity", "market_value", "currency", "value_currency", "weight", "country")
    return {
        "row": int(record["row"]),
        "sheet": record["sheet"] or None,
        "line": record["line"],
        "name": record["name"] or None,
        "identifiers": {scheme: record[scheme] for scheme in _IDENTIFIERS if record[scheme]},
        **{name: record[name] or None for name in plain},
    }


def write_problem(problem: Problem) -> dict[str, Any]:
    """Gives one Problem as the contract's object."""
    return {
        "code": problem.code,
        "severity": problem.severity,
        "row": problem.row,
        "sheet": problem.sheet,
        "column": problem.column,
        "found": problem.found,
        "message": problem.message,
        "help": problem.help,
    }
