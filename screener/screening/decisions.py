"""Decisions: a policy judges each involvement once; undecided findings go in, decided ones come out, firmest first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from screener.model import (
    DECISIONS,
    STATES_AND_BODIES,
    Case,
    Entity,
    Finding,
    Involvement,
    Judgement,
    Policy,
    Rule,
    last_day,
    months_later,
)
from screener.screening.findings import involvements_on

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from screener.model import Registry

SEVERITIES = ("", "elevated", "high", "severe")
CONFIDENCES = ("", "low", "medium", "high")
MILITARY = frozenset({"conglomerate", "armed_force", "armed_group", "government_body", "site"})
FRESH_MONTHS = 24


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a policy says of one entity on one day: a judgement per involvement, and what follows from them together."""

    judgements: tuple[Judgement, ...]
    decision: str
    severity: str
    confidence: str


def judge_registry(registry: Registry, policy: Policy, *, as_of: date) -> dict[str, Verdict]:
    """Judges every entity once for this policy and day; keep the answer, it serves any number of portfolios."""
    return {entity.id: judge_entity(entity, policy, as_of=as_of) for entity in registry.entities.values()}


def judge_entity(entity: Entity, policy: Policy, *, as_of: date) -> Verdict:
    """Judges each involvement alone; the entity gets the firmest decision among them, severity never chooses."""
    involvements = involvements_on(entity, as_of)
    judgements = tuple(_judge(item, entity, policy, as_of) for item in involvements)
    decision = max((item.decision for item in judgements), key=DECISIONS.index, default="none")
    deciding = [item for item in judgements if item.decision == decision]
    confidences = {item.id: item.confidence for item in involvements}
    return Verdict(
        judgements=judgements,
        decision=decision,
        severity=max((item.severity for item in deciding), key=SEVERITIES.index, default=""),
        confidence=max((confidences[item.involvement] for item in deciding), key=CONFIDENCES.index, default=""),
    )


def decide_findings(findings: Iterable[Finding], verdicts: Mapping[str, Verdict]) -> tuple[Finding, ...]:
    """Gives the findings with their decision, the firmest first, then the heaviest, then by name."""
    decided = [
        replace(
            finding,
            judgements=verdicts[finding.entity].judgements,
            decision=verdicts[finding.entity].decision,
            severity=verdicts[finding.entity].severity,
            confidence=verdicts[finding.entity].confidence,
        )
        for finding in findings
    ]
    return tuple(sorted(decided, key=_order))


def rule_for(facts: Mapping[str, str], policy: Policy, *, as_of: date) -> Rule:
    """Gives the first rule of the policy whose conditions all hold of `facts` on that day; the last catches the rest.

    `facts` has entity_group, channel, basis, status, status_as_of, confidence and tie.
    """
    asked = {**facts, "last_reported": _review_date(facts["status_as_of"], as_of)}
    return next(rule for rule in policy.rules if all(asked[key] in allowed for key, allowed in rule.conditions.items()))


def failed_cases(policy: Policy) -> list[tuple[Rule, Case, Rule]]:
    """Runs every worked case; gives those that came out otherwise, with the rule that judged instead."""
    failed = []
    for rule in policy.rules:
        for case in rule.cases:
            judged_by = rule_for(case.facts, policy, as_of=last_day(case.as_of))
            if (judged_by.id == rule.id) != case.judged:
                failed.append((rule, case, judged_by))
    return failed


def entity_group(kind: str) -> str:
    """Gives the group whose rules apply to an entity of this kind: issuers, states_and_bodies or military."""
    if kind in STATES_AND_BODIES:
        return "states_and_bodies"
    return "military" if kind in MILITARY else "issuers"


def facts_of(involvement: Involvement, entity: Entity) -> dict[str, str]:
    """Gives what a rule's conditions can ask of one involvement."""
    return {
        "entity_group": entity_group(entity.kind),
        "channel": involvement.channel,
        "basis": involvement.basis,
        "status": involvement.status,
        "status_as_of": involvement.status_as_of,
        "confidence": involvement.confidence,
        "tie": involvement.tie,
    }


def _judge(involvement: Involvement, entity: Entity, policy: Policy, as_of: date) -> Judgement:
    rule = rule_for(facts_of(involvement, entity), policy, as_of=as_of)
    return Judgement(involvement=involvement.id, rule=rule.id, decision=rule.decision, severity=rule.severity, reason=rule.reason)


def _review_date(status_as_of: str, as_of: date) -> str:
    fresh = as_of <= months_later(last_day(status_as_of), FRESH_MONTHS)
    return "within_24_months" if fresh else "over_24_months"


def _order(finding: Finding) -> tuple[int, bool, Decimal, str]:
    weight = Decimal(finding.weight or 0)
    return -DECISIONS.index(finding.decision), finding.states_and_bodies, -abs(weight), finding.name.casefold()
