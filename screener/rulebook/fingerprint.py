"""A registry goes in; sixteen bytes for each of its facts come out, by which a later one can be counted against it."""

from __future__ import annotations

import json
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

from screener.rulebook.changes import compare_registries

if TYPE_CHECKING:
    from collections.abc import Iterable

    from screener.model import Registry

HALF = 8
"""Bytes for which fact it is, and as many for what it says."""


def fingerprint_registry(registry: Registry) -> bytes:
    """Gives which facts there are and what each says, sorted, HALF and HALF bytes each."""
    nothing = replace(registry, entities={}, sources={}, merged={})
    facts = compare_registries(nothing, registry)
    return b"".join(
        sorted(
            _hash((fact.entity, fact.part, fact.key)) + _hash((json.dumps(fact.after, sort_keys=True, default=str), fact.name))
            for fact in facts
        )
    )


def count_changes(before: bytes, after: bytes) -> int:
    """Gives how many facts are new, gone, or say something else."""
    old, new = _read(before), _read(after)
    return sum(old.get(fact) != new.get(fact) for fact in {*old, *new})


def _read(fingerprint: bytes) -> dict[bytes, bytes]:
    places = range(0, len(fingerprint), 2 * HALF)
    return {fingerprint[at : at + HALF]: fingerprint[at + HALF : at + 2 * HALF] for at in places}


def _hash(words: Iterable[str]) -> bytes:
    return sha256("\x1f".join(words).encode()).digest()[:HALF]
