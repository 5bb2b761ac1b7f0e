"""POST /v1/explain."""

from __future__ import annotations

import pytest


def test_a_listed_company_is_explained_from_its_name_or_its_identifiers(client):
    for body in ({"name": "POSCO HLDGS", "country": "KR"}, {"isin": "KR7005490008"}, {"name": "isin:KR7005490008"}):
        record = client.post("/v1/explain", json={**body, "as_of": "2026-11-24"}).json()
        assert (record["outcome"], record["entity"]["id"], record["decision"]) == ("listed", "posco-holdings", "engage"), body
        assert record["facts"][0]["involvement"]["sources"]


def test_a_ticker_is_explained_on_its_market(client):
    assert client.post("/v1/explain", json={"ticker": "PTT", "mic": "XBKK"}).json()["entity"]["id"] == "ptt"


def test_what_is_not_listed_is_not_called_cleared(client):
    record = client.post("/v1/explain", json={"name": "POSCA Holding"}).json()
    assert (record["outcome"], record["entity"], record["note"]) == ("not_listed", None, "Not listed is not cleared.")
    assert record["nearest"][0]["entity"]["id"] == "posco-holdings"
    assert record["missing"]


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({}, 400, "nothing_asked"),
        ({"name": "entity:nobody"}, 404, "entity_unknown"),
        ({"name": "PTT", "policy": "strict"}, 404, "policy_unknown"),
        ({"name": "PTT", "as_of": "then"}, 400, "not_a_day"),
        ({"name": "PTT", "as_of": "2099-01-01"}, 400, "not_a_day"),
        ({"query": "PTT"}, 422, "malformed"),
    ],
)
def test_a_question_that_cannot_be_answered_says_why(client, body, status, code):
    answer = client.post("/v1/explain", json=body)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
