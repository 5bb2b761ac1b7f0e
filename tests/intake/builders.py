"""Builders: an upload's text goes in; its Reading, or its holdings as plain values, come out."""

from __future__ import annotations

import io
from typing import Any

import openpyxl

from screener.grid.table import read_tables
from screener.grid.upload import receive_upload
from screener.intake.holdings import read_holdings
from screener.intake.record import write_reading
from screener.model import Reading


def read(content: str | bytes, *, file: str = "holdings.csv", columns: dict[str, str] | None = None) -> Reading:
    upload = receive_upload(content.encode() if isinstance(content, str) else content, file=file)
    return read_holdings(upload, read_tables(upload), columns=columns)


def list_lines(reading: Reading) -> list[tuple[int, str, str]]:
    """(row, line, name) of every line."""
    frame = reading.holdings.frame
    return list(zip(frame["row"].tolist(), frame["line"], frame["name"], strict=True))


def list_holdings(content: str | bytes, **more: Any) -> list[dict[str, Any]]:
    """The holdings of the record, without what is missing."""
    holdings = write_reading(read(content, **more))["holdings"]
    return [{name: value for name, value in holding.items() if value} for holding in holdings]


def workbook(*sheets: tuple[str, list[list[object]]]) -> bytes:
    """A workbook of these sheets, each with its title and rows."""
    book, buffer = openpyxl.Workbook(), io.BytesIO()
    book.remove(book.active)
    for title, rows in sheets:
        page = book.create_sheet(title)
        for row in rows:
            page.append(row)
    book.save(buffer)
    return buffer.getvalue()
