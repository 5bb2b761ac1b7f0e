"""Numbers as people write them, to exact decimal text."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from screener.intake.amounts import parse_amount, parse_amounts, shift_hundredths, uses_decimal_comma, write_amount

WITH_POINT = {
    "1709551563.38": "1709551563.38",
    "1,709,551,563.38": "1709551563.38",
    "97 148 575": "97148575",
    "97\u00a0148\u00a0575": "97148575",
    "1’234.5": "1234.5",
    "1'234.50": "1234.5",
    "12,34,567.89": "1234567.89",
    "(1,365.00)": "-1365",
    "(3)": "-3",
    "5-": "-5",
    "-5": "-5",
    "−5": "-5",
    "–5": "-5",
    "+2.5": "2.5",
    "$4.0B": "4000000000",
    "1.5M": "1500000",
    "2bn": "2000000000",
    "9.36e-06": "0.00000936",
    "4E-6": "0.000004",
    "1e3": "1000",
    "8.75%": "8.75",
    "USD 12.50": "12.5",
    "12.50 USD": "12.5",
    "£1,000": "1000",
    "-$26186.57": "-26186.57",
    "$-5": "-5",
    "($5.00)": "-5",
    "+$117.70": "117.7",
    "$118,321,417,727.43 ": "118321417727.43",
    "Rs. 5,00,000": "500000",
    "1,234": "1234",
    "１２３": "123",
    ".5": "0.5",
    "12.": "12",
    "007": "7",
    "0.00": "0",
    "-0.00": "0",
    "30643043.839999996": "30643043.839999996",
    "45.5p": "45.5",
    "9,5": "9.5",
    "4,86": "4.86",
    "12 DR": "-12",
}
WITH_COMMA = {
    "1.234,56": "1234.56",
    "2.333.143.835,86": "2333143835.86",
    "1,234": "1.234",
    "1.234": "1234",
    "0.123": "0.123",
    "0,123": "0.123",
    "1 234,56 €": "1234.56",
    "12,5": "12.5",
    "-99,00": "-99",
    "1.000": "1000",
    "10.5": "10.5",
    "9.050,00 CHF": "9050",
}
NOTHING = [
    "",
    " ",
    "-",
    "--",
    "---",
    " -   ",
    " -- ",
    "—",
    "–",
    "N/A",
    "#N/A",
    "NIL",
    "Nil",
    "None",
    "Unassigned",
    "^",
    "*",
    "<0.01%",
    "\u00a0",
]
UNREADABLE = ["abc", "TOTAL", "1.2.3,4,5", "10/12/2020", "1,2,3", "12 apples", "10 lots", "HELD IN MONEY MARKET", "=1+1", "1:5"]


@pytest.mark.parametrize(("text", "value"), WITH_POINT.items())
def test_a_number_with_a_decimal_point_is_read_exactly(text, value):
    assert parse_amount(text) == value


@pytest.mark.parametrize(("text", "value"), WITH_COMMA.items())
def test_a_number_with_a_decimal_comma_is_read_exactly(text, value):
    assert parse_amount(text, comma=True) == value


@pytest.mark.parametrize("text", NOTHING)
def test_the_many_ways_of_writing_nothing_are_nothing(text):
    assert parse_amount(text) == ""


@pytest.mark.parametrize("text", UNREADABLE)
def test_what_is_no_number_is_said_to_be_unreadable(text):
    assert parse_amount(text) is None


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**15), max_value=10**15))
def test_any_number_written_with_thousands_separators_is_the_same_number(number):
    assert Decimal(parse_amount(f"{number:,}") or "x") == number
    german = f"{number:,}".replace(",", "_").replace(".", ",").replace("_", ".")
    assert Decimal(parse_amount(german, comma=True) or "x") == number


@given(st.text(max_size=30))
def test_no_text_whatever_breaks_the_parser(text):
    value = parse_amount(text)
    assert value is None or value == "" or Decimal(value).is_finite()


@pytest.mark.parametrize(
    ("texts", "delimiter", "comma"),
    [
        (["1.234,56", "12,5"], ",", True),
        (["1,234.56", "12.5"], ";", False),
        (["1,234", "5,678"], ",", False),
        (["1,234", "5,678"], ";", True),
        (["0,123", "0,456"], ",", True),
        (["1234,567"], ",", True),
        (["100", "200"], ";", True),
        (["8.75%", "1,000,000"], ";", False),
    ],
)
def test_the_decimal_mark_is_settled_by_the_cells_that_can_mean_only_one_thing(texts, delimiter, comma):
    assert uses_decimal_comma([pd.Series(texts, dtype=str)], delimiter=delimiter) is comma


def test_a_column_tells_where_it_could_not_be_read_and_where_it_had_percent_signs():
    amounts = parse_amounts(pd.Series(["1.5%", "abc", "--", "1.5%"], dtype=str), comma=False)
    assert amounts.values.tolist() == ["1.5", "", "", "1.5"]
    assert amounts.unreadable.tolist() == [False, True, False, False]
    assert amounts.percent.tolist() == [True, False, False, True]


@given(st.lists(st.text(alphabet="0123456789.-,% \n٣", max_size=7), max_size=60), st.booleans())
def test_a_column_is_parsed_as_its_texts_are_one_by_one(texts, comma):
    column = pd.Series(texts, dtype=str)
    parsed = parse_amounts(column, comma=comma)
    alone = [parse_amount(text, comma=comma) for text in texts]
    assert parsed.values.tolist() == [value or "" for value in alone]
    assert parsed.unreadable.tolist() == [value is None for value in alone]


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**9), max_value=10**9))
def test_a_hundredth_is_exact(number):
    text = write_amount(number)
    assert Decimal(shift_hundredths(text)) * 100 == Decimal(text)
    assert shift_hundredths(text) == write_amount(Decimal(text).scaleb(-2))
