"""FollowTheMoney entities, invented in their published shape."""

from __future__ import annotations

import json

import pytest

from screener.errors import UploadRefused
from tests.sources.builders import entity, registry, sanction


def write_lines(*objects: dict) -> bytes:
    return "".join(json.dumps(item) + "\n" for item in objects).encode()


def thing(key: str, schema: str, **properties) -> dict:
    return {
        "id": key,
        "caption": key,
        "schema": schema,
        "datasets": ["invented"],
        "properties": properties,
    }


ARMS = thing("acme", "Company", name=["Acme Arms Co., Ltd."], alias=["Acme"], country=["mm"], topics=["sanction"])
LISTED = thing(
    "s-acme", "Sanction", entity=["acme"], country=["gb"], authority=["FCDO"], program=["Myanmar"], listingDate=["2021-12-10"]
)  # fmt: skip
PERSON = thing("doe", "Person", name=["John Doe"])


def test_an_entry_is_an_entity_with_the_sanction_on_it_and_persons_are_only_counted(invented):
    about_person = thing("s-doe", "Sanction", entity=["doe"], country=["gb"], program=["Myanmar"])
    reading = invented("ftm", entities_json=write_lines(LISTED, ARMS, PERSON, about_person))
    (entry,) = reading.entries
    assert (entry.authority, entry.name, entry.listed_on, entry.myanmar) == ("UK", "Acme Arms Co., Ltd.", "2021-12-10", True)
    assert (reading.read, reading.organisations, reading.skipped) == (4, 1, {"Sanction": 2, "Person": 1})


def test_a_legal_entity_may_be_a_person_and_is_compared_but_never_proposed(invented, compare):
    unclear = ARMS | {"schema": "LegalEntity"}
    reading = invented("ftm", entities_json=write_lines(unclear, LISTED))
    assert reading.organisations == 0
    assert compare(reading, registry(entity("other", name="Other"))).items == ()
    (item,) = compare(reading, registry(entity())).items
    assert (item.kind, item.entity, item.known) == ("new", "acme-arms", True)


def test_an_entry_the_registry_has_under_the_authoritys_own_number_is_not_proposed_again(invented, compare):
    reading = invented("ftm", entities_json=write_lines(ARMS | {"properties": {"name": ["Acme Arms Limited"]}}, LISTED))
    assert compare(reading, registry(entity(sanctions=(sanction(),)))).items == ()


def test_a_sanction_that_ended_is_not_taken(invented):
    ended = thing("s", "Sanction", entity=["acme"], country=["us"], program=["BURMA"], endDate=["2025-07-24"])
    assert invented("ftm", entities_json=write_lines(ARMS, ended)).entries == ()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (write_lines(ARMS, LISTED)[:-40], r"Line 2 .*not a JSON object"),
        (write_lines(ARMS, LISTED)[:-1], r"Line 2 .*does not end"),
        (write_lines(ARMS, {"name": "Acme"}), r"Line 2 .*not a FollowTheMoney entity"),
        (write_lines(ARMS, thing("x", "Company", name="Acme")), r"Line 2 .*list of values"),
        (write_lines(thing("x", "Company", country=["mm"])), r"Line 1 .*no name"),
        (write_lines(ARMS, thing("s", "Sanction", country=["gb"])), r"Line 2 .*does not say whom"),
    ],
)
def test_an_altered_file_is_refused_at_its_line(invented, content, said):
    with pytest.raises(UploadRefused, match=said):
        invented("ftm", entities_json=content)


def test_a_property_nobody_knows_is_left_over_and_counted(invented):
    moody = ARMS | {"properties": ARMS["properties"] | {"mood": ["grim", "grimmer"]}}
    assert invented("ftm", entities_json=write_lines(moody, LISTED)).left_over == {"mood": 2}
