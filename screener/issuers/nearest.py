"""The nearest entities: a name that is none of theirs goes in; those that come nearest, and what was missing, come out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from screener.issuers.keys import Key
from screener.issuers.matches import find_matches
from screener.issuers.search import search_entities
from screener.issuers.standing import measure_standing
from screener.issuers.weighing import weigh_matches
from screener.model import Nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screener.issuers.index import Entry, IssuerIndex
    from screener.issuers.names import IssuerName
    from screener.issuers.weighing import Weighed
    from screener.model import Entity, Resolution

SHOWN = 3
MEANT, MEANT_ALIKE = 0.2, 0.85
"""From this probability, or this likeness of the letters, on somebody may have meant it: they choose, and nothing is taken."""
LEAST = 70.0
"""Letters' likeness (0–100) below which a name is not shown: what is less alike says nothing to anybody."""


def find_nearest(index: IssuerIndex, *, name: str, country: str = "", isin: str = "") -> tuple[Nearest, ...]:
    """Gives at most SHOWN entities of the registry, the most likely first; none where no name is alike."""
    asked = index.reader.read_name(name)
    if not asked.squeezed:
        return ()
    key = Key(name=name, country=country, isin=isin)
    weighed = {item.entity: item for item in weigh_matches(index, key, asked, find_matches(index, [asked])[0])}
    alike = _find_alike(index, asked)
    found = [*weighed, *(entity for entity in alike if entity not in weighed)][:SHOWN]
    return tuple(
        _describe(index, key, asked, entity=entity, weighed=weighed.get(entity), entry=alike.get(entity)) for entity in found
    )


def find_meant(index: IssuerIndex, text: str, *, limit: int = 5) -> tuple[Entity, ...]:
    """Gives the entities that someone may mean who looks for `text`: by a part of a name, or else by its spelling."""
    found = search_entities(index.registry, text, limit=limit)
    if found:
        return found
    near = [one for one in find_nearest(index, name=text) if (one.score or 0) >= MEANT or (one.likeness or 0) >= MEANT_ALIKE]
    return tuple(index.registry.entities[one.entity] for one in near)


def list_candidates(resolution: Resolution) -> tuple[Nearest, ...]:
    """Gives the candidates of an answer that rests on identifiers, not on a name."""
    missing = ("A person must say whether it is this one.",)
    return tuple(
        Nearest(entity=one.entity, likeness=None, score=one.score, reason=one.reason, missing=missing)
        for one in resolution.candidates
    )


def _find_alike(index: IssuerIndex, asked: IssuerName) -> dict[str, Entry]:
    own = {number: entry.name.squeezed for number, entry in enumerate(index.entries) if entry.entity}
    found = process.extract(asked.squeezed, own, scorer=fuzz.ratio, limit=4 * SHOWN, score_cutoff=LEAST)
    alike: dict[str, Entry] = {}
    for _, _, number in found:
        alike.setdefault(index.entries[number].entity, index.entries[number])
    return alike


def _describe(
    index: IssuerIndex, key: Key, asked: IssuerName, *, entity: str, weighed: Weighed | None, entry: Entry | None
) -> Nearest:
    likeness = _measure_likeness(index, asked, entity) if entry is None else fuzz.ratio(asked.squeezed, entry.name.squeezed)
    alike = "" if entry is None else f'"{key.name}" is spelt somewhat like "{entry.text}".'
    return Nearest(
        entity=entity,
        likeness=round(likeness / 100, 2),
        score=None if weighed is None else round(weighed.score, 4),
        reason=alike if weighed is None else weighed.reason,
        missing=tuple(_list_missing(index, key, asked, entity=entity, weighed=weighed)),
    )


def _measure_likeness(index: IssuerIndex, asked: IssuerName, entity: str) -> float:
    return max(fuzz.ratio(asked.squeezed, index.entries[number].name.squeezed) for number in index.by_entity[entity])


def _list_missing(index: IssuerIndex, key: Key, asked: IssuerName, *, entity: str, weighed: Weighed | None) -> Iterator[str]:
    calibration, standing = index.naming.calibration, measure_standing(index, key, asked, entity)
    if weighed is None:
        yield "The names are too far apart for it to be weighed: words of the one are not in the other."
    elif weighed.score < calibration.needs_review:
        yield (
            f"Its probability is {weighed.score:.2f}; from {calibration.needs_review:.2f} a person is asked, "
            f"from {calibration.matched:.2f} it is taken for the same."
        )
    if standing.country == "other":
        yield f"The country is another: this one's are {', '.join(sorted(standing.own))}."
    elif standing.country == "unknown":
        yield "No country was given to bear it out."
    if standing.other_number:
        yield "The identifier given is another issuer's."
    elif not key.isin:
        known = len(index.registry.entities[entity].identifiers)
        yield f"No identifier was given; the registry knows {known} of this one's."
