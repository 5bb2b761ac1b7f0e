"""Descriptions for search engines: an entity goes in; who it is and what the page cites (schema.org) comes out.

It names the entity and the publications, and nothing else: a rating, a review or a verdict would be more than we know.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screener.model import Entity

TYPES = {
    "government": "Country",
    "government_body": "GovernmentOrganization",
    "armed_force": "GovernmentOrganization",
    "site": "Place",
}
PARTS = ("involvements", "responses", "sanctions", "investor_actions", "owners", "brands")


def describe_entity(entity: Entity, version: str) -> dict[str, Any]:
    """Gives the description as plain values, without a field that nothing is known for."""
    return {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "name": entity.name,
        "isPartOf": {"@type": "Dataset", "name": "Divestment screener: registry", "version": version},
        "about": dict(_describe_subject(entity)),
        "citation": list(_list_addresses(entity)),
    }


def _describe_subject(entity: Entity) -> Iterator[tuple[str, Any]]:
    yield "@type", TYPES.get(entity.kind, "Organization")
    yield "name", entity.name
    others = [name.text for name in entity.names[1:]]
    if others:
        yield "alternateName", others
    known = [item for item in entity.identifiers if item.confirmed]
    codes = [item.value for item in known if item.scheme == "lei"]
    if codes and entity.kind not in TYPES:
        yield "leiCode", codes[0]
    rest = [{"@type": "PropertyValue", "propertyID": item.scheme, "value": item.value} for item in known if item.scheme != "lei"]
    if rest:
        yield "identifier", rest


def _list_addresses(entity: Entity) -> dict[str, None]:
    cited = (source for part in PARTS for item in getattr(entity, part) for source in item.sources)
    return dict.fromkeys(source.url for source in (*cited, *entity.sources))
