"""Claims: a finding and the kind of letter go in; the facts, statements and steps of other investors that it carries come out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from screener.writing.issuer_pages import write_facts, write_investor_steps, write_listings, write_statements
from screener.writing.kinds import is_overdue

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reports.facts import Fact, InvestorStep, Listing, Statement
    from screener.model import Finding, Response

MOST_CLAIMS = 4
MOST_CLAIM_WORDS = {"escalation": 100}
"""What two pages hold beside the rest, where it is less than in other kinds; further claims are counted, and sent on request."""
_MOST_CLAIM_WORDS = 170
_JOINT_WORDS = 60
MOST_CLAIM_SOURCES = 8
"""What one page of notes holds beside the standing ones."""
MOST_STATEMENTS = 2
MOST_INVESTOR_STEPS = {"escalation": 1, "thank_you": 0}
"""Where they are fewer than two; a letter that several sign has one fewer."""
MOST_SANCTIONS = {"escalation": 0}
"""Where they are fewer than two: the letters that an escalation recalls named them."""


def list_facts(finding: Finding, kind: str, day: str) -> tuple[Fact, ...]:
    """Gives the facts that a letter of this kind may carry, the first first.

    An enquiry may ask about any tie of which the policy asks something. What is stated in a firmer letter is neither disputed nor
    due for review. Thanks begin with the ties that ended; the others are what remains to be asked.
    """
    facts = write_facts(finding, day)
    asked = [fact for fact in facts if fact.decision != "none"]
    if kind == "enquiry":
        return tuple(asked)
    if kind == "thank_you":
        ended = [fact for fact in facts if fact.status == "exited" and fact.confidence != "low"]
        return (*ended, *(fact for fact in asked if fact not in ended))
    settled = {tie.id for tie in finding.involvements if tie.status != "disputed" and not is_overdue(tie, day)}
    return tuple(fact for fact in asked if fact.id in settled and not fact.stale)


def choose_claims(facts: Sequence[Fact], kind: str, *, joint: bool = False) -> tuple[Fact, ...]:
    """Gives the first claims, at most four, as long as two pages hold them; the first in any case.

    A letter that several sign has fewer: who signs, and that each decides alone, takes their room. Thanks add one report at most
    to those of what ended.
    """
    if kind == "thank_you":
        facts = _add_one(facts)
    most = MOST_CLAIM_WORDS.get(kind, _MOST_CLAIM_WORDS) - (_JOINT_WORDS if joint else 0)
    return tuple(_take_first(facts[:MOST_CLAIMS], most))


def _add_one(facts: Sequence[Fact]) -> list[Fact]:
    ended = [fact for fact in facts if fact.status == "exited"]
    return [*ended, *(fact for fact in facts if fact.status != "exited")][: len(ended) + 1]


def _take_first(facts: Sequence[Fact], most: int) -> Iterator[Fact]:
    words = 0
    sources: set[str] = set()
    for number, fact in enumerate(facts):
        words += len(fact.summary.split()) + len(fact.limits.split())
        sources |= {source.url or source.id for source in fact.sources}
        if number and (words > most or len(sources) > MOST_CLAIM_SOURCES):
            return
        yield fact


def choose_statements(finding: Finding, claims: Sequence[Fact], *, joint: bool = False) -> tuple[Statement, ...]:
    """Gives what the company said that answers a claim of the letter, or no one tie, the newest first.

    An answer to what the letter does not say would say it unsourced.
    """
    printed = {claim.id for claim in claims}
    answers = (said for said in finding.responses if _answers(said, printed))
    return write_statements(answers)[: MOST_STATEMENTS - joint]


def _answers(said: Response, printed: set[str]) -> bool:
    return not said.involvements or bool(printed & set(said.involvements))


def choose_investor_steps(finding: Finding, kind: str, *, joint: bool = False) -> tuple[InvestorStep, ...]:
    """Gives the newest decisions of other investors that have a day and a source; none with thanks.

    A letter's line has room for the day alone. A remark on an amount falls with the amount; a step of which any other remark
    is recorded (that its day is not known, for one) is left out, for without it the line would say more than its source.
    """
    told = write_investor_steps(finding.investor_actions)
    cited = [step for step in told if step.date and step.sources and (step.amount or not step.note)]
    most = max(0, MOST_INVESTOR_STEPS.get(kind, 2) - joint)
    return tuple(replace(step, note="", amount=None) for step in cited[:most])


def choose_sanctions(finding: Finding, kind: str) -> tuple[Listing, ...]:
    """Gives the entries on official lists that are in force and have a programme, a day and a source, the newest first."""
    entries = [item for item in write_listings(finding.sanctions) if item.programme and item.listed_on and item.sources]
    in_force = sorted((item for item in entries if not item.removed_on), key=lambda item: item.listed_on or "", reverse=True)
    return tuple(in_force[: MOST_SANCTIONS.get(kind, 2)])
