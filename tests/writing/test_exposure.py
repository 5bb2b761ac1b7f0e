from __future__ import annotations

from screener.writing.answer import list_companies
from screener.writing.exposure import sum_values, write_exposure
from tests.builders import AS_OF, build_finding, build_screening

COMPANIES = list_companies(build_screening())


def test_states_and_bodies_are_never_added_to_the_companies():
    assert "government-of-arcadia" not in {finding.entity for finding in COMPANIES}


def test_a_company_stands_once_in_each_kind_of_tie_it_has():
    exposure = write_exposure(COMPANIES, AS_OF)
    assert {(line.channel, line.status) for line in exposure.lines} >= {
        ("oil_gas_revenue", "active"),
        ("infrastructure_construction", "exit_announced"),
        ("banking_finance", "stale"),
    }
    assert exposure.unit == "weight"
    assert exposure.leading_channels == ("infrastructure_construction", "oil_gas_revenue")


def test_without_weights_the_measure_is_value_and_without_one_currency_it_is_issuers():
    valued = build_finding(weight=None)
    assert write_exposure([valued], AS_OF).unit == "USD"
    mixed = [valued, build_finding("b", "B", weight=None, market_value={"EUR": "1"})]
    assert write_exposure(mixed, AS_OF).unit == "issuers"
    assert write_exposure([], AS_OF) is None


def test_values_add_up_to_the_cent():
    findings = [build_finding(str(n), "x", market_value={"USD": "0.10", "EUR": "1"}) for n in range(3)]
    assert sum_values(findings) == {"USD": "0.30", "EUR": "3"}
