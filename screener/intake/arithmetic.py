"""A header and the lines below it go in; the columns no word explains are explained by what their numbers add up to.

Quantity times price is the value, in every language; weights stand in one proportion to the values,
and add up to one or a hundred.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from screener.intake.amounts import parse_amounts, uses_decimal_comma
from screener.intake.columns import list_texts
from screener.intake.header_columns import KEPT, Column, Header
from screener.intake.header_words import read_field

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    Numbers = np.ndarray[Any, np.dtype[np.float64]]

SEEN = 400
"""Lines that are looked at."""
PLAY = 0.005
"""Prices are rounded: a product may be off by this share of it."""
AGREEING = 0.8
"""So many of the lines that have all numbers must agree, and two of them at least."""
FEWEST_WEIGHTS = 3
RANK = 900
"""Of columns known by their values alone."""


def add_by_arithmetic(header: Header, below: pd.DataFrame) -> Header:
    """Gives the header with value, quantity and weight, where an unexplained column's numbers can only be that."""
    missing = [name for name in ("market_value", "quantity", "weight") if name not in header.columns]
    free = _list_unexplained(header, below) if missing else []
    if not free or not {"market_value", "price"} & set(header.columns):
        return header
    numbers = _take_numbers(header, below.head(SEEN), free)
    columns = dict(header.columns)
    if {"market_value", "quantity"} <= set(missing):
        columns |= _find_pair(header, numbers, free)
    for name in [name for name in missing if name not in columns]:
        known = {field: numbers[column.position] for field, column in columns.items() if column.position in numbers}
        place = next(
            (at for at in free if at in numbers and at not in _list_places(columns) and _fits(name, numbers[at], known)), None
        )
        if place is not None:
            columns[name] = _name_column(header, place, name)
    return replace(header, columns={name: columns[name] for name in KEPT if name in columns})


def _find_pair(header: Header, numbers: Mapping[int, Numbers], free: Sequence[int]) -> dict[str, Column]:
    """Gives quantity and value where the price is known and only one pair of columns can be them."""
    price = numbers.get(header.columns["price"].position)
    places = [at for at in free if at in numbers]
    pairs = [
        (one, other)
        for one in places
        for other in places
        if price is not None and one != other and _agree(numbers[one] * price, numbers[other])
    ]
    if len(pairs) != 1:
        return {}
    return {name: _name_column(header, place, name) for name, place in zip(("quantity", "market_value"), pairs[0], strict=True)}


def _list_places(columns: Mapping[str, Column]) -> set[int]:
    return {column.position for column in columns.values()}


def _name_column(header: Header, place: int, name: str) -> Column:
    text = header.texts[place].strip() if place < len(header.texts) else ""
    return Column(position=place, header=text or f"column {place + 1}", field=name, rank=RANK)


def _list_unexplained(header: Header, below: pd.DataFrame) -> list[int]:
    used = _list_places(header.columns)
    texts = {at: header.texts[at] if at < len(header.texts) else "" for at in range(len(below.columns))}
    return [at for at, text in texts.items() if at not in used and (not text.strip() or read_field(text) is None)]


def _take_numbers(header: Header, below: pd.DataFrame, free: list[int]) -> dict[int, Numbers]:
    """Gives the columns of numbers by their place; what is no number is NaN."""
    fields = ("market_value", "quantity", "price")
    places = [*free, *(header.columns[name].position for name in fields if name in header.columns)]
    comma = uses_decimal_comma([below[at] for at in places], delimiter=None)
    parsed = {at: list_texts(parse_amounts(below[at], comma=comma).values) for at in places}
    numbers = {at: np.array([float(text or "nan") for text in texts]) for at, texts in parsed.items()}
    return {at: column for at, column in numbers.items() if np.isfinite(column).any()}


def _fits(name: str, column: Numbers, known: Mapping[str, Numbers]) -> bool:
    if name == "weight":
        return "market_value" in known and _is_share(column, known["market_value"])
    other = known.get("quantity" if name == "market_value" else "market_value")
    price = known.get("price")
    if other is None or price is None:
        return False
    quantity, value = (other, column) if name == "market_value" else (column, other)
    return _agree(quantity * price, value)


def _agree(product: Numbers, value: Numbers) -> bool:
    """A bond's price is in hundredths of what is paid."""
    full = np.isfinite(product) & np.isfinite(value) & (value != 0)
    ratio = np.abs(product[full] / value[full])
    near = (np.abs(ratio - 1) <= PLAY) | (np.abs(ratio / 100 - 1) <= PLAY)
    return bool(near.sum() > 1 and near.mean() >= AGREEING)


def _is_share(column: Numbers, values: Numbers) -> bool:
    """Sums below the lines may be among them: what all adds up to is then two or three times the whole."""
    full = np.isfinite(column) & np.isfinite(values) & (values != 0) & (column != 0)
    if full.sum() < FEWEST_WEIGHTS or len(np.unique(values[full])) < FEWEST_WEIGHTS:
        return False
    weights = column[full]
    total, step = weights.sum(), np.median(weights / values[full])
    whole = next((one for one in (1.0, 100.0) if any(abs(total - times * one) <= 0.05 * one for times in (1, 2, 3))), None)
    off = np.abs(weights - values[full] * step)
    return whole is not None and bool((off <= np.maximum(PLAY * np.abs(weights), whole * 1e-4)).mean() >= AGREEING)
