"""The registry: dossiers and sources go in; a frozen, dated, hashed Registry comes out, or every fault with its file and line."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from screener.errors import RulebookFault, RulebookFaults
from screener.model import (
    Brand,
    Entity,
    Identifier,
    InvestorAction,
    Involvement,
    Name,
    OwnershipEdge,
    Registry,
    Response,
    Sanction,
    Source,
    review_day,
)
from screener.rulebook.faults import find_faults
from screener.rulebook.pages import hash_pages, list_pages
from screener.rulebook.programmes import read_programmes
from screener.rulebook.shapes import DossierShape, InvolvementShape, SourceShape, read_shape
from screener.rulebook.text import Values, read_values

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from importlib.resources.abc import Traversable

    from screener.rulebook.shapes import IdentifierShape, OwnerShape
    from screener.rulebook.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Dossier:
    """One page of the registry, checked in itself, with the lines of everything on it and the hash of its bytes."""

    page: Values
    shape: DossierShape
    sha256: str


Shelf = dict[str, Dossier]
"""Dossiers by their file: those read before go in, those read now are put there."""


def read_registry(root: Traversable, *, vocabulary: Vocabulary, shelf: Shelf | None = None) -> Registry:
    """Reads `registry/` under the rules' root. Raises RulebookFaults naming every fault found, each with file and line.

    A dossier on the `shelf` whose bytes have not changed is not read again; it was put there under the same vocabulary.
    """
    folder = root.joinpath("registry")
    sources = read_sources(folder, vocabulary=vocabulary)
    dossiers = _read_dossiers(folder, vocabulary=vocabulary, shelf={} if shelf is None else shelf)
    merged = _read_words(folder, "merged.yaml")
    faults = find_faults([(dossier.page, dossier.shape) for dossier in dossiers], sources=sources, merged=merged)
    if faults:
        raise RulebookFaults(faults)
    entities = {dossier.shape.id: _make_entity(dossier, sources) for dossier in dossiers}
    version = _read_words(folder, "version.yaml")["version"]
    return Registry(
        entities=entities,
        sources=sources,
        version=version,
        sha256=hash_pages(list_pages(folder)),
        merged=merged,
        programmes=read_programmes(root),
    )


def read_sources(folder: Traversable, *, vocabulary: Vocabulary) -> dict[str, Source]:
    """Reads `sources.yaml`: each publication once. Raises RulebookFault on the first that breaks the format."""
    page = read_values(folder.joinpath("sources.yaml").read_text(encoding="utf-8"), file="registry/sources.yaml")
    lines: defaultdict[str | int, dict[tuple[str | int, ...], int]] = defaultdict(dict)
    for (key, *rest), line in ((place, line) for place, line in page.lines.items() if place):
        lines[key][tuple(rest)] = line
    sources: dict[str, Source] = {}
    for key, values in page.values.items():
        part = Values(file=page.file, values=values, lines=lines[key])
        shape = read_shape(part, SourceShape, vocabulary=vocabulary)
        sources[key] = Source(
            id=key, publisher=shape.publisher, title=shape.title, date=shape.date, url=shape.url, licence=shape.licence
        )
    return sources


def _read_dossiers(folder: Traversable, *, vocabulary: Vocabulary, shelf: Shelf) -> list[Dossier]:
    dossiers: list[Dossier] = []
    faults: list[RulebookFault] = []
    for path, item in list_pages(folder.joinpath("entities"), prefix="registry/entities/"):
        try:
            dossiers.append(_read_dossier(item.read_bytes(), path, vocabulary=vocabulary, known=shelf.get(path)))
        except RulebookFault as fault:
            faults.append(fault)
    shelf.clear()
    shelf.update({dossier.page.file: dossier for dossier in dossiers})
    if faults:
        raise RulebookFaults(faults)
    return dossiers


def _read_dossier(content: bytes, path: str, *, vocabulary: Vocabulary, known: Dossier | None) -> Dossier:
    digest = sha256(content).hexdigest()
    if known is not None and known.sha256 == digest:
        return known
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RulebookFault("the file is not UTF-8 text", file=path, line=content[: error.start].count(b"\n") + 1) from error
    page = read_values(text, file=path)
    return Dossier(page=page, shape=read_shape(page, DossierShape, vocabulary=vocabulary), sha256=digest)


def _read_words(folder: Traversable, name: str) -> dict[str, str]:
    item = folder.joinpath(name)
    if not item.is_file():
        return {}
    return {
        key: str(value) for key, value in read_values(item.read_text(encoding="utf-8"), file=f"registry/{name}").values.items()
    }


def _make_entity(dossier: Dossier, sources: Mapping[str, Source]) -> Entity:
    shape = dossier.shape

    def cite(ids: Iterable[str]) -> tuple[Source, ...]:
        return tuple(sources[key] for key in ids)

    return Entity(
        id=shape.id,
        kind=shape.kind,
        country=shape.country,
        sector=shape.sector,
        names=(
            Name(text=shape.name, form="display"),
            *(Name(**{**dict(item), "sources": cite(item.sources)}) for item in shape.names),
        ),
        identifiers=tuple(_make_identifier(item, sources=cite(item.sources)) for item in shape.identifiers),
        owners=tuple(_make_owner(item, owned=shape.id, sources=cite(item.sources)) for item in shape.owners),
        involvements=tuple(_make_involvement(item, entity=shape.id, sources=cite(item.sources)) for item in shape.involvements),
        responses=tuple(Response(**{**dict(item), "sources": cite(item.sources)}) for item in shape.responses),
        sanctions=tuple(Sanction(**{**dict(item), "sources": cite(item.sources)}) for item in shape.sanctions),
        brands=tuple(Brand(**{**dict(item), "sources": cite(item.sources)}) for item in shape.brands),
        investor_actions=tuple(
            InvestorAction(**{**dict(item), "sources": cite(item.sources)}) for item in shape.investor_actions
        ),
        sources=cite(shape.sources),
        note=shape.note,
        file=dossier.page.file,
    )


def _make_identifier(shape: IdentifierShape, *, sources: tuple[Source, ...]) -> Identifier:
    return Identifier(
        scheme=shape.scheme,
        value=shape.value,
        security=shape.security,
        confirmed=shape.status == "confirmed",
        since=shape.since,
        until=shape.until,
        note=shape.note,
        sources=sources,
    )


def _make_owner(shape: OwnerShape, *, owned: str, sources: tuple[Source, ...]) -> OwnershipEdge:
    return OwnershipEdge(
        owner=shape.entity,
        owned=owned,
        share=shape.share,
        relation=shape.relation,
        as_of=shape.as_of,
        until=shape.until,
        sources=sources,
        note=shape.note,
    )


def _make_involvement(shape: InvolvementShape, *, entity: str, sources: tuple[Source, ...]) -> Involvement:
    review = shape.review_on or review_day(shape.status_as_of).isoformat()
    editorial = {"notice", "readings", "decided", "note"}
    facts = {key: value for key, value in shape if key not in editorial}
    note = " ".join(filter(None, (shape.limits, shape.note)))
    notice = {"notice_on": shape.notice.sent_on, "notice_override": shape.notice.override} if shape.notice else {}
    return Involvement(**{**facts, **notice, "entity": entity, "sources": sources, "review_on": review, "note": note})
