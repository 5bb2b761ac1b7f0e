"""The answer: a screening goes in; the numbers of its headline come out."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from reports.documents import Answer
from screener.writing.exposure import sum_weights

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from screener.model import Finding, Screening

SCREENED = ("listed", "not_listed")
"""Outcomes that are an answer, as the coverage counts them: what needs a check is none yet, and a fund has those of its parts."""
_NOT_HOLDINGS = ("not_a_holding", "out_of_scope", "looked_through")
LARGE_UNRESOLVED = Decimal("0.10")
"""From a tenth of the portfolio that could not be resolved, the headline is shown as uncertain."""
_SHARE = Decimal("0.000001")


def write_answer(screening: Screening) -> Answer:
    """Gives the headline's numbers: companies only; states and bodies are counted apart and added to nothing."""
    listed = list_companies(screening)
    return Answer(
        state=_choose_state(screening),
        listed=len(listed),
        issuers=screening.coverage.issuers,
        listed_share=_divide_listed(screening, listed),
        need_check=count_lines(screening).get("needs_review", 0),
        states_and_bodies=len(list_states(screening)),
        holdings=sum(number for outcome, number in count_lines(screening).items() if outcome not in _NOT_HOLDINGS),
        unresolved_share=_find_unresolved(screening),
    )


def list_companies(screening: Screening) -> tuple[Finding, ...]:
    """Gives the findings about companies of which something is asked."""
    return tuple(one for one in screening.findings if one.decision != "none" and not one.states_and_bodies)


def list_states(screening: Screening) -> tuple[Finding, ...]:
    """Gives the findings about states and bodies of which something is asked."""
    return tuple(one for one in screening.findings if one.decision != "none" and one.states_and_bodies)


def count_lines(screening: Screening) -> dict[str, int]:
    """Gives the upload's lines and the parts of funds in their place, by outcome."""
    return {outcome: number + screening.parts.get(outcome, 0) for outcome, number in screening.outcomes.items()}


def _choose_state(screening: Screening) -> str:
    if not any(count_lines(screening).get(outcome, 0) for outcome in (*SCREENED, "needs_review")):
        return "nothing_screened"
    return "uncertain" if Decimal(_find_unresolved(screening)) >= LARGE_UNRESOLVED else "answered"


def _find_unresolved(screening: Screening) -> str:
    coverage = screening.coverage
    return (coverage.by_value if coverage.by_value is not None else coverage.by_count).get("unresolved", "0")


def _divide_listed(screening: Screening, listed: Sequence[Finding]) -> str | None:
    """The listed share of the value screened: from the values where they are in one currency, from the weights otherwise.

    As in the coverage, a short position counts with its size, and lines without a value count for nothing.
    """
    if screening.coverage.by_value is None:
        return None
    rows = screening.rows
    valued = rows[rows["outcome"].isin(SCREENED) & (rows["market_value"] != "")]
    listed_lines = rows[rows["outcome"] == "listed"]
    if valued["currency"].nunique() == 1 and listed_lines["market_value"].ne("").all():
        part = listed_lines[listed_lines["entity"].isin([finding.entity for finding in listed])]
        return _divide(_sum_sizes(part), _sum_sizes(valued))
    weight = sum_weights(listed)
    return _divide(Decimal(weight), Decimal(screening.coverage.by_value.get("screened", "0"))) if weight is not None else None


def _sum_sizes(rows: pd.DataFrame) -> Decimal:
    return sum((abs(Decimal(value)) for value in rows["market_value"]), Decimal(0))


def _divide(part: Decimal, whole: Decimal) -> str | None:
    return f"{(part / whole).quantize(_SHARE):f}" if whole > 0 else None
