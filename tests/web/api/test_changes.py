"""GET /v1/changes."""

from __future__ import annotations


def test_since_the_version_in_force_nothing_changed(client):
    registry = client.get("/v1/entities").json()["registry"]
    for since in (registry["version"], registry["sha256"]):
        record = client.get("/v1/changes", params={"since": since}).json()
        assert (record["schema"], record["changes"], record["to"]["sha256"]) == ("changes/1", [], registry["sha256"])


def test_of_a_version_that_is_not_held_it_says_so_and_not_that_nothing_changed(client):
    answer = client.get("/v1/changes", params={"since": "2020.01.01"})
    assert (answer.status_code, answer.json()["code"]) == (404, "version_unknown")
    assert "registry diff" in answer.json()["help"]


def test_without_a_version_the_question_is_malformed(client):
    assert client.get("/v1/changes").status_code == 422
