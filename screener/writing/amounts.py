"""Amounts: exact sums by currency go in; the amounts of a document, and the sign that pages show beside them, come out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.facts import Amount
from screener.model import BARE_SIGN, NOT_STATED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

    from screener.errors import Problem


def write_amounts(market_value: Mapping[str, str]) -> tuple[Amount, ...]:
    """Gives sums by currency, in the alphabet's order, a currency that is not stated last."""
    order = sorted(market_value, key=lambda currency: (currency == NOT_STATED, currency))
    return tuple(Amount(currency=currency, value=market_value[currency]) for currency in order)


def find_sign(problems: Iterable[Problem], lines: pd.DataFrame) -> str:
    """Gives the one sign that all values without a currency are written with, on every sheet that has such values; else `""`.

    `lines` are those of the portfolio or of its screening, with `sheet`, `market_value` and its `currency`.
    """
    signs = {(problem.sheet or "", problem.found) for problem in problems if problem.code == BARE_SIGN and problem.found}
    bare = set(lines.loc[(lines["market_value"] != "") & (lines["currency"] == ""), "sheet"])
    written = {sign for sheet, sign in signs if sheet in bare}
    return written.pop() if len(written) == 1 and bare <= {sheet for sheet, _ in signs} else ""
