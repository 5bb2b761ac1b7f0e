"""Decisions: a policy judges each fact once; undecided findings go in, decided ones come out, firmest first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from screener.model import DECISIONS, Case, Finding, Judgement, Policy, Rule, last_day, review_day
from screener.screening.subjects import list_entries, list_stakes, list_ties, weigh_blocked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from screener.model import Entity, Registry
    from screener.screening.subjects import Blocked, Subject

SEVERITIES = ("", "elevated", "high", "severe")
CONFIDENCES = ("", "low", "medium", "high")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a policy says of one entity on one day: a judgement per involvement, and what follows from them together."""

    judgements: tuple[Judgement, ...]
    decision: str
    severity: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Unmet:
    """A condition that does not hold: what was found (None where the fact has no such thing), and what would have held."""

    condition: str
    found: str | None
    wanted: tuple[str, ...]


def judge_registry(registry: Registry, policy: Policy, *, as_of: date) -> dict[str, Verdict]:
    """Judges every entity once for this policy and day; keep the answer, it serves any number of portfolios."""
    blocked = weigh_asked(registry, policy, as_of=as_of)
    return {
        entity.id: judge_subjects(list_subjects(entity, registry, policy, as_of=as_of, blocked=blocked), policy, as_of=as_of)
        for entity in registry.entities.values()
    }


def judge_subjects(subjects: Iterable[Subject], policy: Policy, *, as_of: date) -> Verdict:
    """Judges each fact alone; the entity gets the firmest decision among them, severity never chooses."""
    judged = [(subject, _judge(subject, policy, as_of)) for subject in subjects]
    decision = max((judgement.decision for _, judgement in judged), key=DECISIONS.index, default="none")
    deciding = [(subject, judgement) for subject, judgement in judged if judgement.decision == decision]
    return Verdict(
        judgements=tuple(judgement for _, judgement in judged),
        decision=decision,
        severity=max((judgement.severity for _, judgement in deciding), key=SEVERITIES.index, default=""),
        confidence=max((subject.confidence for subject, _ in deciding), key=CONFIDENCES.index, default=""),
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

    A condition on something the fact does not have (a channel, of an entry on a list) does not hold.
    """
    return next(rule for rule in policy.rules if not list_unmet(rule, facts, as_of=as_of))


def list_unmet(rule: Rule, facts: Mapping[str, str], *, as_of: date) -> tuple[Unmet, ...]:
    """Gives the conditions of the rule that do not hold of `facts` on that day; none where the rule would judge them."""
    dated = "status_as_of" in facts
    asked = {**facts, "last_reported": _review_date(facts["status_as_of"], as_of)} if dated else facts
    return tuple(
        Unmet(condition=key, found=asked.get(key), wanted=allowed)
        for key, allowed in rule.conditions.items()
        if asked.get(key) not in allowed
    )


def failed_cases(policy: Policy) -> list[tuple[Rule, Case, Rule]]:
    """Runs every worked case; gives those that came out otherwise, with the rule that judged instead."""
    failed = []
    for rule in policy.rules:
        for case in rule.cases:
            judged_by = rule_for(case.facts, policy, as_of=last_day(case.as_of))
            if (judged_by.id == rule.id) != case.judged:
                failed.append((rule, case, judged_by))
    return failed


def weigh_asked(registry: Registry, policy: Policy, *, as_of: date) -> Blocked:
    """Gives what listed entities own of others on that day, where the policy judges it, and nothing otherwise."""
    return weigh_blocked(registry, as_of=as_of) if "ownership" in policy.judges else {}


def list_subjects(entity: Entity, registry: Registry, policy: Policy, *, as_of: date, blocked: Blocked) -> Iterator[Subject]:
    """Gives every fact about the entity that the policy judges on that day; `blocked` is from `weigh_asked`."""
    if "involvements" in policy.judges:
        yield from list_ties(entity, as_of=as_of)
    if "sanctions" in policy.judges:
        yield from list_entries(entity, as_of=as_of, programmes=registry.programmes)
    if "ownership" in policy.judges:
        yield from list_stakes(entity, registry=registry, blocked=blocked)


def _judge(subject: Subject, policy: Policy, as_of: date) -> Judgement:
    rule = rule_for(subject.facts, policy, as_of=as_of)
    return Judgement(
        involvement=subject.id,
        rule=rule.id,
        decision=rule.decision,
        severity=rule.severity,
        reason=rule.reason,
        fact=subject.fact,
        detail=subject.detail,
    )


def _review_date(status_as_of: str, as_of: date) -> str:
    return "within_24_months" if as_of <= review_day(status_as_of) else "over_24_months"


def _order(finding: Finding) -> tuple[int, bool, Decimal, str]:
    weight = Decimal(finding.weight or 0)
    return -DECISIONS.index(finding.decision), finding.states_and_bodies, -abs(weight), finding.name.casefold()
