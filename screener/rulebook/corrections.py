"""Corrections: `registry/corrections.yaml` and the registry go in; published claims that were wrong, newest first, come out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from screener.errors import RulebookFaults
from screener.model import Correction
from screener.rulebook.shapes import CorrectionsShape, read_shape
from screener.rulebook.text import read_values

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from importlib.resources.abc import Traversable

    from screener.errors import RulebookFault
    from screener.model import Registry
    from screener.rulebook.shapes import CorrectionShape
    from screener.rulebook.text import Values
    from screener.rulebook.vocabulary import Vocabulary

FILE = "registry/corrections.yaml"


def read_corrections(root: Traversable, registry: Registry, *, vocabulary: Vocabulary) -> tuple[Correction, ...]:
    """Gives every correction; none where the file is absent. Raises RulebookFault or RulebookFaults with file and line."""
    item = root.joinpath(FILE)
    if not item.is_file():
        return ()
    page = read_values(item.read_text(encoding="utf-8"), file=FILE)
    shape = read_shape(page, CorrectionsShape, vocabulary=vocabulary)
    faults = [fault for i, entry in enumerate(shape.corrections) for fault in _find_faults(page, i, entry, registry)]
    if faults:
        raise RulebookFaults(faults)
    made = [
        Correction(**{**dict(entry), "sources": tuple(registry.sources[key] for key in entry.sources)})
        for entry in shape.corrections
    ]
    return tuple(sorted(made, key=lambda entry: entry.date, reverse=True))


def list_corrections(corrections: tuple[Correction, ...], since: date) -> tuple[Correction, ...]:
    """Gives the corrections made on `since` or later."""
    return tuple(entry for entry in corrections if entry.date >= since.isoformat())


def write_correction(entry: Correction, registry: Registry) -> dict[str, Any]:
    """Gives a correction as plain values, its entity (by the id it has now) and its sources written out."""
    key = _follow(entry.claim.partition("/")[0], registry)
    return {
        "date": entry.date,
        "claim": entry.claim,
        "entity": key,
        "name": registry.entities[key].name,
        "wrong": entry.wrong,
        "now": entry.now,
        "cause": entry.cause,
        "withdrawn": entry.withdrawn,
        "sources": [
            {"id": s.id, "publisher": s.publisher, "title": s.title, "date": s.date, "url": s.url} for s in entry.sources
        ],
    }


def _find_faults(page: Values, number: int, entry: CorrectionShape, registry: Registry) -> Iterator[RulebookFault]:
    place = ("corrections", number)
    for key in entry.sources:
        if key not in registry.sources:
            yield page.fault(f'source "{key}" is not in registry/sources.yaml', place=(*place, "sources"))
    owner = _follow(entry.claim.partition("/")[0], registry)
    if owner not in registry.entities:
        yield page.fault(f'claim "{entry.claim}" is of an entity that is not in the registry', place=(*place, "claim"))
        return
    stands = any(tie.id == entry.claim for tie in registry.entities[owner].involvements)
    if stands and entry.withdrawn:
        yield page.fault(f'claim "{entry.claim}" is withdrawn here but still on its page', place=(*place, "claim"))
    elif not stands and not entry.withdrawn:
        yield page.fault(
            f'claim "{entry.claim}" is not in the registry: one that left it is "withdrawn: yes"', place=(*place, "claim")
        )


def _follow(key: str, registry: Registry) -> str:
    return registry.merged.get(key, key)
