"""The feed of changes: entries with their days go in; an Atom document (RFC 4287) comes out. It reads no clock.

An entry keeps its id for as long as its key is the same, wherever the feed is served from.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, tostring

if TYPE_CHECKING:
    from collections.abc import Sequence

ATOM = "http://www.w3.org/2005/Atom"
MEDIA_TYPE = "application/atom+xml"
AUTHOR = "Divestment screener"
TITLE = "Divestment screener: changes and corrections"


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """Something that changed on a day (as 2026-11-24): `key` is what it is known by, `path` the page that tells it."""

    key: str
    day: str
    title: str
    text: str
    path: str


def write_feed(entries: Sequence[FeedEntry], *, site: str, page: str, path: str, day: str) -> bytes:
    """Gives the feed, newest first; `site` is the address of the service, and `day` that of a feed without an entry."""
    ordered = sorted(entries, key=lambda entry: entry.day, reverse=True)
    feed = Element("feed", {"xmlns": ATOM, "xml:lang": "en"})
    SubElement(feed, "id").text = _name(path)
    SubElement(feed, "title").text = TITLE
    SubElement(feed, "updated").text = _write_time(ordered[0].day if ordered else day)
    SubElement(SubElement(feed, "author"), "name").text = AUTHOR
    SubElement(feed, "link", {"rel": "self", "type": MEDIA_TYPE, "href": site + path})
    SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": site + page})
    for entry in ordered:
        _add_entry(feed, entry, site)
    text: bytes = tostring(feed, encoding="utf-8")
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + text


def _add_entry(feed: Element, entry: FeedEntry, site: str) -> None:
    item = SubElement(feed, "entry")
    SubElement(item, "id").text = _name(entry.key)
    SubElement(item, "title").text = entry.title
    SubElement(item, "updated").text = _write_time(entry.day)
    SubElement(item, "link", {"rel": "alternate", "type": "text/html", "href": site + entry.path})
    SubElement(item, "content", {"type": "text"}).text = entry.text


def _name(key: str) -> str:
    return uuid5(NAMESPACE_URL, f"divestment-screener:{key}").urn


def _write_time(day: str) -> str:
    return f"{day}T00:00:00Z"
