"""Recalls: a letter's events and the registry as it is now go in; the claims it carries that no longer stand so come out.

A letter's line in the tracker names its claims; a line "corrected" names those whose reader was told, and of what. A token is a
claim's id, before it a word and a colon: how it stood in the letter, or what its reader was told of.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from screener.model import last_day
from screener.writing.live_claims import find_tie

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from screener.campaigns.tracker import Event
    from screener.model import Involvement
    from screener.writing.live_claims import LiveRegistry

REASONS = ("corrected", "withdrawn", "left", "disputed")
"""What became of a claim: corrected, or withdrawn with a correction; gone from the registry without one; disputed now."""
_DISPUTED = "disputed"


@dataclass(frozen=True, slots=True)
class Recall:
    """A claim of a letter that no longer stands as the letter says it; `day` is that of the change, empty where none is known."""

    claim: str
    reason: str
    day: str = ""


def list_recalls(happened: Sequence[Event], live: LiveRegistry, *, today: date) -> tuple[Recall, ...]:
    """Gives what a letter's reader is to be told on the day, and was not told so far, in the order of its claims."""
    prepared = [event for event in happened if event.event == "prepared"][-1]
    told = [event for event in happened if event.event == "corrected"]
    tokens = map(split_token, prepared.claims.split())
    found = (change for word, claim in tokens for change in _list_changes(claim, word, prepared, live))
    return tuple(change for change in found if change.day <= today.isoformat() and not _was_told(change, told))


def split_token(token: str) -> tuple[str, str]:
    """Gives the word before a claim in a line of the tracker, or nothing where the claim stands alone, and the claim."""
    word, colon, claim = token.partition(":")
    return (word, claim) if colon and word in REASONS else ("", token)


def name_told(recalls: Iterable[Recall], claims: Sequence[str]) -> str:
    """Gives the tokens of a line "corrected": all recalls, or those of these claims, and the claims that are none."""
    chosen = [recall for recall in recalls if not claims or recall.claim in claims]
    rest = [claim for claim in claims if claim not in {recall.claim for recall in chosen}]
    return " ".join([*(f"{recall.reason}:{recall.claim}" for recall in chosen), *rest])


def list_carried(happened: Sequence[Event]) -> tuple[str, ...]:
    """Gives the ids of the claims that a letter carries."""
    return tuple(claim for _, claim in map(split_token, [one for one in happened if one.event == "prepared"][-1].claims.split()))


def say_recall(recall: Recall) -> str:
    """Gives what became of a claim, as a person reads it."""
    said = {"left": "left the registry without a correction"}.get(recall.reason, f"was {recall.reason}")
    return f"{recall.claim} {said}{f' on {recall.day}' if recall.day else ''}"


def mark_claim(claim: str, status: str) -> str:
    """Gives the token of a claim in a letter: one that was disputed already is said to be so."""
    return f"{_DISPUTED}:{claim}" if status == _DISPUTED else claim


def _list_changes(claim: str, word: str, prepared: Event, live: LiveRegistry) -> Iterator[Recall]:
    tie = find_tie(claim, live.registry)
    later = [entry for entry in live.corrections if entry.claim == claim and _is_later(entry.date, prepared)]
    newest = max(later, key=lambda entry: entry.date, default=None)
    if newest is not None:
        yield Recall(claim, "withdrawn" if newest.withdrawn else "corrected", newest.date)
    if tie is None and not (newest and newest.withdrawn):
        yield Recall(claim, "left")
    if tie is not None and tie.status == _DISPUTED and word != _DISPUTED:
        yield Recall(claim, _DISPUTED, _find_day(tie, prepared))


def _find_day(tie: Involvement, prepared: Event) -> str:
    """The report of the dispute may be older than the letter, and have come to the registry after it: that day is not known."""
    return tie.status_as_of if last_day(tie.status_as_of).isoformat() >= prepared.on else ""


def _is_later(day: str, prepared: Event) -> bool:
    """What was corrected after the registry that a letter was written from is not in it, whatever day the letter bears.

    A correction of the version's own day counts as in it, or no letter written from it would ever stand; one that came later that
    day is missed. Where no version is known, one of the letter's own day counts as later: rather recalled once too often.
    """
    version = prepared.registry.replace(".", "-")
    return day > version if version else day >= prepared.on


def _was_told(change: Recall, told: Sequence[Event]) -> bool:
    """Of a correction a reader is told on its day or later; that a claim left or is disputed, by a line that says so."""
    dated = change.reason in {"corrected", "withdrawn"}
    return any(
        claim == change.claim and (event.on >= change.day if dated else word == change.reason)
        for event in told
        for word, claim in map(split_token, event.claims.split())
    )
