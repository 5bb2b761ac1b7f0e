"""GET /entities and /entities/{id}."""

from __future__ import annotations

import re

import pytest

BROWSER = {"accept": "text/html,*/*;q=0.8"}
"""What accepts no HTML gets the entity as data at the same address."""


def test_every_entity_of_the_registry_has_a_page(client, app):
    for entity_id in app.state.workbench.rulebook.registry.entities:
        assert client.get(f"/entities/{entity_id}", headers=BROWSER).status_code == 200, entity_id


def test_an_evidence_page_has_dated_facts_numbered_sources_and_how_to_correct_it(client):
    page = client.get("/entities/posco-holdings", headers=BROWSER).text
    assert "as of" in page
    assert "What the company said" in page
    assert "Is something wrong?" in page
    cited = {int(number) for number in re.findall(r'href="#note-(\d+)"', page)}
    listed = [int(number) for number in re.findall(r'<li id="note-(\d+)"', page)]
    assert cited
    assert cited == set(listed)
    assert listed == sorted(listed)
    assert "posco-holdings/" in page


def test_a_search_shows_what_it_found_and_keeps_what_was_asked(client):
    page = client.get("/entities", params={"q": "posco"}).text
    assert 'href="/entities/posco-holdings"' in page
    assert 'value="posco"' in page


def test_a_search_that_finds_nothing_says_that_not_listed_is_not_cleared(client):
    page = client.get("/entities", params={"q": "<b>nobody at all</b>"}).text
    assert "Not listed is not cleared: try" in page
    assert "<b>nobody" not in page


@pytest.mark.parametrize(("page", "previous", "next_"), [(1, False, True), (2, True, True), (10_000, True, False)])
def test_pages_lead_on_and_back(page, previous, next_, client):
    text = client.get("/entities", params={"page": page}).text
    assert ('rel="prev"' in text) is (previous and page < 10_000)
    assert ('rel="next"' in text) is next_
