"""Facts: what documents say of the world, each with its sources, and the sums of a portfolio, exact.

Dates are partial (`2021`, `2021-02`, `2021-02-01`), shares and amounts decimal text, both written out by the page.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SourceNote:
    """A publication as a note names it."""

    id: str
    publisher: str
    title: str
    date: str
    url: str


NOT_STATED = "XXX"
"""Stands for the currency of a sum whose currency the portfolio does not state (ISO 4217's code for none)."""


@dataclass(frozen=True, slots=True)
class Amount:
    """An exact sum: `currency` is NOT_STATED where the portfolio does not say which; pages show the file's own sign instead."""

    currency: str
    value: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A dated tie as it may be printed, and what the policy says of it.

    `stale` tells that an active tie was last reported too long ago to be shown as current; `limits` are the sentences of `note`
    that speak for the one named.
    """

    id: str
    channel: str
    counterparty: str
    basis: str
    tie: str
    since: str | None
    until: str | None
    status: str
    status_as_of: str
    reported_on: str
    stale: bool
    confidence: str
    summary: str
    note: str
    sources: tuple[SourceNote, ...]
    decision: str
    severity: str
    rule: str
    reason: str
    limits: str = ""
    review_due: str = ""
    """The day by which it was to be looked at again, where that has passed."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What the company (or state, or body) said about it, and when."""

    date: str | None
    summary: str
    grade: str
    sources: tuple[SourceNote, ...]


@dataclass(frozen=True, slots=True)
class Owner:
    """An owner above the issuer: its share as a fraction, and the day that was so."""

    name: str
    share: str | None
    as_of: str | None


@dataclass(frozen=True, slots=True)
class Listing:
    """An entry on an official sanctions list."""

    authority: str
    programme: str
    listed_on: str | None
    removed_on: str | None
    reference: str
    note: str
    sources: tuple[SourceNote, ...]


@dataclass(frozen=True, slots=True)
class InvestorStep:
    """What another investor did, in its own stated words where it gave any."""

    investor: str
    action: str
    date: str | None
    amount: Amount | None
    note: str
    sources: tuple[SourceNote, ...]
