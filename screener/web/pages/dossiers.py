"""GET /entities: the registry for people; GET /entities/{id}: all that is on record about one entity, with its sources."""

from datetime import date
from typing import Annotated
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from reports.pages import Choice
from reports.registry_pages import EntityLine, SearchPage
from screener.errors import RequestRefused
from screener.issuers.nearest import find_meant
from screener.model import Entity
from screener.orders import parse_day
from screener.settings import read_today
from screener.web.api.access import Bench
from screener.web.api.entities import find_entities, find_entity
from screener.web.pages.answers import answer_page
from screener.web.pages.entity_page import write_entity_page

router = APIRouter(prefix="/entities")
PER_PAGE = 50


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
    meant = () if found or not q.strip() else find_meant(bench.index, q.strip())
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
            meant=tuple(map(_write_line, meant)),
        ),
        bench,
    )


@router.get("/{entity_id}")
def show_entity(
    entity_id: str,
    bench: Bench,
    as_of: Annotated[str, Query(max_length=40)] = "",
    lang: Annotated[str, Query(max_length=20)] = "",
) -> Response:
    """Gives the page of one entity, today's or that of a past day; an id that was merged leads on."""
    registry = bench.rulebook.registry
    if entity_id in registry.merged:
        kept = urlencode({name: value for name, value in {"as_of": as_of, "lang": lang}.items() if value})
        address = f"/entities/{quote(registry.merged[entity_id], safe='')}"
        return RedirectResponse(f"{address}?{kept}" if kept else address, status_code=308)
    today = read_today()
    day = _read_past(as_of.strip(), today)
    page = write_entity_page(find_entity(registry, entity_id), bench, as_of=day or today, past=day is not None)
    return answer_page(page, bench)


def _read_past(text: str, today: date) -> date | None:
    """Gives the day asked for, None where it is today. Raises RequestRefused for a day to come: of that nothing is on record."""
    day = parse_day(text or None, today=today)
    if day > today:
        raise RequestRefused(f"{day.isoformat()} has not come yet.", help="Ask for today or a past day.", code="not_a_day")
    return day if day != today else None


def _write_line(entity: Entity) -> EntityLine:
    return EntityLine(
        id=entity.id,
        name=entity.name,
        kind=entity.kind,
        country=entity.country,
        involvements=len(entity.involvements),
        sanctions=len(entity.sanctions),
    )
