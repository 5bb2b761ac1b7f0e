"""Kinds of letter: a finding goes in; the letter that it bears comes out."""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING

from screener.model import last_day

if TYPE_CHECKING:
    from collections.abc import Iterable

    from screener.model import Finding, Involvement, Source

KINDS = ("enquiry", "engagement")
"""The kinds written now, from the mildest to the firmest."""
_DEMANDS = frozenset({"exclude", "engage"})
_ASKS = frozenset({"exclude", "engage", "observe"})


def suggest_kind(finding: Finding, as_of: str | None = None) -> str | None:
    """Gives the kind of letter the evidence bears, or None where nothing is asked of a tie: an entry on a list needs no letter.

    `engagement` where an active tie that the policy excludes or engages for is reported by two independent publishers,
    `enquiry` where the policy asks anything else. With `as_of`, a tie too old to be shown as current is not active.
    """
    if not any(judgement.fact == "involvement" and judgement.decision in _ASKS for judgement in finding.judgements):
        return None
    demanded = {judgement.involvement for judgement in finding.judgements if judgement.decision in _DEMANDS}
    firm = (tie for tie in finding.involvements if tie.id in demanded and tie.status == "active" and tie.confidence != "low")
    if any(has_independent_sources(tie.sources) and not (as_of and is_stale(tie, as_of)) for tie in firm):
        return "engagement"
    return "enquiry"


def is_stale(involvement: Involvement, as_of: str) -> bool:
    """Says whether an active tie was last reported as active more than 24 months before the day: it is not shown as current."""
    return involvement.is_stale(last_day(as_of))


def has_independent_sources(sources: Iterable[Source]) -> bool:
    """Says whether two of the sources come from publishers that do not share a name: "CNA (Reuters)" and "Reuters" do."""
    houses = [_name_houses(source.publisher) for source in sources]
    return any(one.isdisjoint(other) for one, other in combinations(houses, 2))


def _name_houses(publisher: str) -> frozenset[str]:
    return frozenset(part.strip().casefold() for part in re.split(r"[(),;]|\bvia\b|\band\b", publisher) if part.strip())
