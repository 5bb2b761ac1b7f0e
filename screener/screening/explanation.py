"""Explanation: an answer to "which issuer is this?" and a policy go in; why it is listed, or why not, comes out, fact by fact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from screener.model import DECISIONS
from screener.rulebook.ownership_graph import draw_ownership
from screener.screening.decisions import judge_subjects, list_subjects, list_unmet, weigh_asked
from screener.screening.findings import list_owners
from screener.screening.history import involvements_on, responses_on

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from screener.model import Entity, Involvement, Nearest, PathStep, Policy, Registry, Resolution, Response, Rule
    from screener.screening.decisions import Unmet, Verdict
    from screener.screening.subjects import Blocked, Subject

MOST_UNMET = 2
"""A rule is nearly met where at most so many of its conditions do not hold."""
MOST_RULES = 3


@dataclass(frozen=True, slots=True)
class NearRule:
    """A firmer rule that did not judge a fact: the conditions it lacked, or none where an earlier rule judged first."""

    rule: str
    title: str
    decision: str
    unmet: tuple[Unmet, ...]


@dataclass(frozen=True, slots=True)
class JudgedFact:
    """One fact of an entity: the tie where it is one, else a sentence (`detail`); the rule that judged it, and what it says."""

    id: str
    fact: str
    detail: str
    tie: Involvement | None
    rule: str
    title: str
    decision: str
    severity: str
    reason: str
    nearly: tuple[NearRule, ...]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An entity that comes nearest, with what the policy asks of it, and what was missing to take the one for the other."""

    nearest: Nearest
    name: str
    country: str
    decision: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why something is listed, or why not. `outcome` is as for a holding; `entity` None where none was found."""

    as_of: str
    policy: Policy
    registry_version: str
    registry_sha256: str
    outcome: str
    resolution: Resolution
    entity: Entity | None
    verdict: Verdict | None
    facts: tuple[JudgedFact, ...]
    owners: tuple[PathStep, ...]
    responses: tuple[Response, ...]
    neighbours: tuple[Neighbour, ...]
    missing: tuple[str, ...]


def explain_resolution(
    resolution: Resolution,
    *,
    nearest: Sequence[Nearest],
    missing: tuple[str, ...],
    registry: Registry,
    policy: Policy,
    as_of: date,
) -> Explanation:
    """Gives the whole way from the question to the sources; `nearest` and `missing` are shown where no entity was found."""
    blocked = weigh_asked(registry, policy, as_of=as_of)
    entity = registry.entities[resolution.entity] if resolution.status == "matched" and resolution.entity else None
    verdict = None if entity is None else _judge(entity, registry, policy, as_of=as_of, blocked=blocked)
    return Explanation(
        as_of=as_of.isoformat(),
        policy=policy,
        registry_version=registry.version,
        registry_sha256=registry.sha256,
        outcome=_name_outcome(resolution, verdict),
        resolution=resolution,
        entity=entity,
        verdict=verdict,
        facts=() if entity is None else tuple(_explain_facts(entity, registry, policy, as_of=as_of, blocked=blocked)),
        owners=() if entity is None else tuple(list_owners(entity.id, draw_ownership(registry, as_of), registry)),
        responses=() if entity is None else responses_on(entity, as_of),
        neighbours=tuple(
            Neighbour(
                nearest=one,
                name=registry.entities[one.entity].name,
                country=registry.entities[one.entity].country,
                decision=_judge(registry.entities[one.entity], registry, policy, as_of=as_of, blocked=blocked).decision,
            )
            for one in nearest
        ),
        missing=missing,
    )


def _name_outcome(resolution: Resolution, verdict: Verdict | None) -> str:
    if verdict is None:
        return resolution.status
    return "not_listed" if verdict.decision == "none" else "listed"


def _judge(entity: Entity, registry: Registry, policy: Policy, *, as_of: date, blocked: Blocked) -> Verdict:
    return judge_subjects(list_subjects(entity, registry, policy, as_of=as_of, blocked=blocked), policy, as_of=as_of)


def _explain_facts(entity: Entity, registry: Registry, policy: Policy, *, as_of: date, blocked: Blocked) -> Iterator[JudgedFact]:
    ties = {tie.id: tie for tie in involvements_on(entity, as_of)}
    for subject in list_subjects(entity, registry, policy, as_of=as_of, blocked=blocked):
        rule = next(rule for rule in policy.rules if not list_unmet(rule, subject.facts, as_of=as_of))
        yield JudgedFact(
            id=subject.id,
            fact=subject.fact,
            detail=subject.detail,
            tie=ties.get(subject.id) if subject.fact == "involvement" else None,
            rule=rule.id,
            title=rule.title,
            decision=rule.decision,
            severity=rule.severity,
            reason=rule.reason,
            nearly=_list_near_rules(subject, policy, judged_by=rule, as_of=as_of),
        )


def _list_near_rules(subject: Subject, policy: Policy, *, judged_by: Rule, as_of: date) -> tuple[NearRule, ...]:
    firmer = [rule for rule in policy.rules if DECISIONS.index(rule.decision) > DECISIONS.index(judged_by.decision)]
    tried = [
        NearRule(rule=rule.id, title=rule.title, decision=rule.decision, unmet=list_unmet(rule, subject.facts, as_of=as_of))
        for rule in firmer
    ]
    near = [one for one in tried if len(one.unmet) <= MOST_UNMET and all(unmet.found is not None for unmet in one.unmet)]
    return tuple(sorted(near, key=lambda one: len(one.unmet))[:MOST_RULES])
