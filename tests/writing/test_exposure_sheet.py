from __future__ import annotations

from decimal import Decimal

from reports.workbook_document import EXPOSURE_HEADINGS
from screener.model import FundLayer
from screener.writing.exposure_sheet import write_exposure_lines
from tests.builders import build_finding, build_rows, build_screening


def read_lines(screening):
    return [dict(zip(EXPOSURE_HEADINGS, line, strict=True)) for line in write_exposure_lines(screening)]


def test_every_figure_names_the_lines_it_counts_and_they_add_up_to_it():
    screening = build_screening()
    amounts = {
        str(row): Decimal(value or 0) for row, value in zip(screening.rows["row"], screening.rows["market_value"], strict=True)
    }
    lines = read_lines(screening)
    assert lines
    for line in lines:
        assert sum(amounts[row] for row in line["rows"].split("; ")) == Decimal(line["market_value"]), line


def test_countries_add_up_to_the_total_of_their_chapter():
    lines = read_lines(build_screening())
    for chapter in ("companies", "states_and_bodies"):
        own = [line for line in lines if line["chapter"] == chapter]
        sums = {
            table: sum(Decimal(line["market_value"]) for line in own if line["table"] == table)
            for table in ("totals", "by_country")
        }
        assert sums["totals"] == sums["by_country"] > 0


def test_what_is_held_through_a_fund_stands_apart_and_names_the_fund():
    part = {
        "row": 30, "entity": "hanbit-steel", "outcome": "listed", "market_value": "100.25", "currency": "USD",
        "through": (FundLayer("Alder Fund", "0.05", "2026-10-31"),),
    }  # fmt: skip
    finding = build_finding(market_value={"USD": "10.00"})
    lines = read_lines(build_screening(findings=(finding,), rows=build_rows((finding,), more=(part,))))
    totals = {line["way"]: (line["market_value"], line["rows"]) for line in lines if line["table"] == "totals"}
    assert totals == {"direct": ("10.00", "12"), "through_funds": ("100.25", "30 through Alder Fund")}


def test_values_in_several_currencies_have_a_line_each_and_the_weight_stands_once():
    finding = build_finding(rows=(12,), market_value={"USD": "1"}, weight="0.5")
    other = {"row": 13, "entity": "hanbit-steel", "outcome": "listed", "market_value": "2", "currency": "EUR", "weight": "0.25"}
    lines = read_lines(build_screening(findings=(finding,), rows=build_rows((finding,), more=(other,))))
    totals = [(line["currency"], line["market_value"], line["weight"]) for line in lines if line["table"] == "totals"]
    assert totals == [("EUR", "2", "0.75"), ("USD", "1", "")]
