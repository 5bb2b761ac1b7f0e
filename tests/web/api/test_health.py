"""GET /healthz, /readyz."""

from __future__ import annotations


def test_it_answers_and_says_with_what_it_screens(client):
    assert client.get("/healthz").json() == {"status": "ok"}
    ready = client.get("/readyz").json()
    assert ready["status"] == "ready"
    assert ready["registry"]["entities"] > 0
    assert "standard" in ready["policies"]
