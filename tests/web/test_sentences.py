"""Sentences of refusals that say what is there, what was sent, and what to do."""

from __future__ import annotations

import pytest

ANY = {"positions": [{"name": "Nestle SA"}]}


@pytest.mark.parametrize(
    ("method", "address", "sent", "says"),
    [
        ("GET", "/v1/stored/AAAAAAAAAAAAAAAA", {}, {"title": "There is no such screening"}),
        ("DELETE", "/v1/confirmations/none", {}, {"title": "There is no such answer"}),
        ("DELETE", "/v1/webhooks/none", {}, {"title": "There is no such webhook"}),
        ("POST", "/v1/screenings", {"content": b"x"}, {"help": "application/json"}),
        ("POST", "/v1/screenings", {"files": {"x": ("a.csv", b"x")}}, {"help": "file, funds, policy"}),
        ("POST", "/v1/screenings", {"json": {**ANY, "policy": "id: x\ntitle: [\n"}}, {"detail": "as YAML."}),
        ("POST", "/v1/webhooks", {"json": {"url": "https://x.example", "events": []}}, {"detail": "at least 1, and has 0"}),
        ("POST", "/v1/screenings", {"json": {"positions": [{"name": "n" * 1001}]}}, {"detail": "positions.0.name"}),
    ],
)
def test_a_refusal_says_what_it_is_about(method, address, sent, says, client):
    problem = client.request(method, address, **sent).json()
    for member, part in says.items():
        assert part in problem[member], problem
