"""Exclusions: the registry and a policy's verdicts on a day go in; every issuer of which something is asked comes out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screener.model import DECISIONS, Exclusion, ExclusionList
from screener.screening.history import involvements_on
from screener.screening.subjects import entry_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from screener.model import Entity, Judgement, Policy, Registry, Source
    from screener.screening.decisions import Verdict


def list_exclusions(registry: Registry, policy: Policy, verdicts: Mapping[str, Verdict], *, as_of: date) -> ExclusionList:
    """Gives the exclusion list of a policy on a day; `verdicts` are its own of that day, from `judge_registry`."""
    asked = (
        _make_exclusion(registry.entities[key], verdict, policy, as_of=as_of)
        for key, verdict in verdicts.items()
        if verdict.decision != "none"
    )
    return ExclusionList(
        as_of=as_of.isoformat(),
        policy_id=policy.id,
        policy_title=policy.title,
        policy_version=policy.version,
        policy_sha256=policy.sha256,
        registry_version=registry.version,
        registry_sha256=registry.sha256,
        exclusions=tuple(sorted(asked, key=_order)),
    )


def _make_exclusion(entity: Entity, verdict: Verdict, policy: Policy, *, as_of: date) -> Exclusion:
    deciding = tuple(item for item in verdict.judgements if item.decision == verdict.decision)
    return Exclusion(
        issuer=entity,
        decision=verdict.decision,
        restriction=policy.restrictions[verdict.decision],
        severity=verdict.severity,
        confidence=verdict.confidence,
        judgements=deciding,
        sources=tuple(dict.fromkeys(_list_sources(entity, deciding, as_of))),
    )


def _list_sources(entity: Entity, deciding: tuple[Judgement, ...], as_of: date) -> Iterator[Source]:
    judged = {item.involvement for item in deciding}
    for tie in involvements_on(entity, as_of):
        if tie.id in judged:
            yield from tie.sources
    for number, entry in enumerate(entity.sanctions, 1):
        if entry_id(entity, entry, number) in judged:
            yield from entry.sources
    if any(item.fact == "ownership" for item in deciding):
        for edge in entity.owners:
            yield from edge.sources


def _order(item: Exclusion) -> tuple[int, str, str]:
    return -DECISIONS.index(item.decision), item.issuer.name.casefold(), item.issuer.id
