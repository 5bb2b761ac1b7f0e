"""Holdings without a usable name go in; what can still be said of them, from the identifiers they carry, comes out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screener.identifiers import explain_identifier, find_valid
from screener.issuers.identification import SCHEMES
from screener.model import Resolution

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pandas as pd

    Given = tuple[str, str, bool]
    """A scheme, a value of it, and whether its check digit agrees."""

NOTHING = Resolution(status="unresolved", reason="The file gives neither a name nor an identifier that says who issued this.")


def judge_nameless(given: Sequence[Given]) -> Resolution:
    """Gives the answer for a holding with these identifiers, none of the registry's, and no name."""
    if not given:
        return NOTHING
    known = given[0] if given[0][2] else next((one for one in given if one[2]), None)
    if known is None:
        return Resolution(status="invalid_identifier", reason=explain_identifier(given[0][0], given[0][1]))
    return Resolution(
        status="unresolved", reason=f"The registry does not know the {known[0].upper()} {known[1]}, and the file gives no name."
    )


def judge_all_nameless(keys: pd.DataFrame) -> Iterator[Resolution]:
    """Gives the answers for many keys in their order; check digits are worked out by column."""
    columns = [column for scheme in SCHEMES if (column := _check_column(scheme, keys[scheme].tolist()))]
    if not columns:
        return (NOTHING for _ in range(len(keys)))
    if len(columns) == 1:
        return (NOTHING if one is None else judge_nameless((one,)) for one in columns[0])
    return (judge_nameless([one for one in row if one]) for row in zip(*columns, strict=True))


def _check_column(scheme: str, values: list[str]) -> list[Given | None]:
    """Gives what each line says under the scheme, None where nothing; an empty list for a column that says nothing at all."""
    distinct = [value for value in dict.fromkeys(values) if value]
    if not distinct:
        return []
    valid = dict(zip(distinct, find_valid(scheme, distinct).tolist(), strict=True))
    return [(scheme, value, valid[value]) if value else None for value in values]
