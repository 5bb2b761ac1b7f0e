"""Bonds of a company that borrows for an issuer: the bond is the borrower's, and who owns the borrower stands in its path."""

from dataclasses import replace

import pytest

from screener.issuers.index import build_index
from screener.model import Identifier, OwnershipEdge
from screener.orders import fill_order, read_portfolio
from screener.screening.decisions import judge_registry
from screener.screening.record import write_screening
from tests.finding_builders import build_involvement, build_source
from tests.issuers.builders import build_entity, build_registry
from tests.partitions.builders import build_assignment

BONDS = """Name,LEI,Asset Class,Market Value (USD)
HANBIT STEEL FINANCE PTE LTD 4.5% 2030,549300WCGB70D06XZS54,Corporate Bond,1000.00
HANBIT STEEL TREASURY CENTER CO LTD 3% 2029,,Corporate Bond,500.00
HANBIT STEEL CO LTD 3% 2028,,Corporate Bond,200.00
"""
EDGE = OwnershipEdge(
    owner="hanbit-steel",
    owned="hanbit-finance",
    share="1",
    relation="owns",
    as_of="2026-03-31",
    sources=(build_source(),),
)
PARENT = replace(build_entity("hanbit-steel", "KR", ["Hanbit Steel Co., Ltd."]), involvements=(build_involvement(),))
VEHICLE = replace(
    build_entity("hanbit-finance", "SG", ["Hanbit Steel Finance Pte Ltd"], Identifier("lei", "549300WCGB70D06XZS54")),
    owners=(EDGE,),
)


@pytest.fixture(scope="module")
def record():
    assignment = build_assignment()
    order, registry = assignment.orders[0], build_registry(PARENT, VEHICLE)
    book = replace(assignment.rulebook, registry=registry)
    reading = read_portfolio(BONDS.encode(), file="bonds.csv", settings=assignment.settings)
    verdicts = judge_registry(registry, order.policy, as_of=order.as_of)
    return write_screening(fill_order(order, reading, book=book, index=build_index(registry, book.naming), verdicts=verdicts))


def test_a_bond_of_a_vehicle_in_the_registry_is_its_own_with_the_parent_in_the_path(record):
    (finding,) = (one for one in record["findings"] if one["entity"]["id"] == "hanbit-finance")
    (step,) = finding["path"]
    assert (step["entity"], step["share"], step["as_of"]) == ("hanbit-steel", "1", "2026-03-31")
    assert finding["rows"] == (2,)
    assert record["holdings"][0]["entity"] == "hanbit-finance"


def test_the_parents_tie_is_not_handed_down_to_the_vehicle_nor_the_vehicles_bond_up_to_the_parent(record):
    found = {one["entity"]["id"]: one for one in record["findings"]}
    assert found["hanbit-finance"]["involvements"] == ()
    assert found["hanbit-finance"]["decision"] == "none"
    assert (found["hanbit-steel"]["rows"], found["hanbit-steel"]["market_value"]) == ((4,), {"USD": "200"})


def test_a_vehicle_that_is_not_in_the_registry_asks_a_person_and_names_the_parent(record):
    holding = record["holdings"][1]
    assert (holding["outcome"], holding["entity"]) == ("needs_review", None)
    assert [one["entity"] for one in holding["match"]["candidates"]] == ["hanbit-steel"]
