"""Exchange rates as the investor gives them: a CSV in; Rates, and the hash of the file for the receipt, out."""

from __future__ import annotations

import csv
import io
from decimal import Decimal, InvalidOperation
from hashlib import sha256
from typing import TYPE_CHECKING

from screener.cli.desk import read_text
from screener.errors import RequestRefused
from screener.screening.money import Rates

if TYPE_CHECKING:
    from pathlib import Path

COLUMNS = ("currency", "rate", "to", "day")


def read_rates(file: Path) -> tuple[Rates, str]:
    """Reads `currency,rate,to,day` lines: one unit of `currency` is `rate` units of `to` on `day`. Raises RequestRefused."""
    text = read_text(file)
    lines = list(csv.DictReader(io.StringIO(text)))
    if not lines or not set(COLUMNS) <= set(lines[0]):
        raise RequestRefused(f'"{file.name}" gives no rates.', help="Its first line must be: currency,rate,to,day")
    bases, days = {line["to"] for line in lines}, {line["day"] for line in lines}
    if len(bases) > 1 or len(days) > 1:
        raise RequestRefused(f'"{file.name}" mixes target currencies or days.', help="Give rates to one currency on one day.")
    for number, line in enumerate(lines, 2):
        _check_rate(line["rate"], file=file.name, number=number)
    rates = {line["currency"].strip().upper(): line["rate"].strip() for line in lines}
    return Rates(base=bases.pop().strip().upper(), day=days.pop().strip(), rates=rates), sha256(text.encode()).hexdigest()


def _check_rate(text: str, *, file: str, number: int) -> None:
    try:
        valid = Decimal(text.strip()) > 0
    except InvalidOperation:
        valid = False
    if not valid:
        raise RequestRefused(f'Line {number} of "{file}": "{text}" is not a rate.', help="Write a positive number such as 1.0842")
