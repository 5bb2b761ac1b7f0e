"""Declarations: the text of a folder's funds.yaml goes in; what it says of each file comes out."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from screener.errors import RequestRefused, RulebookFault
from screener.identifiers import SCHEMES, explain_identifier, has_valid_check_digit, normalise_identifier
from screener.model import last_day
from screener.rulebook.text import read_fields

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from screener.rulebook.text import Fields

FILE = "funds.yaml"
PLAIN = ("ticker", "series")
"""Identifiers without a check digit."""


@dataclass(frozen=True, slots=True)
class Declaration:
    """What a person says of one fund file: names, identifiers by scheme, and the day of its holdings."""

    names: tuple[str, ...]
    identifiers: Mapping[str, tuple[str, ...]]
    as_of: str | None


def read_declarations(text: str) -> dict[str, Declaration]:
    """Gives the declarations by file name. Raises RequestRefused (`funds_unreadable`) with the line where one is at fault."""
    try:
        page = read_fields(text, file=FILE)
        return {name: _read_declaration(page.mapping(name) or page) for name in page.keys()}  # noqa: SIM118
    except RulebookFault as fault:
        raise RequestRefused(
            str(fault),
            help="Under each file's name stand name, isin, cusip, sedol, figi, lei, wkn, ticker, series or as_of.",
            code="funds_unreadable",
        ) from fault


def add_declaration(text: str, *, file: str, said: Mapping[str, Sequence[str]]) -> str:
    """Gives the text of funds.yaml with what is said of one more file at its end.

    Raises RequestRefused where the file is named there already, or an identifier is not one.
    """
    declared = read_declarations(text) if text.strip() else {}
    if file in declared:
        raise RequestRefused(f'"{file}" is named in {FILE} already.', help=f"Change what stands there, in {FILE} itself.")
    lines = [
        f"{json.dumps(file, ensure_ascii=False)}:",
        *(f"  {key}: {json.dumps(list(values), ensure_ascii=False)}" for key, values in said.items() if values),
    ]
    lines = [line.replace("[", "").replace("]", "") if line.startswith("  as_of") else line for line in lines]
    whole = "\n".join([text.rstrip(), *lines] if text.strip() else lines) + "\n"
    read_declarations(whole)
    return whole


def _read_declaration(fields: Fields) -> Declaration:
    names = fields.texts("name")
    identifiers = {scheme: _read_numbers(fields, scheme) for scheme in (*SCHEMES, *PLAIN)}
    as_of = fields.optional("as_of")
    if as_of is not None:
        try:
            last_day(as_of)
        except ValueError as error:
            raise fields.fault(f'"{as_of[:40]}" is not a day', key="as_of", help="Write it as 2025-06-30.") from error
    fields.close()
    given = {scheme: values for scheme, values in identifiers.items() if values}
    return Declaration(names=names, identifiers=given, as_of=as_of)


def _read_numbers(fields: Fields, scheme: str) -> tuple[str, ...]:
    values = tuple(normalise_identifier(text) for text in fields.texts(scheme))
    for value in values:
        if scheme in SCHEMES and not has_valid_check_digit(scheme, value):
            raise fields.fault(explain_identifier(scheme, value), key=scheme)
    return values
