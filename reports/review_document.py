"""What a campaign's reviewer's sheet and its public table say; everything in them already decided."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReviewSource:
    """A source as the letters' notes print it; `url` may be empty."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """One sentence beside its sources. `same_as` is the line that has the same ones, `cited` whether their notes stand behind it.

    `letters` counts those that carry it; `signed` is who signed it before, or nothing.
    """

    number: int
    id: str
    text: str
    sources: tuple[ReviewSource, ...]
    same_as: int | None
    cited: bool
    letters: int
    signed: str


@dataclass(frozen=True, slots=True)
class ReviewDocument:
    """The sheet for a second person: what is said of companies, the context, the campaign's own words, the standing text."""

    title: str
    day: str
    texts: str
    letters: int
    company: tuple[ReviewLine, ...]
    context: tuple[ReviewLine, ...]
    own: tuple[ReviewLine, ...]
    standing: tuple[ReviewLine, ...]
    reviewers: tuple[str, ...]
    language: str = "en"


@dataclass(frozen=True, slots=True)
class AskedDocument:
    """The table for publication: who was asked, who answered, who was silent, as of a day; `lines` have `headings`."""

    title: str
    day: str
    counts: tuple[tuple[str, int], ...]
    headings: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]
    language: str = "en"


@dataclass(frozen=True, slots=True)
class IndexDocument:
    """The contents of a ZIP of letters: file, company, country, about whom, kind, and the day a reply is asked for."""

    title: str
    day: str
    lines: tuple[tuple[str, ...], ...]
    language: str = "en"
