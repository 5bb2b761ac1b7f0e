"""Amounts: exact sums by currency go in; the amounts a page prints come out, with the file's own sign where it says no more."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar, cast

from reports.documents import Amount, InvestorStep
from screener.model import BARE_SIGN, NOT_STATED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

    from screener.errors import Problem

Said = TypeVar("Said")


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


def name_currency(currency: str, sign: str) -> str:
    """Gives the currency as it is shown beside a sum: the file's own sign where the file says no more than that."""
    return sign or currency if currency == NOT_STATED else currency


def write_sign(said: Said, sign: str) -> Said:
    """Gives a document, or any part of one, with the sign in every amount of the portfolio's whose currency is not stated."""
    return cast("Said", _write_sign(said, sign)) if sign else said


def _write_sign(said: object, sign: str) -> object:
    if isinstance(said, Amount):
        return replace(said, currency=name_currency(said.currency, sign))
    if isinstance(said, tuple):
        return tuple(_write_sign(part, sign) for part in said)
    if not is_dataclass(said) or isinstance(said, type | InvestorStep):
        return said  # what other investors sold is not of this file
    parts = {part.name: getattr(said, part.name) for part in fields(said)}
    changed: dict[str, Any] = {name: written for name, part in parts.items() if (written := _write_sign(part, sign)) != part}
    return replace(said, **changed) if changed else said
