"""The stages in order: funds looked through, to their depth, with their guard."""

from datetime import date
from decimal import Decimal

import pytest

from screener.pipeline import MAX_DEPTH, look_through
from tests.funds.builders import build_fund, build_holdings, build_shelf, resolve_simply

DAY = date(2026, 11, 24)
SHARES = build_fund("Alpha Fund", {"name": "Alder", "weight": "0.6"}, {"name": "Birch", "weight": "0.4"})
NESTED = build_fund("Beta Fund", {"name": "Alpha Fund", "weight": "0.5"}, {"name": "Cedar", "weight": "0.5"}, as_of="2026-03-31")


def look(*lines, funds):
    return look_through(build_holdings(*lines), build_shelf(*funds), resolve=resolve_simply, as_of=DAY)


def held(lines, column="market_value"):
    return dict(zip(lines["name"], lines[column], strict=True))


def test_a_fund_is_replaced_by_what_it_holds_weighted():
    lines = look({"name": "Alpha Fund", "market_value": "1000.00", "value_currency": "EUR", "weight": "0.5"}, funds=[SHARES])
    assert held(lines) == {"Alpha Fund": "1000.00", "Alder": "600.00", "Birch": "400.00"}
    assert held(lines, "weight") == {"Alpha Fund": "0.5", "Alder": "0.3", "Birch": "0.2"}
    assert set(lines["value_currency"]) == {"EUR"}
    assert lines["status"].tolist() == ["looked_through", "not_listed", "not_listed"]
    assert set(lines["row"]) == {2}


def test_a_fund_within_a_fund_is_looked_through_and_the_way_and_its_days_are_kept():
    lines = look({"name": "Beta Fund", "market_value": "100.00", "value_currency": "EUR"}, funds=[SHARES, NESTED])
    assert held(lines) == {"Beta Fund": "100.00", "Alpha Fund": "50.00", "Alder": "30.00", "Birch": "20.00", "Cedar": "50.00"}
    assert lines["name"].tolist() == ["Beta Fund", "Alpha Fund", "Alder", "Birch", "Cedar"]
    way = lines["through"].iloc[2]
    assert [(step.fund, step.weight, step.as_of) for step in way] == [
        ("Beta Fund", "0.5", "2026-03-31"),
        ("Alpha Fund", "0.6", "2026-06-30"),
    ]


def test_a_fund_that_holds_itself_is_opened_once_and_its_own_part_stays_unresolved():
    left = build_fund("Left Fund", {"name": "Right Fund", "weight": "0.5"}, {"name": "Alder", "weight": "0.5"})
    right = build_fund("Right Fund", {"name": "Left Fund", "weight": "0.5"}, {"name": "Birch", "weight": "0.5"})
    lines = look({"name": "Left Fund", "market_value": "80.00", "value_currency": "EUR"}, funds=[left, right])
    assert lines["name"].tolist() == ["Left Fund", "Right Fund", "Left Fund", "Birch", "Alder"]
    assert lines["status"].tolist() == ["looked_through", "looked_through", "unresolved", "not_listed", "not_listed"]
    assert "holds itself" in lines["reason"].iloc[2]
    assert lines["market_value"].tolist() == ["80.00", "40.00", "20.00", "20.00", "40.00"]


def test_what_lies_deeper_than_five_funds_stays_unresolved():
    chain = [build_fund(f"Fund {n}", {"name": f"Fund {n + 1}", "weight": "1"}) for n in range(1, MAX_DEPTH + 2)]
    lines = look({"name": "Fund 1", "market_value": "7.00", "value_currency": "EUR"}, funds=chain)
    assert lines["status"].tolist() == ["looked_through"] * MAX_DEPTH + ["unresolved"]
    assert len(lines["through"].iloc[-1]) == MAX_DEPTH
    assert "more than 5 funds deep" in lines["reason"].iloc[-1]
    assert lines["market_value"].iloc[-1] == "7.00"


def test_what_a_fund_file_does_not_give_is_an_unresolved_part_of_its_own():
    part = build_fund("Alpha Fund", {"name": "Alder", "weight": "0.75"})
    lines = look({"name": "Alpha Fund", "market_value": "10.00", "value_currency": "EUR"}, funds=[part])
    assert held(lines) == {"Alpha Fund": "10.00", "Alder": "7.50", "Rest of Alpha Fund": "2.50"}
    assert lines["status"].iloc[-1] == "unresolved"
    assert "25 %" in lines["reason"].iloc[-1]


def test_a_fund_that_is_not_in_the_library_is_never_clean():
    lines = look({"name": "Gamma Fund", "market_value": "10.00"}, funds=[SHARES])
    assert lines["status"].tolist() == ["unresolved"]


def test_a_fund_whose_file_gives_no_shares_stays_unresolved_and_says_why():
    empty = build_fund("Alpha Fund", {"name": "Alder"})
    lines = look({"name": "Alpha Fund", "market_value": "10.00"}, funds=[empty])
    assert lines["status"].tolist() == ["unresolved"]
    assert "neither weights nor values" in lines["reason"].iloc[0]


def test_cash_and_derivatives_of_a_fund_stay_what_they_are():
    mixed = build_fund(
        "Alpha Fund",
        {"name": "USD", "line": "cash", "asset_class": "cash", "weight": "0.2"},
        {"name": "Alder 5% 2031", "weight": "0.8"},
    )
    lines = look({"name": "Alpha Fund", "market_value": "10.00", "value_currency": "EUR"}, funds=[mixed])
    assert lines["status"].tolist() == ["looked_through", "out_of_scope", "not_listed"]


def test_a_portfolio_without_values_is_looked_through_all_the_same():
    lines = look({"name": "Alpha Fund", "quantity": "12"}, funds=[SHARES])
    assert lines["status"].tolist() == ["looked_through", "not_listed", "not_listed"]
    assert set(lines["market_value"]) == {""}


@pytest.mark.parametrize("amount", ["0.01", "1000.03", "-50.00", "12345678901234.56"])
def test_the_parts_of_nested_funds_add_up_to_their_line(amount):
    thirds = build_fund(
        "Gamma Fund", *({"name": name, "market_value": "1", "value_currency": "USD"} for name in ("X", "Y", "Beta Fund"))
    )
    lines = look({"name": "Gamma Fund", "market_value": amount, "value_currency": "EUR"}, funds=[SHARES, NESTED, thirds])
    ends = lines[lines["status"] != "looked_through"]
    assert sum(map(Decimal, ends["market_value"])) == Decimal(amount)
    below = lines[[len(way) == 3 for way in lines["through"]]]
    assert sum(map(Decimal, below["market_value"])) == Decimal(held(lines)["Alpha Fund"])
