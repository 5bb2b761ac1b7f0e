"""Proposals: what a list says and what the registry says go in; what is new, changed or gone comes out, for a person to accept.

Compared are the list's Myanmar-related entries and those whose number or name is that of an entity of the registry. A name is
compared exactly, legal form and writing aside. What research has established is never replaced: a difference is shown beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from screener.errors import UploadRefused
from screener.model import Source, first_day, last_day
from screener.sources.absence import count_current, find_gone, propose_gone
from screener.sources.reading import Proposal
from screener.sources.registrations import propose_registrations
from screener.sources.registry_index import RegistryIndex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from screener.model import Entity, Registry, Sanction
    from screener.rulebook.naming import Naming
    from screener.sources.reading import ListEntry, ListReading

KINDS = ("new", "changed", "gone")
GONE_AT_MOST = 0.2
"""When more of what a list should show is missing, the list is cut short or another one, and is refused."""
NOTHING: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())


@dataclass(frozen=True, slots=True)
class Proposals:
    """The difference between a list and the registry; `not_compared` are entries of the registry the list cannot speak to."""

    reading: ListReading
    items: tuple[Proposal, ...]
    not_compared: int


def propose_entries(reading: ListReading, registry: Registry, *, naming: Naming, read_on: str) -> Proposals:
    """Gives the proposals of a list. `read_on`, the day it was read, dates the source where the list has no date of its own.

    Raises UploadRefused where more than a fifth of what the list should show is missing from it.
    """
    book = RegistryIndex(registry, naming)
    source = make_source(reading, read_on=read_on)
    items: list[Proposal] = []
    met: set[tuple[str, Sanction]] = set()
    for entry in reading.entries:
        found = book.find(entry)
        if found and found[1]:
            met.add((found[0].id, found[1]))
        items += _compare_entry(entry, found, book=book, source=source)
    gone, compared = find_gone(reading, registry, met)
    if len(gone) > max(2, GONE_AT_MOST * compared):
        raise UploadRefused(
            f"The list ends in line {reading.last_line} with {compared - len(gone)} of the {compared} entries the registry has.",
            help="It looks cut short or altered: download it again.",
            code="list_refused",
        )
    items += [propose_gone(entity, sanction, reading=reading, source=source, read_on=read_on) for entity, sanction in gone]
    items += propose_registrations(reading, registry, source=source)
    ordered = sorted(_join_same(items), key=lambda item: (KINDS.index(item.kind), item.entity, item.authority, item.reference))
    return Proposals(reading=reading, items=tuple(ordered), not_compared=count_current(reading, registry) - compared)


def make_source(reading: ListReading, *, read_on: str) -> Source:
    """Gives the list as a source of the registry, dated by its own day or by the day it was read."""
    about, day = reading.publication, reading.as_of or read_on
    said = (
        f"as of {day}" if reading.as_of and reading.is_dated else f"newest entry of {day}" if reading.as_of else f"read on {day}"
    )
    return Source(
        id=f"{reading.source}-list-{day}",
        publisher=about.publisher,
        title=f"{about.title}, {said}",
        date=day,
        url=about.url,
        licence=about.licence,
    )


def write_answer(proposals: Proposals) -> dict[str, Any]:
    """Gives the answer of an import: counts, and every proposal with what differs."""
    reading, items = proposals.reading, proposals.items
    return {
        "source": reading.source,
        "read": reading.read,
        "organisations": reading.organisations,
        **{kind: sum(1 for item in items if item.kind == kind) for kind in KINDS},
        "left_over": sum(reading.left_over.values()),
        "proposals": [
            {
                "kind": item.kind,
                "entity": item.entity,
                "in_registry": item.known,
                "name": item.name,
                "authority": item.authority,
                "programme": item.programme,
                "listed_on": item.listed_on,
                "reference": item.reference,
                "names": list(item.names),
                "differs": list(item.differs),
            }
            for item in items
        ],
    }


def _compare_entry(
    entry: ListEntry, found: tuple[Entity, Sanction | None] | None, *, book: RegistryIndex, source: Source
) -> Iterator[Proposal]:
    if found is None:
        if entry.myanmar and entry.is_organisation:
            yield _propose_entity(entry, book=book, source=source)
        return
    entity, sanction = found
    # a list's other names of a company outside Myanmar may be those of its whole group
    is_ours = entry.myanmar or entity.country == "MM"
    names, conflicts = _find_new_names(entry, entity, book=book) if is_ours else NOTHING
    if sanction is None:
        if entry.programme:
            said = f'The registry has no entry of this number; found by a name the list gives "{entry.name}".'
            yield _propose(entry, entity, kind="new", source=source, names=names, differs=(said, *conflicts))
        elif names:
            yield _propose(entry, entity, kind="changed", source=source, names=names, differs=_say_names(names) + conflicts)
        return
    fills, contradictions = _compare_facts(entry, sanction)
    if fills or contradictions or names:
        missing = tuple(f"{key}: the registry has none, the list says {value}." for key, value in fills.items())
        differs = missing + contradictions + _say_names(names) + conflicts
        yield _propose(entry, entity, kind="changed", source=source, names=names, differs=differs, fills=fills, sanction=sanction)


def _propose(
    entry: ListEntry,
    entity: Entity,
    *,
    kind: str,
    source: Source,
    names: tuple[str, ...],
    differs: tuple[str, ...],
    fills: Mapping[str, str] | None = None,
    sanction: Sanction | None = None,
) -> Proposal:
    return Proposal(
        kind=kind,
        entity=entity.id,
        known=True,
        name=entity.name,
        authority=entry.authority,
        programme=sanction.programme if sanction else entry.programme,
        listed_on=(sanction.listed_on if sanction and sanction.listed_on else entry.listed_on),
        reference=(sanction.reference if sanction and sanction.reference else entry.reference),
        source=source,
        names=names,
        differs=differs,
        fills=fills or {},
        fact="sanctions" if sanction or kind == "new" else "names",
    )


def _propose_entity(entry: ListEntry, *, book: RegistryIndex, source: Source) -> Proposal:
    shared = sorted({entity for name in (entry.name, *entry.aliases) for entity in book.find_holders(name)})
    differs = ("No entity of the registry has this number or name.",)
    if shared:
        differs = (f"Its names are those of several entities of the registry: {', '.join(shared)}.",)
    return Proposal(
        kind="new",
        entity=book.make_id(entry.name),
        known=False,
        name=entry.name,
        authority=entry.authority,
        programme=entry.programme,
        listed_on=entry.listed_on,
        reference=entry.reference,
        source=source,
        names=tuple(dict.fromkeys((entry.name, *entry.aliases))),
        differs=differs,
        country=book.find_country(entry.country),
    )


def _find_new_names(entry: ListEntry, entity: Entity, *, book: RegistryIndex) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Gives the list's names the registry does not have, and a sentence for each that is another entity's."""
    new: dict[str, str] = {}
    conflicts: list[str] = []
    for name in (entry.name, *entry.aliases):
        if book.has_name(entity, name):
            continue
        others = sorted(book.find_holders(name) - {entity.id})
        if others:
            conflicts.append(f'The list also calls it "{name}", which is {others[0]} in the registry.')
        else:
            new.setdefault(book.make_key(name), name)
    return tuple(new.values()), tuple(conflicts)


def _say_names(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f'names: the registry does not have "{name}".' for name in names)


def _compare_facts(entry: ListEntry, sanction: Sanction) -> tuple[dict[str, str], tuple[str, ...]]:
    fills: dict[str, str] = {}
    contradictions: list[str] = []
    if not sanction.reference and entry.is_official:
        fills["reference"] = entry.reference
    if entry.listed_on and not sanction.listed_on and not entry.in_force_since:
        fills["listed_on"] = entry.listed_on
    elif entry.listed_on and sanction.listed_on and not _agree(entry, sanction.listed_on):
        contradictions.append(f"listed_on: the registry says {sanction.listed_on}, the list {entry.listed_on}.")
    return fills, tuple(contradictions)


def _agree(entry: ListEntry, registry_day: str) -> bool:
    """A partial date agrees with every day it can mean; a wording's date with every day before it."""
    day = first_day(entry.listed_on or registry_day)
    return first_day(registry_day) <= day and (entry.in_force_since or day <= last_day(registry_day))


def _join_same(items: Sequence[Proposal]) -> Iterator[Proposal]:
    """A file of an entity's names and one of its addresses may lead to the same proposal."""
    seen: set[tuple[str, str, str, str, tuple[str, ...]]] = set()
    for item in items:
        key = (item.kind, item.entity, item.authority, item.reference, item.names)
        if key not in seen:
            seen.add(key)
            yield item
