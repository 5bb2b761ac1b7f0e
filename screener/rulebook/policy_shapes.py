"""The shapes of policies: a pack, a rule with its worked cases, a policy in one file. `shapes.read_shape` reads them."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from screener.model import DEFAULT_RESTRICTIONS
from screener.rulebook.shapes import (
    SEVERAL,
    Authority,
    Basis,
    Channel,
    Confidence,
    Day,
    Effect,
    Flag,
    Listing,
    Shape,
    Slug,
    Stake,
    Status,
    Text,
    Tie,
    word,
)


class ConditionsShape(Shape):
    """The closed vocabulary of conditions: all must hold, a list means any of."""

    entity_group: Annotated[tuple[Annotated[str, *word("entity_groups")], ...], *SEVERAL] | None = None
    channel: Annotated[tuple[Channel, ...], *SEVERAL] | None = None
    basis: Annotated[tuple[Basis, ...], *SEVERAL] | None = None
    status: Annotated[tuple[Status, ...], *SEVERAL] | None = None
    confidence: Annotated[tuple[Confidence, ...], *SEVERAL] | None = None
    tie: Annotated[tuple[Tie, ...], *SEVERAL] | None = None
    last_reported: Annotated[tuple[Annotated[str, *word("review_dates")], ...], *SEVERAL] | None = None
    authority: Annotated[tuple[Authority, ...], *SEVERAL] | None = None
    listing: Annotated[tuple[Listing, ...], *SEVERAL] | None = None
    effect: Annotated[tuple[Effect, ...], *SEVERAL] | None = None
    stake: Annotated[tuple[Stake, ...], *SEVERAL] | None = None


class CaseFactsShape(Shape):
    """The facts of a worked case: of a tie (all its words), of an entry on a list, or of what listed entities own."""

    entity_group: Annotated[str, *word("entity_groups")] = "issuers"
    channel: Channel | None = None
    basis: Basis | None = None
    status: Status | None = None
    status_as_of: Day | None = None
    confidence: Confidence | None = None
    tie: Tie = "own"
    authority: Authority | None = None
    listing: Listing | None = None
    effect: Effect | None = None
    stake: Stake | None = None

    @model_validator(mode="after")
    def _check_whole(self) -> CaseFactsShape:
        tie = (self.channel, self.basis, self.status, self.status_as_of, self.confidence)
        if any(tie) and not all(tie):
            raise ValueError("a case about a tie needs channel, basis, status, status_as_of and confidence")
        if not any(tie) and not self.authority:
            raise ValueError("a case needs the facts of a tie, or an authority with its listing or stake")
        return self


class CaseShape(Shape):
    """A worked case: a sentence, the facts, the day, and whether this rule judges it."""

    name: Text
    as_of: Day
    facts: CaseFactsShape
    judged: Flag


class RuleShape(Shape):
    """One testable sentence of a policy."""

    id: Slug
    title: Text
    when: ConditionsShape
    decision: Annotated[str, *word("decisions")]
    severity: Annotated[str, *word("severities")]
    reason: Text
    ask: str = ""
    references: tuple[Slug, ...] = ()
    cases: Annotated[tuple[CaseShape, ...], Field(min_length=2)]


Judges = Annotated[tuple[Annotated[str, *word("judged_facts")], ...], Field(min_length=1), *SEVERAL]


Restriction = Annotated[str, *word("restrictions")]


class RestrictionsShape(Shape):
    """What a trading desk does on each decision."""

    exclude: Restriction = DEFAULT_RESTRICTIONS["exclude"]
    engage: Restriction = DEFAULT_RESTRICTIONS["engage"]
    observe: Restriction = DEFAULT_RESTRICTIONS["observe"]


class PolicyShape(Shape):
    """A publisher's dated set of rules, named in the order they are tried."""

    id: Slug
    title: Text
    version: Text
    publisher: Text
    summary: Text
    judges: Judges = ("involvements",)
    restrictions: RestrictionsShape = RestrictionsShape()
    rules: Annotated[tuple[Text, ...], Field(min_length=1)]


class InlinePolicyShape(Shape):
    """A policy in one file, its rules written out in the order they are tried."""

    id: Slug
    title: Text
    version: Text
    publisher: Text
    summary: Text
    judges: Judges = ("involvements",)
    restrictions: RestrictionsShape = RestrictionsShape()
    rules: Annotated[tuple[RuleShape, ...], Field(min_length=1)]
