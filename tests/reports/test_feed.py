"""The feed of changes."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace

from reports.feed import FeedEntry, write_feed

ATOM = {"a": "http://www.w3.org/2005/Atom"}
ENTRY = FeedEntry(key="version 1", day="2026-11-24", title="<One> & two", text="Said.\n\nAnd more.", path="/changes#1")


def write(*entries, site="https://example.org"):
    return ET.fromstring(write_feed(entries, site=site, page="/changes", path="/changes.atom", day="2026-01-02"))


def test_a_feed_without_an_entry_has_the_day_of_the_registry():
    assert write().findtext("a:updated", namespaces=ATOM) == "2026-01-02T00:00:00Z"


def test_markup_in_a_title_stays_text():
    assert write(ENTRY).findtext("a:entry/a:title", namespaces=ATOM) == "<One> & two"


def test_an_entry_keeps_its_id_wherever_it_is_served_from_and_whatever_it_says_now():
    ids = {
        write(entry, site=site).findtext("a:entry/a:id", namespaces=ATOM)
        for entry in (ENTRY, replace(ENTRY, title="Other", text="Words", day="2026-12-01"))
        for site in ("https://example.org", "http://localhost:8000")
    }
    assert len(ids) == 1
    assert write(replace(ENTRY, key="version 2")).findtext("a:entry/a:id", namespaces=ATOM) not in ids
