"""What the pages of a workspace may say: one frozen dataclass per page, everything in it already decided."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reports.change_document import Changes
    from reports.documents import SummaryDocument
    from reports.journey_pages import Answered, Carried, NearMiss
    from reports.pages import Choice, Refusal, ScreenForm


@dataclass(frozen=True, slots=True)
class DeskRoom:
    """Whose workspace a page is of: its name, what the visitor may do there, and for how many days things stay.

    `own` is one's own machine, where nobody signs in. `token` stands in the address of every form.
    """

    name: str
    role: str
    retention_days: int
    own: bool
    token: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class KeptLine:
    """A screening that is kept, as a list shows it; days are ISO dates."""

    id: str
    label: str
    as_of: str
    policy: str
    listed: int
    to_check: int
    kept_on: str
    gone_on: str


@dataclass(frozen=True, slots=True)
class DeskPage:
    """The workspace's first page: what is kept, the newest first, and the form that screens and keeps one more."""

    room: DeskRoom
    kept: tuple[KeptLine, ...]
    form: ScreenForm
    refusal: Refusal | None = None
    fault: str = ""
    template: str = field(default="pages/desk_portfolios.html", init=False)


@dataclass(frozen=True, slots=True)
class FoundLine:
    """An issuer of a screening: the decision, how sure, and how many lines of the portfolio it concerns."""

    entity: str
    name: str
    decision: str
    severity: str
    confidence: str
    lines: int


@dataclass(frozen=True, slots=True)
class DeskScreeningPage:
    """One screening that is kept, with what its summary says; `others` are those that it can be compared with."""

    room: DeskRoom
    kept: KeptLine
    carried: Carried
    summary: SummaryDocument
    found: tuple[FoundLine, ...]
    misses: tuple[NearMiss, ...]
    misses_left_out: int
    others: tuple[KeptLine, ...]
    answered: int = 0
    template: str = field(default="pages/desk_screening.html", init=False)


@dataclass(frozen=True, slots=True)
class DeskComparePage:
    """What changed from an older screening to a newer one, and why."""

    room: DeskRoom
    old: KeptLine
    new: KeptLine
    changes: Changes
    template: str = field(default="pages/desk_compare.html", init=False)


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """An answer of the workspace: the name it is about, the entity (none where it was rejected), the day, and its key."""

    key: str = field(repr=False)
    answered: Answered
    day: str


@dataclass(frozen=True, slots=True)
class DeskAnswersPage:
    """The answers that people gave to what needs review."""

    room: DeskRoom
    answers: tuple[AnswerLine, ...]
    template: str = field(default="pages/desk_answers.html", init=False)


@dataclass(frozen=True, slots=True)
class DeskListsPage:
    """The exclusion list, to be taken away under a policy in several forms."""

    room: DeskRoom
    policies: tuple[Choice, ...]
    day: str
    refusal: Refusal | None = None
    template: str = field(default="pages/desk_lists.html", init=False)


@dataclass(frozen=True, slots=True)
class KeyLine:
    """A key as a list shows it: never its secret."""

    id: str
    label: str
    role: str
    made_on: str
    until: str
    used_on: str | None


@dataclass(frozen=True, slots=True)
class DeskKeysPage:
    """The keys of a workspace; `made` is the text of one just made, shown once."""

    room: DeskRoom
    keys: tuple[KeyLine, ...]
    roles: tuple[str, ...]
    made: str = field(default="", repr=False)
    refusal: Refusal | None = None
    template: str = field(default="pages/desk_keys.html", init=False)


@dataclass(frozen=True, slots=True)
class HookLine:
    """A webhook and the newest things it was told: event, state, answer, and when."""

    id: str
    url: str
    events: tuple[str, ...]
    told: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True, slots=True)
class DeskHooksPage:
    """The webhooks of a workspace; `secret` signs what one just made is told, and is shown once."""

    room: DeskRoom
    hooks: tuple[HookLine, ...]
    events: tuple[str, ...]
    secret: str = field(default="", repr=False)
    url: str = ""
    refusal: Refusal | None = None
    template: str = field(default="pages/desk_hooks.html", init=False)


@dataclass(frozen=True, slots=True)
class TrailLine:
    """A line of the audit trail, as it was noted."""

    number: int
    at: str
    actor: str
    action: str
    subject: str


@dataclass(frozen=True, slots=True)
class DeskTrailPage:
    """The newest lines of the audit trail, its head, what is wrong with it, and how many older lines are not shown."""

    room: DeskRoom
    lines: tuple[TrailLine, ...]
    older: int
    head: str
    faults: tuple[str, ...]
    template: str = field(default="pages/desk_trail.html", init=False)


@dataclass(frozen=True, slots=True)
class DeskEverythingPage:
    """Everything the workspace holds, in numbers, to be taken away or deleted."""

    room: DeskRoom
    held: tuple[tuple[str, int], ...]
    refusal: Refusal | None = None
    fault: str = ""
    template: str = field(default="pages/desk_everything.html", init=False)
