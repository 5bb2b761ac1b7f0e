"""Recognition: which lines are funds of the library."""

from datetime import date

import pytest

from screener.funds.recognition import find_funds
from tests.funds.builders import build_fund, build_lines, build_shelf

DAY = date(2026, 11, 24)
HELD = {"name": "Alder", "weight": "1"}
FUND = build_fund("Alpha Emerging Markets ETF", HELD, isin="US4642872349", ticker="EEM")
UNKNOWN = {"status": "unresolved"}


def find(line, *funds):
    return find_funds(build_lines(line), build_shelf(*(funds or (FUND,))), as_of=DAY).get(0)


@pytest.mark.parametrize(
    "line",
    [
        {"isin": "US4642872349", "name": "ISHS EM"},
        {"cusip": "464287234"},
        {"isin": "us46428 72349", "name": "Alder Holdings", "status": "needs_review"},
        {"ticker": "EEM", **UNKNOWN},
        {"ticker": "EEM", "asset_class": "fund"},
        {"name": "ALPHA Emerging-Markets ETF"},
        {"name": "Alpha® emerging markets etf", **UNKNOWN},
    ],
)
def test_a_fund_is_known_by_its_numbers_its_ticker_or_its_name(line):
    assert find(line) is FUND


@pytest.mark.parametrize(
    "line",
    [
        {"ticker": "EEM", "name": "Eastern Electric Motors", "status": "not_listed"},
        {"name": "Alpha Emerging Markets ETF", "isin": "IE00BKM4GZ66"},
        {"isin": "US4642872349", "status": "matched", "method": "isin"},
        {"name": "Alpha Emerging Markets ETF", "status": "matched", "method": "name"},
        {"isin": "US4642872349", "line": "cash", "status": "out_of_scope"},
        {"name": "Alpha", **UNKNOWN},
    ],
)
def test_what_is_or_may_be_something_else_is_not_taken_for_a_fund(line):
    assert find(line) is None


def test_a_name_of_one_word_counts_only_for_what_is_known_to_be_a_fund():
    total = build_fund("Total", HELD)
    assert find({"name": "TOTAL", "status": "not_listed"}, total) is None
    assert find({"name": "TOTAL", "status": "unresolved"}, total) is total


def test_of_two_days_the_newest_that_is_not_later_than_the_day_asked_for_is_taken():
    old, new, later = (
        build_fund("Alpha Fund", HELD, file=f"alpha-{day}.csv", as_of=day, isin="US4642872349")
        for day in ("2025-12-31", "2026-06-30", "2027-01-31")
    )
    assert find({"isin": "US4642872349"}, old, new, later) is new
    assert find({"isin": "US4642872349"}, later) is later
    undated = build_fund("Alpha Fund", HELD, as_of=None, isin="US4642872349")
    assert find({"isin": "US4642872349"}, undated, old) is old
    assert find({"isin": "US4642872349"}, undated) is undated
