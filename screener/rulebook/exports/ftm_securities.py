"""An issuer's securities as FollowTheMoney entities: an Entity goes in; one Security per ISIN, with its other numbers, comes out.

A number without an ISIN of the same security is a Security of its own. Prefixes name an issuer, not a security, and are left out.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screener.model import Entity, Identifier

PROPERTIES = {
    "isin": "isin",
    "figi": "figiCode",
    "ticker": "ticker",
    "cusip": "registrationNumber",
    "sedol": "registrationNumber",
}
"""By scheme, the property of a Security that holds it."""


def write_securities(entity: Entity, *, prefix: str) -> Iterator[dict[str, Any]]:
    """Gives the securities whose numbers are confirmed, by their numbers."""
    known = [item for item in entity.identifiers if item.confirmed and item.scheme in PROPERTIES]
    for first, items in sorted(_group_numbers(known).items()):
        properties: defaultdict[str, list[str]] = defaultdict(list)
        properties["name"] = [f"{entity.name} ({items[0].security})" if items[0].security else entity.name]
        properties["country"] = [entity.country.lower()]
        properties["issuer"] = [prefix + entity.id]
        properties["type"] = [items[0].security] if items[0].security else []
        for item in items:
            properties[PROPERTIES[item.scheme]].append(item.value.partition("@")[0])
            properties["notes"] += [note for note in _write_notes(item) if note not in properties["notes"]]
            properties["sourceUrl"] += [s.url for s in item.sources if s.url not in properties["sourceUrl"]]
        filled = {key: values for key, values in properties.items() if values}
        yield {"id": f"{prefix}security-{first}".lower(), "schema": "Security", "properties": filled}


def _group_numbers(items: list[Identifier]) -> dict[str, list[Identifier]]:
    isins: defaultdict[str, list[str]] = defaultdict(list)
    for item in items:
        if item.scheme == "isin":
            isins[item.security].append(item.value)
    groups: defaultdict[str, list[Identifier]] = defaultdict(list)
    for item in sorted(items, key=lambda item: (item.scheme != "isin", item.scheme, item.value)):
        own = isins[item.security]
        only = own[0] if item.security and len(own) == 1 else ""
        place = item.value if item.scheme == "isin" else only or f"{item.scheme}-{item.value.replace('@', '-')}"
        groups[place].append(item)
    return groups


def _write_notes(item: Identifier) -> Iterator[str]:
    if item.scheme == "ticker":
        symbol, _, market = item.value.partition("@")
        yield f"Ticker {symbol} on {market}"
    if item.since or item.until:
        yield f"{item.scheme.upper()} {item.value} from {item.since or 'not stated'} until {item.until or 'now'}"
    if item.note:
        yield item.note
