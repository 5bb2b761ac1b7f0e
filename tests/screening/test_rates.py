"""Rates are read as the investor wrote them, or refused with the line."""

from __future__ import annotations

from decimal import Decimal

import pytest

from screener.errors import RequestRefused
from screener.screening.rates import read_rates

GOOD = "currency,rate,to,day\nEUR,1.1,USD,2026-11-23\n"


def test_one_unit_is_worth_what_its_line_says():
    rates = read_rates(GOOD, file="rates.csv")
    assert (rates.base, rates.day) == ("USD", "2026-11-23")
    assert rates.convert(Decimal(10), "EUR") == Decimal("11.0")
    assert rates.convert(Decimal(10), "GBP") is None


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_line_ends_of_every_system_are_read(end):
    assert read_rates(GOOD.replace("\n", end), file="rates.csv").rates == {"EUR": "1.1"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "gives no rates"),
        ("EUR=1.1", "gives no rates"),
        (GOOD + "GBP,1.3,EUR,2026-11-23\n", "mixes"),
        (GOOD + "GBP,1.3,USD,2026-11-22\n", "mixes"),
        (GOOD + "GBP,much,USD,2026-11-23\n", "Line 3"),
        (GOOD + "GBP,0,USD,2026-11-23\n", "Line 3"),
        (GOOD + "GBP,Infinity,USD,2026-11-23\n", "Line 3"),
        (GOOD + "GBP\n", "mixes"),
        (GOOD + "GBP,1E99,USD,2026-11-23\n", "Line 3"),
        (GOOD + "eur,1.2,USD,2026-11-23\n", "names eur a second time"),
        ("currency,rate,to,day\nEUR,1.1,USD,\n", 'has no "day"'),
        (GOOD + '"' + "x" * 200_000, "is not CSV"),
    ],
)
def test_rates_that_cannot_be_used_are_refused_with_their_place(text, said):
    with pytest.raises(RequestRefused) as refused:
        read_rates(text, file="rates.csv")
    assert said in refused.value.message
    assert refused.value.help
