"""Shapes of what the registry answers: dossiers, lists of entities, and changes."""

from typing import Any, Literal

from pydantic import Field

from screener.web.api.answers import Answer, Confidence, Day, EntityNamed, Fraction, Source, VersionAnswer


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


class TieFacts(Answer):
    """What is reported of a tie."""

    channel: str
    """The kind of tie: arms_supply, jet_fuel …"""
    counterparty: str
    """Who is on the other side, in words."""
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
    """What is reported, in a sentence or two."""
    note: str
    """What there is to know of it."""


class Tie(TieFacts):
    """A dated tie of an entity, with its sources."""

    id: str
    """Its id, which stays."""
    entity: str
    """Whose it is."""
    counterparties: list[str]
    """The ids of all on the other side."""
    sources: list[Source]
    """Publications that bear it out."""
    research: str
    """What was looked for, and with what result."""
    notice_on: Day | None
    notice_override: str
    """Why it is published without that notice."""
    limits: str
    """What of the note speaks for the one named; letters print it too."""


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
