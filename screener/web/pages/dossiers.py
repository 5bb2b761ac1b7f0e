"""GET /entities: the registry for people; GET /entities/{id}: all that is on record about one entity, with its sources."""

from dataclasses import replace
from datetime import date
from typing import Annotated

import pandas as pd
from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from reports.documents import IssuerPage
from reports.pages import Choice, EntityLine, EntityPage, IdentifierLine, OwnershipLine, SearchPage
from screener.model import Entity, OwnershipEdge, Registry
from screener.orders import DEFAULT_POLICY
from screener.screening.decisions import decide_findings
from screener.screening.findings import collect_findings
from screener.settings import read_today
from screener.web.api.access import Bench
from screener.web.api.entities import find_entities, find_entity
from screener.web.pages.answers import answer_page
from screener.web.workbench import Workbench
from screener.writing.issuer_pages import write_issuer_page, write_sources

router = APIRouter(prefix="/entities")
PER_PAGE = 50
OWNED_SHOWN = 60
_MENTION = {"row": 0, "sheet": "", "market_value": "", "value_currency": "", "weight": "", "through": ()}
"""An entity looked up is like a holding of no size."""


@router.get("")
def show_entities(
    bench: Bench,
    q: Annotated[str, Query(max_length=200)] = "",
    kind: Annotated[str, Query(max_length=60)] = "",
    page: Annotated[int, Query(ge=1, le=10_000)] = 1,
) -> HTMLResponse:
    """Gives a page of what a search found."""
    kinds = bench.rulebook.vocabulary.allowed("kinds")
    chosen = kind if kind in kinds else ""
    found = find_entities(bench.rulebook.registry, q=q, kind=chosen or None)
    start = (page - 1) * PER_PAGE
    return answer_page(
        SearchPage(
            query=q.strip(),
            kind=chosen,
            kinds=tuple(Choice(value=one, title=one.replace("_", " ").capitalize(), chosen=one == chosen) for one in kinds),
            lines=tuple(_write_line(entity) for entity in found[start : start + PER_PAGE]),
            total=len(found),
            first=start + 1,
            previous=page - 1 if page > 1 else None,
            next=page + 1 if start + PER_PAGE < len(found) else None,
        ),
        bench,
    )


@router.get("/{entity_id}")
def show_entity(entity_id: str, bench: Bench) -> Response:
    """Gives the evidence page of one entity; an id that was merged leads on."""
    registry = bench.rulebook.registry
    if entity_id in registry.merged:
        return RedirectResponse(f"/entities/{registry.merged[entity_id]}", status_code=308)
    entity, today = find_entity(registry, entity_id), read_today()
    policy = (
        bench.policy(DEFAULT_POLICY)
        if DEFAULT_POLICY in bench.rulebook.policies
        else next(iter(bench.rulebook.policies.values()))
    )
    owned = [edge for other in registry.entities.values() for edge in other.owners if edge.owner == entity.id]
    page = EntityPage(
        id=entity.id,
        name=entity.name,
        kind=entity.kind,
        country=entity.country,
        sector=entity.sector,
        note=entity.note,
        as_of=today.isoformat(),
        policy_id=policy.id,
        policy_title=policy.title,
        dossier=_write_dossier(entity, bench, policy_id=policy.id, today=today),
        also_known_as=tuple(name.text for name in entity.names[1:]),
        identifiers=tuple(
            IdentifierLine(scheme=item.scheme, value=item.value, security=item.security, confirmed=item.confirmed)
            for item in entity.identifiers
        ),
        owners=tuple(_write_edge(edge, edge.owner, registry) for edge in entity.owners),
        owned=tuple(_write_edge(edge, edge.owned, registry) for edge in owned[:OWNED_SHOWN]),
    )
    return answer_page(page, bench)


def _write_dossier(entity: Entity, bench: Workbench, *, policy_id: str, today: date) -> IssuerPage:
    mention = pd.DataFrame([{**_MENTION, "entity": entity.id}])
    found = collect_findings(mention, registry=bench.rulebook.registry, as_of=today)
    decided = decide_findings(found, bench.verdicts(bench.policy(policy_id), today))
    return replace(write_issuer_page(decided[0], today.isoformat()), owners=(), stakes=(), letter=None)


def _write_line(entity: Entity) -> EntityLine:
    return EntityLine(
        id=entity.id,
        name=entity.name,
        kind=entity.kind,
        country=entity.country,
        involvements=len(entity.involvements),
        sanctions=len(entity.sanctions),
    )


def _write_edge(edge: OwnershipEdge, other: str, registry: Registry) -> OwnershipLine:
    return OwnershipLine(
        entity=other,
        name=registry.entities[other].name,
        share=edge.share,
        relation=edge.relation,
        as_of=edge.as_of,
        sources=write_sources(edge.sources),
    )
