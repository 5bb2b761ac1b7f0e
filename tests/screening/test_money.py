"""Exact sums and shares."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screener.screening.money import Rates, split_whole, sum_by_currency


def test_sums_are_exact_and_kept_apart_by_currency():
    assert sum_by_currency([("0.10", "USD"), ("0.20", "USD"), ("1", ""), ("", "EUR")]) == {"USD": "0.30", "XXX": "1"}


def test_an_amount_is_never_printed_with_an_exponent():
    assert sum_by_currency([("0.0000001", "USD")]) == {"USD": "0.0000001"}


@given(st.lists(st.decimals(min_value=0, max_value=10**12, places=2), min_size=1, max_size=6))
def test_shares_add_up_to_exactly_one(amounts):
    shares = split_whole({str(i): amount for i, amount in enumerate(amounts)})
    assert sum(map(Decimal, shares.values())) == (1 if any(amounts) else 0)


@pytest.mark.parametrize(("currency", "converted"), [("USD", Decimal(10)), ("EUR", Decimal("11.0")), ("JPY", None)])
def test_a_rate_is_used_where_given_and_never_invented(currency, converted):
    assert Rates(base="USD", day="2026-11-24", rates={"EUR": "1.1"}).convert(Decimal(10), currency) == converted
