"""Signs: a document goes in; it comes out as people read it, with the file's own sign where the file says no more of a currency.

Documents, and the data made of them for programs, keep NOT_STATED: a sign is no currency's code.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar, cast

from reports.facts import NOT_STATED, Amount, InvestorStep

Said = TypeVar("Said")


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
