"""What a registry may not be: dossiers that are each well formed go in; the faults between and within them come out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from screener.identifiers import SCHEMES, explain_identifier, has_valid_check_digit, normalise_identifier

if TYPE_CHECKING:
    from screener.errors import RulebookFault
    from screener.model import Source
    from screener.rulebook.shapes import DossierShape, IdentifierShape, InvolvementShape
    from screener.rulebook.text import Values

Pages = Sequence[tuple["Values", "DossierShape"]]
MILDER_FIRST = ("exited", "exit_announced", "suspended", "disputed", "unknown", "active")
"""The statuses from the mildest reading to the gravest."""
_PARTS_WITH_SOURCES = ("identifiers", "owners", "involvements", "responses", "sanctions", "brands", "investor_actions", "names")


def find_faults(pages: Pages, *, sources: Mapping[str, Source], merged: Mapping[str, str]) -> list[RulebookFault]:
    """Gives every fault: wrong file name, unknown source or entity, an identifier twice, a wrong check digit, an undated exit."""
    known = {shape.id for _, shape in pages}
    faults: list[RulebookFault] = []
    for page, shape in pages:
        faults += _find_place_faults(page, shape)
        faults += _find_unknown_sources(page, shape, sources)
        faults += _find_unknown_entities(page, shape, known)
        faults += _find_involvement_faults(page, shape)
        faults += _find_identifier_faults(page, shape)
    faults += _find_shared_identifiers(pages)
    faults += _find_repeated_ids(pages, merged)
    return faults


def _find_place_faults(page: Values, shape: DossierShape) -> Iterator[RulebookFault]:
    if not page.file.endswith(f"/{shape.id}.yaml"):
        yield page.fault(f'the id is "{shape.id}", so the file must be named {shape.id}.yaml', place=("id",))


def _find_unknown_sources(page: Values, shape: DossierShape, sources: Collection[str]) -> Iterator[RulebookFault]:
    cited: list[tuple[tuple[str | int, ...], Iterable[str]]] = [(("sources",), shape.sources)]
    for part in _PARTS_WITH_SOURCES:
        cited += [((part, i, "sources"), item.sources) for i, item in enumerate(getattr(shape, part))]
    for place, ids in cited:
        for key in ids:
            if key not in sources:
                yield page.fault(f'source "{key}" is not in registry/sources.yaml', place=place)


def _find_unknown_entities(page: Values, shape: DossierShape, known: Collection[str]) -> Iterator[RulebookFault]:
    named = [(("owners", i), item.entity) for i, item in enumerate(shape.owners)]
    named += [(("involvements", i), key) for i, item in enumerate(shape.involvements) for key in item.counterparties]
    for place, key in named:
        if key not in known:
            yield page.fault(f'entity "{key}" is not in the registry', place=place)
    claims = {item.id for item in shape.involvements}
    for i, response in enumerate(shape.responses):
        for key in response.involvements:
            if key not in claims:
                yield page.fault(f'involvement "{key}" is not on this page', place=("responses", i))


def _find_involvement_faults(page: Values, shape: DossierShape) -> Iterator[RulebookFault]:
    for i, item in enumerate(shape.involvements):
        place = ("involvements", i)
        if not item.id.startswith(f"{shape.id}/"):
            yield page.fault(f'involvement id "{item.id}" must begin with "{shape.id}/"', place=(*place, "id"))
        yield from _find_date_faults(page, item, place)
        yield from _find_reading_faults(page, item, place)


def _find_date_faults(page: Values, item: InvolvementShape, place: tuple[str | int, ...]) -> Iterator[RulebookFault]:
    if item.since and item.until and item.until[:4] < item.since[:4]:
        yield page.fault(f"until ({item.until}) is before since ({item.since})", place=(*place, "until"))
    if item.status == "exited" and not (item.until or item.reported_on):
        yield page.fault("an exit needs a date: until, or reported_on", place=place)


def _find_reading_faults(page: Values, item: InvolvementShape, place: tuple[str | int, ...]) -> Iterator[RulebookFault]:
    if item.readings and item.decided is None:
        mildest = min((reading.status for reading in item.readings), key=MILDER_FIRST.index)
        if item.status != mildest:
            message = f'sources disagree on the status: hold the milder reading, "{mildest}", until a person decides'
            yield page.fault(message, place=(*place, "status"))


def _find_identifier_faults(page: Values, shape: DossierShape) -> Iterator[RulebookFault]:
    for i, item in enumerate(shape.identifiers):
        wrong = _explain_fault(item)
        if wrong:
            yield page.fault(wrong, place=("identifiers", i))


def _explain_fault(item: IdentifierShape) -> str | None:
    if item.scheme == "ticker":
        symbol, _, market = item.value.partition("@")
        return None if symbol and len(market) == 4 else f'"{item.value}" is not a ticker with its market: write PTT@XBKK'
    if item.value != normalise_identifier(item.value):
        return f'"{item.value}" must be written in capitals without spaces'
    if item.scheme in SCHEMES and not has_valid_check_digit(item.scheme, item.value):
        return explain_identifier(item.scheme, item.value)
    return None


def _find_shared_identifiers(pages: Pages) -> Iterator[RulebookFault]:
    holders: dict[tuple[str, str], str] = {}
    for page, shape in pages:
        for i, item in enumerate(shape.identifiers):
            key = (item.scheme, item.value)
            if key in holders:
                yield page.fault(f'{item.scheme} {item.value} already stands on "{holders[key]}"', place=("identifiers", i))
            holders.setdefault(key, shape.id)


def _find_repeated_ids(pages: Pages, merged: Mapping[str, str]) -> Iterator[RulebookFault]:
    seen: set[str] = set()
    known = {shape.id for _, shape in pages}
    for page, shape in pages:
        for key in (shape.id, *(item.id for item in shape.involvements)):
            if key in seen or key in merged:
                yield page.fault(f'id "{key}" is used twice; an id is never used again', place=("id",))
            seen.add(key)
        for old, new in merged.items():
            if new == shape.id and old in known:
                yield page.fault(f'"{old}" was merged into "{new}" but still has a page', place=("id",))
