"""GET /v1/entities, /v1/entities/{id}."""

from __future__ import annotations

from dataclasses import replace

import pytest


def test_search_finds_by_name_and_identifier_in_any_script(client):
    for asked in ("posco hold", "KR7005490008", "POSCO홀딩스"):
        found = client.get("/v1/entities", params={"q": asked}).json()["entities"]
        assert "posco-holdings" in [entity["id"] for entity in found], asked


def test_pages_follow_each_other_until_every_entity_was_given_once(client, app):
    ids, cursor = [], None
    while True:
        page = client.get("/v1/entities", params={"limit": 200, **({"cursor": cursor} if cursor else {})}).json()
        ids += [entity["id"] for entity in page["entities"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert sorted(ids) == sorted(app.state.workbench.rulebook.registry.entities)
    assert page["total"] == len(ids)


def test_a_kind_chooses_among_them(client):
    found = client.get("/v1/entities", params={"kind": "government"}).json()["entities"]
    assert found
    assert {entity["kind"] for entity in found} == {"government"}


def test_a_dossier_has_its_ties_each_with_sources_a_stranger_can_open(client):
    dossier = client.get("/v1/entities/posco-holdings").json()
    assert dossier["name"] == "POSCO Holdings"
    assert all(tie["sources"] and tie["sources"][0]["url"].startswith("http") for tie in dossier["involvements"])


def test_a_list_of_an_earlier_day_counts_no_tie_and_no_listing_that_came_later(client):
    now, then = (
        client.get("/v1/entities", params={"q": "myanma oil and gas enterprise", "limit": 1, **day})
        for day in ({}, {"as_of": "2021-01-31"})
    )
    assert [answer.json()["entities"][0]["id"] for answer in (now, then)] == ["myanma-oil-and-gas-enterprise"] * 2
    assert now.json()["entities"][0]["sanctions"] > then.json()["entities"][0]["sanctions"] == 0
    assert now.headers["etag"] != then.headers["etag"]


def test_a_look_back_leaves_out_what_came_later(client):
    today = client.get("/v1/entities/posco-holdings").json()
    before = client.get("/v1/entities/posco-holdings", params={"as_of": "2012-12-31"})
    assert today["involvements"]
    assert today["responses"]
    assert before.json()["involvements"] == before.json()["responses"] == []
    assert client.get("/v1/entities/posco-holdings").headers["etag"] != before.headers["etag"]


def test_what_the_caller_has_already_is_not_sent_again(client):
    first = client.get("/v1/entities/posco-holdings")
    again = client.get("/v1/entities/posco-holdings", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_an_id_that_was_merged_leads_on_to_the_one_that_stays(client, app):
    bench = app.state.workbench
    registry = replace(bench.rulebook.registry, merged={"posco-old": "posco-holdings"})
    app.state.workbench = replace(bench, rulebook=replace(bench.rulebook, registry=registry))
    try:
        answers = {
            path: client.get(f"{path}/posco-old", headers={"accept": "text/html"}) for path in ("/v1/entities", "/entities")
        }
    finally:
        app.state.workbench = bench
    for path, answer in answers.items():
        assert (answer.status_code, answer.headers["location"]) == (308, f"{path}/posco-holdings")


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("/v1/entities/nobody", 404, "entity_unknown"),
        ("/v1/entities?kind=planet", 400, "unknown_kind"),
        ("/v1/entities?query=posco", 400, "unknown_parameter"),
        ("/v1/entities?limit=0", 422, "malformed"),
        ("/v1/entities?limit=many", 422, "malformed"),
        ("/v1/entities?cursor=00000000-50", 400, "cursor_unusable"),
        ("/v1/entities?cursor=x", 400, "cursor_unusable"),
        ("/v1/entities?as_of=then", 400, "not_a_day"),
        ("/v1/entities/posco-holdings?as_of=then", 400, "not_a_day"),
        ("/v1/entities/posco-holdings?as=of", 400, "unknown_parameter"),
    ],
)
def test_a_question_that_cannot_be_answered_says_why(address, status, code, client):
    answer = client.get(address)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["content-type"] == "application/problem+json"
