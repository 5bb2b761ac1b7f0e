"""`screener registry import`, on invented lists, in a checkout of its own."""

from __future__ import annotations

import json
import shutil

import pytest

from screener.cli.imports import accept_proposals
from screener.errors import RulebookFaults
from screener.model import Source
from screener.sources.reading import Proposal
from tests.sources.builders import write_eu

ROW = {"name": "Invented Arms Trading House", "address": "Yangon"}


@pytest.fixture
def rules(tmp_path, checkout, monkeypatch):
    """A copy of the rules that a test may write to."""
    folder = tmp_path / "rules"
    shutil.copytree(checkout / "rules", folder)
    monkeypatch.setenv("SCREENER_RULES", str(folder))
    monkeypatch.setenv("SCREENER_CACHE", str(tmp_path / "cache"))
    return folder


@pytest.fixture
def uk_list(tmp_path):
    """A list with one organisation nobody knows; it is older than every entry of the registry."""
    file = tmp_path / "list.csv"
    file.write_text(
        "Unique ID,OFSI Group ID,Name,Regime Name,Type,Designation source,Date Designated,Sanctions Imposed\n"
        "MYA9001,1,Invented Arms Trading House,Myanmar,Entity,UK,01-01-2020,Asset freeze\n",
        encoding="utf-8",
    )
    return file


def test_an_import_prints_what_is_new_and_writes_nothing(run, rules, uk_list):
    before = {file: file.read_bytes() for file in rules.rglob("*.yaml")}
    done = run("registry", "import", "uk", uk_list, "--json")
    answer = json.loads(done.out)
    assert done.status == 0
    assert (answer["source"], answer["read"], answer["new"], answer["changed"], answer["gone"], answer["left_over"]) == (
        "uk",
        1,
        1,
        0,
        0,
        0,
    )
    assert answer["proposals"][0]["entity"] == "invented-arms-trading-house"
    assert {file: file.read_bytes() for file in rules.rglob("*.yaml")} == before


def test_what_is_accepted_is_in_the_registry_and_the_next_import_has_nothing_to_say(run, rules, uk_list):
    assert "written" in run("registry", "import", "uk", uk_list, "--accept").err
    shown = run("registry", "show", "invented-arms-trading-house")
    assert "Myanmar (Sanctions) Regulations 2021, listed 2020-01-01" in shown.out
    again = json.loads(run("registry", "import", "uk", uk_list, "--json").out)
    assert (again["new"], again["changed"], again["gone"]) == (0, 0, 0)


def test_only_the_entity_named_is_accepted(run, rules, uk_list):
    assert "0 files written" in run("registry", "import", "uk", uk_list, "--accept", "--only", "somebody-else").err


def test_accepting_needs_a_checkout(run, uk_list, monkeypatch):
    monkeypatch.delenv("SCREENER_RULES", raising=False)
    done = run("registry", "import", "uk", uk_list, "--accept")
    assert done.status == 2
    assert "SCREENER_RULES" in done.err


def test_a_list_cut_short_ends_in_one_sentence_and_status_2(run, rules, tmp_path):
    file = tmp_path / "annex.csv"
    file.write_bytes(write_eu(ROW)[:-3])
    done = run("registry", "import", "eu", file)
    assert done.status == 2
    assert done.err.startswith("Line 2 of")
    assert done.out == ""


def test_files_that_would_break_the_registry_are_put_back(rules):
    before = {file: file.read_bytes() for file in rules.rglob("*.yaml")}
    wrong = Proposal(
        kind="new",
        entity="invented-arms",
        known=False,
        name="Invented Arms",
        authority="ZZ",
        programme="A programme",
        listed_on=None,
        reference="X1",
        source=Source(id="a-list", publisher="P", title="T", date="2026-11-24", url="https://example.org/list"),
        country="MM",
    )
    with pytest.raises(RulebookFaults):
        accept_proposals([wrong], rules)
    assert {file: file.read_bytes() for file in rules.rglob("*.yaml")} == before
