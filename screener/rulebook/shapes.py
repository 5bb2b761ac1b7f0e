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


def word(section: str) -> tuple[AfterValidator, WithJsonSchema]:
    """Gives what marks a text as a word of that section of the vocabulary."""
    return AfterValidator(Word(section)), WithJsonSchema({"type": "string", "x-words": section})


SEVERAL = (BeforeValidator(_as_list), Field(json_schema_extra={"x-several": True}))
"""Marks a list that may also be written as its one item."""

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
ClaimId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+/[a-z0-9]+(-[a-z0-9]+)*$")]
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
Day = Annotated[str, AfterValidator(_check_date), WithJsonSchema({"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"})]
FullDay = Annotated[str, AfterValidator(_check_full_date), WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"})]
Share = Annotated[str, AfterValidator(_check_share), WithJsonSchema({"type": "string", "pattern": r"^(1|0\.\d+)$"})]
Flag = Annotated[bool, BeforeValidator(_as_flag), WithJsonSchema({"enum": ["yes", "no"]})]
Sources = Annotated[tuple[Slug, ...], Field(min_length=1), *SEVERAL]
Kind = Annotated[str, *word("kinds")]
Channel = Annotated[str, *word("channels")]
Basis = Annotated[str, *word("bases")]
Status = Annotated[str, *word("statuses")]
Confidence = Annotated[str, *word("confidences")]
Tie = Annotated[str, *word("ties")]
Authority = Annotated[str, *word("authorities")]
Listing = Annotated[str, *word("listings")]
Effect = Annotated[str, *word("effects")]
Stake = Annotated[str, *word("stakes")]


class Shape(BaseModel):
    """A page or a part of one: closed, so that a word nobody knows is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class NameShape(Shape):
    """A further name of an entity."""

    text: Text
    form: Annotated[str, *word("name_forms")] = "legal"
    weak: Flag = False
    script: str = ""
    since: Day | None = None
    until: Day | None = None
    sources: tuple[Slug, ...] = ()


class IdentifierShape(Shape):
    """An identifier, with where name and identifier were seen together."""

    scheme: Annotated[str, *word("schemes")]
    value: Text
    security: str = ""
    status: Annotated[str, *word("identifier_statuses")] = "confirmed"
    since: Day | None = None
    until: Day | None = None
    sources: Sources
    note: str = ""


class OwnerShape(Shape):
    """Who owns this entity; no `share` means that it is not known, `until` that it has ended."""

    entity: Slug
    relation: Annotated[str, *word("relations")]
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
    limits: str = ""
    note: str = ""
    research: Annotated[str, *word("research")] = "published"
    notice: NoticeShape | None = None
    readings: tuple[ReadingShape, ...] = ()
    decided: DecidedShape | None = None


class ResponseShape(Shape):
    """What the company said, or that it did not reply."""

    date: Day | None = None
    summary: Text
    grade: Annotated[str, *word("grades")]
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
    cause: Annotated[str, *word("causes")]
    sources: Sources
    withdrawn: Flag = False


class CorrectionsShape(Shape):
    """Every correction, the newest first."""

    corrections: tuple[CorrectionShape, ...]


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
