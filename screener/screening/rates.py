"""Exchange rates as the investor gives them: the text of a CSV goes in; Rates come out. They are never looked up."""

from __future__ import annotations

import csv
import io
from decimal import Decimal, InvalidOperation

from screener.errors import RequestRefused
from screener.screening.money import Rates

COLUMNS = ("currency", "rate", "to", "day")
MAGNITUDE = 12
"""No currency is worth more than so many powers of ten of another; what is beyond is no rate, and no sum survives it."""


def read_rates(text: str, *, file: str) -> Rates:
    """Reads `currency,rate,to,day` lines: one unit of `currency` is `rate` units of `to` on `day`. Raises RequestRefused."""
    lines = _read_lines(text, file=file)
    if not lines or not set(COLUMNS) <= set(lines[0]):
        raise RequestRefused(
            f'"{file}" gives no rates.', help="Its first line must be: currency,rate,to,day", code="rates_unreadable"
        )
    cells = [{column: (line[column] or "").strip() for column in COLUMNS} for line in lines]
    bases, days = {cell["to"].upper() for cell in cells}, {cell["day"] for cell in cells}
    if len(bases) > 1 or len(days) > 1:
        raise RequestRefused(
            f'"{file}" mixes target currencies or days.', help="Give rates to one currency on one day.", code="rates_unreadable"
        )
    seen: set[str] = set()
    for number, cell in enumerate(cells, 2):
        _check_line(cell, seen, file=file, number=number)
        seen.add(cell["currency"].upper())
    return Rates(base=bases.pop(), day=days.pop(), rates={cell["currency"].upper(): cell["rate"] for cell in cells})


def _read_lines(text: str, *, file: str) -> list[dict[str, str]]:
    try:
        return list(csv.DictReader(io.StringIO(text, newline="")))
    except csv.Error as error:
        raise RequestRefused(
            f'"{file}" is not CSV.', help="Save the rates as CSV: currency,rate,to,day", code="rates_unreadable"
        ) from error


def _check_line(cell: dict[str, str], seen: set[str], *, file: str, number: int) -> None:
    empty = next((column for column in COLUMNS if not cell[column]), None)
    twice = cell["currency"].upper() in seen
    if empty or twice:
        said = f'has no "{empty}"' if empty else f"names {cell['currency']} a second time"
        raise RequestRefused(
            f'Line {number} of "{file}" {said}.', help="Give one line with all four for each currency.", code="rates_unreadable"
        )
    _check_rate(cell["rate"], file=file, number=number)


def _check_rate(text: str, *, file: str, number: int) -> None:
    try:
        rate = Decimal(text)
        valid = rate.is_finite() and rate > 0 and abs(rate.adjusted()) <= MAGNITUDE
    except InvalidOperation:
        valid = False
    if not valid:
        raise RequestRefused(
            f'Line {number} of "{file}": "{text[:40]}" is not a rate.',
            help="Write a positive number such as 1.0842",
            code="rates_unreadable",
        )
