from __future__ import annotations

import pytest

from screener.issuers.resolution import resolve_holding

OF_A_STATE = [
    ("Government of India", "government-of-india"),
    ("INDIA (REPUBLIC OF) 7.1% 2034", "government-of-india"),
    ("8.05% GOI 2044", "government-of-india"),
    ("IGB 8.05% 2044", "government-of-india"),
    ("Bundesrepublik Deutschland 0.5% 2030", "government-of-germany"),
    ("GERMAN TREASURY BILL", "government-of-germany"),
    ("BUBILL 0% 11/02/2026", "government-of-germany"),
    ("JAPAN GOVT 5YR #150", "government-of-japan"),
    ("JGB 0.1% 2027", "government-of-japan"),
]
OF_OTHERS = [
    "State of Maharashtra 7.2% 2030",
    "Government of Karnataka",
    "Land Hessen 1% 2030",
    "Tokyo Metropolitan Government 1% 2030",
    "Japan Finance Organization for Municipalities 1% 2030",
    "Export-Import Bank of India 3.5% 2030",
    "India Government Bond Index Fund",
    "Germany Fund Inc",
]


@pytest.mark.parametrize(("name", "entity"), OF_A_STATE)
def test_a_bond_of_a_state_is_that_states(index, name, entity):
    assert resolve_holding(index, name=name).entity == entity


@pytest.mark.parametrize("name", OF_OTHERS)
def test_a_province_an_agency_or_a_fund_is_not_the_state(index, name):
    assert resolve_holding(index, name=name, asset_class="bond").entity is None


def test_a_country_alone_is_no_bond(index):
    assert resolve_holding(index, name="Japan").entity is None


def test_a_treasury_bill_is_a_states_only_in_its_country(index):
    assert resolve_holding(index, name="182 DAYS T BILL 15/01/2027", country="IN").entity == "government-of-india"
    assert resolve_holding(index, name="182 DAYS T BILL 15/01/2027", country="US").entity is None


def test_the_issuer_number_of_a_state_needs_no_name(index):
    answer = resolve_holding(index, name="7.1% MAT 080434", isin="IN0020240019")
    assert (answer.status, answer.entity, answer.method) == ("matched", "government-of-india", "issuer_prefix")
