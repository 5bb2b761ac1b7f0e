"""GET /changes and its feed."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from screener.model import Correction
from screener.settings import Settings
from screener.web.app import create_app

ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture(scope="module")
def corrected(tmp_path_factory):
    """A service whose registry has three corrections, two of one claim on one day."""
    folder = tmp_path_factory.mktemp("store")
    app = create_app(Settings(cache=folder / "cache", database_url=f"sqlite:///{folder}/screener.db", mode="public"))
    bench = app.state.workbench
    registry = bench.rulebook.registry
    claim = registry.entities["posco-holdings"].involvements[0]
    first = Correction("2026-12-02", claim.id, "The page said <A> & B.", "It reads C.", "evidence", claim.sources)
    second = replace(first, wrong="The page gave a wrong year.")
    gone = replace(first, date="2026-12-03", claim="posco-holdings/never-so", withdrawn=True)
    bench.corrections = (gone, second, first)
    return TestClient(app, base_url="http://localhost")


def read_feed(client):
    answer = client.get("/changes.atom")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    return ET.fromstring(answer.content)


def test_the_page_tells_each_version_and_says_that_nothing_was_corrected_so_far(client, app):
    page = client.get("/changes").text
    assert all(f'<section id="{one.version}">' in page for one in app.state.workbench.versions)
    assert "No published claim has been corrected so far" in page


def test_a_correction_says_what_was_wrong_and_leads_to_its_claim(corrected):
    page = corrected.get("/changes").text
    assert "The page said &lt;A&gt; &amp; B." in page
    assert 'href="/entities/posco-holdings#posco-holdings/' in page
    assert 'href="/entities/posco-holdings">' in page  # a withdrawn claim has no place of its own
    assert page.index("never-so") < page.index("a wrong year")


def test_a_correction_stands_on_the_page_of_its_entity(corrected):
    browser = {"accept": "text/html"}
    assert "The page gave a wrong year." in corrected.get("/entities/posco-holdings", headers=browser).text
    assert "The page gave a wrong year." not in corrected.get("/entities/pttep", headers=browser).text


def test_the_feed_has_what_atom_requires(corrected):
    feed = read_feed(corrected)
    assert feed.find("a:author/a:name", ATOM).text
    links = {link.get("rel"): link.get("href") for link in feed.findall("a:link", ATOM)}
    assert links == {"self": "http://localhost/changes.atom", "alternate": "http://localhost/changes"}
    for item in (feed, *feed.findall("a:entry", ATOM)):
        assert item.find("a:id", ATOM).text.startswith("urn:uuid:")
        assert item.find("a:title", ATOM).text
        assert item.find("a:updated", ATOM).text.endswith("T00:00:00Z")


def test_the_feed_is_as_new_as_its_newest_entry_and_every_entry_has_an_id_of_its_own(corrected):
    feed = read_feed(corrected)
    entries = feed.findall("a:entry", ATOM)
    days = [entry.find("a:updated", ATOM).text for entry in entries]
    assert days == sorted(days, reverse=True)
    assert feed.find("a:updated", ATOM).text == days[0] == "2026-12-03T00:00:00Z"
    assert len({entry.find("a:id", ATOM).text for entry in entries}) == len(entries) >= 4


def test_the_feed_reads_no_clock_and_is_the_same_each_time(client):
    assert client.get("/changes.atom").content == client.get("/changes.atom").content


@pytest.mark.parametrize("host", ['evil"><x', "a b", "exa mple.org/%0d%0aX: y", ""])
def test_a_host_that_is_none_does_not_reach_the_feed(host, corrected):
    page = corrected.get("/changes.atom", headers={"host": host}).text
    assert "http://localhost/changes" in page


def test_pages_of_the_registry_name_the_feed_in_their_head(client):
    for path in ("/changes", "/entities", "/entities/posco-holdings"):
        page = client.get(path, headers={"accept": "text/html"}).text
        assert 'type="application/atom+xml"' in page.partition("</head>")[0], path
