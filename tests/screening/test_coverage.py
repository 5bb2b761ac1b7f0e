"""Coverage: what could be resolved."""

from decimal import Decimal

import pandas as pd

from screener.model import SCREENED_COLUMNS
from screener.screening.coverage import measure_coverage
from screener.screening.money import Rates

BLANK = dict.fromkeys(SCREENED_COLUMNS, "") | {"row": 1, "score": None, "candidates": (), "through": ()}


def build_rows(*lines):
    return pd.DataFrame([{**BLANK, "name": f"Line {i}", **line} for i, line in enumerate(lines)])


def test_headings_and_totals_are_no_part_of_coverage():
    rows = build_rows({"outcome": "not_listed", "market_value": "1", "currency": "USD"}, {"outcome": "not_a_holding"})
    assert measure_coverage(rows).by_count["screened"] == "1.0000"


def test_a_file_of_cash_alone_is_covered_by_nothing():
    coverage = measure_coverage(build_rows({"outcome": "out_of_scope", "market_value": "5", "currency": "USD"}))
    assert coverage.by_value == {"screened": "0.0000", "needs_review": "0.0000", "unresolved": "0.0000", "out_of_scope": "1.0000"}
    assert coverage.issuers == 0


def test_an_overdraft_counts_with_its_size():
    rows = build_rows(
        {"outcome": "not_listed", "market_value": "75", "currency": "USD"},
        {"outcome": "out_of_scope", "market_value": "-25", "currency": "USD"},
    )
    assert measure_coverage(rows).by_value["screened"] == "0.7500"


MIXED = (
    {"outcome": "not_listed", "market_value": "100", "currency": "USD"},
    {"outcome": "unresolved", "market_value": "100", "currency": "EUR"},
)


def test_values_in_several_currencies_are_not_added_without_rates():
    coverage = measure_coverage(build_rows(*MIXED))
    assert coverage.by_value is None
    assert "several currencies" in coverage.by_value_note


def test_rates_of_the_investor_make_one_sum():
    coverage = measure_coverage(build_rows(*MIXED), rates=Rates(base="USD", day="2026-11-20", rates={"EUR": "3"}))
    assert coverage.by_value == {"screened": "0.2500", "needs_review": "0.0000", "unresolved": "0.7500", "out_of_scope": "0.0000"}
    assert coverage.by_value_note == "in USD, rates of 2026-11-20"


def test_a_missing_rate_is_not_made_up():
    assert measure_coverage(build_rows(*MIXED), rates=Rates(base="USD", day="2026-11-20", rates={})).by_value is None


def test_weights_stand_in_where_there_are_no_values():
    rows = build_rows({"outcome": "not_listed", "weight": "0.9"}, {"outcome": "needs_review", "weight": "0.1"})
    coverage = measure_coverage(rows)
    assert coverage.by_value["needs_review"] == "0.1000"
    assert sum(map(Decimal, coverage.by_value.values())) == 1


def test_lines_without_a_value_are_counted_out_loud():
    rows = build_rows(
        {"outcome": "not_listed", "market_value": "10", "currency": "GBP"}, {"outcome": "not_listed", "currency": "GBP"}
    )
    assert measure_coverage(rows).by_value_note == "1 of 2 lines give no value and count for nothing here"
