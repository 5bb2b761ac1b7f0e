"""The shapes of the pages people edit: values as text go in; checked, typed pages come out, or RulebookFaults with file and line.

The JSON Schemas that editors use are generated from these same shapes (see `schema.py`).
"""

from __future__ import annotations

import difflib
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)

from screener.model import first_day

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from screener.errors import RulebookFault
    from screener.rulebook.text import Values
    from screener.rulebook.vocabulary import Vocabulary


def _check_date(text: str) -> str:
    first_day(text)
    return text


def _check_full_date(text: str) -> str:
    date.fromisoformat(text)
    if len(text) != 10:
        raise ValueError(f'"{text}" is not a day: write 2026-11-24')
    return text


def _check_share(text: str) -> str:
    try:
        share = Decimal(text)
    except InvalidOperation:
        raise ValueError(f'"{text}" is not a share: write a fraction such as 0.51') from None
    if not 0 < share <= 1:
        raise ValueError(f'"{text}" is not a share between 0 and 1: write 0.51 for 51 %')
    return text


def _as_flag(text: object) -> object:
    return {"yes": True, "no": False}.get(text, text) if isinstance(text, str) else text


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


class Word:
    """Marks a text that must be a word of a section of the vocabulary."""

    def __init__(self, section: str) -> None:
        self.section = section

    def __call__(self, text: str, info: ValidationInfo) -> str:
        """Gives the word back. Raises ValueError naming the word found, the nearest and all the allowed ones."""
        allowed = (info.context or {})["vocabulary"].allowed(self.section)
        if text in allowed:
            return text
        near = difflib.get_close_matches(text, allowed, n=1)
        hint = f'Did you mean "{near[0]}"? ' if near else ""
        raise ValueError(f'"{text}" is not one of the {self.section}. {hint}Allowed: {", ".join(allowed)}.')


def _word(section: str) -> tuple[AfterValidator, WithJsonSchema]:
    return AfterValidator(Word(section)), WithJsonSchema({"type": "string", "x-words": section})


_SEVERAL = (BeforeValidator(_as_list), Field(json_schema_extra={"x-several": True}))
"""Marks a list that may also be written as its one item."""

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
ClaimId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+/[a-z0-9]+(-[a-z0-9]+)*$")]
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
Day = Annotated[str, AfterValidator(_check_date), WithJsonSchema({"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"})]
FullDay = Annotated[str, AfterValidator(_check_full_date), WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"})]
Share = Annotated[str, AfterValidator(_check_share), WithJsonSchema({"type": "string", "pattern": r"^(1|0\.\d+)$"})]
Flag = Annotated[bool, BeforeValidator(_as_flag), WithJsonSchema({"enum": ["yes", "no"]})]
Sources = Annotated[tuple[Slug, ...], Field(min_length=1), *_SEVERAL]
Kind = Annotated[str, *_word("kinds")]
Channel = Annotated[str, *_word("channels")]
Basis = Annotated[str, *_word("bases")]
Status = Annotated[str, *_word("statuses")]
Confidence = Annotated[str, *_word("confidences")]
Tie = Annotated[str, *_word("ties")]
Authority = Annotated[str, *_word("authorities")]
Listing = Annotated[str, *_word("listings")]
Effect = Annotated[str, *_word("effects")]
Stake = Annotated[str, *_word("stakes")]


class Shape(BaseModel):
    """A page or a part of one: closed, so that a word nobody knows is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class NameShape(Shape):
    """A further name of an entity."""

    text: Text
    form: Annotated[str, *_word("name_forms")] = "legal"
    weak: Flag = False
    script: str = ""
    since: Day | None = None
    until: Day | None = None
    sources: tuple[Slug, ...] = ()


class IdentifierShape(Shape):
    """An identifier, with where name and identifier were seen together."""

    scheme: Annotated[str, *_word("schemes")]
    value: Text
    security: str = ""
    status: Annotated[str, *_word("identifier_statuses")] = "confirmed"
    since: Day | None = None
    until: Day | None = None
    sources: Sources
    note: str = ""


class OwnerShape(Shape):
    """Who owns this entity; no `share` means that it is not known, `until` that it has ended."""

    entity: Slug
    relation: Annotated[str, *_word("relations")]
    share: Share | None = None
    as_of: Day | None = None
    until: Day | None = None
    sources: Sources
    note: str = ""


class NoticeShape(Shape):
    """When the company was told before a listing, or why it is listed without waiting for its answer."""

    sent_on: Day | None = None
    override: str = ""


class ReadingShape(Shape):
    """What one side says of a status on which sources disagree."""

    status: Status
    as_of: Day
    sources: Sources


class DecidedShape(Shape):
    """A person's decision between sources that disagree."""

    on: Day
    reason: Text


class InvolvementShape(Shape):
    """A dated tie."""

    id: ClaimId
    channel: Channel
    counterparty: Text
    counterparties: tuple[Slug, ...] = ()
    basis: Basis
    tie: Tie = "own"
    since: Day | None = None
    until: Day | None = None
    reported_on: Day
    status: Status
    status_as_of: Day
    review_on: Day | None = None
    confidence: Confidence
    summary: Text
    sources: Sources
    note: str = ""
    research: Annotated[str, *_word("research")] = "published"
    notice: NoticeShape | None = None
    readings: tuple[ReadingShape, ...] = ()
    decided: DecidedShape | None = None


class ResponseShape(Shape):
    """What the company said, or that it did not reply."""

    date: Day | None = None
    summary: Text
    grade: Annotated[str, *_word("grades")]
    involvements: tuple[ClaimId, ...] = ()
    sources: Sources


class SanctionShape(Shape):
    """An entry on an official list."""

    authority: Literal["US", "UK", "EU", "CA", "AU", "CH", "UN"]
    programme: Text
    listed_on: Day | None = None
    removed_on: Day | None = None
    reference: str = ""
    sources: Sources
    note: str = ""


class BrandShape(Shape):
    """A brand people know."""

    name: Text
    category: Text
    sources: Sources


class InvestorActionShape(Shape):
    """What another investor did."""

    investor: Text
    action: Text
    date: Day | None = None
    amount: str | None = None
    currency: str | None = None
    sources: Sources
    note: str = ""


class DossierShape(Shape):
    """One entity, one page."""

    id: Slug
    name: Text
    kind: Kind
    country: Country
    sector: str = ""
    names: tuple[NameShape, ...] = ()
    identifiers: tuple[IdentifierShape, ...] = ()
    owners: tuple[OwnerShape, ...] = ()
    involvements: tuple[InvolvementShape, ...] = ()
    responses: tuple[ResponseShape, ...] = ()
    sanctions: tuple[SanctionShape, ...] = ()
    brands: tuple[BrandShape, ...] = ()
    investor_actions: tuple[InvestorActionShape, ...] = ()
    sources: tuple[Slug, ...] = ()
    note: str = ""


class SourceShape(Shape):
    """A publication."""

    publisher: Text
    title: Text
    date: Day
    url: Annotated[str, StringConstraints(pattern=r"^https?://\S+$")]
    licence: str = ""


class CorrectionShape(Shape):
    """A published claim that was wrong, and how it reads now; `withdrawn` where it is no longer on its page."""

    date: FullDay
    claim: ClaimId
    wrong: Text
    now: Text
    cause: Annotated[str, *_word("causes")]
    sources: Sources
    withdrawn: Flag = False


class CorrectionsShape(Shape):
    """Every correction, the newest first."""

    corrections: tuple[CorrectionShape, ...]


class ConditionsShape(Shape):
    """The closed vocabulary of conditions: all must hold, a list means any of."""

    entity_group: Annotated[tuple[Annotated[str, *_word("entity_groups")], ...], *_SEVERAL] | None = None
    channel: Annotated[tuple[Channel, ...], *_SEVERAL] | None = None
    basis: Annotated[tuple[Basis, ...], *_SEVERAL] | None = None
    status: Annotated[tuple[Status, ...], *_SEVERAL] | None = None
    confidence: Annotated[tuple[Confidence, ...], *_SEVERAL] | None = None
    tie: Annotated[tuple[Tie, ...], *_SEVERAL] | None = None
    last_reported: Annotated[tuple[Annotated[str, *_word("review_dates")], ...], *_SEVERAL] | None = None
    authority: Annotated[tuple[Authority, ...], *_SEVERAL] | None = None
    listing: Annotated[tuple[Listing, ...], *_SEVERAL] | None = None
    effect: Annotated[tuple[Effect, ...], *_SEVERAL] | None = None
    stake: Annotated[tuple[Stake, ...], *_SEVERAL] | None = None


class CaseFactsShape(Shape):
    """The facts of a worked case: of a tie (all its words), of an entry on a list, or of what listed entities own."""

    entity_group: Annotated[str, *_word("entity_groups")] = "issuers"
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
    decision: Annotated[str, *_word("decisions")]
    severity: Annotated[str, *_word("severities")]
    reason: Text
    ask: str = ""
    references: tuple[Slug, ...] = ()
    cases: Annotated[tuple[CaseShape, ...], Field(min_length=2)]


Judges = Annotated[tuple[Annotated[str, *_word("judged_facts")], ...], Field(min_length=1), *_SEVERAL]


class PolicyShape(Shape):
    """A publisher's dated set of rules, named in the order they are tried."""

    id: Slug
    title: Text
    version: Text
    publisher: Text
    summary: Text
    judges: Judges = ("involvements",)
    rules: Annotated[tuple[Text, ...], Field(min_length=1)]


class InlinePolicyShape(Shape):
    """A policy in one file, its rules written out in the order they are tried."""

    id: Slug
    title: Text
    version: Text
    publisher: Text
    summary: Text
    judges: Judges = ("involvements",)
    rules: Annotated[tuple[RuleShape, ...], Field(min_length=1)]


AnyShape = TypeVar("AnyShape", bound=Shape)


def read_shape(page: Values, shape: type[AnyShape], *, vocabulary: Vocabulary) -> AnyShape:
    """Gives the page in its shape. Raises RulebookFault for the first thing that breaks it."""
    try:
        return shape.model_validate(page.values, context={"vocabulary": vocabulary})
    except ValidationError as error:
        raise _fault(page, error.errors()[0], shape) from error


def _fault(page: Values, detail: ErrorDetails, shape: type[Shape]) -> RulebookFault:
    place, key = detail["loc"], str(detail["loc"][-1]) if detail["loc"] else ""
    sentences: dict[str, str] = {"missing": f'"{key}" is missing', "extra_forbidden": f'unknown field "{key}"'}
    cause: Any = detail.get("ctx", {}).get("error")
    message = sentences.get(detail["type"]) or (str(cause) if cause else f'"{key}": {detail["msg"]}, found {detail["input"]!r}')
    near = difflib.get_close_matches(key, _field_names(shape), n=1) if detail["type"] == "extra_forbidden" else []
    return page.fault(message, place=tuple(place), help=f'Did you mean "{near[0]}"?' if near else "")


def _field_names(shape: type[Shape]) -> set[str]:
    schema = shape.model_json_schema()
    return {name for part in (schema, *schema.get("$defs", {}).values()) for name in part.get("properties", {})}
