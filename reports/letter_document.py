"""What a letter may say: the document of one letter, its sender and its recipient, everything in it already decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reports.documents import Fact, InvestorStep, Statement


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
class LetterDocument:
    """A letter about one entity, ready to be laid out. `reply_by` is a calendar day.

    `kind` is enquiry or engagement; `party` company, government or organisation; `addressee` the person written to, or nothing;
    `claims` are one to four facts, and `claim_ids` name them in the colophon. Asks, exit questions and standards are keys of
    the locale, in their order.
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

    @property
    def claim_ids(self) -> tuple[str, ...]:
        """The ids of the claims printed, so that a correction can find its letter."""
        return tuple(claim.id for claim in self.claims)
