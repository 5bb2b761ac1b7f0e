"""GET /v1/securities/{scheme}:{value}, POST /v1/securities/lookup."""

from __future__ import annotations

import pytest


def test_a_security_of_a_listed_issuer_says_who_asks_what_and_at_which_level(client):
    record = client.get("/v1/securities/isin:KR7005490008", params={"as_of": "2026-11-24"}).json()
    assert (record["listed"], record["outcome"], record["entity"]["id"]) == (True, "listed", "posco-holdings")
    assert (record["decision"], record["restriction"], record["match"]["method"]) == ("engage", "no_new_buy", "isin")
    assert record["policy"]["id"] == "standard"
    assert record["coverage"]["registry"]["identifiers"]["isin"] > 100


@pytest.mark.parametrize(
    ("security", "outcome"),
    [("isin:CH0038863350", "unresolved"), ("isin:CH0038863351", "invalid_identifier"), ("ticker:ZZZZ@XBKK", "unresolved")],
)
def test_what_the_registry_does_not_know_is_told_from_what_is_not_valid_and_neither_is_cleared(client, security, outcome):
    record = client.get(f"/v1/securities/{security}").json()
    assert (record["listed"], record["outcome"], record["note"]) == (False, outcome, "Not listed is not cleared.")


def test_a_ticker_is_looked_up_on_its_market(client):
    assert client.get("/v1/securities/ticker:PTT@XBKK").json()["entity"]["id"] == "ptt"


def test_many_are_answered_in_their_order_with_their_coverage(client):
    body = {"securities": ["isin:KR7005490008", "PTT@XBKK", {"name": "Nestle SA", "country": "CH"}, "isin:CH0038863350"]}
    record = client.post("/v1/securities/lookup", json={**body, "as_of": "2026-11-24"}).json()
    assert [one["outcome"] for one in record["securities"]] == ["listed", "listed", "not_listed", "unresolved"]
    assert record["coverage"]["asked"] == 4
    assert record["coverage"]["outcomes"] == {"listed": 2, "not_listed": 1, "unresolved": 1}


def test_a_ticker_with_a_slash_is_looked_up_and_not_taken_for_another_address(client):
    for written in ("ticker:BRK/B@XNYS", "ticker:BRK%2FB@XNYS"):
        answer = client.get(f"/v1/securities/{written}")
        assert (answer.status_code, answer.json()["security"]) == (200, {"ticker": "BRK/B", "mic": "XNYS"})


def test_nothing_asked_is_nothing_answered(client):
    assert client.post("/v1/securities/lookup", json={"securities": []}).json()["securities"] == []


@pytest.mark.parametrize(
    ("security", "status", "code"),
    [
        ("KR7005490008", 400, "unknown_scheme"),
        ("ric:PTT.BK", 400, "unknown_scheme"),
        ("isin:KR7005490008?policy=strict", 404, "policy_unknown"),
        ("isin:KR7005490008?as_of=then", 400, "not_a_day"),
        ("isin:KR7005490008?as_of=2099-01-01", 400, "not_a_day"),
        (f"isin:{'K' * 80}", 422, "malformed"),
    ],
)
def test_a_question_that_cannot_be_answered_says_why(client, security, status, code):
    answer = client.get(f"/v1/securities/{security}")
    assert (answer.status_code, answer.json()["code"]) == (status, code)
