"""Composition: what share of a fund each of its lines makes up."""

from fractions import Fraction

import pytest

from screener.funds.composition import compose_fund
from tests.funds.builders import build_holdings


def compose(*lines):
    return compose_fund(build_holdings(*lines).frame)


def test_values_in_one_currency_decide_and_weights_beside_them_are_only_rounded():
    made = compose(
        {"market_value": "1", "value_currency": "USD", "weight": "0.33"},
        {"market_value": "2", "value_currency": "USD", "weight": "0.67"},
    )
    assert made.shares == (Fraction(1, 3), Fraction(2, 3))
    assert (made.left_over, made.basis) == (0, "value")


def test_values_in_several_currencies_are_not_added_up():
    made = compose(
        {"market_value": "1", "value_currency": "USD", "weight": "0.4"},
        {"market_value": "2", "value_currency": "EUR", "weight": "0.6"},
    )
    assert (made.shares, made.basis) == ((Fraction(2, 5), Fraction(3, 5)), "weight")


def test_a_line_with_a_weight_and_no_value_does_not_fall_out():
    made = compose({"market_value": "5", "value_currency": "USD", "weight": "0.5"}, {"weight": "0.5"})
    assert made.shares == (Fraction(1, 2), Fraction(1, 2))


def test_what_the_weights_leave_over_stays_visible():
    made = compose({"weight": "0.25"}, {"weight": "0.5"})
    assert made.left_over == Fraction(1, 4)


def test_a_list_of_the_largest_holdings_is_not_taken_for_the_whole_fund():
    made = compose(
        {"market_value": "30", "value_currency": "USD", "weight": "0.3"},
        {"market_value": "10", "value_currency": "USD", "weight": "0.1"},
    )
    assert made.shares == (Fraction(3, 10), Fraction(1, 10))
    assert made.left_over == Fraction(3, 5)


def test_weights_above_one_are_scaled_down_so_that_nothing_is_held_twice():
    made = compose({"weight": "0.51"}, {"weight": "0.51"})
    assert made.shares == (Fraction(1, 2), Fraction(1, 2))


def test_cash_owed_counts_against_the_rest():
    made = compose(
        {"market_value": "110", "value_currency": "USD"}, {"market_value": "-10", "value_currency": "USD", "line": "cash"}
    )
    assert made.shares == (Fraction(11, 10), Fraction(-1, 10))


@pytest.mark.parametrize(
    ("lines", "word"),
    [
        ((), "no holdings"),
        (({"name": "A"}, {"name": "B"}), "neither weights nor values"),
        (({"weight": "1"}, {"weight": "1"}), "several funds"),
        (({"market_value": "1", "value_currency": "USD"}, {"market_value": "1", "value_currency": "EUR"}), "in one currency"),
    ],
)
def test_a_file_that_says_no_shares_is_refused_with_its_reason(lines, word):
    made = compose(*lines)
    assert word in made.trouble
    assert made.shares == ()
    assert made.left_over == 1
