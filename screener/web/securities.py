"""Securities as they are asked for go in; for each, whether its issuer is listed, how it was told, and the coverage come out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from screener.issuers.question import SCHEMES, read_question
from screener.issuers.resolution import resolve_holdings
from screener.positions import Position, read_positions
from screener.screening.explanation_record import NOT_CLEARED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from screener.model import Policy, Registry, Resolution
    from screener.screening.decisions import Verdict
    from screener.web.workbench import Workbench

_GIVEN = (*SCHEMES[:-1], "ticker", "name")


@dataclass(frozen=True, slots=True)
class Lookup:
    """What the securities are held against: a policy, on a day."""

    policy: Policy
    as_of: date
    bench: Workbench


def read_security(text: str, registry: Registry) -> Position:
    """Reads `isin:KR7005490008`, `ticker:PTT@XBKK`, or a bare identifier or name, as a position. Raises ValidationError."""
    question = read_question(text, registry)
    scheme = question.scheme if question.scheme in _GIVEN else "name"
    return Position.model_validate({scheme: question.value, "mic": question.mic})


def look_up_securities(positions: Sequence[Position], lookup: Lookup) -> list[dict[str, Any]]:
    """Gives, for each position in its order, whether it is listed, with its issuer, decision, restriction level and match."""
    resolved = resolve_holdings(read_positions(positions).holdings, lookup.bench.index)
    verdicts = lookup.bench.verdicts(lookup.policy, lookup.as_of)
    return [
        _write_security(position, resolved.answers[code], verdicts, lookup)
        for position, code in zip(positions, resolved.codes.tolist(), strict=True)
    ]


def write_frame(lookup: Lookup) -> dict[str, Any]:
    """Gives the day, the policy and the registry that the answers rest on."""
    policy, registry = lookup.policy, lookup.bench.rulebook.registry
    return {
        "as_of": lookup.as_of.isoformat(),
        "policy": {"id": policy.id, "version": policy.version, "sha256": policy.sha256},
        "registry": {"version": registry.version, "sha256": registry.sha256},
    }


def measure_coverage(found: Iterable[Mapping[str, Any]], registry: Registry) -> dict[str, Any]:
    """Gives how many were asked for and how each ended, beside what the registry knows to tell them by."""
    outcomes = Counter(one["outcome"] for one in found)
    known = Counter(item.scheme for entity in registry.entities.values() for item in entity.identifiers)
    return {
        "asked": outcomes.total(),
        "outcomes": dict(sorted(outcomes.items())),
        "registry": {"entities": len(registry.entities), "identifiers": dict(sorted(known.items()))},
    }


def _write_security(position: Position, answer: Resolution, verdicts: Mapping[str, Verdict], lookup: Lookup) -> dict[str, Any]:
    matched = answer.status == "matched" and answer.entity is not None
    verdict = verdicts[answer.entity] if matched and answer.entity else None
    listed = verdict is not None and verdict.decision != "none"
    entity = lookup.bench.rulebook.registry.entities[answer.entity] if matched and answer.entity else None
    return {
        "security": position.model_dump(exclude_defaults=True, mode="json"),
        "listed": listed,
        "outcome": "listed" if listed else "not_listed" if matched else answer.status,
        "entity": None
        if entity is None
        else {"id": entity.id, "name": entity.name, "country": entity.country, "kind": entity.kind},
        "decision": None if verdict is None else verdict.decision,
        "severity": verdict.severity if listed and verdict else None,
        "confidence": verdict.confidence if listed and verdict else None,
        "restriction": lookup.policy.restrictions[verdict.decision] if listed and verdict else None,
        "match": {"method": answer.method, "score": answer.score, "reason": answer.reason},
        "candidates": [{"entity": one.entity, "score": one.score, "reason": one.reason} for one in answer.candidates],
        "note": "" if listed else NOT_CLEARED,
    }
