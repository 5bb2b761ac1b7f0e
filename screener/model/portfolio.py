"""The nouns of a portfolio: the upload, the tables in it, how they were understood, and its holdings."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    import pandas as pd

    from screener.errors import Problem

NOT_STATED = "XXX"
"""ISO 4217's code for "no currency": values whose currency the file does not state."""
BARE_SIGN = "currency_sign_alone"
"""The code of the Problem whose `found` is the sign that such values are written with."""
UNUSED = "unused"
"""What a person names a column for that is not to be read; several are `unused`, `unused-2`, …"""

HOLDING_COLUMNS = (
    "row",  # int: the 1-based row or line in the file
    "sheet",  # "" where the format has none
    "line",  # position | cash | not_a_holding
    "name",
    "isin",
    "cusip",
    "sedol",
    "figi",
    "lei",
    "wkn",
    "ticker",  # as the file writes it, exchange suffix taken off where it is certain
    "mic",  # ISO 10383, where the file's exchange or suffix says so
    "asset_class",  # equity | bond | fund | cash | derivative | other | ""
    "quantity",
    "market_value",
    "currency",  # the security's currency, as the file says
    "value_currency",  # the currency market_value is in; "" where the file does not say
    "weight",  # a fraction of one
    "country",  # ISO 3166 alpha-2
    "underlying",  # the name of what a derivative rests on, where the file gives it
    "underlying_isin",
)
"""The declared columns of Holdings; all text but `row`."""


@dataclass(frozen=True, slots=True)
class Upload:
    """Bytes as sent, with what they really are (`format` is found from the content, never from the name)."""

    file: str
    content: bytes = field(repr=False)
    sha256: str
    format: str
    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A grid found in an upload: every cell as text, `""` where empty; `rows[i]` is the user's number of line `i`."""

    sheet: str | None
    cells: pd.DataFrame = field(repr=False)
    rows: np.ndarray[Any, np.dtype[np.int64]] = field(repr=False)
    delimiter: str | None = None
    reader: str = ""


@dataclass(frozen=True, slots=True)
class TableView:
    """How a table was understood: where its header stands, which of its columns is what, and of which day it is."""

    sheet: str | None
    header_row: int | None
    layout: str
    delimiter: str | None
    columns: Mapping[str, str]
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class Holdings:
    """All lines of a portfolio in the file's order: `frame` has exactly HOLDING_COLUMNS."""

    frame: pd.DataFrame = field(repr=False)

    def __len__(self) -> int:
        return len(self.frame)


@dataclass(frozen=True, slots=True)
class FundLayer:
    """One fund between the investor and what it holds: `weight` is the fraction of the fund that the next thing down makes up.

    `as_of` is the day of the fund's holdings, None where its file does not say; `file` is the file they were read from.
    """

    fund: str
    weight: str
    as_of: str | None
    file: str = ""


@dataclass(frozen=True, slots=True)
class OwnColumns:
    """The user's own columns: their headings, and for each a text for every line of Holdings, as it stood in the file.

    `left_out` is how many there are where they are too many to keep; then `headings` and `columns` are empty.
    """

    headings: tuple[str, ...]
    columns: tuple[tuple[str, ...], ...] = field(repr=False)
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """What intake gives: the holdings, how the tables were understood, and every Problem found, placed.

    `own` is kept where it was asked for and the file is one of columns.
    """

    upload: Upload
    tables: tuple[TableView, ...]
    holdings: Holdings
    problems: tuple[Problem, ...]
    own: OwnColumns | None = field(default=None, repr=False)

    @property
    def day(self) -> str | None:
        """The day the file says it is of, None where it says none."""
        return next((table.as_of for table in self.tables if table.as_of), None)
