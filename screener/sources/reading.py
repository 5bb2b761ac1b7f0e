"""What reading a list gives: the nouns every publisher's module shares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence  # noqa: TC003 (records are read back by these annotations)
from dataclasses import dataclass, field, replace
from typing import Protocol

from screener.model import Source, Upload  # noqa: TC001


@dataclass(frozen=True, slots=True)
class Publication:
    """Who publishes a list, under which title, and the address a stranger can open."""

    publisher: str
    title: str
    url: str
    licence: str = ""


@dataclass(frozen=True, slots=True)
class ListEntry:
    """One organisation as a list has it; never a natural person.

    `reference` is the list's own number, unique within the authority. `programme` is worded as the registry words it, `""` where
    the files do not say. `is_organisation` is false where the files do not say what it is: it is then only ever compared with the
    registry, never proposed as an entity. `in_force_since` marks a date that is a wording's, so that the listing may be older.
    `is_official` is false in a collection of others' lists, whose numbers need not be the authority's own.
    """

    authority: str
    reference: str
    name: str
    line: int
    aliases: tuple[str, ...] = ()
    programme: str = ""
    myanmar: bool = False
    listed_on: str | None = None
    in_force_since: bool = False
    country: str = ""
    is_organisation: bool = True
    is_official: bool = True


def merge_entries(rows: Sequence[tuple[str, ListEntry]]) -> ListEntry:
    """Gives the one organisation of several rows, each with the kind of its name: the row marked `primary` or else the first,
    the names of the others as its aliases.
    """
    main = next((entry for kind, entry in rows if kind == "primary"), rows[0][1])
    names = dict.fromkeys(name for _, entry in rows for name in (entry.name, *entry.aliases))
    return replace(
        main,
        aliases=tuple(name for name in names if name != main.name),
        country=next((entry.country for _, entry in rows if entry.country), ""),
    )


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a list would show if it stood on it: only entries it covers can be gone from it.

    An entry is covered when its programme has one of `programmes` in it (any, where empty), when it was listed by `as_of` and
    when its reference's number is at most `last_number`. Where the list has neither day nor number it covers nothing.
    """

    authority: str
    programmes: tuple[str, ...] = ()
    as_of: str | None = None
    last_number: int | None = None


@dataclass(frozen=True, slots=True)
class Parent:
    """`parent` consolidates or holds `child`, both by LEI; `relation` as the publisher words it."""

    child: str
    parent: str
    relation: str
    since: str | None
    line: int


@dataclass(frozen=True, slots=True)
class ListReading:
    """A list as read. `read` counts its records, `skipped` those that are no organisations (persons, ships …), by kind.

    `left_over` counts the values of fields no module knows: each is a sign that the publisher changed the format. `as_of` is the
    list's own day, or, where it states none (`is_dated` false), the day of its newest entry.
    """

    source: str
    publication: Publication
    read: int
    organisations: int
    entries: tuple[ListEntry, ...] = field(default=(), repr=False)
    as_of: str | None = None
    is_dated: bool = True
    last_line: int = 0
    skipped: Mapping[str, int] = field(default_factory=dict)
    left_over: Mapping[str, int] = field(default_factory=dict)
    coverage: tuple[Coverage, ...] = ()
    securities: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False)
    parents: tuple[Parent, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Proposal:
    """One thing a person may accept into a dossier.

    `kind` is new (an entry, or a whole entity where `known` is false), changed (facts or names to add) or gone (no longer on the
    list). `fills` are facts the registry does not have; `differs` says in sentences what is so, contradictions included.
    """

    kind: str
    entity: str
    known: bool
    name: str
    authority: str
    programme: str
    listed_on: str | None
    reference: str
    source: Source
    names: tuple[str, ...] = ()
    differs: tuple[str, ...] = ()
    fills: Mapping[str, str] = field(default_factory=dict)
    fact: str = "sanctions"
    country: str = ""


class Publisher(Protocol):
    """A publisher's module: whether it knows a file, and what stands in its files."""

    PUBLICATION: Publication

    def recognises(self, upload: Upload) -> bool:
        """Says whether the file looks like one of this publisher's, by format and first bytes."""

    def read(self, uploads: Sequence[Upload]) -> ListReading:
        """Gives what the files hold together. Raises UploadRefused with the line of the first thing that cannot be right."""
