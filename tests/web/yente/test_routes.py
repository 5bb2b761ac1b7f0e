"""What the stock client does not send: limits, broken bodies, parameters nobody knows."""

from __future__ import annotations

import pytest

COMPANY = {"schema": "Company", "properties": {"name": "POSCO HLDGS INC", "country": ["kr"], "founder": {"a": 1}}}


def test_parameters_and_properties_nobody_knows_are_ignored(client):
    answer = client.post("/match/default", params={"fuzzy": "true"}, json={"queries": {"q": COMPANY}})
    assert answer.headers["x-batch-size"] == "1"
    told = answer.json()["responses"]["q"]
    assert [one["id"] for one in told["results"]] == ["screener-posco-holdings"]
    assert told["total"] == {"value": 1, "relation": "eq"}


@pytest.mark.parametrize(
    ("body", "status", "detail"),
    [
        ({"queries": {}}, 400, "No queries provided."),
        ({"queries": {str(number): COMPANY for number in range(101)}}, 400, "Too many queries in one batch (limit: 100)"),
        ({"queries": {"q": COMPANY}, "config": {"nm_number_mismatch": 0.4}}, 400, "Invalid configuration parameter"),
        ({"queries": {"q": {"schema": "Sanction"}}}, 400, "Cannot parse example entity"),
        ({"queries": {"q": {}}}, 422, "missing"),
        ([], 422, "model_type"),
    ],
)
def test_one_bad_query_fails_the_batch_in_the_manner_of_yente(body, status, detail, client):
    answer = client.post("/match/default", json=body)
    assert answer.status_code == status
    assert detail in str(answer.json()["detail"])


@pytest.mark.parametrize("address", ["/search/nowhere", "/entities/nobody", "/entities/nobody/adjacent"])
def test_what_is_not_there_says_so_in_the_manner_of_yente(address, client):
    answer = client.get(address)
    assert answer.status_code == 404
    assert set(answer.json()) == {"detail"}


def test_too_much_is_refused_before_it_is_read(client):
    assert client.post("/match/default", content=b"[" * 3_000_000).status_code == 413


def test_a_cut_off_above_the_score_leaves_nothing_and_the_total_stays(client):
    answer = client.post("/match/default", params={"threshold": 1, "cutoff": 1}, json={"queries": {"q": COMPANY}}).json()
    assert answer["responses"]["q"]["results"] == []


def test_the_same_address_is_a_page_for_people_and_data_for_programs(client):
    page = client.get("/entities/posco-holdings", headers={"accept": "text/html"})
    assert page.headers["content-type"].startswith("text/html")
    data = client.get("/entities/screener-posco-holdings")
    assert data.json()["caption"] == "POSCO Holdings"
    assert "Accept" in data.headers["vary"].split(", ")
    assert client.get("/entities/posco-holdings").status_code == 308


def test_a_security_is_searched_by_its_number(client):
    found = client.get("/search/default", params={"q": "KR7005490008"}).json()["results"]
    assert {one["schema"] for one in found} == {"Company", "Security"}
