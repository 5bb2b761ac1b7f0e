"""Shapes of JSON bodies: what a program may send, closed, so that a field nobody knows is refused; with examples."""

import json
from typing import Annotated, Any, Literal, TypeVar

from pydantic import Base64Bytes, BaseModel, ConfigDict, Field, TypeAdapter, ValidationError
from pydantic.config import JsonDict

from screener.errors import ScreenerError
from screener.positions import MAX_POSITIONS, Code, Position

REF = "#/components/schemas/{model}"
POSITIONS_EXAMPLE: JsonDict = {
    "positions": [
        {"name": "POSCO Holdings Inc", "isin": "KR7005490008", "country": "KR", "currency": "USD", "market_value": "125000.00"},
        {"name": "Nestle SA", "ticker": "NESN", "mic": "XSWX", "currency": "USD", "market_value": "80000"},
    ],
    "policy": "standard",
    "as_of": "2026-11-24",
}
EXPLAIN_EXAMPLE: JsonDict = {"name": "POSCO HLDGS INC ADR", "country": "KR", "policy": "standard", "as_of": "2026-11-24"}
CONFIRMATION_EXAMPLE: JsonDict = {"name": "POSCO HLDGS", "country": "KR", "entity": "posco-holdings"}
WEBHOOK_EXAMPLE: JsonDict = {"url": "https://hooks.example.org/screener", "events": ["registry.changed"]}
LOOKUP_EXAMPLE: JsonDict = {
    "securities": ["isin:KR7005490008", "PTT@XBKK", {"name": "Nestle SA", "country": "CH"}],
    "policy": "standard",
    "as_of": "2026-11-24",
}
LETTERS_EXAMPLE: JsonDict = {
    "screening": {"schema": "screening/1"},
    "sender": {"capacity": "shareholder", "name": "A. Example", "email": "a@example.org"},
    "recipients": [
        {"entity": "posco-holdings", "company": "POSCO Holdings Inc.", "address_1": "1 Example Street", "country": "KR"}
    ],
    "kind": "enquiry",
    "format": "zip",
}


class MalformedBody(ScreenerError):
    """A JSON body that has not the shape its address takes; `faults` are pydantic's, without what was sent."""

    code = "malformed"
    status = 422

    def __init__(self, faults: list[dict[str, Any]]) -> None:
        super().__init__("The body has not the shape this address takes.")
        self.faults = faults


class Shape(BaseModel):
    """A body: closed."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class FundFile(Shape):
    """A fund's holdings, as a file of any form that can be read."""

    file: Annotated[str, Field(min_length=1, max_length=200, description="Its name, with its ending.")]
    content: Annotated[Base64Bytes, Field(description="Its bytes, in base64.")]


class PositionsBody(Shape):
    """Positions to screen."""

    model_config = ConfigDict(json_schema_extra={"examples": [POSITIONS_EXAMPLE]})

    positions: Annotated[list[Position], Field(max_length=MAX_POSITIONS, description="What is held.")]
    policy: Annotated[
        str | dict[str, Any] | None, Field(description="A policy's id, or one of your own: as an object, or as YAML text.")
    ] = None
    as_of: Annotated[str | None, Field(description="The day to answer for; today where left out.")] = None
    label: Annotated[str | None, Field(max_length=200, description="What to call this portfolio on its papers.")] = None
    rates: Annotated[str | None, Field(description="CSV text: currency,rate,to,day", max_length=100_000)] = None
    confirmations: Annotated[
        str | dict[str, Any] | None, Field(description="Answers to needs_review: a confirmations file as text, or as an object.")
    ] = None
    funds: Annotated[
        list[FundFile], Field(description="Holdings files of funds, and a funds.yaml where they need one.", max_length=200)
    ] = []
    store: Annotated[bool, Field(description="Keep the screening, in your workspace.")] = False


class LettersBody(Shape):
    """Letters to write from a screening; drafts, with visible blanks, where sender or recipients are left out."""

    model_config = ConfigDict(json_schema_extra={"examples": [LETTERS_EXAMPLE]})

    screening: Annotated[dict[str, Any], Field(description="A screening/1, as POST /v1/screenings gave it.")]
    sender: Annotated[dict[str, Any] | None, Field(description="The fields of a sender file.")] = None
    recipients: Annotated[
        list[dict[str, str]] | None,
        Field(
            description="One a letter, with a recipients file’s columns: `about` for a holder, and `family` for an owner.",
            max_length=10_000,
        ),
    ] = None
    kind: Annotated[
        Literal["enquiry", "engagement", "escalation", "divestment_notice", "thank_you"] | None,
        Field(description="The one that the evidence and the earlier letters bear, where left out; a firmer one is refused."),
    ] = None
    earlier: Annotated[
        list[dict[str, str]],
        Field(description="What was written before: entity, date, channel, reply, reply_date.", max_length=50_000),
    ] = []
    family: Annotated[
        Literal["company", "owner", "state", "holder"] | None, Field(description="Only letters to this family of recipients.")
    ] = None
    as_of: Annotated[str | None, Field(description="The day the letters bear; today where left out.")] = None
    entity: Annotated[str | None, Field(description="Only the letter about this entity.", max_length=200)] = None
    profile: Annotated[str, Field(max_length=40, description="For which country it is laid out.")] = "universal"
    language: Annotated[str, Field(description="en, my, de, fr, ja, ko, nb, th or zh.", max_length=40)] = "en"
    format: Annotated[
        Literal["pdf", "docx", "eml", "zip"] | None,
        Field(description="zip for any number of letters, the others for one; where left out, what the Accept header names."),
    ] = None
    forms: Annotated[
        list[Literal["pdf", "docx", "eml"]],
        Field(description="What each letter in a zip is written as.", min_length=1, max_length=3),
    ] = ["pdf"]


class ExplainBody(Shape):
    """What to explain: a name, identifiers, or both; `name` may also be `isin:…`, `PTT@XBKK` or an entity's id."""

    model_config = ConfigDict(json_schema_extra={"examples": [EXPLAIN_EXAMPLE]})

    name: Annotated[str, Field(max_length=1_000, description="A name, or one of: isin:…, PTT@XBKK, an entity's id.")] = ""
    isin: Annotated[Code, Field(description="ISO 6166.")] = ""
    cusip: Annotated[Code, Field(description="Nine characters.")] = ""
    sedol: Annotated[Code, Field(description="Seven characters.")] = ""
    figi: Annotated[Code, Field(description="Twelve characters.")] = ""
    lei: Annotated[Code, Field(description="The issuer's, ISO 17442.")] = ""
    ticker: Annotated[Code, Field(description="It tells an issuer together with mic alone.")] = ""
    mic: Annotated[str, Field(pattern=r"^([A-Za-z0-9]{4})?$", description="Exchange, ISO 10383.")] = ""
    country: Annotated[str, Field(pattern=r"^([A-Za-z]{2})?$", description="The issuer's, ISO 3166 alpha-2.")] = ""
    policy: Annotated[
        str | dict[str, Any] | None, Field(description="A policy's id, or one of your own: as an object, or as YAML text.")
    ] = None
    as_of: Annotated[str | None, Field(description="The day to answer for; today where left out.")] = None


class LookupBody(Shape):
    """Securities to look up: each as text (`isin:…`, `PTT@XBKK`), or as a position with its identifiers, name and country."""

    model_config = ConfigDict(json_schema_extra={"examples": [LOOKUP_EXAMPLE]})

    securities: Annotated[
        list[Annotated[str, Field(max_length=200)] | Position],
        Field(max_length=MAX_POSITIONS, description="Each as text (`isin:…`, `PTT@XBKK`), or as a position."),
    ]
    policy: Annotated[str | None, Field(description="A policy's id.", max_length=100)] = None
    as_of: Annotated[str | None, Field(description="The day to answer for; today where left out.")] = None


class ConfirmationBody(Shape):
    """The holding, and which entity it is; with `none`, which of those shown it is not."""

    model_config = ConfigDict(json_schema_extra={"examples": [CONFIRMATION_EXAMPLE]})

    name: Annotated[str, Field(max_length=1_000, description="The name as the holding gives it.")] = ""
    isin: Annotated[str, Field(max_length=40, description="The ISIN as the holding gives it.")] = ""
    country: Annotated[str, Field(pattern=r"^([A-Za-z]{2})?$", description="The issuer's, ISO 3166 alpha-2.")] = ""
    entity: Annotated[str, Field(max_length=200, description="The entity's id in the registry, or none.")]
    rejected: Annotated[
        tuple[Annotated[str, Field(max_length=200)], ...],
        Field(max_length=20, description="With none: the ids of the candidates that were shown."),
    ] = ()


class WebhookBody(Shape):
    """The address to tell, and of what."""

    model_config = ConfigDict(json_schema_extra={"examples": [WEBHOOK_EXAMPLE]})

    url: Annotated[str, Field(max_length=2_000, description="An https address on the public internet.")]
    events: Annotated[
        tuple[Literal["registry.changed", "job.done"], ...],
        Field(min_length=1, max_length=2, description="registry.changed: another registry is in force. job.done: a job ended."),
    ]


AnyShape = TypeVar("AnyShape", bound=Shape)


def read_body(content: bytes, shape: type[AnyShape]) -> AnyShape:
    """Gives the body in its shape. Raises MalformedBody, also where an object has a field twice: the last would win, unseen."""
    try:
        body = TypeAdapter(shape).validate_json(content)
    except ValidationError as error:
        raise MalformedBody([dict(fault) for fault in error.errors(include_url=False, include_input=False)]) from None
    json.loads(content, object_pairs_hook=_refuse_twice, parse_int=str, parse_float=str)  # it is JSON, and nested no deeper
    return body


def _refuse_twice(pairs: list[tuple[str, Any]]) -> None:
    if len(pairs) > len({name for name, _ in pairs}):
        raise MalformedBody([{"loc": ("body",), "type": "twice", "msg": "an object has a field twice"}])


def describe_schemas() -> dict[str, Any]:
    """Gives the JSON Schemas of the bodies by name, for OpenAPI's components."""
    schemas: dict[str, Any] = {}
    for shape in (PositionsBody, LettersBody, ExplainBody, LookupBody, ConfirmationBody, WebhookBody):
        schema = shape.model_json_schema(ref_template=REF)
        schemas |= schema.pop("$defs", {})
        schemas[shape.__name__] = schema
    return schemas
