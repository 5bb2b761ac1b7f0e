"""Shapes of what is answered about policies: themselves, the exclusion list under one, and why something is listed under one."""

from typing import Any, Literal

from pydantic import Field

from screener.web.api.answers import (
    Answer,
    Cited,
    Confidence,
    Day,
    Decision,
    EntityNamed,
    Fraction,
    Outcome,
    PolicyTitled,
    PolicyVersion,
    Severity,
    VersionAnswer,
)
from screener.web.api.registry_answers import TieFacts
from screener.web.api.security_answers import MatchAnswer


class PolicyEntry(PolicyTitled):
    """A policy as lists have it."""

    publisher: str
    """Who answers for it."""
    summary: str
    """What it asks, in a sentence."""
    restrictions: dict[str, str]
    """Its word for each decision in an order system."""


class PoliciesAnswer(Answer):
    """The policies there are."""

    policies: list[PolicyEntry]
    """In the order they are offered."""


class CaseAnswer(Answer):
    """A worked case of a rule."""

    name: str
    """What it is about."""
    as_of: Day
    facts: dict[str, str]
    """What is so in it."""
    judged: bool
    """Whether the rule is to judge it."""


class RuleAnswer(Answer):
    """A rule of a policy."""

    id: str
    """Its id in the policy."""
    title: str
    """What it is called."""
    conditions: dict[str, Any]
    """What must be so for it to judge, by the vocabulary's words."""
    decision: Decision
    """What it asks."""
    severity: Severity
    """How grave it says it is."""
    reason: str
    """Why."""
    ask: str
    """What a letter asks for."""
    references: list[Any]
    """What it rests on."""
    cases: list[CaseAnswer]
    """One it judges and one it leaves alone, at least."""


class PolicyAnswer(PolicyEntry):
    """A policy with its rules, in the order they are tried."""

    rules: list[RuleAnswer]
    """The first whose conditions are met judges."""


class PolicyFaultAnswer(Answer):
    """What is wrong with a policy."""

    line: int | None
    """In which line; null where a worked case does not hold."""
    message: str
    """What was seen."""
    help: str
    """What to do."""


class CheckedPolicy(Answer):
    """A policy of the caller's own, checked."""

    valid: bool
    """Whether it can be used."""
    policy: PolicyEntry | None
    """What was read; null where it breaks the format."""
    cases: int
    """How many worked cases were run."""
    faults: list[PolicyFaultAnswer]
    """Everything that is wrong."""


class ExclusionReason(Answer):
    """Why an issuer is on the list."""

    about: str
    """Which tie or listing."""
    rule: str
    """The rule that judged."""
    reason: str
    """Its reason."""
    detail: str
    """The same, with what it met."""


class ExcludedSecurity(Answer):
    """A line of the list: an identifier."""

    scheme: str
    """isin, cusip, sedol, figi, lei, ticker …"""
    value: str
    """The identifier."""
    security: str
    """Which security it names."""
    status: str
    """Whether it was compared with a publication."""
    since: str
    """Since when it is known to hold; empty where it is not."""
    until: str
    """Until when it held; empty where it holds."""
    entity_id: str
    """The issuer's id."""
    entity_name: str
    """The issuer's name."""
    country: str
    """ISO 3166 alpha-2."""
    kind: str
    """What the issuer is."""
    sources: str
    """Publications that bear it out."""
    note: str
    """What there is to know of it."""


class Exclusion(Answer):
    """An issuer of which the policy asks something."""

    entity: EntityNamed
    """The issuer."""
    states_and_bodies: bool
    """Whether it is a state or a body of one, and no company."""
    decision: Decision
    """What the policy asks."""
    restriction: str
    """The policy's word for it in an order system."""
    severity: Severity
    """How grave it is."""
    confidence: Confidence
    """How sure the registry is."""
    reasons: list[ExclusionReason]
    """Every rule that judged."""
    securities: list[ExcludedSecurity]
    """Every known identifier."""
    sources: list[Cited]
    """Publications that bear the ties out."""


class ExclusionsAnswer(Answer):
    """The exclusion list, exclusions/1."""

    schema_: str = Field(alias="schema", description="exclusions/1")
    effective_date: Day
    policy: PolicyTitled
    """Under which it is made."""
    registry: VersionAnswer
    """The version in force."""
    counts: dict[str, int]
    """How many issuers there are of each restriction."""
    limits: str
    """What the list does not say."""
    exclusions: list[Exclusion]
    """By issuer."""


class JudgedBy(Answer):
    """The rule that judged a fact."""

    rule: str
    """Its id."""
    title: str
    """What it is called."""
    decision: Decision
    """What it asks."""
    severity: Severity
    """How grave it says it is."""
    reason: str
    """Why."""


class Unmet(Answer):
    """A condition that was not met."""

    condition: str
    """Which."""
    found: str
    """What is reported."""
    wanted: list[str]
    """What would have to be."""


class NearlyJudged(Answer):
    """A rule that did not judge a fact, and why not."""

    rule: str
    """Its id."""
    title: str
    """What it is called."""
    decision: Decision
    """What it would ask."""
    unmet: list[Unmet]
    """What was missing."""


class ExplainedTie(TieFacts):
    """A tie, as an explanation has it."""

    sources: list[Cited]
    """Publications that bear it out."""


class ExplainedFact(Answer):
    """A fact, the rule that judged it, and those that nearly did."""

    id: str
    """The tie's or listing's id."""
    fact: str
    """What it is: involvement, sanction, ownership …"""
    detail: str
    """The same in a sentence."""
    involvement: ExplainedTie | None
    """The tie, where it is one."""
    judged_by: JudgedBy | None
    """The rule that judged; null where none did."""
    nearly: list[NearlyJudged]
    """Rules that did not, and what was missing."""


class Stake(Answer):
    """An owner."""

    entity: str
    """Its id."""
    name: str
    """Its name."""
    share: Fraction | None
    as_of: Day | None


class ExplainedResponse(Answer):
    """What the company said."""

    date: Day | None
    summary: str
    """What it said."""
    grade: str
    """Whether it answers what was asked."""
    sources: list[Cited]
    """Where it said so."""


class NearName(Answer):
    """An entity by id and name."""

    id: str
    """Its id."""
    name: str
    """Its name."""
    country: str
    """ISO 3166 alpha-2."""


class NearEntity(Answer):
    """An entity that is near to what was asked for."""

    entity: NearName
    """Which."""
    decision: Decision
    """What the policy asks of it."""
    likeness: float
    """How alike the names are, from 0 to 1."""
    score: float
    """A probability that both are the same issuer."""
    reason: str
    """Why it was thought of."""
    missing: list[str]
    """What would have to agree for it to be the one."""


class ExplanationAnswer(Answer):
    """Why something is listed, or why not, explanation/1."""

    schema_: Literal["explanation/1"] = Field(alias="schema")
    question: str
    """What was asked."""
    as_of: Day
    policy: PolicyVersion
    """What it was held against."""
    registry: VersionAnswer
    """The version in force."""
    outcome: Outcome
    """How it ended."""
    match: MatchAnswer
    """How the issuer was told."""
    entity: EntityNamed | None
    """The issuer, where the registry knows it."""
    decision: Decision | None
    """What the policy asks."""
    severity: Severity | None
    """How grave it is."""
    confidence: Confidence | None
    """How sure the registry is."""
    facts: list[ExplainedFact]
    """What is so, and what each rule made of it."""
    owners: list[Stake]
    """Who owns it."""
    responses: list[ExplainedResponse]
    """What it said."""
    nearest: list[NearEntity]
    """Whom it may be."""
    missing: list[str]
    """What would have to be given, or to be so, to tell more."""
    note: str
    """What the answer does not say."""
