"""Kinds of letter: a finding goes in; the letter that its evidence bears comes out."""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING

from screener.model import last_day

if TYPE_CHECKING:
    from collections.abc import Iterable

    from screener.model import Finding, Involvement, Source

KINDS = ("enquiry", "engagement", "escalation", "divestment_notice", "thank_you")
"""All kinds. The first four from the mildest to the firmest; a letter of thanks is beside them."""
DEMANDS = frozenset({"exclude", "engage"})
ASKS = frozenset({"exclude", "engage", "observe"})


def suggest_kind(finding: Finding, as_of: str | None = None) -> str | None:
    """Gives the kind of letter the evidence bears, or None where nothing is asked of a tie: an entry on a list needs no letter.

    `engagement` where an active tie that the policy excludes or engages for is reported by two independent publishers,
    `enquiry` where the policy asks anything else. With `as_of`, a tie too old to be shown as current, or not looked at again
    by the day on which it was to be, is not taken as active.
    """
    if not any(judgement.fact == "involvement" and judgement.decision in ASKS for judgement in finding.judgements):
        return None
    if any(not explain_weakness(finding, tie, as_of) for tie in finding.involvements):
        return "engagement"
    return "enquiry"


def explain_weakness(finding: Finding, tie: Involvement, as_of: str | None = None) -> str:
    """Gives why a tie bears no firmer letter than an enquiry, as the end of a sentence; nothing where it bears one."""
    decisions = {judgement.decision for judgement in finding.judgements if judgement.involvement == tie.id}
    weaknesses = (
        (not decisions & ASKS, "the policy asks nothing about it"),
        (not decisions & DEMANDS, "the policy asks no more than to observe it"),
        (tie.status != "active", f"its status is {tie.status.replace('_', ' ')}, not active"),
        (tie.confidence == "low", "the confidence in it is low"),
        (not has_independent_sources(tie.sources), "no second, independent publisher reports it"),
        (as_of and is_stale(tie, as_of), f"it was last reported as active on {tie.status_as_of}, more than 24 months ago"),
        (as_of and is_overdue(tie, as_of), f"it was due for review on {tie.review_on}"),
    )
    return next((weakness for weak, weakness in weaknesses if weak), "")


def is_stale(involvement: Involvement, as_of: str) -> bool:
    """Says whether an active tie was last reported as active more than 24 months before the day: it is not shown as current."""
    return involvement.is_stale(last_day(as_of))


def is_overdue(involvement: Involvement, as_of: str) -> bool:
    """Says whether the day on which the tie's status was to be looked at again has passed. An end, once shown, does not age."""
    return involvement.status != "exited" and bool(involvement.review_on) and last_day(involvement.review_on) < last_day(as_of)


def has_independent_sources(sources: Iterable[Source]) -> bool:
    """Says whether two of the sources come from publishers that do not share a name: "CNA (Reuters)" and "Reuters" do."""
    houses = [_name_houses(source.publisher) for source in sources]
    return any(one.isdisjoint(other) for one, other in combinations(houses, 2))


def _name_houses(publisher: str) -> frozenset[str]:
    return frozenset(part.strip().casefold() for part in re.split(r"[(),;]|\bvia\b|\band\b", publisher) if part.strip())
