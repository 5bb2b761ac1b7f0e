"""What the pages of a campaign may say: one frozen dataclass per page, everything in it already decided."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reports.pages import Refusal
    from reports.review_document import ReviewDocument


@dataclass(frozen=True, slots=True)
class CampaignTexts:
    """The files of a campaign as their page carries them, because the service keeps nothing; empty where there is none."""

    plan: str = field(default="", repr=False)
    recipients: str = field(default="", repr=False)
    review: str = field(default="", repr=False)
    earlier: str = field(default="", repr=False)
    tracker: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class BeginFields:
    """What was written into the form that begins a campaign."""

    about: str = ""
    writes_to: str = "holders"
    title: str = ""
    name: str = ""
    organisation: str = ""
    capacity: str = "organisation"
    fund: str = ""
    email: str = ""
    withheld: str = ""


@dataclass(frozen=True, slots=True)
class CampaignStartPage:
    """Where a campaign begins; with a refusal, what is to be mended in which field."""

    fields: BeginFields
    refusal: Refusal | None = None
    fault: str = ""
    template: str = field(default="pages/campaign_start.html", init=False)


@dataclass(frozen=True, slots=True)
class FaultLine:
    """One fault of a file: which, in what line and column, what was seen there, and how to mend it."""

    file: str
    row: int | None
    column: str
    message: str
    help: str
    stops: bool


@dataclass(frozen=True, slots=True)
class KindLine:
    """So many letters of one kind in one language."""

    kind: str
    language: str
    number: int


@dataclass(frozen=True, slots=True)
class CampaignPage:
    """A campaign as it stands: its letters, what is wrong line by line, and whether a second person has signed.

    `likeness` is the share of runs of five words that two letters have in common, or None for a single letter. `as_job` says that
    the letters are so many that they are printed in the background.
    """

    title: str
    texts: CampaignTexts
    letters: int
    kinds: tuple[KindLine, ...]
    faults: tuple[FaultLine, ...]
    likeness: str | None
    sentences: int
    unsigned: int
    reviewers: tuple[str, ...]
    as_job: bool
    joint: bool
    refusal: Refusal | None = None
    template: str = field(default="pages/campaign_check.html", init=False)

    @property
    def stops(self) -> int:
        """How many faults stand in the way of the letters."""
        return sum(fault.stops for fault in self.faults)


@dataclass(frozen=True, slots=True)
class SheetPage:
    """The second person's view: each sentence beside its sources, to be ticked and signed."""

    texts: CampaignTexts
    sheet: ReviewDocument
    initials: str
    day: str
    refusal: Refusal | None = None
    fault: str = ""
    template: str = field(default="pages/campaign_sheet.html", init=False)


@dataclass(frozen=True, slots=True)
class LettersJobPage:
    """How the printing of many letters stands: its state, the share done (percent), how many jobs wait before it, its end."""

    address: str
    state: str
    percent: int
    ahead: int | None
    expires: str
    file: str = ""
    refusal: Refusal | None = None
    template: str = field(default="pages/campaign_job.html", init=False)


@dataclass(frozen=True, slots=True)
class RecallLine:
    """A claim of a letter that no longer stands so: corrected, withdrawn, left or disputed, and the day where one is known."""

    claim: str
    reason: str
    day: str


@dataclass(frozen=True, slots=True)
class StandingLine:
    """One letter on a day: what it is now and since when, what is due, and what its reader is to be told of its claims."""

    letter: str
    company: str
    state: str
    since: str
    asked_on: str
    reply_by: str
    due: tuple[str, ...]
    recall: tuple[RecallLine, ...]


@dataclass(frozen=True, slots=True)
class RecordFields:
    """What was written into the form that records what happened to a letter."""

    letter: str = "all"
    event: str = "sent"
    on: str = ""
    by: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class TrackerPage:
    """Where each letter stands as of `day`; without lines, the form that takes a tracker.

    `counts` are asked and each outcome; `recorded` the companies of the letters just recorded; `words` and `ways` what can be
    recorded, and how a letter can have gone.
    """

    title: str
    day: str
    texts: CampaignTexts
    lines: tuple[StandingLine, ...]
    counts: tuple[tuple[str, int], ...]
    words: tuple[str, ...]
    ways: tuple[str, ...]
    fields: RecordFields
    recorded: tuple[str, ...] = ()
    refusal: Refusal | None = None
    fault: str = ""
    template: str = field(default="pages/campaign_tracker.html", init=False)
