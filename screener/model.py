"""The nouns, in the order the data meets them; frozen.

Columns inside, objects at the edge: holdings and resolutions are columnar, everything of which there are few is a dataclass.
Missing text inside a column is `""`; at the edge (JSON, pages) it becomes null. Numbers are canonical decimal text.
Dates are partial: `2021`, `2021-02` or `2021-02-01`; `screener.model.first_day` and `last_day` give the bounds.
"""

from __future__ import annotations

import calendar
from collections.abc import Mapping  # noqa: TC003 (records are read back by these annotations)
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    from screener.errors import Problem

# ── dates ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def first_day(partial: str) -> date:
    """Gives the first day a partial date can mean: `2021-02` → 1 February 2021. Raises ValueError on other text."""
    year, month, day = _parts(partial)
    return date(year, month or 1, day or 1)


def last_day(partial: str) -> date:
    """Gives the last day a partial date can mean: `2021-02` → 28 February 2021. Raises ValueError on other text."""
    year, month, day = _parts(partial)
    month = month or 12
    return date(year, month, day or calendar.monthrange(year, month)[1])


def months_later(day: date, months: int) -> date:
    """Gives the day `months` later, the month's last day where it is shorter: 31 August + 6 → 28 February."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _parts(partial: str) -> tuple[int, int, int]:
    pieces = partial.split("-")
    widths = [len(piece) for piece in pieces]
    if widths not in ([4], [4, 2], [4, 2, 2]):
        raise ValueError(f'"{partial}" is not a date: write 2021, 2021-02 or 2021-02-01')
    numbers = [int(piece) for piece in pieces] + [0, 0]
    return numbers[0], numbers[1], numbers[2]


# ── the upload and what is read from it ──────────────────────────────────────────────────────────────────────────────

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
class Reading:
    """What intake gives: the holdings, how the tables were understood, and every Problem found, placed."""

    upload: Upload
    tables: tuple[TableView, ...]
    holdings: Holdings
    problems: tuple[Problem, ...]


# ── the registry ─────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Source:
    """A publication, once: `url` is an address a stranger can open."""

    id: str
    publisher: str
    title: str
    date: str
    url: str
    licence: str = ""


@dataclass(frozen=True, slots=True)
class Name:
    """A name an entity is or was known by. A `weak` name (BEL, Total, MAN) never matches alone.

    `form` is one of: legal, short, former, native, broker, brand_of_issuer.
    """

    text: str
    form: str = "legal"
    weak: bool = False
    script: str = ""
    since: str | None = None
    until: str | None = None
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Identifier:
    """An identifier of an entity or of a security it issued.

    `scheme` is one of: isin, isin_prefix, cusip, cusip6, sedol, figi, lei, ticker (`value` is then `PTT@XBKK`).
    `confirmed` is false where one source alone carries it; no exclusion rests on it alone.
    """

    scheme: str
    value: str
    security: str = ""
    confirmed: bool = True
    since: str | None = None
    until: str | None = None
    note: str = ""
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Involvement:
    """A dated tie of one entity: who, through which channel, with whom, since when, says who.

    `tie` says whose act it is: own, subsidiary, part_owner, distributor. A missing `since` stays None; `reported_on` is the
    date of the newest source that speaks to the tie, `status_as_of` that of the newest that speaks to its status.
    `counterparty` is the text as reported, `counterparties` the ids of the registry's entities among it.
    """

    id: str
    entity: str
    channel: str
    counterparty: str
    counterparties: tuple[str, ...]
    basis: str
    tie: str
    since: str | None
    until: str | None
    reported_on: str
    status: str
    status_as_of: str
    review_on: str
    confidence: str
    summary: str
    sources: tuple[Source, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Response:
    """What the company said. `grade`: answers, partly, does_not, not_graded; `none_found` records asked-and-silent."""

    date: str | None
    summary: str
    grade: str
    sources: tuple[Source, ...]
    involvements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnershipEdge:
    """`owner` holds `share` (a fraction as decimal text; None where not known) of `owned`, seen `as_of`, ended `until`."""

    owner: str
    owned: str
    share: str | None
    relation: str
    as_of: str | None
    sources: tuple[Source, ...] = ()
    note: str = ""
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Sanction:
    """An entry on an official list."""

    authority: str
    programme: str
    listed_on: str | None
    removed_on: str | None
    reference: str
    sources: tuple[Source, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class InvestorAction:
    """What another investor did about this issuer, and when, with its own stated reason where it gave one."""

    investor: str
    action: str
    date: str | None
    amount: str | None
    currency: str | None
    sources: tuple[Source, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Brand:
    """A brand people know, of an entity."""

    name: str
    category: str
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Entity:
    """Anyone in the registry: one dossier, one page. `names[0]` is the display name.

    `kind`: company, bank, state_owned_enterprise, government, intergovernmental_org, un_entity, other_org, conglomerate,
    armed_force, government_body, armed_group, person_network, site.
    """

    id: str
    kind: str
    country: str
    sector: str
    names: tuple[Name, ...]
    identifiers: tuple[Identifier, ...] = ()
    owners: tuple[OwnershipEdge, ...] = ()
    involvements: tuple[Involvement, ...] = ()
    responses: tuple[Response, ...] = ()
    sanctions: tuple[Sanction, ...] = ()
    brands: tuple[Brand, ...] = ()
    investor_actions: tuple[InvestorAction, ...] = ()
    sources: tuple[Source, ...] = ()
    note: str = ""
    file: str = ""

    @property
    def name(self) -> str:
        """The display name."""
        return self.names[0].text


@dataclass(frozen=True, slots=True)
class Correction:
    """A published claim that was wrong: when we said so, what was wrong, how it reads now, why, says who.

    `cause`: world, evidence, processing. A `withdrawn` claim is no longer in the registry.
    """

    date: str
    claim: str
    wrong: str
    now: str
    cause: str
    sources: tuple[Source, ...]
    withdrawn: bool = False


STATES_AND_BODIES = frozenset({"government", "intergovernmental_org", "un_entity", "other_org"})
"""Kinds of entity shown in a chapter of their own and never added to the company total."""


@dataclass(frozen=True, slots=True)
class Registry:
    """All entities and sources, with the version and hash of the files they were read from."""

    entities: Mapping[str, Entity]
    sources: Mapping[str, Source]
    version: str
    sha256: str
    merged: Mapping[str, str] = field(default_factory=dict)
    programmes: Mapping[str, str] = field(default_factory=dict)
    """The effect of each programme that blocks no property: financing or export_control."""


# ── resolving ────────────────────────────────────────────────────────────────────────────────────────────────────────

ResolutionStatus = Literal[
    "matched",
    "needs_review",
    "not_listed",
    "unresolved",
    "invalid_identifier",
    "out_of_scope",
    "not_a_holding",
    "looked_through",
]


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity a holding may be issued by; `score` is a probability in [0, 1]; `name` is its display name, once filled in."""

    entity: str
    score: float
    reason: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Resolution:
    """The answer to "which issuer is this holding?". `reason` is a sentence a shareholder understands."""

    status: ResolutionStatus
    entity: str | None = None
    method: str | None = None
    score: float | None = None
    reason: str = ""
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolutions:
    """One answer per distinct key, and for each line of the holdings the number of its answer (`codes[i]`)."""

    answers: tuple[Resolution, ...]
    codes: np.ndarray[Any, np.dtype[np.int64]] = field(repr=False)


# ── judging ──────────────────────────────────────────────────────────────────────────────────────────────────────────

DECISIONS = ("none", "observe", "engage", "exclude")
"""From the mildest to the firmest."""


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
    """A publisher's dated set of rules, in the order they are tried; the last catches the rest with `none`."""

    id: str
    title: str
    version: str
    publisher: str
    summary: str
    rules: tuple[Rule, ...]
    sha256: str
    judges: tuple[str, ...] = ("involvements",)


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
    """One owner above an issuer, for the eye: it never hands a flag on."""

    entity: str
    name: str
    share: str | None
    as_of: str | None


@dataclass(frozen=True, slots=True)
class Finding:
    """What is so about one issuer in this portfolio, and what the policy asks; severity is shown and never chooses.

    `market_value` is exact, by currency (`XXX` where the file does not say which); `weight` a fraction of one.
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
    "row", "sheet", "name", "outcome", "entity", "method", "score", "reason", "candidates", "market_value", "currency", "weight"
)  # fmt: skip
"""Columns of Screening.rows: text, but for `row` (int), `score` (float or None) and `candidates` (tuple of Candidate)."""


@dataclass(frozen=True, slots=True)
class Screening:
    """The record of one policy applied to one portfolio as of a day; every line of the upload has exactly one outcome."""

    receipt: Receipt
    coverage: Coverage
    outcomes: Mapping[str, int]
    rows: pd.DataFrame = field(repr=False)
    findings: tuple[Finding, ...]
    problems: tuple[Problem, ...]
