"""The workbook and the table of findings as documents: their columns, and the lines that stand under them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reports.documents import SummaryDocument
    from reports.facts import SourceNote

HOLDING_HEADINGS = (
    "row", "sheet", "name", "isin", "country", "market_value", "currency", "weight", "outcome", "entity", "entity_name",
    "decision", "reason", "policy_reason", "sources", "method", "through",
)  # fmt: skip
"""Columns of WorkbookDocument.holdings, in their order; keys of the locale's headings."""

ADDED_HEADINGS = (
    "outcome", "decision", "entity_name", "entity", "reason", "policy_reason", "sources", "method", "through", "row", "sheet",
    "name", "isin", "country", "market_value", "currency", "weight",
)  # fmt: skip
"""HOLDING_HEADINGS in the order in which they stand behind the user's own columns: answers first, then what was understood."""

FINDING_HEADINGS = (
    "finding", "entity", "entity_name", "country", "party", "decision", "severity", "confidence", "involvement", "channel",
    "counterparty", "basis", "tie", "since", "until", "status", "status_as_of", "reported_on", "summary", "rule", "reason",
    "company_response", "sanctions", "rows", "market_value", "weight", "sources",
)  # fmt: skip
"""Columns of FindingsTable.lines, in their order: one line for each tie of each finding; words as keys, for machines.

A sum whose currency the file does not state has the file's own sign before it, or else NOT_STATED. The record (JSON) has no sign.
"""


@dataclass(frozen=True, slots=True)
class FindingsTable:
    """The findings as a plain table of text; each line has FINDING_HEADINGS."""

    lines: tuple[tuple[str, ...], ...]


EXPOSURE_HEADINGS = (
    "table", "chapter", "decision", "channel", "status", "country", "counterparty", "way", "issuers", "market_value", "currency",
    "weight", "rows",
)  # fmt: skip
"""Columns of the exposure's sheet; `way` is direct or through funds, `rows` the lines of the upload that the figure counts."""


@dataclass(frozen=True, slots=True)
class OwnTable:
    """The columns of the user's own file: for each heading a text for every line of WorkbookDocument.holdings.

    A heading may be `""`, or stand twice. `left_out` is how many there are where they are too many for a workbook.
    """

    headings: tuple[str, ...]
    columns: tuple[tuple[str, ...], ...] = field(repr=False)
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class WorkbookDocument:
    """The user's lines with their outcomes, the findings, their sources, and how it was made.

    Each line of `holdings` has HOLDING_HEADINGS: text, but for the row number; each of `exposure` has EXPOSURE_HEADINGS.
    """

    summary: SummaryDocument
    holdings: tuple[tuple[str | int, ...], ...] = field(repr=False)
    findings: FindingsTable = field(repr=False)
    sources: tuple[SourceNote, ...] = field(repr=False)
    exposure: tuple[tuple[str, ...], ...] = field(default=(), repr=False)
    own: OwnTable | None = field(default=None, repr=False)
