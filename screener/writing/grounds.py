"""Grounds: a finding and what was written before go in; which kinds of letter are open, and why the others are not, come out."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from screener.writing.kinds import ASKS, KINDS, explain_weakness, suggest_kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reports.letter_document import EarlierLetter
    from screener.model import Finding

LETTERS_BEFORE_ESCALATION = 2
DAYS_TO_ANSWER = 28
"""So long the last letter stays with whom it was written to before a firmer one goes out."""
HOLDERS = ("shareholder", "bondholder", "saver", "manager")
"""Capacities of a sender that has something to sell: a divestment notice is the holder's own decision."""
_TIES_EXPLAINED = 3


def suggest_letter(finding: Finding, day: str, *, earlier: Sequence[EarlierLetter] = ()) -> str | None:
    """Gives the kind to write, from the ties' status and confidence and from earlier letters; None where none is open.

    The mildest that is open, but an engagement where the evidence bears one, an escalation where two letters have gone
    without an answer, and thanks where nothing is asked any more. Divestment is never suggested: it is the holder's decision.
    """
    closed = explain_kinds(finding, day, earlier=earlier)
    order = ("escalation", "engagement", "enquiry", "thank_you")
    return next((kind for kind in order if not closed[kind]), None)


def explain_kinds(
    finding: Finding, day: str, *, earlier: Sequence[EarlierLetter] = (), capacity: str | None = None
) -> Mapping[str, str]:
    """Gives, for every kind, why it is not open; nothing where it is. `capacity` is the sender's, None where not yet known."""
    weak = _explain_engagement(finding, day)
    return {
        "enquiry": _explain_enquiry(finding),
        "engagement": weak,
        "escalation": weak or _explain_escalation(day, earlier),
        "divestment_notice": weak or _explain_notice(capacity),
        "thank_you": _explain_thanks(finding),
    }


def list_open(closed: Mapping[str, str]) -> tuple[str, ...]:
    """Gives the kinds that are open, in their order."""
    return tuple(kind for kind in KINDS if not closed[kind])


def _explain_enquiry(finding: Finding) -> str:
    asked = any(item.fact == "involvement" and item.decision in ASKS for item in finding.judgements)
    return "" if asked else "the policy asks nothing about any of its ties"


def _explain_engagement(finding: Finding, day: str) -> str:
    nothing = _explain_enquiry(finding)
    if nothing or suggest_kind(finding, day) == "engagement":
        return nothing
    asked = [tie for tie in finding.involvements if _is_asked(finding, tie.id)]
    reasons = [f"{tie.id}: {explain_weakness(finding, tie, day)}" for tie in asked[:_TIES_EXPLAINED]]
    return "; ".join(reasons)


def _is_asked(finding: Finding, tie: str) -> bool:
    return any(item.involvement == tie and item.decision in ASKS for item in finding.judgements)


def _explain_escalation(day: str, earlier: Sequence[EarlierLetter]) -> str:
    sent = [letter for letter in earlier if letter.date <= day]
    if len(sent) < LETTERS_BEFORE_ESCALATION:
        known = ("none", "one")[len(sent)]
        return f"it recalls two or more earlier letters with their dates, and {known} is known"
    last = sent[-1]
    if last.reply == "answered":
        return f"the letter of {last.date} was answered"
    ready = date.fromisoformat(last.date) + timedelta(days=DAYS_TO_ANSWER)
    if last.reply in {"none", "acknowledged"} and day < ready.isoformat():
        return f"the letter of {last.date} may still be answered until {ready.isoformat()}"
    return ""


def _explain_notice(capacity: str | None) -> str:
    if capacity is None or capacity in HOLDERS:
        return ""
    return f"it is a holder’s own decision, and the sender’s capacity is none of: {', '.join(HOLDERS)}"


def _explain_thanks(finding: Finding) -> str:
    ended = [tie for tie in finding.involvements if tie.status == "exited"]
    if any(tie.sources and tie.confidence != "low" for tie in ended):
        return ""
    announced = any(tie.status == "exit_announced" for tie in finding.involvements)
    return "an exit is announced, and an announced exit is not an exit" if announced else "no tie is reported as ended"


def say_open(closed: Mapping[str, str]) -> str:
    """Gives the open kinds as a sentence of help."""
    kinds = list_open(closed)
    return f"Open: {', '.join(kinds)}." if kinds else "No kind of letter is open."
