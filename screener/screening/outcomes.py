"""Outcomes: holdings, their resolutions and the decided findings go in; every line with exactly one outcome comes out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from screener.model import OUTCOMES, SCREENED_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from screener.model import Candidate, Finding, Holdings, Registry, Resolution, Resolutions


def join_resolutions(holdings: Holdings, resolutions: Resolutions, *, registry: Registry) -> pd.DataFrame:
    """Gives the holdings with the columns status, entity, method, score, reason, candidates and through.

    Candidates carry their entity's display name, so that a page need not know the registry.
    """
    answers = pd.DataFrame(
        {
            "status": _write_texts(answer.status for answer in resolutions.answers),
            "entity": _write_texts(answer.entity or "" for answer in resolutions.answers),
            "method": _write_texts(answer.method or "" for answer in resolutions.answers),
            "score": pd.Series([answer.score for answer in resolutions.answers], dtype=object),
            "reason": _write_texts(answer.reason for answer in resolutions.answers),
            "candidates": pd.Series([_name_candidates(answer, registry) for answer in resolutions.answers], dtype=object),
            "through": pd.Series([()] * len(resolutions.answers), dtype=object),
        }
    )
    joined = answers.iloc[resolutions.codes].set_axis(holdings.frame.index)
    matched = joined["status"].eq("matched") | joined["status"].eq("looked_through")
    return pd.concat([holdings.frame, joined.assign(entity=joined["entity"].where(matched, ""))], axis="columns")


def _write_texts(texts: Iterable[str]) -> pd.Series[str]:
    """Of no line the kind is said too: pandas would guess a number."""
    return pd.Series(list(texts), dtype=str)


def _name_candidates(answer: Resolution, registry: Registry) -> tuple[Candidate, ...]:
    return tuple(replace(item, name=registry.entities[item.entity].name) for item in answer.candidates)


def settle_outcomes(lines: pd.DataFrame, findings: Iterable[Finding]) -> pd.DataFrame:
    """Gives the lines with SCREENED_COLUMNS: a match is `listed` where a demand stands, else `not_listed` with its entity."""
    asked = {finding.entity for finding in findings if finding.decision != "none"}
    listed = lines["entity"].isin(asked) & lines["status"].eq("matched")
    outcome = lines["status"].mask(lines["status"].eq("matched"), "not_listed").mask(listed, "listed")
    settled = lines.drop(columns="currency").rename(columns={"value_currency": "currency"}).assign(outcome=outcome)
    return settled[list(SCREENED_COLUMNS)]


def count_outcomes(rows: pd.DataFrame) -> dict[str, int]:
    """Gives the number of lines of each outcome; they add up to the lines of the upload."""
    return _count(rows[~mark_parts(rows)])


def count_parts(rows: pd.DataFrame) -> dict[str, int]:
    """Gives the number of parts of looked-through funds of each outcome; nothing where there are no parts."""
    parts = rows[mark_parts(rows)]
    return _count(parts) if len(parts) else {}


def mark_parts(rows: pd.DataFrame) -> pd.Series[bool]:
    """Says of each line whether it is a part of a fund, and not a line of the upload."""
    return rows["through"].map(bool).astype(bool)


def _count(rows: pd.DataFrame) -> dict[str, int]:
    counts = rows["outcome"].value_counts()
    return {outcome: int(counts.get(outcome, 0)) for outcome in OUTCOMES}
