"""What the pages of the saver's way may say, from a file to a letter: one frozen dataclass per page, everything in it decided."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reports.documents import SummaryDocument
    from reports.facts import Amount, Fact
    from reports.letter_document import EarlierLetter
    from reports.pages import Choice, ProblemLine, Refusal, ScreenForm


@dataclass(frozen=True, slots=True)
class Carried:
    """What a page carries because the service keeps nothing: the sealed record, the sealed portfolio, or the address of a job."""

    sealed: str | None = field(default=None, repr=False)
    portfolio: str | None = field(default=None, repr=False)
    job: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class FrontPage:
    """The first page, and with a refusal the page that says what to mend; `fault` is the field to mend, where it is one.

    `pasted` are the lines that were pasted, to be mended where they stand.
    """

    form: ScreenForm
    refusal: Refusal | None = None
    fault: str = ""
    pasted: str = field(default="", repr=False)
    template: str = field(default="pages/front.html", init=False)


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """A column as the file has it: its number, its heading (empty where it has none), and the field it was taken for."""

    number: int
    heading: str
    taken_for: str


@dataclass(frozen=True, slots=True)
class ColumnsPage:
    """What was understood of a file, to be corrected: its columns, the fields there are, and its first lines as they stand."""

    file: str
    carried: Carried
    columns: tuple[ColumnLine, ...]
    fields: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]
    refusal: Refusal | None
    doubts: tuple[ProblemLine, ...]
    template: str = field(default="pages/columns.html", init=False)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An entity a holding may be issued by: how likely in a word (likely, possible, unlikely), and why it is put forward."""

    entity: str
    name: str
    country: str
    likelihood: str
    reason: str


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A holding that a person must look at; `number` is what its answer is sent under."""

    number: int
    row: int
    sheet: str
    name: str
    country: str
    amount: Amount | None
    suggestions: tuple[Suggestion, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer that a person gave: the name in the file, and the entity it is (empty for none of those shown)."""

    name: str
    entity: str


@dataclass(frozen=True, slots=True)
class ResultPage:
    """A result: the summary, the file's problems, what is carried, and what a person can do next.

    `read_as` has the columns that were read, field and heading; `writable` the ids of those that a letter can be written to, of
    whom `companies` are written about in a letter to a fund or its manager; `by_fund` says that a fund which was looked through
    holds the first of them, so that the first letter is to it. `form` is for a result that the page cannot carry; `repeatable`
    says that answers can be heeded without the file being given once more; `unknown_funds` counts the funds of which nobody knows
    here what they hold.
    """

    summary: SummaryDocument
    problems: tuple[ProblemLine, ...]
    problems_left_out: int
    carried: Carried
    form: ScreenForm
    read_as: tuple[tuple[str, str], ...] = ()
    misses: tuple[NearMiss, ...] = ()
    misses_left_out: int = 0
    answered: tuple[Answered, ...] = ()
    repeatable: bool = False
    writable: frozenset[str] = frozenset()
    companies: int = 0
    by_fund: bool = False
    unknown_funds: int = 0
    template: str = field(default="pages/result.html", init=False)


@dataclass(frozen=True, slots=True)
class LetterFields:
    """What a person wrote and chose for a letter, as it was sent.

    `earlier` is the text of a tracker that was given; `wrote_…`, `sent_…` and `reply_…` tell of a letter written before: its day,
    how it went, and what came back.
    """

    entity: str = ""
    to: str = "company"
    kind: str = ""
    language: str = "en"
    profile: str = "universal"
    asks: tuple[str, ...] = ()
    capacity: str = ""
    name: str = ""
    organisation: str = ""
    address: str = ""
    email: str = ""
    fund: str = ""
    place: str = ""
    company: str = ""
    person: str = ""
    street: str = ""
    country: str = ""
    recipient_email: str = ""
    earlier: str = field(default="", repr=False)
    wrote_1: str = ""
    sent_1: str = ""
    reply_1: str = ""
    wrote_2: str = ""
    sent_2: str = ""
    reply_2: str = ""


@dataclass(frozen=True, slots=True)
class LetterPage:
    """The page on which a letter is put together. `about` are the names it is about, `suggested` the kind the evidence bears.

    `earlier` are the letters written before, as they are known; `closed` says why they bear no escalation, where they do not.
    """

    carried: Carried
    fields: LetterFields
    name: str
    about: tuple[str, ...]
    suggested: str
    kinds: tuple[Choice, ...]
    asks: tuple[Choice, ...]
    languages: tuple[Choice, ...]
    profiles: tuple[Choice, ...]
    capacities: tuple[Choice, ...]
    ways: tuple[str, ...] = ()
    replies: tuple[str, ...] = ()
    earlier: tuple[EarlierLetter, ...] = ()
    closed: str = ""
    refusal: Refusal | None = None
    fault: str = ""
    template: str = field(default="pages/letter.html", init=False)


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """A letter as it will read, with its notes, before it is taken away.

    `lacking` are the fields a letter needs that were not given: with any it is a draft. `unreviewed` says that no native reader
    has looked over the letters in its language, `mailed` that the recipient's e-mail address is known, and `unchecked` that the
    reader asked for a file without saying to have checked the letter. `reply_by` is empty where no reply is asked for. `overdue`
    are the claims in it that were to be looked at again by a day that has passed.
    """

    carried: Carried
    fields: LetterFields
    name: str
    body: str = field(repr=False)
    lacking: tuple[str, ...]
    unreviewed: bool
    mailed: bool
    reply_by: str = ""
    unchecked: bool = False
    overdue: tuple[Fact, ...] = ()
    template: str = field(default="pages/preview.html", init=False)


@dataclass(frozen=True, slots=True)
class JobPage:
    """How a job stands: its state, what it is at, which share of it lies behind (percent), how many wait before it, its end."""

    address: str
    state: str
    stage: str
    percent: int
    ahead: int | None
    expires: str
    refusal: Refusal | None = None
    template: str = field(default="pages/job.html", init=False)
