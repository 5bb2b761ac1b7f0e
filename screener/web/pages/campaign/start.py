"""GET /campaigns: where a campaign begins. POST /campaigns/begin: whom it is about and who writes go in; its files come out."""

import json
import re
from collections import Counter
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response

from reports.campaign_pages import BeginFields, CampaignStartPage, CampaignTexts
from screener.campaigns.plan import ADDRESSED, follow
from screener.campaigns.skeleton import write_skeleton
from screener.errors import EntityUnknown, RequestRefused, ScreenerError
from screener.issuers.nearest import find_meant
from screener.model import Entity
from screener.settings import read_today
from screener.web.api.access import Bench
from screener.web.body import Form, read_form
from screener.web.pages.answers import answer_page, write_refusal
from screener.web.pages.campaign.check import answer_check
from screener.web.pages.campaign.packet import NAMES, Packet
from screener.web.problems import write_problem
from screener.web.workbench import Workbench
from screener.writing.correspondents import CAPACITIES

router = APIRouter(prefix="/campaigns")
FIELDS = tuple(BeginFields.__slots__)
LIMIT = 64 * 2**10
MOST_ABOUT = 40
LEAST_NAME = 6
"""A shorter name, as one that the registry calls weak, may be anybody's where it is no entity's first: it is asked about."""
_FAULTS = {"entity_unknown": "about", "nobody_about": "about", "too_many_about": "about", "unknown_word": "writes_to"}


async def receive_fields(request: Request) -> Form:
    """Reads the form that begins a campaign. Raises RequestRefused, UploadTooLarge or UploadUnsupported."""
    return await read_form(request, limit=LIMIT, fields=FIELDS)


@router.get("")
def show_start(bench: Bench) -> HTMLResponse:
    """Gives the page where a campaign begins or goes on."""
    return answer_page(CampaignStartPage(fields=BeginFields()), bench)


@router.get("/begin")
@router.get("/check")
@router.get("/sheet")
@router.get("/sign")
def show_no_step() -> Response:
    """Leads back to the beginning: a step has no address of its own, because nothing is kept."""
    return Response(status_code=303, headers={"Location": "/campaigns"})


@router.post("/begin")
def begin(form: Annotated[Form, Depends(receive_fields)], bench: Bench) -> HTMLResponse:
    """Gives a new campaign's files, to be filled in on the page."""
    fields = _read_fields(form)
    try:
        entities = _find_entities(fields.about, bench)
        texts = _write_texts(fields, entities)
    except ScreenerError as error:
        fault = _FAULTS.get(error.kind, "")
        page = CampaignStartPage(fields=fields, refusal=write_refusal(write_problem(error)), fault=fault)
        return answer_page(page, bench, status=error.status)
    return answer_check(Packet(texts=texts, form=form), bench)


def _read_fields(form: Form) -> BeginFields:
    return BeginFields(**{name: form.text(name) or "" for name in FIELDS})


def _find_entities(text: str, bench: Workbench) -> list[Entity]:
    asked = [part.strip() for part in re.split(r"[\n,;]+", text) if part.strip()]
    if not asked:
        raise RequestRefused("It does not say whom the letters are about.", help="Give a company.", code="nobody_about")
    if len(asked) > MOST_ABOUT:
        raise RequestRefused(f"{len(asked)} are more than {MOST_ABOUT}.", help="Name fewer.", code="too_many_about")
    named = _list_names(bench)
    return list(dict.fromkeys(_find_entity(one, named, bench) for one in asked))


def _find_entity(asked: str, named: dict[str, str], bench: Workbench) -> Entity:
    """Names and ids are taken as they stand, and a likeness never: the letters go to whoever is named."""
    registry = bench.rulebook.registry
    entity = follow(named.get(asked.casefold(), asked), registry)
    if entity is not None:
        return registry.entities[entity]
    meant = ", ".join(f"“{one.name}”" for one in find_meant(bench.index, asked))
    advice = f"Did you mean {meant}? Give the name as it stands." if meant else "Look it up there, and give its name or its id."
    raise EntityUnknown(f'There is no "{asked[:80]}" in the registry.', help=advice)


def _list_names(bench: Workbench) -> dict[str, str]:
    """Gives the id that each name leads to: a first name always, another that is not weak where one entity alone goes by it."""
    entities = bench.rulebook.registry.entities.values()
    known = Counter(text for entity in entities for text in {name.text.casefold() for name in entity.names})
    own = {name.text.casefold(): entity.id for entity in entities for name in entity.names if not name.weak}
    firsts = {entity.name.casefold(): entity.id for entity in entities}
    return {name: key for name, key in own.items() if known[name] == 1 and len(name) >= LEAST_NAME} | firsts


def _write_texts(fields: BeginFields, entities: list[Entity]) -> CampaignTexts:
    if fields.writes_to not in ADDRESSED or fields.capacity not in CAPACITIES:
        raise RequestRefused("That is none of the choices.", help="Choose one of those shown.", code="unknown_word")
    holders = fields.writes_to == "holders"
    called = fields.title or f"{'Holders of ' if holders else ''}{', '.join(entity.name for entity in entities[:3])}"
    written = write_skeleton(entities, holders=holders, title=called, day=read_today().isoformat())
    plan = _fill_sender(written[NAMES["plan"]], fields)
    return CampaignTexts(plan=plan, recipients=written[NAMES["recipients"]].replace("\r\n", "\n"))


def _fill_sender(plan: str, fields: BeginFields) -> str:
    """The skeleton's empty places take what was written; JSON text is YAML text, whatever stands in it."""
    told = {name: json.dumps(getattr(fields, name), ensure_ascii=False) for name in ("name", "organisation", "email", "fund")}
    for name in ("name", "organisation", "email"):
        plan = plan.replace(f'  {name}: ""\n', f"  {name}: {told[name]}\n", 1)
    fund = f"\n  fund: {told['fund']}" if fields.fund else ""
    plan = re.sub(r"^  capacity: \w+$", lambda _: f"  capacity: {fields.capacity}{fund}", plan, count=1, flags=re.MULTILINE)
    withheld = fields.withheld if fields.withheld.isdecimal() else "0"
    return plan.replace("signatories_withheld: 0 ", f"signatories_withheld: {withheld} ", 1)
