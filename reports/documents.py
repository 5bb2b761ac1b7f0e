"""What a template may say: one frozen dataclass per document, everything in it already decided.

A template may loop and ask; it may not think. Facts, dates, amounts and orders stand here; words are keys (`jet_fuel`,
`exclude`, `active`) that the locale turns into words, and sources are numbered by the page in the order it cites them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reports.change_document import Changes
    from reports.exposure_document import Exposure, ExposureSum
    from reports.facts import Amount, Fact, InvestorStep, Listing, Owner, Statement
    from reports.glance_document import Glance, NextSteps
    from reports.path_document import Paths


@dataclass(frozen=True, slots=True)
class ListJudgement:
    """What one rule says of entries on official lists, or of what listed entities own; `details` name each of them."""

    decision: str
    rule: str
    reason: str
    details: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FundStep:
    """A fund between the investor and a security, and the day of its holdings, where that is known."""

    name: str
    as_of: str | None


@dataclass(frozen=True, slots=True)
class HeldWay:
    """What is held of an issuer through the funds of one line, the outermost first; through no fund: held directly."""

    row: int | None
    funds: tuple[FundStep, ...]
    amounts: tuple[Amount, ...]
    weight: str | None


@dataclass(frozen=True, slots=True)
class FundLine:
    """A line of the portfolio that is a fund and was looked through.

    `lines` counts what it comes to in the end, `unresolved` is the share of its value that could not be resolved, None where
    neither values nor weights say. `months_old` is the age of the fund's holdings in whole months on the day of the screening.
    """

    row: int
    name: str
    fund: FundStep
    lines: int
    amount: Amount | None
    weight: str | None
    unresolved: str | None
    months_old: int | None


@dataclass(frozen=True, slots=True)
class Resemblance:
    """A holding that was taken for an entity because its name is like one of the entity's: its row, and the name in the file."""

    row: int
    sheet: str
    name: str


@dataclass(frozen=True, slots=True)
class IssuerPage:
    """Half a page about one issuer. `party` is company, government or organisation: the word its letters and pages use."""

    id: str
    name: str
    country: str
    party: str
    decision: str
    severity: str
    confidence: str
    facts: tuple[Fact, ...]
    statements: tuple[Statement, ...]
    owners: tuple[Owner, ...]
    sanctions: tuple[Listing, ...]
    brands: tuple[str, ...]
    investor_steps: tuple[InvestorStep, ...]
    rows: tuple[int, ...]
    amounts: tuple[Amount, ...]
    weight: str | None
    letter: str | None
    stakes: tuple[Owner, ...] = ()
    list_judgements: tuple[ListJudgement, ...] = ()
    ways: tuple[HeldWay, ...] = ()
    """How it is held, where it is through a fund."""
    paths: Paths | None = None
    """How it is tied to the military, as far as the registry records it."""
    alike: tuple[Resemblance, ...] = ()
    """The holdings that were taken for it by the likeness of a name."""

    @property
    def asked_ties(self) -> tuple[tuple[str, str, str], ...]:
        """Kind, shown status and whose act, of the ties of which something is asked: each once, the firmest demand first."""
        asked = (fact for fact in self.facts if fact.decision != "none")
        return tuple(dict.fromkeys((fact.channel, "stale" if fact.stale else fact.status, fact.tie) for fact in asked))


@dataclass(frozen=True, slots=True)
class CoverageLine:
    """One part of the portfolio, as fractions of its value and of its lines.

    `part`: screened, needs_review, unresolved, out_of_scope. `lines` counts the lines of the upload, and in the place of funds
    that were looked through those of what they hold.
    """

    part: str
    by_value: str | None
    by_count: str
    lines: int


@dataclass(frozen=True, slots=True)
class CandidateLine:
    """An entity that a holding may be issued by, and why."""

    entity: str
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class RowLine:
    """A line of the portfolio that a person must look at."""

    row: int
    sheet: str
    name: str
    reason: str
    amount: Amount | None
    weight: str | None
    candidates: tuple[CandidateLine, ...] = ()
    through: tuple[FundStep, ...] = ()


@dataclass(frozen=True, slots=True)
class RowList:
    """Lines to look at, the largest first, and how many more the workbook holds."""

    lines: tuple[RowLine, ...]
    left_out: int

    @property
    def total(self) -> int:
        """How many there are, shown or not."""
        return len(self.lines) + self.left_out


@dataclass(frozen=True, slots=True)
class ProblemLine:
    """What was seen in the investor's file that may change the answer, and how to mend it."""

    message: str
    help: str


@dataclass(frozen=True, slots=True)
class Hash:
    """A hash of something that went in or came out; `sha256` is None where nothing was given."""

    part: str
    sha256: str | None


@dataclass(frozen=True, slots=True)
class Provenance:
    """What was screened with what, so that anyone can repeat it."""

    as_of: str
    registry_version: str
    policy_id: str
    policy_version: str
    program: str
    result_sha256: str
    hashes: tuple[Hash, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer in numbers, companies only.

    `state` is `answered`, `uncertain` (a large share could not be resolved: the headline turns grey) or `nothing_screened`.
    `listed_share` is the listed companies' fraction of the value screened, None where values cannot be added.
    """

    state: str
    listed: int
    issuers: int
    listed_share: str | None
    need_check: int
    states_and_bodies: int
    holdings: int
    unresolved_share: str


@dataclass(frozen=True, slots=True)
class SummaryDocument:
    """The summary, in the order it is read: coverage, the answer, the reasons, what to do, how it was made."""

    portfolio_label: str
    holdings_date: str | None
    policy_title: str
    policy_summary: str
    provenance: Provenance
    coverage: tuple[CoverageLine, ...]
    coverage_note: str
    answer: Answer
    exposure: Exposure | None
    issuers: tuple[IssuerPage, ...]
    states_and_bodies: tuple[IssuerPage, ...]
    needs_check: RowList
    unresolved: RowList
    no_demand: tuple[IssuerPage, ...]
    outcomes: Mapping[str, int]
    problems: int
    glance: Glance
    apart: Glance
    steps: NextSteps
    noticed: tuple[ProblemLine, ...] = ()
    funds: tuple[FundLine, ...] = ()
    states_exposure: ExposureSum | None = None
    """The total of states and bodies, which is never added to that of the companies."""
    changes: Changes | None = None
    """What changed since an earlier report, where one was given."""
    currency_not_stated: bool = False
    """Whether a value in it has no currency: then a sign stands in its place, and is explained once."""
    currency_sign: str = ""
    """The file's own sign for it, where it writes one that means several currencies."""
    language: str = "en"
