from __future__ import annotations

from dataclasses import replace
from datetime import date

from screener.screening.exposure import measure_exposure
from screener.writing.exposure import COMPANIES, STATES, sum_weights, write_exposure, write_total
from tests.builders import AS_OF, build_finding, build_rows, build_screening

MEASURED = build_screening().exposure


def write(*findings):
    return write_exposure(measure_exposure(build_rows(findings), findings, as_of=date.fromisoformat(AS_OF)))


def test_states_and_bodies_are_never_added_to_the_companies():
    total, states = (write_total(MEASURED, party) for party in (COMPANIES, STATES))
    assert (total.issuers, states.issuers) == (5, 1)
    assert [amount.value for amount in states.amounts] == ["310000.00"]
    exposure = write_exposure(MEASURED)
    assert exposure.total == total
    assert sum(line.issuers for line in exposure.by_country) == total.issuers


def test_a_company_stands_once_in_each_kind_of_tie_it_has():
    exposure = write_exposure(MEASURED)
    assert {(line.channel, line.status) for line in exposure.lines} >= {
        ("oil_gas_revenue", "active"),
        ("infrastructure_construction", "exit_announced"),
        ("banking_finance", "stale"),
    }
    assert exposure.unit == "weight"
    assert exposure.leading_channels == ("infrastructure_construction", "oil_gas_revenue")


def test_where_several_kinds_of_tie_are_as_large_none_is_called_the_largest():
    one = build_finding("a", "A", rows=(1,), weight="0.1")
    other = build_finding("b", "B", rows=(2,), weight="0.1")
    leased = replace(other, involvements=tuple(replace(tie, channel="land_lease") for tie in other.involvements))
    assert write(one, leased).even
    assert not write(one, replace(leased, weight="0.2")).even
    assert not write(one).even


def test_a_company_stands_under_each_of_its_counterparties():
    exposure = write_exposure(MEASURED)
    assert {line.heading for line in exposure.by_counterparty} >= {"myanma-economic-holdings"}
    assert sum(line.issuers for line in exposure.by_counterparty) >= exposure.total.issuers


def test_without_weights_the_measure_is_value_and_without_one_currency_it_is_issuers():
    valued = build_finding(weight=None)
    assert write(valued).unit == "USD"
    mixed = (valued, build_finding("b", "B", rows=(13,), weight=None, market_value={"EUR": "1"}))
    assert write(*mixed).unit == "issuers"
    assert write() is None


def test_a_sum_of_weights_needs_every_weight():
    assert sum_weights([build_finding(weight="0.1"), build_finding(weight="0.2")]) == "0.3"
    assert sum_weights([build_finding(weight="0.1"), build_finding(weight=None)]) is None
