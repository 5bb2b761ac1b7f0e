"""Shapes that the API's answers share: words, versions, publications; each answer of the tests is held against them."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

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
