"""Shapes of what is answered about securities: one, or many."""

from typing import Literal

from pydantic import Field

from screener.positions import Position
from screener.web.api.answers import (
    Answer,
    Confidence,
    Day,
    Decision,
    EntityNamed,
    Outcome,
    PolicyVersion,
    Severity,
    VersionAnswer,
)


class MatchAnswer(Answer):
    """How an issuer was told."""

    method: str | None
    """isin, cusip, sedol, figi, lei, ticker, issuer_prefix, name, name+country or confirmed."""
    score: float | None
    """A probability that both are the same issuer."""
    reason: str
    """The same in a sentence."""


class CandidateAnswer(Answer):
    """An entity that it may be."""

    entity: str
    """Its id."""
    score: float
    """A probability that both are the same issuer."""
    reason: str
    """Why it was thought of."""
    name: str = ""
    """Its name."""


class SecurityAnswer(Answer):
    """One security: whether its issuer is listed. Not listed is not cleared."""

    security: Position
    """What was asked for."""
    listed: bool
    """Whether the policy asks something about its issuer."""
    outcome: Outcome
    """How it ended."""
    entity: EntityNamed | None
    """The issuer, where the registry knows it."""
    decision: Decision | None
    """What the policy asks."""
    severity: Severity | None
    """How grave it is."""
    confidence: Confidence | None
    """How sure the registry is."""
    restriction: str | None
    """The policy's word for that decision in an order system."""
    match: MatchAnswer
    """How the issuer was told."""
    candidates: list[CandidateAnswer]
    """Whom it may be, where a person must say."""
    note: str
    """What an answer of not listed does not say."""


class KnownAnswer(Answer):
    """What the registry knows to tell issuers by."""

    entities: int
    """How many entities it has."""
    identifiers: dict[str, int]
    """How many identifiers of each scheme."""


class LookupCoverage(Answer):
    """How many securities were asked for, and how each ended."""

    asked: int
    """How many were sent."""
    outcomes: dict[str, int]
    """How many ended in which outcome."""
    registry: KnownAnswer
    """What they were held against."""


class OneSecurity(SecurityAnswer):
    """One security, security/1."""

    schema_: Literal["security/1"] = Field(alias="schema")
    as_of: Day
    policy: PolicyVersion
    """What it was held against."""
    registry: VersionAnswer
    """The version in force."""
    coverage: LookupCoverage
    """How many were asked for, and how each ended."""


class ManySecurities(Answer):
    """Many securities, securities/1."""

    schema_: Literal["securities/1"] = Field(alias="schema")
    as_of: Day
    policy: PolicyVersion
    """What they were held against."""
    registry: VersionAnswer
    """The version in force."""
    coverage: LookupCoverage
    """How many were asked for, and how each ended."""
    securities: list[SecurityAnswer]
    """In the order they were sent."""
