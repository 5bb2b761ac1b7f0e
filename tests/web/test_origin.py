"""A browser that another site makes send something is refused; programs and our own pages are not."""

from __future__ import annotations

import pytest

from tests.web.portfolios import HOLDINGS


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "null"}, 200),
        ({"Sec-Fetch-Site": "none"}, 200),
        ({"Origin": "http://localhost"}, 200),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "https://elsewhere.example"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"}, 403),
    ],
)
@pytest.mark.parametrize("address", ["/screen", "/v1/screenings"])
def test_what_another_site_sends_is_refused(address, headers, status, client):
    answer = client.post(address, files={"file": ("h.csv", HOLDINGS)}, headers=headers)
    assert answer.status_code == status
    if status == 403:
        assert answer.json()["code"] == "foreign_origin"


def test_reading_is_free_from_everywhere(client):
    assert client.get("/v1/policies", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200
