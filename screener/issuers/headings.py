"""Lines taken for headings go in, with what was resolved; those that bear a name of the registry come out as questions.

A line with a name and nothing else is a heading, or a holding whose columns were left empty. Which of the two, only a person can
say: a company of the registry never leaves a portfolio in silence.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from screener.issuers.resolution import resolve_holdings
from screener.model import Candidate, Holdings, Resolutions

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from screener.issuers.confirmations import Answer
    from screener.issuers.index import IssuerIndex
    from screener.model import Resolution

DOUBT = "This line has a name of the registry, and nothing that tells a holding from a heading: no number, identifier or country."


def question_headings(
    holdings: Holdings,
    resolved: Resolutions,
    index: IssuerIndex,
    *,
    is_name: Callable[[str], bool],
    confirmations: Mapping[str, Answer | None] | None = None,
) -> Resolutions:
    """Gives the answers, with `needs_review` for each line that is no holding and is called as an entity is.

    `is_name` tells a name from the word for a sum or a note. What a person has said of such a line holds.
    """
    frame = holdings.frame
    out = np.flatnonzero((frame["line"] == "not_a_holding").to_numpy(dtype=bool))
    names = frame["name"].to_numpy(dtype=object)[out].tolist()
    places = out[np.array([is_name(name) for name in names], dtype=np.bool_)]
    if not len(places):
        return resolved
    asked = resolve_holdings(Holdings(frame=frame.iloc[places].assign(line="position")), index, confirmations=confirmations)
    answers, codes = list(resolved.answers), resolved.codes.copy()
    for number, answer in enumerate(map(_question, asked.answers)):
        if answer is not None:
            codes[places[asked.codes == number]] = len(answers)
            answers.append(answer)
    return Resolutions(answers=tuple(answers), codes=codes)


def _question(answer: Resolution) -> Resolution | None:
    """None where the line stays what it was taken for."""
    if answer.status == "matched" and answer.method == "confirmed":
        return answer
    if answer.status not in {"matched", "needs_review"}:
        return None
    candidates = answer.candidates
    if answer.entity:
        candidates = (Candidate(entity=answer.entity, score=answer.score or 0.0, reason=answer.reason), *candidates)
    return replace(answer, status="needs_review", entity=None, method=None, candidates=candidates, reason=DOUBT)
