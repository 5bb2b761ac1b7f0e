"""The nouns of judging: policies and their rules, findings, coverage, the receipt, and the screening they make together."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 (records are read back by these annotations)
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from screener.model.exposure import NO_EXPOSURE, Exposure
from screener.model.money_paths import MoneyPath  # noqa: TC001 (records are read back by this annotation)
from screener.model.portfolio import FundLayer  # noqa: TC001 (records are read back by this annotation)
from screener.model.registry import (
    STATES_AND_BODIES,
    Brand,
    InvestorAction,
    Involvement,
    Response,
    Sanction,
    Source,
)

if TYPE_CHECKING:
    import pandas as pd

    from screener.errors import Problem

DECISIONS = ("none", "observe", "engage", "exclude")
"""From the mildest to the firmest."""

DEFAULT_RESTRICTIONS: Mapping[str, str] = {"exclude": "sell", "engage": "no_new_buy", "observe": "inform"}
"""What a trading desk does on each decision, where the policy says nothing else."""


@dataclass(frozen=True, slots=True)
class Case:
    """A worked case of a rule: a sentence, an involvement and a day, and whether this rule judges it."""

    name: str
    as_of: str
    facts: Mapping[str, str]
    judged: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """One testable sentence of a policy. All conditions must hold; a condition's values mean any of them."""

    id: str
    title: str
    conditions: Mapping[str, tuple[str, ...]]
    decision: str
    severity: str
    reason: str
    ask: str
    references: tuple[Source, ...]
    cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class Policy:
    """A publisher's dated set of rules, in the order they are tried; the last catches the rest with `none`.

    `restrictions` gives, for each decision but `none`, what a trading desk does: inform, no_new_buy, cap or sell.
    """

    id: str
    title: str
    version: str
    publisher: str
    summary: str
    rules: tuple[Rule, ...]
    sha256: str
    judges: tuple[str, ...] = ("involvements",)
    restrictions: Mapping[str, str] = field(default_factory=lambda: DEFAULT_RESTRICTIONS)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one rule says of one fact: an involvement, an entry on an official list, or what listed entities own.

    `involvement` is the id of the involvement, or of the other fact that `fact` names; `detail` then says what that fact is.
    """

    involvement: str
    rule: str
    decision: str
    severity: str
    reason: str
    fact: str = "involvement"
    detail: str = ""


@dataclass(frozen=True, slots=True)
class PathStep:
    """One owner above an issuer, or one thing below it, for the eye: it never hands a flag on."""

    entity: str
    name: str
    share: str | None
    as_of: str | None


@dataclass(frozen=True, slots=True)
class HeldThrough:
    """What one line of the upload, a fund, holds of an issuer by one way: the funds from the outermost to the innermost."""

    row: int
    sheet: str
    through: tuple[FundLayer, ...]
    market_value: Mapping[str, str]
    weight: str | None


@dataclass(frozen=True, slots=True)
class Finding:
    """What is so about one issuer in this portfolio, and what the policy asks; severity is shown and never chooses.

    `market_value` is exact, by currency (`XXX` where the file does not say which); `weight` a fraction of one; both count what is
    held directly and through funds, `rows` the lines of the upload in either way, and `through` says which through which fund.
    `states_and_bodies` tells the chapter: those findings are never added to the company total.
    """

    id: str
    entity: str
    name: str
    country: str
    kind: str
    decision: str
    severity: str
    confidence: str
    judgements: tuple[Judgement, ...]
    involvements: tuple[Involvement, ...]
    path: tuple[PathStep, ...]
    sanctions: tuple[Sanction, ...]
    responses: tuple[Response, ...]
    brands: tuple[Brand, ...]
    investor_actions: tuple[InvestorAction, ...]
    rows: tuple[int, ...]
    market_value: Mapping[str, str]
    weight: str | None
    stakes: tuple[PathStep, ...] = ()
    """What it owns of others in the registry; a stake hands no flag on, and is shown for letters to owners."""
    through: tuple[HeldThrough, ...] = ()
    money_paths: tuple[MoneyPath, ...] = ()
    """How it is tied to the military, hop by hop, each a sourced fact; for the eye, and no flag is handed on along it."""

    @property
    def states_and_bodies(self) -> bool:
        """Whether it belongs to the chapter of states and bodies."""
        return self.kind in STATES_AND_BODIES


@dataclass(frozen=True, slots=True)
class Coverage:
    """The share that could be resolved. `by_value` is None where values cannot be added (currencies without rates, no values)."""

    by_value: Mapping[str, str] | None
    by_count: Mapping[str, str]
    issuers: int
    by_value_note: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """Hashes of everything that went in and of what came out, so that anyone can repeat it."""

    as_of: str
    registry_version: str
    registry_sha256: str
    policy_id: str
    policy_version: str
    policy_sha256: str
    naming_sha256: str
    inputs: Mapping[str, str | None]
    program: str
    result_sha256: str = ""


OUTCOMES = (
    "listed", "needs_review", "not_listed", "looked_through", "unresolved", "invalid_identifier", "out_of_scope", "not_a_holding"
)  # fmt: skip

SCREENED_COLUMNS = (
    "row", "sheet", "name", "outcome", "entity", "method", "score", "reason", "candidates", "market_value", "currency", "weight",
    "through", "isin", "country",
)  # fmt: skip
"""Columns of Screening.rows: text, but for `row` (int), `score` (float or None), `candidates` (tuple of Candidate) and `through`.

`through` is a tuple of FundLayer, empty for a line of the upload; a line that has some is a part of the fund on line `row`.
"""


@dataclass(frozen=True, slots=True)
class Screening:
    """The record of one policy applied to one portfolio as of a day; every line of the upload has exactly one outcome.

    `outcomes` counts the lines of the upload, `parts` what stands in their place where they are funds that were looked through.
    """

    receipt: Receipt
    coverage: Coverage
    outcomes: Mapping[str, int]
    rows: pd.DataFrame = field(repr=False)
    findings: tuple[Finding, ...]
    problems: tuple[Problem, ...]
    parts: Mapping[str, int] = field(default_factory=dict)
    exposure: Exposure = NO_EXPOSURE
