"""At a glance: the pages of issuers go in; a line for each, and what there is to do next, come out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.glance_document import Glance, GlanceLine, NextSteps
from screener.model import DECISIONS
from screener.writing.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reports.documents import IssuerPage


def write_glance(issuers: Sequence[IssuerPage], *, most: int) -> Glance:
    """Gives a line for each of the first issuers."""
    return Glance(lines=tuple(_write_line(issuer) for issuer in issuers[:most]), left_out=max(len(issuers) - most, 0))


def write_next_steps(issuers: Sequence[IssuerPage], *, to_check: int, unresolved: int, noticed: int) -> NextSteps:
    """Gives the numbers of what is to be done, companies and states and bodies together: each has its letter."""
    return NextSteps(
        decisions=_count((issuer.decision for issuer in issuers), reversed(DECISIONS[1:])),
        letters=_count((issuer.letter or "" for issuer in issuers), KINDS),
        to_check=to_check,
        unresolved=unresolved,
        noticed=noticed,
    )


def _count(given: Iterable[str], keys: Iterable[str]) -> dict[str, int]:
    words = list(given)
    return {key: words.count(key) for key in keys if key in words}


def _write_line(issuer: IssuerPage) -> GlanceLine:
    asked = next((fact for fact in issuer.facts if fact.decision == issuer.decision), None)
    listed = next((entry.reason for entry in issuer.list_judgements if entry.decision == issuer.decision), "")
    return GlanceLine(
        name=issuer.name,
        country=issuer.country,
        decision=issuer.decision,
        channel=asked.channel if asked else "",
        counterparty=asked.counterparty if asked else "",
        status=("stale" if asked.stale else asked.status) if asked else "",
        status_as_of=asked.status_as_of if asked else "",
        reason="" if asked else listed,
        amounts=issuer.amounts,
        weight=issuer.weight,
        tie=asked.tie if asked else "own",
    )
