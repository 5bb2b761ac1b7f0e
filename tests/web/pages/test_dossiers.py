"""GET /entities and /entities/{id}."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta

import pytest

from screener.settings import read_today

BROWSER = {"accept": "text/html,*/*;q=0.8"}
"""What accepts no HTML gets the entity as data at the same address."""


def read(client, entity, **asked):
    answer = client.get(f"/entities/{entity}", params=asked, headers=BROWSER)
    assert answer.status_code == 200, answer.text
    return answer.text


@pytest.fixture(scope="session")
def registry(app):
    return app.state.workbench.rulebook.registry


def test_every_entity_of_the_registry_has_a_page_with_all_its_claims_and_sources(client, registry):
    for entity in registry.entities.values():
        page = read(client, entity.id)
        places = re.findall(r'<article class="claim" id="([^"]+)"', page)
        assert sorted(places) == sorted(tie.id for tie in entity.involvements), entity.id
        cited = {int(number) for number in re.findall(r'href="#note-(\d+)"', page)}
        listed = [int(number) for number in re.findall(r'<li id="note-(\d+)"', page)]
        assert listed == sorted(cited), entity.id


def test_ties_stand_by_status_with_what_goes_on_first_and_what_has_ended_last(client, registry):
    headings = ("Reported as going on", "Last reported more than", "Reported as suspended", "An end was announced", "Disputed")
    headings = (*headings, "Status not known:", "Ended</h3>")
    for entity in (item for item in registry.entities.values() if len(item.involvements) > 1):
        page = read(client, entity.id).partition("What the policies ask")[0]
        found = [page.index(heading) for heading in headings if heading in page]
        assert found == sorted(found), entity.id
        assert found, entity.id


def test_the_company_s_words_stand_beside_the_claim_they_are_about(client, registry):
    for entity in registry.entities.values():
        for said in (item for item in entity.responses if item.involvements and item.grade != "none_found"):
            page = read(client, entity.id)
            place = page.index(f'<article class="claim" id="{said.involvements[0]}"')
            assert '<div class="answered">' in page[place : page.index("</article>", place)]
            assert "We found no public statement" not in page[place : page.index("</article>", place)], entity.id


def test_every_claim_leads_to_the_form_that_says_it_is_wrong(client, registry):
    page = read(client, "posco-holdings")
    for tie in registry.entities["posco-holdings"].involvements:
        assert f'href="/corrections?entity=posco-holdings&amp;claim={tie.id}"' in page


def test_a_stake_that_has_ended_stands_apart(client):
    owners = read(client, "myanmar-brewery").partition("Who owns it")[2].partition("</section>")[0]
    standing, _, ended = owners.partition("Ended")
    assert "Myanma Economic Holdings" in standing
    assert "ended 2023" in ended
    assert "ended" not in standing


def test_an_entry_that_was_taken_off_a_list_stands_apart(client, registry):
    removed = [item for item in registry.entities.values() if any(one.removed_on for one in item.sanctions)]
    assert removed
    for entity in removed:
        assert "Entries that were removed" in read(client, entity.id), entity.id


def test_each_policy_s_demand_is_shown(client, app):
    page = read(client, "posco-holdings").partition("What the policies ask")[2].partition("</section>")[0]
    assert all(f'href="/policies/{policy}"' in page for policy in app.state.workbench.rulebook.policies)


# ── the head ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_head_has_title_description_and_the_one_address_of_the_page(client):
    head = read(client, "posco-holdings").partition("</head>")[0]
    assert "<title>POSCO Holdings in the registry" in head
    assert '<link rel="canonical" href="/entities/posco-holdings">' in head
    assert "Listed is not a verdict" in re.search(r'<meta name="description" content="([^"]+)">', head)[1]
    assert "noindex" not in head


def test_the_description_for_machines_names_who_it_is_and_what_is_cited_and_nothing_that_judges(client, registry):
    for entity in list(registry.entities.values())[::25]:
        (text,) = re.findall(r'<script type="application/ld\+json">(.+?)</script>', read(client, entity.id))
        told = json.loads(text)
        assert told["about"]["name"] == entity.name
        assert set(told["citation"]) <= {source.url for source in registry.sources.values()}
        assert not re.search("Review|Rating|Claim", text), entity.id


# ── as it stood ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_past_day_shows_what_stood_then_says_so_and_is_kept_out_of_search_engines(client):
    page = read(client, "posco-holdings", as_of="2021-06-01")
    assert "This is what stood on" in page
    assert 'content="noindex"' in page
    assert 'href="/entities/posco-holdings">Show what stands today' in page
    assert "To be reviewed by" not in page


def test_on_a_day_before_anything_was_published_nothing_is_on_record(client):
    page = read(client, "posco-holdings", as_of="1990-01-01")
    assert "No tie of its own is on record." in page
    assert 'class="claim"' not in page


@pytest.mark.parametrize("day", [str(read_today()), "", " "])
def test_today_and_no_day_are_the_page_as_it_stands(day, client):
    assert "This is what stood on" not in read(client, "posco-holdings", as_of=day)


@pytest.mark.parametrize("day", ["yesterday", "2026-02-30", str(read_today() + timedelta(days=1)), str(date.max)])
def test_a_day_that_is_none_or_has_not_come_is_refused(day, client):
    answer = client.get("/entities/posco-holdings", params={"as_of": day}, headers=BROWSER)
    assert answer.status_code == 400
    assert "<h1" in answer.text


def test_an_id_that_was_merged_leads_on_with_the_day_that_was_asked_for(client, registry):
    old, new = next(iter(registry.merged.items()))
    answer = client.get(f"/entities/{old}", params={"as_of": "2022-01-01"}, headers=BROWSER)
    assert (answer.status_code, answer.headers["location"]) == (308, f"/entities/{new}?as_of=2022-01-01")


# ── the search ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_search_shows_what_it_found_and_keeps_what_was_asked(client):
    page = client.get("/entities", params={"q": "posco"}).text
    assert 'href="/entities/posco-holdings"' in page
    assert 'value="posco"' in page


@pytest.mark.parametrize(
    ("asked", "meant"),
    [("Bharat Eletronics", "bharat-electronics"), ("POSCO HLDGS INC ADR", "posco-holdings"), ("Chevrn", "chevron")],
)
def test_a_search_for_a_name_that_is_misspelt_or_cut_short_asks_who_is_meant(asked, meant, client):
    page = client.get("/entities", params={"q": asked}).text
    assert "Did you mean" in page
    assert re.findall(r'<li><a href="/entities/([\w-]+)">', page) == [meant]


def test_a_search_that_finds_nothing_says_that_not_listed_is_not_cleared(client):
    page = client.get("/entities", params={"q": "<b>nobody at all</b>"}).text
    assert "Not listed is not cleared: try" in page
    assert "<b>nobody" not in page


@pytest.mark.parametrize(("page", "previous", "next_"), [(1, False, True), (2, True, True), (10_000, False, False)])
def test_pages_lead_on_and_back(page, previous, next_, client):
    text = client.get("/entities", params={"page": page}).text
    assert ('rel="prev"' in text) is previous
    assert ('rel="next"' in text) is next_


def test_a_page_past_the_last_says_how_many_were_found_and_not_that_nothing_was(client, registry):
    text = client.get("/entities", params={"page": 10_000}).text
    assert f"found {len(registry.entities)} entities" in text
    assert "Nothing in the registry" not in text
