"""What a letter may say: the document of one letter, its sender and its recipient, everything in it already decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reports.facts import Fact, InvestorStep, Listing, SourceNote, Statement


@dataclass(frozen=True, slots=True)
class SenderBlock:
    """Who writes. Empty text is a visible blank in a draft; a final letter has none where a letter needs one."""

    name: str = ""
    organisation: str = ""
    address_lines: tuple[str, ...] = ()
    email: str = ""
    capacity: str = ""
    shares: str = ""
    fund: str = ""

    @property
    def plural(self) -> bool:
        """Whether the letter says "we"."""
        return bool(self.organisation)


@dataclass(frozen=True, slots=True)
class RecipientBlock:
    """The address in the window, at most seven lines, the country last and in capitals; none of them in a draft."""

    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EarlierLetter:
    """A letter written before: its day, how it was sent, and what came back (none, acknowledged, partly, answered)."""

    date: str
    channel: str
    reply: str = "none"
    reply_date: str | None = None


@dataclass(frozen=True, slots=True)
class Concern:
    """A company that a letter to its holder or owner is about: its firmest claim, and what it has said to it.

    `share`, a fraction as decimal text or None, `share_as_of` and `share_sources` say what an owner holds of it; `sale` is the
    holder's step for which it is thanked. A `brief` one is told in a line: name, reason, date.
    """

    entity: str
    name: str
    claim: Fact
    statements: tuple[Statement, ...] = ()
    share: str | None = None
    share_as_of: str | None = None
    share_sources: tuple[SourceNote, ...] = ()
    sale: InvestorStep | None = None
    brief: bool = False


@dataclass(frozen=True, slots=True)
class LetterDocument:
    """A letter about one entity, ready to be laid out. `reply_by` is a calendar day, empty where no reply is asked for.

    `kind` is enquiry, engagement, escalation, divestment_notice or thank_you; `family` says who is written to: company, owner
    (of a stake in the company that the reports concern), state (or body), holder (a fund or its manager). `party` is company,
    government or organisation; `addressee` the person written to, or nothing; `claims` are one to four facts, and `claim_ids`
    name them in the colophon. A letter to a holder, or to an owner by an ownership edge, has `concerns` and no `claims`, and
    `name` is the holder's or owner's. Asks, conditions (for return, in a notice), next steps (of an escalation), exit questions
    and standards are keys of the locale, in their order.
    """

    id: str
    entity: str
    kind: str
    draft: bool
    language: str
    profile: str
    sender: SenderBlock
    recipient: RecipientBlock
    party: str
    name: str
    place: str
    date: str
    reply_by: str
    reference: str
    dispatch: str
    addressee: str
    subject_channel: str
    subject_counterparty: str
    claims: tuple[Fact, ...]
    claims_left_out: int
    statements: tuple[Statement, ...]
    investor_steps: tuple[InvestorStep, ...]
    standards: tuple[str, ...]
    asks: tuple[str, ...]
    exit_questions: tuple[str, ...]
    publish_policy: str
    signatories: tuple[str, ...]
    signatories_withheld: int
    registry_version: str
    receipt: str
    family: str = "company"
    subject_tie: str = "own"
    concerns: tuple[Concern, ...] = ()
    concerns_left_out: tuple[str, ...] = ()
    earlier: tuple[EarlierLetter, ...] = ()
    conditions: tuple[str, ...] = ()
    next_steps: tuple[str, ...] = ()
    sanctions: tuple[Listing, ...] = ()
    held: bool = False
    """Whether the file that was screened shows that the holder written to is invested: all concerns were found in one fund."""
    talking_points: tuple[str, ...] = ()
    """What a campaign says in its own words: no claim about anybody, and printed as given."""
    variant: str = ""
    """What chooses among wordings that say the same; without it, each sentence has its usual one."""

    @property
    def all_claims(self) -> tuple[Fact, ...]:
        """The claims printed, of whichever entity."""
        return (*self.claims, *(concern.claim for concern in self.concerns))

    @property
    def claim_ids(self) -> tuple[str, ...]:
        """The ids of the claims printed, so that a correction can find its letter."""
        return tuple(claim.id for claim in self.all_claims)

    @property
    def joint(self) -> bool:
        """Whether several sign, each of whom decides alone."""
        return bool(self.signatories or self.signatories_withheld)
