"""The nouns of many portfolios: what every worker is given once, what it is given for each, and what it gives back."""

from __future__ import annotations

import json
from collections.abc import Mapping  # noqa: TC003 (lines of a journal are read back by these annotations)
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from screener.orders import Order
    from screener.rulebook.rulebook import Rulebook
    from screener.settings import Settings

RECORD = "screening.json"
LETTERS = "letters"
"""What the record, and the folder of letters, are called in a portfolio's folder."""
FAILED = "failed"
NO_HOLDINGS = "no_holdings"
SCREENED = "screened"


@dataclass(frozen=True, slots=True)
class Assignment:
    """What all portfolios of a call have in common: sent to each worker once, whatever machine it is on.

    `program` is the hash of the program that made it, so that no worker of another state takes part; `tables` and `papers` say
    which documents are made beside the line of the summary.
    """

    settings: Settings
    rulebook: Rulebook = field(repr=False)
    orders: tuple[Order, ...] = field(repr=False)
    program: str
    tables: bool = True
    papers: bool = False

    @property
    def key(self) -> str:
        """A SHA-256 over everything here that an answer depends on: where it is equal, so are all results."""
        return sha256(json.dumps([self._list_parts(order) for order in self.orders]).encode()).hexdigest()

    def _list_parts(self, order: Order) -> list[object]:
        given = [part.sha256 if part else None for part in (order.funds, order.rates, order.confirmations)]
        named = sorted(order.columns.items()) if order.columns else None
        book = self.rulebook
        rules = [self.program, book.registry.sha256, book.naming.sha256, order.policy.sha256, order.as_of.isoformat()]
        return [*rules, order.sheet, named, *given, self.settings.max_upload_mb, self.tables, self.papers]


@dataclass(frozen=True, slots=True)
class Portfolio:
    """One file: `file` as the user finds it, `names` of its folders in the result, one for each order; its bytes."""

    file: str
    names: tuple[str, ...]
    sha256: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Line:
    """One portfolio under one policy, in one line: figures where it was screened, else the code and the sentence of why not.

    `drafts_refused` counts letters that may not be written, where papers are made.
    `status` is screened, no_holdings (read, and nothing held was found in it) or failed. Shares are decimal text.
    """

    name: str
    file: str
    sha256: str
    status: str
    policy: str = ""
    as_of: str = ""
    holdings: int | None = None
    coverage_by_value: str | None = None
    coverage_by_count: str | None = None
    listed: int | None = None
    listed_through_funds: int | None = None
    needs_review: int | None = None
    needs_review_through_funds: int | None = None
    unresolved: int | None = None
    exclude: int | None = None
    engage: int | None = None
    observe: int | None = None
    drafts_refused: int | None = None
    problems: int | None = None
    result_sha256: str | None = None
    code: str = ""
    message: str = ""

    def record(self) -> Mapping[str, object]:
        """Gives the line as plain values, empty text as None."""
        return {name: None if value == "" else value for name, value in asdict(self).items()}

    @property
    def issuers(self) -> int:
        """The number of issuers of which something is asked, directly held or through funds."""
        return (self.exclude or 0) + (self.engage or 0) + (self.observe or 0)


@dataclass(frozen=True, slots=True)
class Screened:
    """What a worker gives back for one portfolio under one policy: its line, and its documents by path within its folder."""

    line: Line
    documents: Mapping[str, bytes] = field(default_factory=dict, repr=False)


def fail(portfolio: Portfolio, *, code: str, message: str) -> tuple[Screened, ...]:
    """Gives the lines of a portfolio that could not be screened, one for each order."""
    return tuple(
        Screened(line=Line(name=name, file=portfolio.file, sha256=portfolio.sha256, status=FAILED, code=code, message=message))
        for name in portfolio.names
    )
