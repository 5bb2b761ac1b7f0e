"""The record of an explanation: an Explanation goes in; the document `explanation/1` comes out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from screener.model import Entity, Involvement, Source
    from screener.screening.explanation import Explanation, JudgedFact, Neighbour

SCHEMA = "explanation/1"
NOT_CLEARED = "Not listed is not cleared."


def write_explanation(explained: Explanation) -> dict[str, Any]:
    """Gives the explanation as plain values for JSON with SCHEMA."""
    entity, verdict = explained.entity, explained.verdict
    return {
        "schema": SCHEMA,
        "as_of": explained.as_of,
        "policy": {"id": explained.policy.id, "version": explained.policy.version, "sha256": explained.policy.sha256},
        "registry": {"version": explained.registry_version, "sha256": explained.registry_sha256},
        "outcome": explained.outcome,
        "match": {
            "method": explained.resolution.method,
            "score": explained.resolution.score,
            "reason": explained.resolution.reason,
        },
        "entity": None if entity is None else _write_entity(entity),
        "decision": None if verdict is None else verdict.decision,
        "severity": None if verdict is None else verdict.severity,
        "confidence": None if verdict is None else verdict.confidence,
        "facts": [_write_fact(fact) for fact in explained.facts],
        "owners": [{"entity": o.entity, "name": o.name, "share": o.share, "as_of": o.as_of} for o in explained.owners],
        "responses": [
            {"date": one.date, "summary": one.summary, "grade": one.grade, "sources": _write_sources(one.sources)}
            for one in explained.responses
        ],
        "nearest": [_write_neighbour(one) for one in explained.neighbours],
        "missing": list(explained.missing),
        "note": "" if explained.outcome == "listed" else NOT_CLEARED,
    }


def _write_entity(entity: Entity) -> dict[str, str]:
    return {"id": entity.id, "name": entity.name, "country": entity.country, "kind": entity.kind}


def _write_fact(fact: JudgedFact) -> dict[str, Any]:
    return {
        "id": fact.id,
        "fact": fact.fact,
        "detail": fact.detail,
        "involvement": None if fact.tie is None else _write_tie(fact.tie),
        "judged_by": {"rule": fact.rule, "title": fact.title, "decision": fact.decision, "severity": fact.severity,
                      "reason": fact.reason},
        "nearly": [
            {"rule": one.rule, "title": one.title, "decision": one.decision,
             "unmet": [{"condition": u.condition, "found": u.found, "wanted": list(u.wanted)} for u in one.unmet]}
            for one in fact.nearly
        ],
    }  # fmt: skip


def _write_tie(tie: Involvement) -> dict[str, Any]:
    shown = ("channel", "counterparty", "basis", "tie", "since", "until", "reported_on", "status", "status_as_of", "review_on",
             "confidence", "summary", "note")  # fmt: skip
    return {**{field: getattr(tie, field) for field in shown}, "sources": _write_sources(tie.sources)}


def _write_sources(sources: Sequence[Source]) -> list[dict[str, str]]:
    return [{"id": s.id, "publisher": s.publisher, "title": s.title, "date": s.date, "url": s.url} for s in sources]


def _write_neighbour(one: Neighbour) -> dict[str, Any]:
    return {
        "entity": {"id": one.nearest.entity, "name": one.name, "country": one.country},
        "decision": one.decision,
        "likeness": one.nearest.likeness,
        "score": one.nearest.score,
        "reason": one.nearest.reason,
        "missing": list(one.nearest.missing),
    }
