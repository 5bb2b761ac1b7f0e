"""GET and POST /corrections: a form that takes what is wrong, keeps it as a file for editors, and says what happens with it.

The file has what was written and nothing else of who wrote it (store/correction_requests). Where no folder is set for such files
the page says how else to ask.
"""

from dataclasses import replace
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from reports.filters import choose_link
from reports.pages import Choice
from reports.registry_pages import CorrectionFields, CorrectionPage, CorrectionSentPage
from screener.errors import ServiceBusy, UploadTooLarge
from screener.model import Registry
from screener.settings import read_today
from screener.store.correction_requests import ANSWER_DAYS, CorrectionRequest, keep_request, make_request
from screener.web.api.access import Bench
from screener.web.body import read_form
from screener.web.limits import find_address
from screener.web.pages.answers import answer_page, promise_answer
from screener.web.workbench import Workbench
from screener.writing.excerpts import cut_name

router = APIRouter()
FIELDS = ("entity", "claim", "wrong", "source", "contact")
LIMITS = {"entity": 120, "wrong": 4_000, "source": 2_000, "contact": 200}
LEAST_WORDS = 10
"""So many characters what is wrong takes at least: fewer say nothing an editor could look up."""
MOST_BYTES = 64 * 2**10


@router.get("/corrections")
def show_form(
    bench: Bench,
    entity: Annotated[str, Query(max_length=120)] = "",
    claim: Annotated[str, Query(max_length=200)] = "",
) -> HTMLResponse:
    """Gives the form, filled with the entity and claim that a page was left for."""
    return _answer_form(CorrectionFields(entity=entity.strip(), claim=claim), bench)


@router.post("/corrections")
async def take_request(request: Request, bench: Bench) -> HTMLResponse:
    """Keeps what was sent, and says so; or gives the form back as it was filled, with what to mend."""
    folder = bench.settings.corrections
    if folder is None:
        return _answer_form(CorrectionFields(), bench, status=404)
    try:
        form = await read_form(request, limit=MOST_BYTES, fields=(*FIELDS, "lang"))
    except UploadTooLarge:
        return _answer_form(CorrectionFields(), bench, trouble="too_large", status=413)
    fields = clean_fields({name: form.texts.get(name, "") for name in FIELDS}, bench.rulebook.registry)
    faults = find_faults(fields, bench.rulebook.registry)
    if faults:
        return _answer_form(fields, bench, faults=faults, status=400)
    if bench.settings.mode != "own" and not bench.senders.take(find_address(request.scope, proxies=bench.settings.proxies)):
        return _answer_form(fields, bench, trouble="too_often", status=429)
    kept = _make_request(fields, bench)
    try:
        keep_request(kept, folder)
    except ServiceBusy:
        return _answer_form(fields, bench, trouble="not_kept", status=503)
    return _answer_thanks(kept, bench)


def clean_fields(sent: dict[str, str], registry: Registry) -> CorrectionFields:
    """Gives the fields without control and direction characters; an id that was merged becomes the one it has now."""
    lines = (cut_name(line, len(line) + 1) for line in sent["wrong"].splitlines())
    plain = {name: cut_name(text, len(text) + 1) for name, text in sent.items() if name != "wrong"}
    found = CorrectionFields(**plain, wrong="\n".join(lines).strip())
    return replace(found, entity=registry.merged.get(found.entity, found.entity))


def find_faults(fields: CorrectionFields, registry: Registry) -> dict[str, str]:
    """Gives what is to be mended, a key by field; nothing where all is well."""
    faults = {name: f"{name}_long" for name, most in LIMITS.items() if len(getattr(fields, name)) > most}
    entity = registry.entities.get(fields.entity)
    if entity is None:
        faults["entity"] = "entity_unknown"
    elif fields.claim and all(tie.id != fields.claim for tie in entity.involvements):
        faults["claim"] = "claim_unknown"
    if len(fields.wrong) < LEAST_WORDS:
        faults["wrong"] = "wrong_missing"
    if not _is_open(fields.source):
        faults["source"] = "source_not_open"
    return faults


def _is_open(address: str) -> bool:
    """An address anyone can open has a host, no spaces, and no name or password in it."""
    return bool(choose_link(address)) and " " not in address and "@" not in urlsplit(address).netloc


def _make_request(fields: CorrectionFields, bench: Workbench) -> CorrectionRequest:
    said = {name: getattr(fields, name) for name in FIELDS}
    return make_request(received=read_today(), registry=bench.rulebook.registry.version, **said)


def _answer_form(
    fields: CorrectionFields, bench: Workbench, *, faults: dict[str, str] | None = None, trouble: str = "", status: int = 200
) -> HTMLResponse:
    registry = bench.rulebook.registry
    entity = registry.entities.get(registry.merged.get(fields.entity, fields.entity))
    ties = entity.involvements if entity else ()
    page = CorrectionPage(
        open=bench.settings.corrections is not None,
        fields=fields,
        name=entity.name if entity else "",
        claims=tuple(Choice(value=tie.id, title=tie.counterparty, chosen=tie.id == fields.claim) for tie in ties),
        channels={tie.id: tie.channel for tie in ties},
        answer_days=promise_answer(bench),
        address=bench.settings.corrections_address or "",
        limits=LIMITS,
        faults=faults or {},
        trouble=trouble,
    )
    return answer_page(page, bench, status=status)


def _answer_thanks(kept: CorrectionRequest, bench: Workbench) -> HTMLResponse:
    page = CorrectionSentPage(
        reference=kept.reference,
        entity=kept.entity,
        name=bench.rulebook.registry.entities[kept.entity].name,
        answer_by=kept.answer_by,
        answer_days=ANSWER_DAYS,
        reachable=bool(kept.contact),
    )
    return answer_page(page, bench)
