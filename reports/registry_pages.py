"""What the public pages of the registry may say: one frozen dataclass per page, everything in it decided.

These pages are for whoever reads us: savers, trustees, journalists, and the companies. Words are keys of the locale; texts of the
registry are English.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reports.facts import Fact, InvestorStep, Listing, SourceNote, Statement
    from reports.pages import Choice
    from reports.path_document import Paths


# ── one entity ───────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A reported tie, the company’s words about it, the day of its review, and of our notice if we gave one."""

    fact: Fact
    statements: tuple[Statement, ...]
    review_on: str
    overdue: bool
    notice_on: str | None


@dataclass(frozen=True, slots=True)
class ClaimGroup:
    """The ties of one status, `stale` for those reported as active too long ago."""

    status: str
    claims: tuple[ClaimLine, ...]


@dataclass(frozen=True, slots=True)
class PolicyVerdict:
    """What a policy asks about an entity."""

    id: str
    title: str
    decision: str


@dataclass(frozen=True, slots=True)
class IdentifierLine:
    """An identifier of an entity; unconfirmed where one source alone carries it."""

    scheme: str
    value: str
    security: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class OwnershipLine:
    """An owner of an entity, or something it owns; `until` where that has ended."""

    entity: str
    name: str
    share: str | None
    relation: str
    as_of: str | None
    until: str | None
    note: str
    sources: tuple[SourceNote, ...]


@dataclass(frozen=True, slots=True)
class OwnershipLines:
    """Owners of an entity or what it owns: what stands, apart from what has ended."""

    standing: tuple[OwnershipLine, ...]
    ended: tuple[OwnershipLine, ...]


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """A published claim that was wrong: the day we said so, what was wrong, and how it reads now; `place` is where it stands."""

    date: str
    claim: str
    place: str
    name: str
    wrong: str
    now: str
    cause: str
    withdrawn: bool
    sources: tuple[SourceNote, ...]


@dataclass(frozen=True, slots=True)
class EntityPage:
    """All that is on record about one entity as of a day; `past` where that day was asked for.

    `checked` is the newest report on a tie. `described` tells search engines who it is and what is cited (schema.org).
    """

    id: str
    name: str
    kind: str
    country: str
    sector: str
    note: str
    party: str
    as_of: str
    past: bool
    checked: str
    policies: tuple[PolicyVerdict, ...]
    groups: tuple[ClaimGroup, ...]
    paths: Paths | None
    sanctions: tuple[Listing, ...]
    removed: tuple[Listing, ...]
    owners: OwnershipLines
    owned: OwnershipLines
    brands: tuple[str, ...]
    investor_steps: tuple[InvestorStep, ...]
    also_known_as: tuple[str, ...]
    identifiers: tuple[IdentifierLine, ...]
    corrections: tuple[CorrectionLine, ...]
    sources: tuple[SourceNote, ...]
    described: Mapping[str, Any]
    answer_days: int
    template: str = field(default="pages/entity.html", init=False)

    @property
    def ties(self) -> int:
        """How many ties are on record."""
        return sum(len(group.claims) for group in self.groups)


@dataclass(frozen=True, slots=True)
class EntityLine:
    """An entity in a list."""

    id: str
    name: str
    kind: str
    country: str
    involvements: int
    sanctions: int


@dataclass(frozen=True, slots=True)
class SearchPage:
    """What a search found, a page at a time; `previous` and `next` are page numbers, `meant` whom it may have meant."""

    query: str
    kind: str
    kinds: tuple[Choice, ...]
    lines: tuple[EntityLine, ...]
    total: int
    first: int
    previous: int | None
    next: int | None
    meant: tuple[EntityLine, ...] = ()
    template: str = field(default="pages/entities.html", init=False)


# ── policies ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class ConditionLine:
    """A condition of a rule: what it looks at, and the words any of which will do; `kind` is the locale's name for those."""

    about: str
    kind: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule in plain words, with its worked cases."""

    id: str
    title: str
    decision: str
    severity: str
    reason: str
    ask: str
    conditions: tuple[ConditionLine, ...]
    judged: tuple[str, ...]
    left_alone: tuple[str, ...]
    references: tuple[SourceNote, ...]


@dataclass(frozen=True, slots=True)
class PolicyPage:
    """A policy: what it asks, and its rules in the order they are tried."""

    id: str
    title: str
    version: str
    publisher: str
    summary: str
    sha256: str
    rules: tuple[RuleLine, ...]
    template: str = field(default="pages/policy.html", init=False)


@dataclass(frozen=True, slots=True)
class PolicyLine:
    """A policy in a list."""

    id: str
    title: str
    version: str
    publisher: str
    summary: str


@dataclass(frozen=True, slots=True)
class PoliciesPage:
    """The policies there are."""

    policies: tuple[PolicyLine, ...]
    template: str = field(default="pages/policies.html", init=False)


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """One line of the comparison: a kind of tie (or "" for whole entities), and for each policy how many get each decision."""

    channel: str
    total: int
    counts: tuple[Mapping[str, int], ...]


@dataclass(frozen=True, slots=True)
class ComparisonPage:
    """The policies side by side: what each asks today of the same registry."""

    as_of: str
    policies: tuple[PolicyLine, ...]
    entities: ComparedLine
    channels: tuple[ComparedLine, ...]
    template: str = field(default="pages/policy_comparison.html", init=False)


# ── what we list, and what it rests on ───────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class TermLine:
    """A word of the registry: its key, what it means, and how many ties bear it."""

    key: str
    meaning: str
    number: int


@dataclass(frozen=True, slots=True)
class ListingPage:
    """What we list and why: the registry's words with their meaning, its numbers and the day of its newest report."""

    version: str
    newest: str
    numbers: Mapping[str, int]
    channels: tuple[TermLine, ...]
    bases: tuple[TermLine, ...]
    statuses: tuple[TermLine, ...]
    confidences: tuple[TermLine, ...]
    notice_days: int
    answer_days: int
    template: str = field(default="pages/listing.html", init=False)


@dataclass(frozen=True, slots=True)
class PublicationLine:
    """A publication, its licence where that is known, and how often it is cited."""

    source: SourceNote
    licence: str
    cited: int


@dataclass(frozen=True, slots=True)
class PublicationsPage:
    """The publications the registry rests on, by publisher, in parts between two letters: `spans` names them, from 1 on."""

    publishers: tuple[tuple[str, tuple[PublicationLine, ...]], ...]
    total: int
    spans: tuple[str, ...]
    part: int
    template: str = field(default="pages/publications.html", init=False)


# ── changes and corrections ──────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class VersionLine:
    """What changed with a version, in plain words."""

    version: str
    day: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """What changed, version by version, and every published claim that was wrong."""

    versions: tuple[VersionLine, ...]
    corrections: tuple[CorrectionLine, ...]
    template: str = field(default="pages/changes.html", init=False)


@dataclass(frozen=True, slots=True)
class CorrectionFields:
    """What a reader wrote and chose, as it was sent."""

    entity: str = ""
    claim: str = ""
    wrong: str = field(default="", repr=False)
    source: str = field(default="", repr=False)
    contact: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class CorrectionPage:
    """The form that takes what is wrong, or, where it is not `open`, how else to say it.

    `claims` are those of the entity named, `channels` the kind of each; `faults` has what to mend, a key by field; `trouble` is
    what kept all of it from being kept: too_large, too_often or not_kept. `address` is the operator's own for this, of mail or of
    a page; `answer_days` is 0 where no way to say it was set, so that no answer is promised.
    """

    open: bool
    fields: CorrectionFields
    name: str
    claims: tuple[Choice, ...]
    channels: Mapping[str, str]
    answer_days: int
    limits: Mapping[str, int]
    faults: Mapping[str, str] = field(default_factory=dict)
    trouble: str = ""
    address: str = ""
    template: str = field(default="pages/correction.html", init=False)


@dataclass(frozen=True, slots=True)
class CorrectionSentPage:
    """Thanks for a request that was kept, and what happens with it by which day."""

    reference: str
    entity: str
    name: str
    answer_by: str
    answer_days: int
    reachable: bool
    template: str = field(default="pages/correction_sent.html", init=False)
