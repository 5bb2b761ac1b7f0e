"""Questions: a text somebody typed goes in; what kind of identifier it is, or that it is a name, and its answer come out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from screener.errors import EntityUnknown
from screener.identifiers import LENGTHS, has_valid_check_digit, normalise_identifier
from screener.issuers.resolution import resolve_holding
from screener.model import Resolution

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from screener.issuers.index import IssuerIndex
    from screener.model import Registry

SCHEMES = ("isin", "cusip", "sedol", "figi", "lei", "wkn")
BESIDE = (*SCHEMES, "ticker", "mic", "country")
"""What may be given beside a question, to bear it out."""
_TICKER = re.compile(r"^[A-Z0-9][A-Z0-9.&/-]{0,11}@[A-Z0-9]{4}$")
_LOOKS_LIKE_ISIN = re.compile(r"^[A-Z]{2}[A-Z0-9]{9}[0-9]$")


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked for: `scheme` is one of SCHEMES, `ticker` (with its market in `mic`), `entity` (an id) or `name`."""

    text: str
    scheme: str
    value: str
    mic: str = ""


def read_question(text: str, registry: Registry) -> Question:
    """Reads `isin:KR7005490008`, `PTT@XBKK`, a bare identifier whose check digit agrees, an entity's id, or else a name.

    What has an ISIN's shape counts as one even where its check digit does not agree: nobody is called so.
    """
    bare = text.strip()
    scheme, mark, rest = bare.partition(":")
    if mark and scheme.strip().lower() in {*SCHEMES, "ticker", "entity", "name"}:
        return _read_marked(bare, scheme.strip().lower(), rest.strip())
    if _TICKER.match(bare.upper()):
        return _read_marked(bare, "ticker", bare)
    number = normalise_identifier(bare)
    if _LOOKS_LIKE_ISIN.match(number):
        figi = not has_valid_check_digit("isin", number) and has_valid_check_digit("figi", number)
        return Question(text=bare, scheme="figi" if figi else "isin", value=number)
    found = next((one for one in SCHEMES[1:-1] if len(number) == LENGTHS[one] and has_valid_check_digit(one, number)), None)
    if found and any(letter.isdigit() for letter in number):
        return Question(text=bare, scheme=found, value=number)
    known = bare in registry.entities or bare in registry.merged
    return Question(text=bare, scheme="entity" if known else "name", value=registry.merged.get(bare, bare))


def resolve_question(index: IssuerIndex, question: Question, *, beside: Mapping[str, str]) -> Resolution:
    """Gives the answer as for a holding in a file; `beside` is what else was given, with the keys BESIDE.

    Raises EntityUnknown for an entity's id that is none of the registry's.
    """
    if question.scheme == "entity":
        return _find_entity(index.registry, question.value)
    given = {key: value for key, value in beside.items() if value}
    asked = {question.scheme: question.value, **({"mic": question.mic} if question.mic else {})}
    return resolve_holding(index, **{**given, **asked})


def list_missing(question: Question, *, beside: Mapping[str, str]) -> tuple[str, ...]:
    """Gives, in sentences, which evidence was not given that could have told the issuer."""
    return tuple(_say_missing(question, beside))


def _say_missing(question: Question, beside: Mapping[str, str]) -> Iterator[str]:
    if question.scheme not in {"name", "entity"}:
        yield "No name was given; an issuer whose identifiers the registry does not know is found by its name alone."
    if question.scheme == "name" and not any(beside.get(scheme) for scheme in SCHEMES):
        yield "No identifier was given; one of the issuer's would settle it."
    if question.scheme == "name" and not beside.get("country"):
        yield "No country was given; the issuer's own would bear the name out."


def _find_entity(registry: Registry, key: str) -> Resolution:
    stays = registry.merged.get(key, key)
    if stays not in registry.entities:
        raise EntityUnknown(
            f'There is no entity "{key[:80]}" in the registry.', help="Ask by its name. Not listed is not cleared."
        )
    reason = f'"{key}" is the id of {registry.entities[stays].name} in the registry.'
    return Resolution(status="matched", entity=stays, method="id", score=1.0, reason=reason)


def _read_marked(text: str, scheme: str, value: str) -> Question:
    if scheme == "ticker":
        symbol, _, mic = value.upper().partition("@")
        return Question(text=text, scheme="ticker", value=symbol, mic=mic)
    return Question(text=text, scheme=scheme, value=normalise_identifier(value) if scheme in SCHEMES else value)
