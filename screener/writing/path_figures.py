"""Path figures: the money paths of a finding go in; the chains a page shows, and what their title states, come out."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from reports.path_document import PathHop, Paths
from screener.model import DECISIONS, review_day
from screener.writing.issuer_pages import write_sources

if TYPE_CHECKING:
    from screener.model import Finding, Hop, MoneyPath

CHAINS_SHOWN = 3
"""So many chains half a page has room for."""


def write_paths(finding: Finding, as_of: str) -> Paths | None:
    """Gives the chains to show, those of the firmest demand first; what has ended stands only where nothing else does.

    None where no chain has a second hop: what the tie's own paragraph says needs no drawing.
    """
    ordered = sorted(finding.money_paths, key=lambda path: _rank(path, finding))
    if not any(len(path.hops) > 1 for path in ordered):
        return None
    current = [path for path in ordered if path.hops[0].status != "exited"]
    shown = (current or ordered)[:CHAINS_SHOWN]
    chains = tuple(tuple(_write_hop(hop, as_of) for hop in path.hops) for path in shown)
    leading = _choose_leading(shown)
    return Paths(
        chains=chains,
        hops=tuple(dict.fromkeys(hop for chain in chains for hop in chain)),
        ends=tuple(dict.fromkeys(path.hops[-1].end_name for path in leading)),
        via=tuple(dict.fromkeys(hop.end_name for path in leading for hop in path.hops[:-1])),
        reaches=any(path.reaches_military for path in shown),
        past=all(path.hops[0].status == "exited" for path in shown),
        left_out=len(ordered) - len(shown),
    )


def _choose_leading(shown: list[MoneyPath]) -> list[MoneyPath]:
    """The chains that the title names: those that reach the military where any does, and of them those that begin with a tie."""
    reaching = [path for path in shown if path.reaches_military] or shown
    return [path for path in reaching if path.involvement] or reaching


def _rank(path: MoneyPath, finding: Finding) -> tuple[bool, bool, int]:
    judged = {item.involvement: DECISIONS.index(item.decision) for item in finding.judgements}
    return path.hops[0].status == "exited", not path.reaches_military, -judged.get(path.involvement, 0)


def _write_hop(hop: Hop, as_of: str) -> PathHop:
    stale = hop.status == "active" and (not hop.reported_on or review_day(hop.reported_on) < date.fromisoformat(as_of))
    return PathHop(
        start=hop.start,
        start_name=hop.start_name,
        end=hop.end,
        end_name=hop.end_name,
        by=hop.by,
        channel=hop.channel,
        tie=hop.tie,
        share=hop.share,
        since=hop.since,
        until=hop.until,
        status="stale" if stale else hop.status,
        reported_on=hop.reported_on,
        current=hop.by != "involvement" or (hop.status == "active" and not stale),
        sources=write_sources(hop.sources),
    )
