"""The registry into FollowTheMoney entities, held to the published schema's names, ranges and topics."""

import json
from datetime import date

import pytest

from screener.model import Entity, Identifier, Involvement, Name, OwnershipEdge, Registry, Sanction, Source
from screener.rulebook.exports.ftm import SCHEMATA, make_id, write_ftm
from screener.rulebook.programmes import read_programmes
from screener.rulebook.registry import read_registry
from screener.rulebook.vocabulary import read_vocabulary

DAY = date(2026, 11, 24)
THING = {"name", "alias", "previousName", "weakAlias", "country", "topics", "notes", "sourceUrl", "publisher"}
INTERVAL = {"startDate", "endDate", "date", "summary", "description", "recordId", "sourceUrl", "publisher"}
INTEREST = INTERVAL | {"role", "status"}
LEGAL = THING | {"sector", "leiCode", "jurisdiction", "registrationNumber"}
ALLOWED = {
    "Company": LEGAL,
    "PublicBody": LEGAL,
    "Organization": LEGAL,
    "RealEstate": THING,
    "Security": THING | {"isin", "figiCode", "ticker", "registrationNumber", "issuer", "type", "classification"},
    "Sanction": INTERVAL | {"entity", "authority", "authorityId", "program", "status", "country", "listingDate"},
    "Ownership": INTEREST | {"owner", "asset", "percentage"},
    "UnknownLink": INTEREST | {"subject", "object"},
}
LEGAL_ENTITIES = {"Company", "PublicBody", "Organization"}
THINGS = {*LEGAL_ENTITIES, "RealEstate", "Security"}
RANGES = {
    "issuer": LEGAL_ENTITIES,
    "entity": THINGS,
    "owner": LEGAL_ENTITIES,
    "asset": {"Company", "RealEstate", "Security"},
    "subject": THINGS,
    "object": THINGS,
}
REQUIRED = {"Sanction": {"entity"}, "Ownership": {"owner", "asset"}, "UnknownLink": {"subject", "object"}, "Security": {"issuer"}}
TOPICS = {
    "sanction",
    "sanction.linked",
    "export.control",
    "corp.public",
    "fin.bank",
    "gov.soe",
    "gov.national",
    "gov",
    "gov.igo",
    "mil",
}

SOURCE = Source(id="s1", publisher="A Newspaper", title="A report", date="2025-04-03", url="https://example.org/report")


@pytest.fixture(scope="module")
def records(checkout):
    root = checkout / "rules"
    registry = read_registry(root, vocabulary=read_vocabulary(root))
    return list(write_ftm(registry, DAY, programmes=read_programmes(root)))


def test_every_record_has_only_the_properties_its_schema_knows(records):
    for record in records:
        assert set(record["properties"]) <= ALLOWED[record["schema"]], record
        assert set(record["properties"]) >= REQUIRED.get(record["schema"], {"name"}), record


def test_every_value_is_a_list_of_texts_that_are_not_empty(records):
    assert all(
        isinstance(values, list) and all(isinstance(value, str) and value for value in values)
        for record in records
        for values in record["properties"].values()
    )


def test_every_reference_leads_to_a_record_of_the_range(records):
    schemata = {record["id"]: record["schema"] for record in records}
    for record in records:
        for name in RANGES.keys() & record["properties"].keys():
            assert {schemata[key] for key in record["properties"][name]} <= RANGES[name], record


def test_no_id_is_used_twice(records):
    assert len({record["id"] for record in records}) == len(records)


def test_only_published_topics_are_used(records):
    assert {topic for record in records for topic in record["properties"].get("topics", [])} <= TOPICS


def test_the_same_registry_and_day_give_the_same_lines(records, checkout):
    root = checkout / "rules"
    registry = read_registry(root, vocabulary=read_vocabulary(root))
    again = list(write_ftm(registry, DAY, programmes=read_programmes(root)))
    assert [json.dumps(record) for record in again] == [json.dumps(record) for record in records]


def test_every_kind_of_entity_has_a_schema(checkout):
    assert set(SCHEMATA) == set(read_vocabulary(checkout / "rules").allowed("kinds"))


def test_an_id_is_made_of_what_the_fact_is_about():
    assert make_id("sanction", "acme", "US") == make_id("sanction", "acme", "US")
    assert make_id("sanction", "acme", "US") != make_id("sanction", "acme", "UK")


def entity(key, kind="company", **values):
    return Entity(id=key, kind=kind, country="NO", sector="", names=(Name(key.upper(), form="display"),), **values)


def write(*entities, programmes=None):
    registry = Registry(entities={item.id: item for item in entities}, sources={}, version="2026.11.24", sha256="0" * 64)
    return {record["id"]: record for record in write_ftm(registry, DAY, programmes=programmes or {})}


def listing(programme="Burma", removed_on=None):
    return Sanction(authority="US", programme=programme, listed_on="2021", removed_on=removed_on, reference="1")


def owned(owner, by, share=None, relation="owns"):
    return (OwnershipEdge(owner=by, owned=owner, share=share, relation=relation, as_of=None),)


def topics(records, key):
    return records[f"screener-{key}"]["properties"].get("topics", [])


def test_a_standing_entry_is_a_topic_and_one_removed_is_not():
    found = write(entity("a", sanctions=(listing(),)), entity("b", sanctions=(listing(removed_on="2022"),)))
    assert (topics(found, "a"), topics(found, "b")) == (["sanction"], [])


def test_an_export_list_is_export_control_and_no_sanction():
    found = write(entity("a", sanctions=(listing("Entity List"),)), programmes={"Entity List": "export_control"})
    assert topics(found, "a") == ["export.control"]


def test_what_the_listed_own_by_half_is_linked_and_what_they_own_by_less_is_not():
    found = write(
        entity("a", sanctions=(listing(),)),
        entity("b", owners=owned("b", "a", "0.5")),
        entity("c", owners=owned("c", "a", "0.49")),
    )
    assert (topics(found, "b"), topics(found, "c")) == (["sanction.linked"], [])


def test_a_share_is_a_percentage_and_an_unknown_one_is_absent():
    found = write(entity("a"), entity("b", owners=owned("b", "a", "0.515")), entity("c", owners=owned("c", "a")))
    shares = {
        r["properties"]["asset"][0]: r["properties"].get("percentage") for r in found.values() if r["schema"] == "Ownership"
    }
    assert shares == {"screener-b": ["51.5"], "screener-c": None}


def test_a_body_that_cannot_be_owned_there_is_linked_instead():
    found = write(
        entity("a", kind="government"), entity("b", kind="government_body", owners=owned("b", "a", relation="controls"))
    )
    (link,) = [record for record in found.values() if record["schema"] == "UnknownLink"]
    assert (link["properties"]["subject"], link["properties"]["role"]) == (["screener-a"], ["controls"])


def number(scheme, value, security="ordinary", *, confirmed=True):
    return Identifier(scheme, value, security=security, confirmed=confirmed, sources=(SOURCE,))


def test_a_security_has_the_numbers_of_the_same_security_and_names_its_issuer():
    found = write(entity("a", identifiers=(number("isin", "KR7005490008"), number("ticker", "005490@XKRX"))))
    assert found["screener-security-kr7005490008"]["properties"] == {
        "name": ["A (ordinary)"],
        "country": ["no"],
        "issuer": ["screener-a"],
        "type": ["ordinary"],
        "isin": ["KR7005490008"],
        "ticker": ["005490"],
        "notes": ["Ticker 005490 on XKRX"],
        "sourceUrl": ["https://example.org/report"],
    }


def test_a_number_that_is_not_confirmed_is_left_out():
    found = write(entity("a", identifiers=(number("isin", "KR7005490008", confirmed=False),)))
    assert set(found) == {"screener-a"}


def test_a_tie_is_a_link_with_its_dates_and_sources():
    tie = Involvement(
        id="a/fuel",
        entity="a",
        channel="jet_fuel",
        counterparty="B",
        counterparties=("b",),
        basis="both",
        tie="own",
        since="2019",
        until=None,
        reported_on="2025-04-03",
        status="active",
        status_as_of="2025-04-03",
        review_on="2027-04-03",
        confidence="high",
        summary="It sold fuel.",
        sources=(SOURCE,),
    )
    (link,) = [record for record in write(entity("a", involvements=(tie,)), entity("b")).values() if "-tie-" in record["id"]]
    assert link["properties"] == {
        "subject": ["screener-a"],
        "object": ["screener-b"],
        "role": ["jet fuel"],
        "status": ["active"],
        "startDate": ["2019"],
        "date": ["2025-04-03"],
        "summary": ["It sold fuel."],
        "recordId": ["a/fuel"],
        "publisher": ["A Newspaper"],
        "sourceUrl": ["https://example.org/report"],
    }
