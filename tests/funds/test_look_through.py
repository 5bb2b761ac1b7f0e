"""Look-through: layers woven into one table, and amounts that add up."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screener.funds.look_through import share_out


@given(st.integers(-(10**12), 10**12), st.lists(st.integers(-50, 1000), min_size=1, max_size=40))
def test_parts_add_up_to_the_last_cent(cents, numbers):
    whole = sum(numbers)
    if whole <= 0:
        return
    shares = [Fraction(number, whole) for number in numbers]
    amount = Decimal(cents).scaleb(-2)
    parts = share_out(str(amount), shares, places=2)
    assert sum(parts) == amount
    assert all(
        abs(part - amount * share.numerator / share.denominator) < Decimal("0.01")
        for part, share in zip(parts, shares, strict=True)
    )


@pytest.mark.parametrize(("amount", "expected"), [("100", ["33.34", "33.33", "33.33"]), ("0.001", ["0.001", "0.000", "0.000"])])
def test_the_odd_cent_goes_to_the_largest_remainder_then_to_the_first(amount, expected):
    assert [str(part) for part in share_out(amount, [Fraction(1, 3)] * 3, places=2)] == expected
