"""The registry as FollowTheMoney entities: a Registry and a day go in; plain values, one per line of a JSON lines file, come out.

Ids are made of what a fact is about, so that they stay when its wording changes. What is not confirmed carries no identifier
here (see `securities`): others match on them. Only what lists and rules say becomes a topic; a tie is a link with its sources,
never a risk score.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from screener.rulebook.blocking import aggregate_blocked, is_in_force, list_sanctioned
from screener.rulebook.exports.ftm_securities import write_securities
from screener.rulebook.ownership_graph import write_share

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from datetime import date

    from screener.model import Entity, Involvement, Name, OwnershipEdge, Registry, Sanction, Source

PREFIX = "screener-"
SCHEMATA = {
    "company": "Company",
    "bank": "Company",
    "state_owned_enterprise": "Company",
    "conglomerate": "Company",
    "government": "PublicBody",
    "government_body": "PublicBody",
    "armed_force": "PublicBody",
    "armed_group": "Organization",
    "intergovernmental_org": "Organization",
    "un_entity": "Organization",
    "other_org": "Organization",
    "site": "RealEstate",
}
"""By kind of entity, its schema; owned can be a Company or a RealEstate, owner anything but the latter."""
TOPICS = {
    "bank": "fin.bank",
    "state_owned_enterprise": "gov.soe",
    "government": "gov.national",
    "government_body": "gov",
    "armed_force": "mil",
    "intergovernmental_org": "gov.igo",
    "un_entity": "gov.igo",
}
_ASSETS = frozenset({"Company", "RealEstate"})
_NAMES = {"display": "name", "former": "previousName"}
Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Topics:
    """What lists and the 50 per cent rule say on the day: ids on a list that blocks, on an export list, linked by ownership."""

    sanctioned: frozenset[str]
    controlled: frozenset[str]
    linked: frozenset[str]


def write_ftm(registry: Registry, as_of: date, *, programmes: Mapping[str, str]) -> Iterator[Record]:
    """Gives every entity, its securities, sanctions, owners and ties; `programmes` are those that block no property."""
    topics = _find_topics(registry, as_of, programmes)
    for _, entity in sorted(registry.entities.items()):
        yield _write_entity(entity, topics)
        yield from write_securities(entity, prefix=PREFIX)
        yield from (_write_sanction(entity, item, number, as_of=as_of) for number, item in _number(entity.sanctions))
        yield from (_write_owner(edge, number, registry=registry) for number, edge in _number(entity.owners))
        yield from (_write_tie(item, other) for item in entity.involvements for other in item.counterparties)


def make_id(kind: str, *parts: str) -> str:
    """Gives the same id for the same parts, always."""
    return f"{PREFIX}{kind}-{sha256('|'.join(parts).encode()).hexdigest()[:20]}"


def make_record(record_id: str, schema: str, properties: Mapping[str, str | Iterable[str] | None]) -> Record:
    """Gives a record without empty properties; every value a list of different texts in their order."""
    lists = {key: [value] if isinstance(value, str) else list(value or ()) for key, value in properties.items()}
    kept = {key: list(dict.fromkeys(filter(None, values))) for key, values in lists.items()}
    return {"id": record_id, "schema": schema, "properties": {key: values for key, values in kept.items() if values}}


def _find_topics(registry: Registry, as_of: date, programmes: Mapping[str, str]) -> Topics:
    exports = [key for key, effect in programmes.items() if effect == "export_control"]
    every = {item.authority for entity in registry.entities.values() for item in entity.sanctions}
    sanctioned = list_sanctioned(registry, as_of, authorities=every, except_programmes=exports)
    blocking = list_sanctioned(registry, as_of, authorities={"US"}, except_programmes=tuple(programmes))
    shares = aggregate_blocked(registry, blocking, as_of).values()
    return Topics(
        sanctioned=sanctioned,
        controlled=frozenset(
            entity.id
            for entity in registry.entities.values()
            if any(item.programme in exports and is_in_force(item, as_of) for item in entity.sanctions)
        ),
        linked=frozenset(item.entity for item in shares if item.blocked or item.controlled_share_not_known),
    )


def _write_entity(entity: Entity, topics: Topics) -> Record:
    lei = [item.value for item in entity.identifiers if item.scheme == "lei" and item.confirmed]
    schema = SCHEMATA[entity.kind]
    organisation = {"sector": entity.sector, "leiCode": lei} if schema != "RealEstate" else {}
    return make_record(
        PREFIX + entity.id,
        schema,
        {
            **_write_names(entity.names),
            "country": entity.country.lower(),
            **organisation,
            "topics": _list_topics(entity, topics),
            "notes": [entity.note, *(_say_tie(item) for item in entity.involvements)],
            "sourceUrl": _list_urls(entity.sources),
        },
    )


def _write_names(names: tuple[Name, ...]) -> dict[str, list[str]]:
    by_property: dict[str, list[str]] = {"name": [], "alias": [], "previousName": [], "weakAlias": []}
    for name in names:
        by_property["weakAlias" if name.weak else _NAMES.get(name.form, "alias")].append(name.text)
    return by_property


def _list_topics(entity: Entity, topics: Topics) -> list[str]:
    public = any(item.scheme == "ticker" and item.confirmed and item.security != "bond" for item in entity.identifiers)
    said = {
        "sanction": entity.id in topics.sanctioned,
        "export.control": entity.id in topics.controlled,
        "sanction.linked": entity.id in topics.linked,
        "corp.public": public,
    }
    return [TOPICS.get(entity.kind, ""), *(topic for topic, holds in said.items() if holds)]


def _say_tie(item: Involvement) -> str:
    return f"{item.summary} [{item.id}; {item.status.replace('_', ' ')} as of {item.status_as_of}; confidence {item.confidence}]"


def _write_sanction(entity: Entity, item: Sanction, number: str, *, as_of: date) -> Record:
    return make_record(
        make_id("sanction", entity.id, item.authority, item.programme, number),
        "Sanction",
        {
            "entity": PREFIX + entity.id,
            "country": _country_of(item.authority),
            "authority": item.authority,
            "program": item.programme,
            "authorityId": item.reference,
            "listingDate": item.listed_on,
            "endDate": item.removed_on,
            "status": "active" if is_in_force(item, as_of) else "inactive",
            "description": item.note,
            **_cite(item.sources),
        },
    )


def _write_owner(edge: OwnershipEdge, number: str, *, registry: Registry) -> Record:
    owner, owned = (SCHEMATA[registry.entities[key].kind] for key in (edge.owner, edge.owned))
    can_own = owned in _ASSETS and owner != "RealEstate"
    names = ("owner", "asset") if can_own else ("subject", "object")
    share = {"percentage": write_share(Fraction(edge.share) * 100)} if edge.share and can_own else {}
    return make_record(
        make_id("owner", edge.owner, edge.owned, number),
        "Ownership" if can_own else "UnknownLink",
        {
            names[0]: PREFIX + edge.owner,
            names[1]: PREFIX + edge.owned,
            **share,
            "role": edge.relation.replace("_", " "),
            "date": edge.as_of,
            "endDate": edge.until,
            "description": edge.note,
            **_cite(edge.sources),
        },
    )


def _write_tie(item: Involvement, other: str) -> Record:
    return make_record(
        make_id("tie", item.id, other),
        "UnknownLink",
        {
            "subject": PREFIX + item.entity,
            "object": PREFIX + other,
            "role": item.channel.replace("_", " "),
            "status": item.status.replace("_", " "),
            "startDate": item.since,
            "endDate": item.until,
            "date": item.reported_on,
            "summary": item.summary,
            "recordId": item.id,
            **_cite(item.sources),
        },
    )


def _cite(sources: Iterable[Source]) -> dict[str, list[str]]:
    cited = list(sources)
    return {"publisher": [source.publisher for source in cited], "sourceUrl": _list_urls(cited)}


def _list_urls(sources: Iterable[Source]) -> list[str]:
    return [source.url for source in sources]


def _country_of(authority: str) -> str:
    return {"UK": "gb", "UN": ""}.get(authority, authority.lower())


def _number(items: Collection[Any]) -> Iterator[tuple[str, Any]]:
    """Gives each item with its number among those of the same kind, so that two reports on one pair keep two ids."""
    seen: dict[tuple[str, ...], int] = {}
    for item in items:
        key = (item.owner,) if hasattr(item, "owner") else (item.authority, item.programme)
        seen[key] = seen.get(key, 0) + 1
        yield str(seen[key]), item
