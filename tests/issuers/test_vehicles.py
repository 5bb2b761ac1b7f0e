"""Bonds and who borrows: a vehicle of an issuer asks a person, one that is in the registry is itself, a number decides."""

import pytest

from screener.issuers.index import build_index
from screener.issuers.resolution import resolve_holding
from screener.model import Identifier
from tests.issuers.builders import INVENTED, build_entity, build_registry

VEHICLES = (
    "HANBIT STEEL FINANCE LTD 4.5% 01/10/2030",
    "Hanbit Steel Canada International Finance Ltd 5.692% 04/05/21",
    "HANBIT STEEL CANADA INTL FIN REG S",
    "Hanbit Steel Treasury Center Company Limited 2.587% 10/06/27",
    "Hanbit Steel HK Overseas Capital Ltd",
    "HANBIT STEEL CAP 144A",
    "Hanbit Steel General Capital Ltd",
)


@pytest.mark.parametrize("name", VEHICLES)
def test_a_bond_of_a_company_that_borrows_for_an_issuer_asks_a_person_and_names_the_issuer(index, name):
    answer = resolve_holding(index, name=name, asset_class="bond")
    assert (answer.status, answer.entity) == ("needs_review", None)
    assert answer.candidates[0].entity == "hanbit-steel"
    assert "looks like a company that borrows for Hanbit Steel" in answer.reason


def test_a_bond_that_names_its_guarantor_asks_a_person(index):
    answer = resolve_holding(index, name="Juniper Funding guaranteed by Hanbit Steel Co Ltd", asset_class="bond")
    assert (answer.status, answer.candidates[0].entity) == ("needs_review", "hanbit-steel")
    assert "as the guarantor, not as the issuer" in answer.reason


def test_of_a_bond_a_short_name_before_the_borrowers_words_is_enough_to_ask(naming):
    heron = build_entity("heron", "CN", ["Golden Heron National Oil Corporation", "GHNO"])
    index = build_index(build_registry(*INVENTED, heron), naming)
    asked = resolve_holding(index, name="GHNO Overseas Capital Ltd", asset_class="bond")
    assert (asked.status, asked.candidates[0].entity) == ("needs_review", "heron")


@pytest.mark.parametrize(
    ("name", "status"), [("GHN Treasury Center Co Ltd 4.5% 2042", "needs_review"), ("GHN Finance Ltd 4.5% 2042", "not_listed")]
)
def test_three_letters_need_two_words_of_a_borrower_behind_them(naming, name, status):
    heron = build_entity("heron", "CN", ["Golden Heron National Oil Corporation", "GHN"])
    index = build_index(build_registry(*INVENTED, heron), naming)
    assert resolve_holding(index, name=name, asset_class="bond").status == status


@pytest.mark.parametrize(
    "name", ["Hanbit Steelworks Finance Ltd", "Hanbit Steel Retail Finance Ltd", "Steel Finance Ltd", "Finance Ltd"]
)
def test_a_name_with_words_of_its_own_before_the_borrowers_is_no_vehicle(index, name):
    assert "borrows for" not in resolve_holding(index, name=name, asset_class="bond").reason


VEHICLE = build_entity(
    "hanbit-finance",
    "SG",
    ["Hanbit Steel Finance Pte Ltd"],
    Identifier("lei", "549300WCGB70D06XZS54"),
    Identifier("cusip", "410867AA3"),
)


@pytest.fixture
def with_vehicle(naming):
    return build_index(build_registry(*INVENTED, VEHICLE), naming)


NUMBERS = (
    ({"lei": "549300WCGB70D06XZS54", "name": "HANBIT STEEL FIN 4.5% 2030"}, "hanbit-finance", "lei"),
    ({"cusip": "410867AA3", "name": "HANBIT STEEL FINANCE 4.5% 2030"}, "hanbit-finance", "cusip"),
    ({"name": "HANBIT STEEL FINANCE PTE LTD 4.5% 2030", "country": "SG"}, "hanbit-finance", "name+country"),
)


@pytest.mark.parametrize(("given", "entity", "method"), NUMBERS)
def test_a_vehicle_that_is_in_the_registry_is_itself(with_vehicle, given, entity, method):
    answer = resolve_holding(with_vehicle, **given, asset_class="bond")
    assert (answer.status, answer.entity, answer.method) == ("matched", entity, method)


@pytest.mark.parametrize("form", ["call", "put"])
def test_an_option_whose_underlying_the_file_gives_is_the_issuer_it_rests_on(index, form):
    from screener.issuers.resolution import resolve_holdings
    from tests.issuers.builders import build_holdings

    option = {"name": f"HANBIT STEEL {form} 40 12/2026", "asset_class": "derivative", "underlying": "Hanbit Steel Co Ltd"}
    resolved = resolve_holdings(build_holdings(option, {**option, "underlying": ""}), index)
    known, unknown = (resolved.answers[code] for code in resolved.codes)
    assert (known.status, known.entity) == ("matched", "hanbit-steel")
    assert unknown.status == "out_of_scope"
