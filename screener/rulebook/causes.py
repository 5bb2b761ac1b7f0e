"""Causes: one difference between two versions of the registry goes in; why it is there, and how we tell, comes out.

- `world`: something happened. The fact is dated after the older version, or its state changed and its date moved on with it.
- `evidence`: we know it otherwise or better. A fact older than the older version is new, is gone, or reads otherwise for the same
  time; its sources, confidence or identity changed.
- `processing`: we say or sort it otherwise. Wording, notes, spellings for matching, classification, merged ids.

A difference with several fields has the gravest of their causes, in that order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from screener.model import first_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

CAUSES = ("world", "evidence", "processing")

MOVED_ON = {"status": "status_as_of", "share": "as_of", "relation": "as_of"}
"""States of the world, and the date that moves on with them where the world, rather than our knowledge, has changed."""

ENDS = frozenset({"until", "removed_on"})
"""Ends in the world: of the world where they fall after the older version, of the evidence where they had come before it."""

EVIDENCE = frozenset({
    "channel", "counterparty", "counterparties", "basis", "tie", "since", "reported_on", "status_as_of", "confidence", "sources",
    "research", "notice_on", "notice_override",
    "confirmed", "as_of", "listed_on", "reference", "amount", "currency", "country", "date", "publisher", "involvements", "grade",
})  # fmt: skip
PROCESSING = frozenset({
    "summary", "note", "limits", "security", "form", "weak", "script", "kind", "sector", "category", "review_on", "name", "title",
    "url", "licence",
})  # fmt: skip
BEGINNINGS = {
    "names": "since",
    "identifiers": "since",
    "owners": "as_of",
    "involvements": "since",
    "responses": "date",
    "sanctions": "listed_on",
    "investor_actions": "date",
    "brands": "",
    "sources": "",
}
"""By part of a dossier, the date on which a fact of that kind came about; `""` where such facts carry none."""


def tell_addition(part: str, fact: Mapping[str, Any], *, since: date) -> tuple[str, str]:
    """Gives cause and reason of a fact that is new; `since` is the day of the older version."""
    if part == "names" and not fact["since"]:
        return "processing", "a name or spelling added to find it by"
    begun = fact.get(BEGINNINGS[part])
    if begun and first_day(begun) > since:
        return "world", f"it came about on {begun}, after the older version"
    return "evidence", f"it came about on {begun} and became known since" if begun else "it became known since"


def tell_removal(part: str, fact: Mapping[str, Any]) -> tuple[str, str]:
    """Gives cause and reason of a fact that is gone: what ends in the world is dated, not taken out."""
    if part == "names" and not fact["since"]:
        return "processing", "a name or spelling to find it by was taken out"
    return "evidence", "it no longer stands on the evidence; what ends in the world is given a date and stays"


def tell_difference(
    fields: Iterable[str], before: Mapping[str, Any], after: Mapping[str, Any], *, since: date
) -> tuple[str, str]:
    """Gives cause and reason of a fact that reads otherwise in `fields`. An unknown field raises KeyError."""
    told = [_tell_field(field, before, after, since=since) for field in fields]
    return min(told, key=lambda pair: CAUSES.index(pair[0]))


def _tell_field(field: str, before: Mapping[str, Any], after: Mapping[str, Any], *, since: date) -> tuple[str, str]:
    words = field.replace("_", " ")
    if field in PROCESSING:
        return "processing", f"{words}: said or sorted otherwise"
    if field in EVIDENCE:
        return "evidence", f"{words}: known otherwise or better"
    if field in ENDS:
        end = after.get(field)
        later = end and first_day(end) > since
        return ("world", f"{words}: {end}, after the older version") if later else ("evidence", f"{words}: known only now")
    old, new = before.get(MOVED_ON[field]), after.get(MOVED_ON[field])
    if new and (not old or first_day(new) > first_day(old)):
        return "world", f"{words}: another one, as of {new}"
    return "evidence", f"{words}: seen otherwise for the same time"
