"""GET /v1/changes."""

from __future__ import annotations

import shutil

from fastapi.testclient import TestClient

from screener.settings import Settings
from screener.web.app import create_app


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


def test_since_an_earlier_version_that_is_held_each_change_has_its_cause(checkout, tmp_path):
    earlier = tmp_path / "earlier" / "2026-10"
    shutil.copytree(checkout / "rules", earlier)
    (earlier / "registry" / "version.yaml").write_text('version: "2026.10.01"\n', encoding="utf-8")
    page = next(earlier.rglob("posco-holdings.yaml"))
    page.write_text(page.read_text(encoding="utf-8").replace("status: active", "status: suspended", 1), encoding="utf-8")
    client = TestClient(create_app(Settings(cache=tmp_path / "cache", earlier=tmp_path / "earlier")), base_url="http://localhost")
    record = client.get("/v1/changes", params={"since": "2026.10.01"}).json()
    assert record["from"]["version"] == "2026.10.01"
    assert {change["entity"] for change in record["changes"]} == {"posco-holdings"}
    assert all(change["cause"] for change in record["changes"])
    refused = client.get("/v1/changes", params={"since": "2026.09.01"}).json()
    assert "2026.10.01" in refused["detail"]
