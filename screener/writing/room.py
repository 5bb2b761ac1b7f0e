"""Room on two pages: the companies a letter is about go in; those that fit, in full or in a short line each, come out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from screener.writing.counterparties import name_matter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reports.facts import SourceNote
    from reports.letter_document import Concern

MOST_WORDS = {"enquiry": 270, "engagement": 260, "escalation": 165, "divestment_notice": 225, "thank_you": 270}
"""Words of claims and answers that two pages hold beside the rest, where one alone signs."""
JOINT_WORDS = 65
"""Words that who signs, and that each decides alone, take of them."""
MOST_SOURCES = 10
"""What one page of notes holds beside the standing ones."""
_STATUS_WORDS, _ACT_WORDS, _SILENCE_WORDS, _BRIEF_WORDS, _STEP_WORDS = 15, 22, 10, 30, 14


def fit_concerns(concerns: Sequence[Concern], kind: str, *, joint: bool) -> tuple[Concern, ...]:
    """Gives as many companies as two pages hold, in their order, the first of them in full as far as that leaves none out.

    The others have a short line each: name, reason, date. Where not even the lines fit, the last are left out.
    """
    for full in range(len(concerns), -1, -1):
        fitted = (*concerns[:full], *(_shorten(concern) for concern in concerns[full:]))
        if _fits(fitted, MOST_WORDS[kind] - JOINT_WORDS * joint):
            return fitted
    return tuple(concerns) if len(concerns) == 1 else fit_concerns(concerns[:-1], kind, joint=joint)


def _shorten(concern: Concern) -> Concern:
    """A short line says when it was last reported, and cites the report of that day alone."""
    newest = max(concern.claim.sources, key=lambda source: source.date, default=None)
    sources = (newest,) if newest else ()
    with_whom = name_matter(concern.claim.counterparty) or "counterparty not stated"
    return replace(concern, brief=True, claim=replace(concern.claim, sources=sources, counterparty=with_whom))


def _fits(concerns: Sequence[Concern], most: int) -> bool:
    cited = {source.url or source.id for concern in concerns for sources in _list_cited(concern) for source in sources}
    return sum(map(_count_words, concerns)) <= most and len(cited) <= MOST_SOURCES


def _list_cited(concern: Concern) -> Iterator[Sequence[SourceNote]]:
    yield from (concern.claim.sources, concern.share_sources, *(said.sources for said in concern.statements))
    yield concern.sale.sources if concern.sale else ()


def _count_words(concern: Concern) -> int:
    """The words of the claim and the answer, and of the sentences that always come with them."""
    claim = _BRIEF_WORDS if concern.brief else _STATUS_WORDS + len(concern.claim.summary.split())
    limits = len(concern.claim.limits.split())
    act = 0 if concern.claim.tie == "own" else _ACT_WORDS
    answer = sum(len(said.summary.split()) for said in concern.statements) or _SILENCE_WORDS
    steps = _STEP_WORDS * (bool(concern.sale) + bool(concern.share_sources))
    return claim + limits + act + answer + steps
