"""What the page for a meeting of trustees says: one sheet, in the order of every paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reports.documents import Answer, CoverageLine, Provenance
    from reports.glance_document import Glance, NextSteps


@dataclass(frozen=True, slots=True)
class BriefDocument:
    """Coverage, the answer, the largest listed issuers, what is proposed, what is not known.

    `largest` are the listed companies, the firmest demand and then the largest holding first, `apart` states and bodies;
    `unknowns` are numbers by a key of the locale's `unknowns`.
    """

    portfolio_label: str
    holdings_date: str | None
    policy_title: str
    provenance: Provenance
    coverage: tuple[CoverageLine, ...]
    currency_not_stated: bool
    answer: Answer
    largest: Glance
    apart: Glance
    steps: NextSteps
    unknowns: Mapping[str, int]
    currency_sign: str = ""
    language: str = "en"
