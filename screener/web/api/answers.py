"""Shapes of what the registry answers: dossiers, changes and securities; each answer of the tests is held against them."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from screener.positions import Position

Day = Annotated[str, Field(description="A day, a month or a year: 2026-11-24, 2026-11, 2026.")]
Sha256 = Annotated[str, Field(description="SHA-256, hexadecimal.")]
Fraction = Annotated[str, Field(description="A fraction of one, as a decimal in text.")]
Decision = Literal["exclude", "engage", "observe", "none"]
Severity = Literal["severe", "high", "elevated", "none"]
Confidence = Literal["high", "medium", "low"]
Outcome = Literal[
    "listed",
    "needs_review",
    "not_listed",
    "looked_through",
    "unresolved",
    "invalid_identifier",
    "out_of_scope",
    "not_a_holding",
]


class Answer(BaseModel):
    """An answer: fields may be added, none is taken away or renamed under the same `schema`."""

    model_config = ConfigDict(use_attribute_docstrings=True)


class VersionAnswer(Answer):
    """A version of the registry."""

    version: str
    """The day it is named for, or what its publisher calls it."""
    sha256: Sha256


class PolicyVersion(Answer):
    """A policy that was applied."""

    id: str
    """Its id in this service, or that of a policy of the caller's own."""
    version: str
    """What its publisher calls this version."""
    sha256: Sha256


class PolicyTitled(PolicyVersion):
    """A policy that was applied, with its title."""

    title: str
    """What it is called."""


class EntityNamed(Answer):
    """An entity of the registry, named."""

    id: str
    """Its id, which stays; after a merger the older one leads on."""
    name: str
    """The name it is shown under."""
    country: str
    """ISO 3166 alpha-2."""
    kind: str
    """Issuer, conglomerate, state enterprise and so on, as the vocabulary defines it."""


class Cited(Answer):
    """A publication that bears a fact out."""

    id: str
    """Its id in the registry."""
    publisher: str
    """Who published it."""
    title: str
    """Its title."""
    date: Day
    url: str
    """Where it can be opened."""


class Source(Cited):
    """A publication that bears a fact out, with its licence."""

    licence: str
    """Under which terms the publication is offered."""


class NameAnswer(Answer):
    """One of an entity's names."""

    text: str
    """The name."""
    form: str
    """Legal, trade, short, former and so on."""
    weak: bool
    """Whether the name alone tells nobody apart."""
    script: str
    """ISO 15924."""
    since: Day | None
    until: Day | None
    sources: list[Source]
    """Publications that bear it out."""


class IdentifierAnswer(Answer):
    """An identifier of an entity or of what it issued."""

    scheme: str
    """isin, cusip, sedol, figi, lei, ticker …"""
    value: str
    """The identifier, without spaces."""
    security: str
    """Which security it names."""
    confirmed: bool
    """Whether it was compared with a publication."""
    since: Day | None
    until: Day | None
    note: str
    """What there is to know of it."""
    sources: list[Source]
    """Publications that bear it out."""


class OwnerAnswer(Answer):
    """An edge of ownership."""

    owner: str
    """The owner's id."""
    owned: str
    """The id of what it owns."""
    share: Fraction | None
    relation: str
    """What kind of hold it is."""
    as_of: Day | None
    until: Day | None
    note: str
    """What there is to know of it."""
    sources: list[Source]
    """Publications that bear it out."""


class Tie(Answer):
    """A dated tie of an entity, with its sources."""

    id: str
    """Its id, which stays."""
    entity: str
    """Whose it is."""
    channel: str
    """The kind of tie: arms_supply, jet_fuel …"""
    counterparty: str
    """The id of the first on the other side."""
    counterparties: list[str]
    """The ids of all on the other side."""
    basis: str
    """pre_coup_direct, post_coup_state_entity, both, new_direct, not_applicable or unclear."""
    tie: str
    """In which way the entity takes part."""
    since: Day | None
    until: Day | None
    reported_on: Day
    status: str
    """active, suspended, exit_announced, exited, disputed or unknown."""
    status_as_of: Day
    review_on: Day
    confidence: Confidence
    """How sure the registry is."""
    summary: str
    """What is so, in a sentence or two."""
    sources: list[Source]
    """Publications that bear it out."""
    note: str
    """What there is to know of it."""
    research: str
    """What was looked for, and with what result."""
    notice_on: Day | None
    notice_override: str
    """Why it is published without that notice."""
    limits: str
    """What the publications do not say."""


class ResponseAnswer(Answer):
    """What a company said."""

    date: Day | None
    summary: str
    """What it said."""
    grade: str
    """Whether it answers what was asked."""
    sources: list[Source]
    """Where it said so."""
    involvements: list[str]
    """The ids of the ties it speaks of."""


class SanctionAnswer(Answer):
    """An official listing."""

    authority: str
    """US, UK, EU, CA, AU or CH."""
    programme: str
    """Under which programme."""
    listed_on: Day | None
    removed_on: Day | None
    reference: str
    """What the authority calls it."""
    sources: list[Source]
    """The official list."""
    note: str
    """What there is to know of it."""


class BrandAnswer(Answer):
    """A brand of an entity."""

    name: str
    """What it is sold as."""
    category: str
    """What it is."""
    sources: list[Source]
    """Publications that bear it out."""


class InvestorActionAnswer(Answer):
    """What an investor did about the entity."""

    investor: str
    """Who."""
    action: str
    """What: divested, excluded, engaged …"""
    date: Day
    amount: str | None
    """A decimal in text, where it is known."""
    currency: str | None
    """ISO 4217."""
    sources: list[Source]
    """Publications that bear it out."""
    note: str
    """What there is to know of it."""


class Dossier(EntityNamed):
    """Everything the registry knows of one entity."""

    sector: str
    """What it lives by."""
    names: list[NameAnswer]
    """The first is the one it is shown under."""
    identifiers: list[IdentifierAnswer]
    """Its own, and those of what it issued."""
    owners: list[OwnerAnswer]
    """Who owns it."""
    involvements: list[Tie]
    """Its ties, each dated and sourced."""
    responses: list[ResponseAnswer]
    """What it said."""
    sanctions: list[SanctionAnswer]
    """Which authorities list it."""
    brands: list[BrandAnswer]
    """What it is sold as."""
    investor_actions: list[InvestorActionAnswer]
    """What investors did."""
    sources: list[Source]
    """Publications about the entity as a whole."""
    note: str
    """What there is to know of it."""


class EntityEntry(EntityNamed):
    """An entity as lists have it."""

    involvements: int
    """How many ties it has."""
    sanctions: int
    """How many official listings it has."""


class EntitiesAnswer(Answer):
    """A page of the registry."""

    registry: VersionAnswer
    """The version in force."""
    total: int
    """How many there are on all pages."""
    next: str | None
    """Send it as `cursor` for the next page; null on the last."""
    entities: list[EntityEntry]
    """This page."""


class ChangeAnswer(Answer):
    """One difference between two versions."""

    entity: str
    """Whose."""
    name: str
    """Its name."""
    part: str
    """entity, names, identifiers, involvements, sanctions, owners, responses …"""
    key: str
    """Which one of that part."""
    kind: Literal["added", "removed", "changed", "merged"]
    """What became of it."""
    before: dict[str, Any]
    """The fields that differ, as they were."""
    after: dict[str, Any]
    """The fields that differ, as they are."""
    cause: Literal["world", "evidence", "processing"]
    """Whether the world changed, what is known of it, or how we write it."""
    reason: str
    """Why that cause is given."""


class ChangesAnswer(Answer):
    """What changed in the registry, changes/1."""

    schema_: Literal["changes/1"] = Field(alias="schema")
    from_: VersionAnswer = Field(alias="from", description="The version asked for.")
    to: VersionAnswer
    """The version in force."""
    counts: dict[str, int]
    """How many changes there are of each cause."""
    changes: list[ChangeAnswer]
    """By entity."""


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
