"""Proposals onto pages."""

from __future__ import annotations

from dataclasses import replace

import pytest
import yaml

from screener.errors import RequestRefused
from screener.model import Source
from screener.sources.acceptance import SOURCES, revise_pages
from screener.sources.reading import Proposal

LIST = Source(id="uk-list-2025-08-11", publisher="UK", title="List, of a day", date="2025-08-11", url="https://example.org/list")
PAGE = """id: acme-arms
name: Acme Arms
kind: company
country: MM
sanctions:
  - authority: UK
    programme: Myanmar (Sanctions) Regulations 2021
    listed_on: "2022-01-31"
    sources: [s1]
sources: [s1]
note: Researched by hand.
"""
PAGES = {
    "registry/entities/military/acme-arms.yaml": PAGE,
    SOURCES: 's1: {publisher: A Newspaper, title: A report, date: "2025-04-03", url: https://example.org/report}\n',
}
CHANGED = Proposal(
    kind="changed",
    entity="acme-arms",
    known=True,
    name="Acme Arms",
    authority="UK",
    programme="Myanmar (Sanctions) Regulations 2021",
    listed_on="2022-01-31",
    reference="MYA9001",
    source=LIST,
    names=("ACME ARMS CO., LTD.", "AAC"),
    fills={"reference": "MYA9001", "listed_on": "2021-12-10"},
)
NEW = replace(
    CHANGED, kind="new", entity="acme-fuels", known=False, name="Acme Fuels", names=("Acme Fuels", "Fuel"), country="XX", fills={}
)


def accept(*proposals):
    return revise_pages(proposals, PAGES)


def test_what_is_absent_is_added_with_the_list_as_source_and_what_is_there_stays():
    after = accept(CHANGED)["registry/entities/military/acme-arms.yaml"]
    (found,) = yaml.safe_load(after)["sanctions"]
    assert found["listed_on"] == "2022-01-31"
    assert (found["reference"], found["sources"]) == ("MYA9001", ["s1", "uk-list-2025-08-11"])
    assert [line for line in PAGE.splitlines() if line not in after.splitlines()] == ["    sources: [s1]"]


def test_a_name_of_four_letters_never_matches_alone():
    names = yaml.safe_load(accept(CHANGED)["registry/entities/military/acme-arms.yaml"])["names"]
    assert [(name["text"], name.get("weak", False)) for name in names] == [("ACME ARMS CO., LTD.", False), ("AAC", True)]


def test_a_new_sanction_stands_beside_the_others():
    page = accept(replace(CHANGED, kind="new", reference="RUS0001", fills={}))["registry/entities/military/acme-arms.yaml"]
    assert [item.get("reference") for item in yaml.safe_load(page)["sanctions"]] == [None, "RUS0001"]


def test_an_entry_that_is_gone_is_dated_by_the_list_and_says_so():
    gone = replace(CHANGED, kind="gone", names=(), fills={"removed_on": "2025-08-11"}, reference="")
    (found,) = yaml.safe_load(accept(gone)["registry/entities/military/acme-arms.yaml"])["sanctions"]
    assert str(found["removed_on"]) == "2025-08-11"
    assert found["note"] == "Not on the list read for 2025-08-11; removed then or before."


def test_a_new_entity_gets_a_page_that_says_what_is_not_known():
    page = yaml.safe_load(accept(NEW)["registry/entities/military/acme-fuels.yaml"])
    assert (page["id"], page["country"], page["sources"]) == ("acme-fuels", "XX", ["uk-list-2025-08-11"])
    assert [name["text"] for name in page["names"]] == ["Fuel"]
    assert "are to be established" in page["note"]


def test_the_list_becomes_a_publication_once():
    sources = yaml.safe_load(accept(CHANGED, NEW)[SOURCES])
    assert list(sources) == ["s1", "uk-list-2025-08-11"]
    assert sources["uk-list-2025-08-11"]["title"] == "List, of a day"


def test_a_contradiction_alone_changes_no_page():
    assert accept(replace(CHANGED, fills={}, names=(), differs=("listed_on: …",))) == {}


@pytest.mark.parametrize("proposal", [replace(CHANGED, entity="nobody"), replace(NEW, entity="acme-arms")])
def test_a_proposal_the_registry_has_moved_on_from_is_refused(proposal):
    with pytest.raises(RequestRefused, match="Import it again"):
        accept(proposal)
