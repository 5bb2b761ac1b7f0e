"""Identifiers: text goes in; its normal form, and whether its check digit agrees, come out (python-stdnum underneath)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from stdnum import cusip, figi, isin, lei
from stdnum.de import wkn
from stdnum.exceptions import ValidationError
from stdnum.gb import sedol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType
    from typing import Any

    import numpy as np

    Digits = np.ndarray[Any, np.dtype[np.int16]]
    Flags = np.ndarray[Any, np.dtype[np.bool_]]

SCHEMES: dict[str, ModuleType] = {"isin": isin, "cusip": cusip, "sedol": sedol, "figi": figi, "lei": lei, "wkn": wkn}
LENGTHS = {"isin": 12, "cusip": 9, "sedol": 7, "figi": 12, "lei": 20, "wkn": 6}
MANY = 100
"""From this many values on, check digits are worked out by column."""
_SEPARATORS = re.compile(r"[\s\u00a0\-.]+")
_SEDOL_WEIGHTS = (1, 3, 1, 7, 3, 9)


def normalise_identifier(text: str) -> str:
    """Gives the identifier in capitals without spaces, hyphens or full stops."""
    return (text if text.isalnum() else _SEPARATORS.sub("", text)).upper()


def has_valid_check_digit(scheme: str, value: str) -> bool:
    """Says whether a normalised `value` is well formed under `scheme`, check digit included.

    An unknown scheme raises KeyError: a word we do not know must not pass for a valid identifier.
    """
    try:
        SCHEMES[scheme].validate(value)
    except ValidationError:
        return False
    return True


def find_valid(scheme: str, values: Sequence[str]) -> Flags:
    """Says of each normalised value what `has_valid_check_digit` says; a million ISINs take a fraction of a second."""
    import numpy as np  # noqa: PLC0415 (most who import this module check one identifier)

    if len(values) < MANY or scheme not in {"isin", "cusip", "sedol"}:
        return np.array([has_valid_check_digit(scheme, value) for value in values], dtype=np.bool_)
    width = LENGTHS[scheme]
    fits = np.array([len(value) == width and value.isascii() for value in values], dtype=np.bool_)
    line = "".join(value for value, fit in zip(values, fits.tolist(), strict=True) if fit)
    digits = _read_digits(line).reshape(-1, width)
    agree = {"isin": _agree_isin, "cusip": _agree_cusip, "sedol": _agree_sedol}[scheme](digits)
    if scheme == "isin":
        agree &= _begin_with_country([line[at : at + 2] for at in range(0, len(line), width)])
    fits[fits] = agree
    return fits


def _read_digits(line: str) -> Digits:
    """Gives 0–9 for digits, 10–35 for capitals, 36–38 for the marks of a CUSIP, -1 for anything else."""
    import numpy as np  # noqa: PLC0415

    table = np.full(256, -1, dtype=np.int16)
    for number, letter in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*@#"):
        table[ord(letter)] = number
    return table[np.frombuffer(line.encode("ascii"), dtype=np.uint8)]


def _agree_isin(digits: Digits) -> Flags:
    """Letters are two digits; from the right, every other digit is doubled, and digits are added up."""
    import numpy as np  # noqa: PLC0415

    total = np.zeros(len(digits), dtype=np.int16)
    doubled = np.ones(len(digits), dtype=np.bool_)
    for place in range(10, -1, -1):
        high, low = np.divmod(digits[:, place], 10)
        total += _add_digits(np.where(doubled, 2 * low, low))
        doubled = ~doubled
        total += np.where(high > 0, _add_digits(np.where(doubled, 2 * high, high)), 0)
        doubled ^= high > 0
    plain = np.all((digits >= 0) & (digits <= 35), axis=1)
    found: Flags = np.logical_and(plain, digits[:, 11] == -total % 10)
    return found


def _agree_cusip(digits: Digits) -> Flags:
    import numpy as np  # noqa: PLC0415

    products: Digits = digits[:, :8] * np.array([1, 2] * 4, dtype=np.int16)
    found: Flags = np.logical_and(np.all(digits >= 0, axis=1), digits[:, 8] == -_add_digits(products).sum(axis=1) % 10)
    return found


def _agree_sedol(digits: Digits) -> Flags:
    """No vowels; a number that begins with a digit has digits only."""
    import numpy as np  # noqa: PLC0415

    letters = ~np.isin(digits, _read_digits("AEIOU*@#")) & (digits >= 0)
    plain = (digits[:, 0] > 9) | (digits <= 9).all(axis=1)
    agree = digits[:, 6] == -(digits[:, :6] * _SEDOL_WEIGHTS).sum(axis=1) % 10
    found: Flags = np.logical_and(agree, np.logical_and(np.all(letters, axis=1), plain))
    return found


def _add_digits(numbers: Digits) -> Digits:
    return numbers // 10 + numbers % 10


def _begin_with_country(prefixes: Sequence[str]) -> Flags:
    import numpy as np  # noqa: PLC0415

    known = {prefix: prefix.isalpha() and bool(isin.is_valid(isin.from_natid(prefix, "0"))) for prefix in set(prefixes)}
    return np.array([known[prefix] for prefix in prefixes], dtype=np.bool_)


def explain_identifier(scheme: str, value: str) -> str:
    """Gives one sentence saying why `value` is no identifier of `scheme`, in an investor's words."""
    name, length = scheme.upper(), LENGTHS[scheme]
    if len(value) != length:
        return f'"{value}" is not {_article(name)} {name}. It has {len(value)} characters; {_article(name)} {name} has {length}.'
    return f'"{value}" is not a valid {name}: its check digit does not agree with the characters before it.'


def _article(name: str) -> str:
    return "an" if name in {"ISIN", "LEI"} else "a"
