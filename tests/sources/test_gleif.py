"""GLEIF's files, invented in their published shape, and what they add to a registry."""

from __future__ import annotations

import pytest

from screener.errors import UploadRefused
from tests.sources.builders import entity, identifier, make_isin, make_lei, registry

CHILD, PARENT, STRANGER = make_lei("5299ACMECHILD"), make_lei("5299ACMEPARENT"), make_lei("5299NOBODY")
OLD, NEW = make_isin("NO001000001"), make_isin("NO001000002")
COLUMNS = (
    "Relationship.StartNode.NodeID,Relationship.StartNode.NodeIDType,Relationship.EndNode.NodeID,Relationship.EndNode.NodeIDType,"
    "Relationship.RelationshipType,Relationship.RelationshipStatus,Relationship.Period.1.startDate,Registration.RegistrationStatus\n"
)


def relation(
    child: str = CHILD, parent: str = PARENT, *, kind: str = "IS_DIRECTLY_CONSOLIDATED_BY", status: str = "ACTIVE"
) -> str:
    return f"{child},LEI,{parent},LEI,{kind},{status},2018-01-01T00:00:00.000Z,PUBLISHED\n"


def mapping(*pairs: tuple[str, str]) -> bytes:
    return ("LEI,ISIN\n" + "".join(f"{lei},{isin}\n" for lei, isin in pairs)).encode()


@pytest.fixture
def acme():
    held = (identifier("lei", CHILD), identifier("isin", OLD))
    return registry(
        entity(identifiers=held), entity("acme-holding", name="Acme Holding", identifiers=(identifier("lei", PARENT),))
    )


def test_a_new_isin_of_an_entity_with_a_lei_is_proposed_and_strangers_are_not(invented, compare, acme):
    reading = invented("gleif", map_csv=mapping((CHILD, OLD), (CHILD, NEW), (STRANGER, make_isin("DE000000001"))))
    (item,) = compare(reading, acme).items
    assert (item.kind, item.entity, item.reference, item.fact) == ("new", "acme-arms", NEW, "identifiers")
    assert (reading.read, reading.organisations) == (3, 2)


def test_an_isin_that_stands_on_another_entity_is_shown_and_not_moved(invented, compare, acme):
    (item,) = compare(invented("gleif", map_csv=mapping((PARENT, OLD))), acme).items
    assert (item.kind, item.entity, item.fills) == ("changed", "acme-holding", {})
    assert item.differs == (f"In the registry {OLD} stands on acme-arms.",)


def test_an_isin_with_a_wrong_check_digit_is_said_and_not_added(invented, compare, acme):
    wrong = NEW[:-1] + str((int(NEW[-1]) + 1) % 10)
    (item,) = compare(invented("gleif", map_csv=mapping((CHILD, wrong))), acme).items
    assert (item.kind, item.fills) == ("changed", {})
    assert "check digit" in item.differs[0]


def test_a_bank_with_thousands_of_isins_gives_one_proposal_that_counts_them(invented, compare, acme):
    pairs = [(CHILD, make_isin(f"NO{number:09d}")) for number in range(30)]
    (item,) = compare(invented("gleif", map_csv=mapping(*pairs)), acme).items
    assert item.differs == ("30 ISINs of it are not in the registry; too many to add one by one.",)


def test_a_parent_in_the_registry_is_proposed_as_owner_without_a_share(invented, compare, acme):
    (item,) = compare(invented("gleif", rr_csv=(COLUMNS + relation()).encode()), acme).items
    assert (item.entity, item.fact) == ("acme-arms", "owners")
    assert item.fills == {"entity": "acme-holding", "relation": "direct parent", "as_of": "2018-01-01"}


@pytest.mark.parametrize("other", [relation(status="INACTIVE"), relation(kind="IS_FUND-MANAGED_BY"), relation(parent=STRANGER)])
def test_a_relation_that_ended_or_is_no_ownership_or_leads_outside_is_not_proposed(invented, compare, acme, other):
    assert compare(invented("gleif", rr_csv=(COLUMNS + other).encode()), acme).items == ()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (mapping((CHILD, OLD), (CHILD[:-1] + "X", NEW)), r"Line 3 .*LEI"),
        (mapping((CHILD, OLD[:-1])), r"Line 2 .*11 characters"),
        (mapping((CHILD, OLD), (CHILD, NEW))[:-6], r"Line 3 .*(characters|does not end)"),
        ((COLUMNS + relation(kind="IS_FRIEND_OF")).encode(), r'Line 2 .*"IS_FRIEND_OF" is not a known'),
    ],
)
def test_an_altered_file_is_refused_at_its_line(invented, content, said):
    with pytest.raises(UploadRefused, match=said):
        invented("gleif", map_csv=content)
