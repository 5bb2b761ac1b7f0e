"""GET /robots.txt and /sitemap.xml."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace

from fastapi.testclient import TestClient

BROWSER = {"accept": "text/html"}
LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def read_addresses(client, **headers):
    tree = ET.fromstring(client.get("/sitemap.xml", headers=headers).content)
    return [item.text for item in tree.iter(LOC)]


def test_the_sitemap_has_every_entity_and_every_policy_once(client, app):
    found, book = read_addresses(client), app.state.workbench.rulebook
    assert len(found) == len(set(found))
    assert {f"http://localhost/entities/{key}" for key in book.registry.entities} <= set(found)
    assert {f"http://localhost/policies/{key}" for key in book.policies} <= set(found)


def test_each_page_of_the_sitemap_but_the_many_entities_answers(client):
    for address in read_addresses(client):
        if "/entities/" not in address:
            assert client.get(address, headers=BROWSER).status_code == 200, address


def test_robots_may_read_everything_and_are_told_where_it_stands(client):
    lines = client.get("/robots.txt").text.splitlines()
    assert "User-agent: *" in lines
    assert "Disallow: /" not in lines
    assert "Sitemap: http://localhost/sitemap.xml" in lines


def test_a_proxy_is_believed_only_where_there_is_one(app):
    client, bench = TestClient(app, base_url="http://localhost"), app.state.workbench
    told = {"x-forwarded-proto": "https"}
    assert read_addresses(client, **told)[0] == "http://localhost/"
    before = bench.settings
    bench.settings = replace(before, proxies=1)
    try:
        assert read_addresses(client, **told)[0] == "https://localhost/"
    finally:
        bench.settings = before
