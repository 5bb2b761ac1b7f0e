"""The page of one entity: an entity and a day go in; all that is on record about it that day comes out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from reports.registry_pages import (
    ClaimGroup,
    ClaimLine,
    CorrectionLine,
    EntityPage,
    IdentifierLine,
    OwnershipLine,
    OwnershipLines,
    PolicyVerdict,
)
from screener.model import first_day, last_day
from screener.orders import DEFAULT_POLICY
from screener.screening.decisions import decide_findings
from screener.screening.findings import collect_findings
from screener.web.api.entities import look_back
from screener.web.pages.answers import promise_answer
from screener.web.pages.description import describe_entity
from screener.writing.issuer_pages import (
    choose_party,
    write_facts,
    write_investor_steps,
    write_listings,
    write_sources,
    write_statements,
)
from screener.writing.path_figures import write_paths

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from reports.facts import Fact
    from screener.model import Correction, Entity, Finding, OwnershipEdge, Policy, Registry
    from screener.web.workbench import Workbench

STATUSES = ("active", "stale", "suspended", "exit_announced", "disputed", "unknown", "exited")
"""The order in which ties are shown: what is said to go on first, what has ended last."""
_MENTION = {"row": 0, "sheet": "", "market_value": "", "value_currency": "", "weight": "", "through": ()}
"""An entity looked up is like a holding of no size."""


def write_entity_page(entity: Entity, bench: Workbench, *, as_of: date, past: bool) -> EntityPage:
    """Gives the page. On a past day it says what the default policy asks, and today what each does."""
    registry, shown = bench.rulebook.registry, look_back(entity, as_of) if past else entity
    finding, day = _find(shown, bench, as_of), as_of.isoformat()
    groups = _write_groups(finding, as_of)
    listings = write_listings(finding.sanctions)
    owned = [edge for other in registry.entities.values() for edge in other.owners if edge.owner == entity.id]
    return EntityPage(
        id=entity.id,
        name=entity.name,
        kind=entity.kind,
        country=entity.country,
        sector=entity.sector,
        note="" if past else entity.note,
        party=choose_party(entity.kind),
        as_of=day,
        past=past,
        checked=max((claim.fact.status_as_of for group in groups for claim in group.claims), default=""),
        policies=tuple(_judge(entity, policy, bench, as_of) for policy in _choose_policies(bench, past=past)),
        groups=groups,
        paths=write_paths(finding, day),
        sanctions=tuple(item for item in listings if not _is_over(item.removed_on, as_of)),
        removed=tuple(item for item in listings if _is_over(item.removed_on, as_of)),
        owners=_write_edges(entity.owners, registry, as_of=as_of, upward=True),
        owned=_write_edges(owned, registry, as_of=as_of, upward=False),
        brands=tuple(brand.name for brand in finding.brands),
        investor_steps=write_investor_steps(finding.investor_actions),
        also_known_as=tuple(name.text for name in entity.names[1:]),
        identifiers=tuple(
            IdentifierLine(scheme=item.scheme, value=item.value, security=item.security, confirmed=item.confirmed)
            for item in entity.identifiers
        ),
        corrections=write_corrections(bench, entity.id),
        sources=write_sources(entity.sources),
        described=describe_entity(shown, registry.version),
        answer_days=promise_answer(bench),
    )


def write_corrections(bench: Workbench, entity_id: str = "") -> tuple[CorrectionLine, ...]:
    """Gives the corrections, newest first: all of them, or those of one entity by the id it has now."""
    lines = (_write_correction(entry, bench.rulebook.registry) for entry in bench.corrections)
    return tuple(line for line in lines if not entity_id or line.place.partition("#")[0] == entity_id)


def _write_correction(entry: Correction, registry: Registry) -> CorrectionLine:
    named = entry.claim.partition("/")[0]
    entity = registry.merged.get(named, named)
    return CorrectionLine(
        date=entry.date,
        claim=entry.claim,
        place=entity if entry.withdrawn else f"{entity}#{entry.claim}",
        name=registry.entities[entity].name,
        wrong=entry.wrong,
        now=entry.now,
        cause=entry.cause,
        withdrawn=entry.withdrawn,
        sources=write_sources(entry.sources),
    )


def _find(entity: Entity, bench: Workbench, as_of: date) -> Finding:
    mention = pd.DataFrame([{**_MENTION, "entity": entity.id}])
    (found,) = collect_findings(mention, registry=bench.rulebook.registry, as_of=as_of)
    (policy,) = _choose_policies(bench, past=True)
    (decided,) = decide_findings((found,), bench.verdicts(policy, as_of))
    return decided


def _choose_policies(bench: Workbench, *, past: bool) -> tuple[Policy, ...]:
    """A judgement of the whole registry is kept by day: any reader may ask for any past day, so of those one policy is judged."""
    every = bench.rulebook.policies
    first = every.get(DEFAULT_POLICY) or next(iter(every.values()))
    return (first,) if past else (first, *(policy for policy in every.values() if policy is not first))


def _judge(entity: Entity, policy: Policy, bench: Workbench, as_of: date) -> PolicyVerdict:
    return PolicyVerdict(id=policy.id, title=policy.title, decision=bench.verdicts(policy, as_of)[entity.id].decision)


def _write_groups(finding: Finding, as_of: date) -> tuple[ClaimGroup, ...]:
    by_status: dict[str, list[ClaimLine]] = {status: [] for status in STATUSES}
    for fact in write_facts(finding, as_of.isoformat()):
        by_status["stale" if fact.stale else fact.status].append(_write_claim(fact, finding, as_of))
    return tuple(ClaimGroup(status, tuple(claims)) for status, claims in by_status.items() if claims)


def _write_claim(fact: Fact, finding: Finding, as_of: date) -> ClaimLine:
    tie = next(tie for tie in finding.involvements if tie.id == fact.id)
    said = (item for item in finding.responses if not item.involvements or fact.id in item.involvements)
    overdue = last_day(tie.review_on) < as_of
    return ClaimLine(fact, write_statements(said), review_on=tie.review_on, overdue=overdue, notice_on=tie.notice_on)


def _write_edges(edges: Iterable[OwnershipEdge], registry: Registry, *, as_of: date, upward: bool) -> OwnershipLines:
    known = [edge for edge in edges if not edge.as_of or first_day(edge.as_of) <= as_of]
    lines = [_write_edge(edge, edge.owner if upward else edge.owned, registry) for edge in known]
    lines.sort(key=lambda line: line.name.casefold())
    return OwnershipLines(
        standing=tuple(line for line in lines if not _is_over(line.until, as_of)),
        ended=tuple(line for line in lines if _is_over(line.until, as_of)),
    )


def _write_edge(edge: OwnershipEdge, other: str, registry: Registry) -> OwnershipLine:
    return OwnershipLine(
        entity=other,
        name=registry.entities[other].name,
        share=edge.share,
        relation=edge.relation,
        as_of=edge.as_of,
        until=edge.until,
        note=edge.note,
        sources=write_sources(edge.sources),
    )


def _is_over(ended: str | None, as_of: date) -> bool:
    return ended is not None and last_day(ended) <= as_of
