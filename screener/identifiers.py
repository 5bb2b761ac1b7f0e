"""Identifiers: text goes in; its normal form, and whether its check digit agrees, come out (python-stdnum underneath)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from stdnum import cusip, figi, isin, lei
from stdnum.de import wkn
from stdnum.exceptions import ValidationError
from stdnum.gb import sedol

if TYPE_CHECKING:
    from types import ModuleType

SCHEMES: dict[str, ModuleType] = {"isin": isin, "cusip": cusip, "sedol": sedol, "figi": figi, "lei": lei, "wkn": wkn}
LENGTHS = {"isin": 12, "cusip": 9, "sedol": 7, "figi": 12, "lei": 20, "wkn": 6}
_SEPARATORS = re.compile(r"[\s\u00a0\-.]+")


def normalise_identifier(text: str) -> str:
    """Gives the identifier in capitals without spaces, hyphens or full stops."""
    return _SEPARATORS.sub("", text).upper()


@lru_cache(maxsize=200_000)
def has_valid_check_digit(scheme: str, value: str) -> bool:
    """Says whether a normalised `value` is well formed under `scheme`, check digit included.

    An unknown scheme raises KeyError: a word we do not know must not pass for a valid identifier.
    """
    try:
        SCHEMES[scheme].validate(value)
    except ValidationError:
        return False
    return True


def explain_identifier(scheme: str, value: str) -> str:
    """Gives one sentence saying why `value` is no identifier of `scheme`, in an investor's words."""
    name, length = scheme.upper(), LENGTHS[scheme]
    if len(value) != length:
        return f'"{value}" is not {_article(name)} {name}. It has {len(value)} characters; {_article(name)} {name} has {length}.'
    return f'"{value}" is not a valid {name}: its check digit does not agree with the characters before it.'


def _article(name: str) -> str:
    return "an" if name in {"ISIN", "LEI"} else "a"
