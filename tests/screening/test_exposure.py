"""What is held of each kind of tie: every figure is the sum of its lines, to the cent."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from screener.model import FundLayer
from screener.screening.exposure import measure_exposure, read_exposure, write_exposure
from screener.screening.money import Rates
from screener.screening.record import read_screening, write_screening
from tests.builders import AS_OF, build_finding, build_findings, build_involvement, build_rows, build_screening

DAY = date.fromisoformat(AS_OF)
RATES = Rates(base="EUR", day="2026-11-01", rates={"USD": "0.9213", "JPY": "0.0061"})


def measure(*findings, more=(), rates=None, names=None):
    return measure_exposure(build_rows(findings, more=more), findings, as_of=DAY, rates=rates, names=names)


def find(lines, **of):
    (line,) = [line for line in lines if of.items() <= line.of.items()]
    return line


def test_companies_add_up_to_what_their_findings_hold_and_states_stand_apart():
    exposure = measure(*build_findings())
    companies, states = (find(exposure.totals, party=party) for party in ("companies", "states_and_bodies"))
    listed = [finding for finding in build_findings() if finding.decision != "none"]
    expected = {
        party: sum(Decimal(one.market_value["USD"]) for one in listed if one.states_and_bodies == party)
        for party in (False, True)
    }
    assert Decimal(companies.total.market_value["USD"]) == expected[False]
    assert Decimal(states.total.market_value["USD"]) == expected[True]
    assert "government-of-arcadia" not in companies.issuers


def test_the_table_by_country_adds_up_to_the_total():
    exposure = measure(*build_findings())
    for party in ("companies", "states_and_bodies"):
        parts = [line.total for line in exposure.by_country if line.of["party"] == party]
        whole = find(exposure.totals, party=party).total
        assert sum(Decimal(part.value) for part in parts) == Decimal(whole.value)
        assert sum(Decimal(part.weight) for part in parts) == Decimal(whole.weight)


def test_every_figure_leads_back_to_its_lines():
    exposure = measure(*build_findings())
    rows = build_rows(build_findings())
    amounts = {int(row): Decimal(value) for row, value in zip(rows["row"], rows["market_value"], strict=True)}
    tables = (
        exposure.totals,
        exposure.by_channel,
        exposure.by_channel_and_status,
        exposure.by_country,
        exposure.by_counterparty,
        exposure.cells,
    )
    for line in (line for table in tables for line in table):
        assert sum(amounts[place.row] for place in line.total.rows) == Decimal(line.total.value), line.of


def test_an_issuer_stands_once_in_each_kind_of_tie_it_has_with_its_whole_holding():
    gas = next(finding for finding in build_findings() if finding.entity == "meridian-petroleum")
    exposure = measure(gas)
    assert {(line.of["channel"], line.of["status"]) for line in exposure.by_channel_and_status} == {
        ("oil_gas_revenue", "active"), ("infrastructure_construction", "exit_announced")
    }  # fmt: skip
    assert {line.total.market_value["USD"] for line in exposure.by_channel_and_status} == {"2310000.00"}
    assert find(exposure.totals, party="companies").total.market_value == {"USD": "2310000.00"}


def test_an_issuer_with_two_ties_of_one_channel_stands_in_that_channel_once():
    ties = (build_involvement("hanbit-steel/a"), build_involvement("hanbit-steel/b", status="suspended"))
    exposure = measure(build_finding(involvements=ties))
    assert [line.total.value for line in exposure.by_channel] == ["1250000.50"]
    assert [line.of["status"] for line in exposure.by_channel_and_status] == ["active", "suspended"]


def test_an_active_tie_last_reported_long_ago_is_stale_and_not_active():
    bank = next(finding for finding in build_findings() if finding.entity == "banco-levante")
    assert [line.of["status"] for line in measure(bank).by_channel_and_status] == ["stale"]


def test_what_nothing_is_asked_of_stands_in_the_cells_and_in_no_total():
    brewery = next(finding for finding in build_findings() if finding.decision == "none")
    exposure = measure(brewery)
    assert exposure.totals == exposure.by_channel == exposure.by_country == ()
    assert [(line.of["decision"], line.of["status"]) for line in exposure.cells] == [("none", "exited")]


def test_a_counterparty_is_named_by_the_registrys_id_and_its_name_is_given():
    tie = build_involvement(counterparties=("mehl", "mec"))
    exposure = measure(build_finding(involvements=(tie,)), names={"mehl": "Myanma Economic Holdings", "mec": "MEC", "other": "O"})
    assert {line.of["counterparty"] for line in exposure.by_counterparty} == {"mehl", "mec"}
    assert exposure.counterparties == {"mehl": "Myanma Economic Holdings", "mec": "MEC"}
    unknown = measure(build_finding(involvements=(build_involvement(counterparties=()),)))
    assert [line.of["counterparty"] for line in unknown.by_counterparty] == ["Myanma Economic Holdings (MEHL)"]


def test_with_rates_each_line_is_rounded_to_its_cent_first_so_that_sums_agree_to_the_cent():
    findings = [build_finding(f"c{n}", f"C{n}", rows=(n, n + 50), market_value={"USD": "33.37"}) for n in range(1, 8)]
    exposure = measure(*findings, rates=RATES)
    whole = find(exposure.totals, party="companies").total
    cell = (Decimal("33.37") / 2 * Decimal("0.9213")).quantize(Decimal("0.01"))
    assert exposure.currency == "EUR"
    assert exposure.rates_day == "2026-11-01"
    assert Decimal(whole.value) == 14 * cell
    assert sum(Decimal(line.total.value) for line in exposure.by_country) == Decimal(whole.value)


def test_without_rates_several_currencies_are_kept_apart_and_no_value_is_invented():
    exposure = measure(
        build_finding("a", "A", market_value={"USD": "1.10"}), build_finding("b", "B", rows=(2,), market_value={"JPY": "7"})
    )
    whole = find(exposure.totals, party="companies").total
    assert (exposure.currency, whole.value, whole.market_value) == (None, None, {"JPY": "7", "USD": "1.10"})


def test_a_currency_without_a_rate_gives_no_value_and_is_named():
    exposure = measure(build_finding(market_value={"CHF": "5.00"}), build_finding("b", "B", rows=(2,)), rates=RATES)
    assert exposure.rates_missing == ("CHF",)
    assert find(exposure.totals, party="companies").total.value is None


@pytest.mark.parametrize("weight", ["", "0.01"])
def test_a_weight_is_given_only_where_every_line_has_one(weight):
    finding = build_finding(weight=None)
    more = ({"row": 9, "entity": "hanbit-steel", "outcome": "listed", "weight": weight, "market_value": "1", "currency": "USD"},)
    exposure = measure(finding, more=more)
    assert find(exposure.totals, party="companies").total.weight is None


def test_what_is_held_through_funds_is_told_from_what_is_held_directly():
    part = {
        "row": 30, "entity": "hanbit-steel", "outcome": "listed", "market_value": "100.25", "currency": "USD", "weight": "0.001",
        "through": (FundLayer("Alder Fund", "0.05", "2026-10-31"),),
    }  # fmt: skip
    fund = {"row": 30, "outcome": "looked_through", "market_value": "2005.00", "currency": "USD", "weight": "0.02"}
    exposure = measure(build_finding(market_value={"USD": "10.00"}), more=(fund, part))
    line = find(exposure.totals, party="companies")
    assert (line.direct.value, line.through_funds.value, line.total.value) == ("10.00", "100.25", "110.25")
    assert [place.through for place in line.through_funds.rows] == [("Alder Fund",)]


def test_the_record_holds_the_exposure_and_gives_it_back():
    screening = build_screening()
    record = write_screening(screening)
    assert read_screening(record).exposure == screening.exposure
    assert read_exposure(write_exposure(screening.exposure)) == screening.exposure
    assert record["exposure"]["counted"] == "The whole holding is counted, not the share of the company's business."


def test_a_record_of_before_there_was_exposure_gets_what_its_lines_say():
    record = write_screening(build_screening())
    del record["exposure"]
    assert read_screening(record).exposure.totals == build_screening().exposure.totals
