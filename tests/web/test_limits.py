"""How often one address may ask, and whose address it is."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from screener.settings import Settings
from screener.web.app import create_app
from screener.web.limits import find_address

BODY = {"positions": [{"name": "Nestle SA"}]}


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    return tmp_path_factory.mktemp("cache")


def test_what_comes_too_often_is_told_when_to_come_back_and_others_are_not(cache):
    app = create_app(Settings(cache=cache, mode="public", work_per_minute=2, proxies=1))
    client = TestClient(app)
    here, there = {"x-forwarded-for": "198.51.100.7"}, {"x-forwarded-for": "198.51.100.8"}
    answers = [client.post("/v1/screenings", json=BODY, headers=here) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert [answer.headers["ratelimit-remaining"] for answer in answers] == ["1", "0", "0"]
    assert answers[2].json()["code"] == "too_often"
    assert 1 <= int(answers[2].headers["retry-after"]) <= 61
    assert client.get("/v1/policies", headers=here).status_code == 200
    assert client.post("/v1/screenings", json=BODY, headers=there).status_code == 200


def test_a_person_who_comes_too_often_gets_a_page_that_says_so(cache):
    client = TestClient(create_app(Settings(cache=cache, mode="public", reading_per_minute=1)))
    answers = [client.get("/policies", headers={"accept": "text/html"}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 429]
    assert answers[1].headers["content-type"].startswith("text/html")
    assert answers[1].headers["retry-after"]
    assert "Asked too often" in answers[1].text


def test_on_ones_own_machine_nothing_is_limited(cache):
    client = TestClient(create_app(Settings(cache=cache, work_per_minute=1)), base_url="http://localhost")
    answers = [client.post("/v1/screenings", json=BODY) for _ in range(3)]
    assert {answer.status_code for answer in answers} == {200}
    assert "ratelimit-remaining" not in answers[0].headers


def test_where_as_many_jobs_wait_as_may_a_program_is_told_to_come_back_in_minutes_as_the_sentence_says(cache, tmp_path):
    address = f"sqlite:///{tmp_path / 's.db'}"
    client = TestClient(create_app(Settings(cache=cache, database_url=address, max_jobs=1)), base_url="http://localhost")
    answers = [client.post("/v1/jobs", files={"file": ("h.csv", b"Name\nNestle SA\n")}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [202, 503]
    assert answers[1].json()["help"] == "Send it again in a few minutes."
    assert answers[1].headers["retry-after"] == "180"


@pytest.mark.parametrize(
    ("told", "proxies", "found"),
    [
        ("", 0, "192.0.2.1"),
        ("203.0.113.9", 0, "192.0.2.1"),
        ("203.0.113.9", 1, "203.0.113.9"),
        ("10.0.0.1, 203.0.113.9", 1, "203.0.113.9"),
        ("6.6.6.6, 203.0.113.9, 192.0.2.50", 2, "203.0.113.9"),
        ("203.0.113.9", 2, "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", 1, "2001:db8:1:2::/64"),
        ("not an address", 1, "not an address"),
    ],
)
def test_an_address_is_told_by_the_proxies_that_are_believed_and_no_others(told, proxies, found):
    headers = [(b"x-forwarded-for", told.encode())] if told else []
    assert find_address({"type": "http", "headers": headers, "client": ("192.0.2.1", 5)}, proxies=proxies) == found
