"""The shape of a screening/1, as the service answers it and a workspace keeps it; its parts are the nouns of the model."""

from typing import Literal

from pydantic import Field

from screener.errors import Problem
from screener.model import Coverage, Exposure, FundLayer
from screener.model.judging import HeldThrough, Judgement, PathStep
from screener.model.money_paths import MoneyPath
from screener.web.api.answers import (
    Answer,
    Confidence,
    Day,
    Decision,
    EntityNamed,
    Fraction,
    Outcome,
    PolicyVersion,
    Severity,
    Sha256,
    VersionAnswer,
)
from screener.web.api.registry_answers import BrandAnswer, InvestorActionAnswer, ResponseAnswer, SanctionAnswer, Tie
from screener.web.api.security_answers import CandidateAnswer, MatchAnswer


class NamingAnswer(Answer):
    """The tables that names are compared with."""

    sha256: Sha256


class InputsAnswer(Answer):
    """Hashes of what was sent; null where it was not."""

    portfolio: Sha256 | None
    columns: Sha256 | None
    funds: Sha256 | None
    rates: Sha256 | None
    confirmations: Sha256 | None


class ReceiptAnswer(Answer):
    """What was screened with what; with the same, anybody repeats it."""

    as_of: Day
    registry: VersionAnswer
    """The registry in force."""
    policy: PolicyVersion
    """The policy applied."""
    naming: NamingAnswer
    """The tables of names."""
    inputs: InputsAnswer
    """What was sent."""
    program: str
    """The version of the program."""
    result_sha256: Sha256


class HoldingMatch(MatchAnswer):
    """How an issuer was told, and whom else it may be."""

    candidates: list[CandidateAnswer]
    """Whom it may be, where a person must say."""


class HoldingAnswer(Answer):
    """One line of the portfolio, with its one outcome."""

    row: int
    """The 1-based row or line, as the user sees it."""
    sheet: str | None
    """The sheet of a workbook."""
    name: str
    """As the file has it."""
    outcome: Outcome
    """How it ended."""
    entity: str | None
    """The issuer's id, where the registry knows it."""
    match: HoldingMatch
    """How the issuer was told."""
    market_value: str | None
    """A decimal in text."""
    currency: str | None
    """ISO 4217."""
    weight: Fraction | None
    through: list[FundLayer]
    """The funds between the investor and it."""
    isin: str | None
    """As the file has it."""
    country: str | None
    """ISO 3166 alpha-2."""


class FindingAnswer(Answer):
    """What is so about one issuer, and what the policy asks."""

    id: str
    """Its id in this screening."""
    entity: EntityNamed
    """The issuer."""
    states_and_bodies: bool
    """Whether it is a state or a body of one; those are never added to the companies."""
    decision: Decision
    """What the policy asks."""
    severity: Severity
    """How grave it is; it never chooses."""
    confidence: Confidence
    """How sure the registry is."""
    judgements: list[Judgement]
    """What each rule said of each fact."""
    involvements: list[Tie]
    """The ties."""
    path: list[PathStep]
    """Through whom a tie reaches it."""
    sanctions: list[SanctionAnswer]
    """Which authorities list it."""
    responses: list[ResponseAnswer]
    """What it said."""
    brands: list[BrandAnswer]
    """What it is sold as."""
    investor_actions: list[InvestorActionAnswer]
    """What investors did."""
    rows: list[int]
    """The lines that hold it."""
    market_value: dict[str, str]
    """What is held of it by currency, exact; XXX where the file does not say which."""
    weight: Fraction | None
    stakes: list[PathStep]
    """What it owns of others in the registry."""
    through: list[HeldThrough]
    """Which line holds it through which fund."""
    money_paths: list[MoneyPath]
    """How it is tied to the military, hop by hop."""


class ScreeningAnswer(Answer):
    """A screening, screening/1. Not listed is not cleared."""

    schema_: Literal["screening/1"] = Field(alias="schema")
    receipt: ReceiptAnswer
    """What was screened with what."""
    coverage: Coverage
    """The share that could be resolved."""
    outcomes: dict[Outcome, int]
    """How many lines ended in which outcome."""
    exposure: Exposure
    """What is held of issuers with ties."""
    holdings: list[HoldingAnswer]
    """Every line."""
    findings: list[FindingAnswer]
    """Every issuer of which something is so."""
    problems: list[Problem]
    """What is wrong with the file, each with its place."""
    parts: dict[str, Sha256] = Field(default_factory=dict)
    """Of several files: the hash of each by its name."""
