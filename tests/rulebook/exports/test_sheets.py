"""The registry as sheets, as a flat list and as one document."""

import json

import pytest

from screener.rulebook.assertions import count_registry
from screener.rulebook.exports.full import write_registry
from screener.rulebook.exports.securities import HEADINGS, list_securities
from screener.rulebook.exports.sheets import write_sheets
from screener.rulebook.registry import read_registry
from screener.rulebook.vocabulary import read_vocabulary


@pytest.fixture(scope="module")
def registry(checkout):
    root = checkout / "rules"
    return read_registry(root, vocabulary=read_vocabulary(root))


def test_every_fact_has_its_line_in_a_sheet(registry):
    counts = count_registry(registry)
    lines = {title: len(sheet) - 1 for title, sheet in write_sheets(registry).items()}
    assert lines == {
        "Entities": counts["entities"],
        "Names": counts["names"],
        "Involvements": counts["involvements"],
        "Responses": counts["responses"],
        "Owners": counts["ownership"],
        "Sanctions": counts["sanctions"],
        "Brands": counts["brands"],
        "Investor actions": counts["investor_actions"],
        "Securities": counts["identifiers"],
        "Sources": counts["sources"],
    }


def test_every_cell_is_text_and_every_line_as_long_as_its_headings(registry):
    for sheet in write_sheets(registry).values():
        assert all(len(line) == len(sheet[0]) and all(isinstance(cell, str) for cell in line) for line in sheet)


def test_the_flat_list_has_one_line_per_identifier_with_issuer_and_status(registry):
    lines = [dict(zip(HEADINGS, line, strict=True)) for line in list_securities(registry)]
    assert len({(line["scheme"], line["value"]) for line in lines}) == count_registry(registry)["identifiers"]
    assert {line["status"] for line in lines} == {"confirmed", "unconfirmed"}
    assert all(registry.entities[line["entity_id"]].name == line["entity_name"] for line in lines)


def test_the_document_holds_every_fact_and_every_source_it_cites(registry):
    document = json.loads(json.dumps(write_registry(registry)))
    assert len(document["entities"]) == len(registry.entities)
    cited = {key for entity in document["entities"] for tie in entity["involvements"] for key in tie["sources"]}
    assert cited <= document["sources"].keys()
    assert sum(len(entity["involvements"]) for entity in document["entities"]) == count_registry(registry)["involvements"]
