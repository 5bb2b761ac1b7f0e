"""GET /v1/exports/{form}."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("form", "media_type"),
    [("csv", "text/csv"), ("ibkr", "text/csv"), ("json", "application/json"), ("xlsx", "application/vnd.openxmlformats")],
)
def test_the_exclusion_list_can_be_had_in_every_form(client, form, media_type):
    answer = client.get(f"/v1/exports/{form}", params={"policy": "standard", "as_of": "2026-11-24"})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(media_type)
    assert len(answer.content) > 1000


def test_the_brokers_upload_carries_the_warning_of_the_command(client):
    note = client.get("/v1/exports/ibkr", params={"policy": "standard", "as_of": "2026-11-24"}).headers["Screener-Note"]
    assert "are left out because no confirmed ticker of theirs is known" in note
    assert "upload one line first" in note
    assert "Screener-Note" not in client.get("/v1/exports/csv", params={"as_of": "2026-11-24"}).headers


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("/v1/exports/pdf", 400, "unknown_form"),
        ("/v1/exports/csv?policy=strict", 404, "policy_unknown"),
        ("/v1/exports/csv?as_of=then", 400, "not_a_day"),
        ("/v1/exports/json?as_of=2099-01-01", 400, "not_a_day"),
        ("/v1/exports/ibkr?policy=standard&as_of=1990-01-01", 400, "nothing_to_export"),
        ("/v1/exports/csv?format=csv", 400, "unknown_parameter"),
    ],
)
def test_a_list_that_cannot_be_had_says_why(client, address, status, code):
    answer = client.get(address)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
