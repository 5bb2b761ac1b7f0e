"""One dossier as a person reads it on a terminal."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from screener.model import Entity, Involvement, Registry, Source

WIDTH = 100


def print_dossier(entity: Entity, registry: Registry) -> str:
    """Gives the dossier as text: who it is, its ties with their sources, its own words, its owners, what others did."""
    return "\n".join(line for part in _write_parts(entity, registry) for line in part)


def _write_parts(entity: Entity, registry: Registry) -> Iterator[list[str]]:
    yield [
        f"{entity.name}  [{entity.id}]",
        f"{entity.kind.replace('_', ' ')}, {entity.country}{', ' + entity.sector if entity.sector else ''}",
    ]
    yield _section(
        "Also known as", (f"{name.text} ({name.form}{', never alone' if name.weak else ''})" for name in entity.names[1:])
    )
    yield _section(
        "Identifiers", (f"{item.scheme} {item.value}{'' if item.confirmed else ' (unconfirmed)'}" for item in entity.identifiers)
    )
    for involvement in entity.involvements:
        yield _write_involvement(involvement)
    yield _section(
        "The company's words",
        (
            f"{item.date or 'undated'} ({item.grade.replace('_', ' ')}): {item.summary} {_cite(item.sources)}"
            for item in entity.responses
        ),
    )
    yield _section(
        "Owners",
        (
            f"{registry.entities[e.owner].name}: {e.share or 'share not known'}, {e.relation}, as of {e.as_of or 'not stated'}"
            for e in entity.owners
        ),
    )
    yield _section(
        "Sanctions",
        (
            f"{item.authority}: {item.programme}, listed {item.listed_on or 'undated'}"
            f"{', removed ' + item.removed_on if item.removed_on else ''} {_cite(item.sources)}"
            for item in entity.sanctions
        ),
    )
    yield _section("Brands", (f"{brand.name} ({brand.category})" for brand in entity.brands))
    yield _section(
        "What other investors did",
        (
            f"{item.investor}: {item.action.replace('_', ' ')} {item.date or 'undated'} {_cite(item.sources)}"
            for item in entity.investor_actions
        ),
    )
    yield _section("Note", [entity.note] if entity.note else [])


def _write_involvement(item: Involvement) -> list[str]:
    dates = f"since {item.since or 'not known'}{', until ' + item.until if item.until else ''}"
    basis = item.basis.replace("_", " ")
    facts = f"{item.status} as of {item.status_as_of}; {dates}; {basis}; confidence {item.confidence}; tie {item.tie}"
    lines = [
        "",
        f"{item.channel.replace('_', ' ').capitalize()}: {item.counterparty}  [{item.id}]",
        *_wrap(facts),
        *_wrap(item.summary),
    ]
    lines += _wrap(f"Note: {item.note}") if item.note else []
    return lines + [f"    [{number}] {s.publisher}, {s.title}, {s.date}. {s.url}" for number, s in enumerate(item.sources, 1)]


def _section(title: str, lines: Iterable[str]) -> list[str]:
    body = [wrapped for line in lines for wrapped in _wrap(line)]
    return ["", title, *body] if body else []


def _wrap(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent="  ", subsequent_indent="  ")


def _cite(sources: Iterable[Source]) -> str:
    return "[" + "; ".join(f"{source.publisher}, {source.date}" for source in sources) + "]"
