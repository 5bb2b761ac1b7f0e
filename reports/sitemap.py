"""The sitemap: paths of pages go in; the document that search engines read (sitemaps.org) comes out."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, tostring

if TYPE_CHECKING:
    from collections.abc import Iterable

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def write_sitemap(paths: Iterable[str], *, site: str) -> bytes:
    """Gives the sitemap of these pages of the service at `site`; it says nothing of when a page changed, which is not known."""
    root = Element("urlset", {"xmlns": NAMESPACE})
    for path in paths:
        SubElement(SubElement(root, "url"), "loc").text = site + path
    text: bytes = tostring(root, encoding="utf-8")
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + text
