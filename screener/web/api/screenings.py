"""POST /v1/screenings: a spreadsheet, or positions as JSON, go in; a screening/1 comes out, and nothing is kept."""

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Request
from fastapi.responses import JSONResponse, Response
from sqlalchemy.exc import IntegrityError

from screener.errors import UploadRefused, UploadUnsupported
from screener.model import Reading
from screener.positions import read_positions
from screener.screening.record import write_screening
from screener.store.replays import Replay
from screener.store.workspaces import Member
from screener.web.api.access import REPLAYED_HEADER, Bench, describe_problems
from screener.web.api.screening_answer import ScreeningAnswer
from screener.web.api.shapes import PositionsBody, read_body
from screener.web.body import Form, SentFile, content_type, read_bytes, read_form
from screener.web.membership import Answers, find_keeper, join_answers, list_held, open_desk, require_keeper
from screener.web.orders import ORDER_FIELDS, LabelledOrder, fill_order, parse_choice, read_order, read_portfolio, require_file
from screener.web.replaying import REPLAYED, Answered, hash_form, make_replay, recall_answer, remember_answer
from screener.web.workbench import Workbench

router = APIRouter(prefix="/v1/screenings", tags=["screening"])
STORE = "store"
IDEMPOTENCY = """16 to 200 random characters, a UUID for example: the same key and body within a day give the same answer.
Until then the answer lies sealed, and nothing but this key opens it; a service that keeps nothing (mode public) refuses it."""
_TEXT = {"type": "string"}
_FORM_SCHEMA = {
    "type": "object",
    "required": ["file"],
    "additionalProperties": False,
    "properties": {
        "file": {"type": "string", "format": "binary", "description": "The holdings, as your broker or fund company gave them."},
        "policy": {**_TEXT, "description": "A policy's id, or a policy of your own as YAML or JSON.", "default": "standard"},
        "as_of": {**_TEXT, "format": "date", "description": "The day to answer for; today where left out."},
        "columns": {
            **_TEXT,
            "description": "Your own naming of columns: name=Stock,isin=Code,unused=Note, or a JSON object.",
        },
        "sheet": {**_TEXT, "description": "The sheet to read, where a workbook has several."},
        "label": {**_TEXT, "description": "What to call this portfolio on its papers."},
        "rates": {**_TEXT, "description": "Exchange rates as CSV text: currency,rate,to,day"},
        "confirmations": {**_TEXT, "description": "Answers to needs_review: the text of a confirmations file."},
        "store": {
            "type": "string",
            "enum": ["true", "false"],
            "default": "false",
            "description": "Keep the screening, in your workspace.",
        },
        "funds": {
            "type": "array",
            "items": {"type": "string", "format": "binary"},
            "description": "Holdings files of funds to look through, one field each, and a funds.yaml where they need one.",
        },
    },
}
_BODY = {
    "required": True,
    "content": {
        "multipart/form-data": {"schema": _FORM_SCHEMA},
        "application/json": {"schema": {"$ref": "#/components/schemas/PositionsBody"}},
    },
}
PLACE = {"Location": {"description": "Where it is kept, with store=true.", "schema": {"type": "string"}}}
_ANSWER = {
    "model": ScreeningAnswer,
    "description": "The screening, schema screening/1",
    "headers": {**PLACE, **REPLAYED_HEADER},
}


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent: a form, or JSON."""

    form: Form | None = None
    json: bytes | None = None

    @property
    def sha256(self) -> bytes:
        """The hash of what was sent."""
        return sha256(self.json).digest() if self.json is not None else hash_form(self.form or Form({}, {}))


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be screened, how, and whether the workspace is to keep what comes of it."""

    order: LabelledOrder
    reading: Reading
    store: bool


@dataclass(frozen=True, slots=True)
class Draft:
    """What a workspace would keep: the record, what the portfolio is called, and the text of the answers it heeds."""

    record: dict[str, Any]
    label: str
    answers: str


async def receive_screening(request: Request, bench: Bench) -> Sent:
    """Reads the body within its limits. Raises UploadTooLarge, UploadUnsupported or RequestRefused."""
    limit = bench.settings.max_upload_mb * 2**20
    if content_type(request) == "application/json":
        return Sent(json=await read_bytes(request, limit=limit))
    if content_type(request) != "multipart/form-data":
        raise UploadUnsupported(
            f'The body is "{content_type(request)[:80] or "of no stated type"}".',
            help="Send a file as multipart/form-data, or positions as application/json.",
            code="wrong_content_type",
        )
    return Sent(form=await read_form(request, limit=limit, fields=(*ORDER_FIELDS, STORE), files=("file",), many=("funds",)))


@router.post(
    "",
    summary="Screen a portfolio",
    responses={200: _ANSWER, **describe_problems(400, 404, 409, 413, 415, 422)},
    openapi_extra={"requestBody": _BODY},
)
def screen_portfolio(
    request: Request,
    sent: Annotated[Sent, Depends(receive_screening)],
    bench: Bench,
    idempotency_key: Annotated[str | None, Header(description=IDEMPOTENCY)] = None,
) -> Response:
    """Screens a spreadsheet of any length up to the size that is read, or up to 10,000 positions as JSON.

    The portfolio is read in memory, answered, and forgotten.

    With `store` the workspace keeps the answer (never the file), and its address stands in `Location`. Answers that people of the
    workspace gave to needs_review are heeded, and stand in the receipt.
    """
    replay = make_replay(request, key=idempotency_key, body_sha256=sent.sha256, bench=bench)
    member = find_keeper(request)
    if (before := recall_answer(replay, member=member, bench=bench)) is not None:
        return _answer(before, replayed=True)
    held = list_held(bench, member)
    form = sent.form or Form({}, {})
    asked = _read_json(sent.json, bench, held) if sent.json is not None else _read_sent(form, bench, held)
    keeper = require_keeper(request, role="screener") if asked.store else None
    labelled = fill_order(asked.order, asked.reading, bench)
    record = write_screening(labelled.screening)
    draft = Draft(record=record, label=labelled.label, answers=asked.order.order.answers)
    try:
        return _answer(_keep(draft, keeper, replay, bench), replayed=False)
    except IntegrityError:  # the same request was sent twice at once, and the other was quicker
        return _answer(recall_answer(replay, member=member, bench=bench) or Answered(record, None), replayed=True)


def _keep(draft: Draft, keeper: Member | None, replay: Replay | None, bench: Workbench) -> Answered:
    """Keeps what was asked to be kept, all of it or nothing. Raises IntegrityError where the same request was quicker."""
    record = draft.record
    if keeper is not None:
        with open_desk(bench, keeper) as desk:
            kept = desk.locker.keep(record, label=draft.label, answers=draft.answers)
            desk.note("screening kept", kept.id)
            remember_answer(desk.connection, replay, answered := Answered(record, kept.id))
        return answered
    answered = Answered(record, None)
    if replay is not None:
        with bench.office().database.write() as connection:
            remember_answer(connection, replay, answered)
    return answered


def _answer(answered: Answered, *, replayed: bool) -> Response:
    place = {"Location": f"/v1/stored/{answered.kept}"} if answered.kept else {}
    return JSONResponse(answered.record, headers=place | (REPLAYED if replayed else {}))


def _read_json(content: bytes, bench: Bench, held: Answers) -> Asked:
    body = read_body(content, PositionsBody)
    texts = {
        "policy": _as_text(body.policy),
        "as_of": body.as_of,
        "label": body.label,
        "rates": body.rates,
        "confirmations": join_answers(_as_text(body.confirmations), held),
    }
    funds = [SentFile(name=fund.file, content=fund.content) for fund in body.funds]
    order = read_order(texts, bench, funds=funds)
    if not body.positions:
        raise UploadRefused("No position was sent, so nothing was screened.", help="Send at least one.", code="no_holdings")
    return Asked(order, read_positions(body.positions), store=body.store)


def _read_sent(form: Form, bench: Bench, held: Answers) -> Asked:
    texts = {name: form.text(name) for name in ORDER_FIELDS}
    texts["confirmations"] = join_answers(texts["confirmations"], held)
    order = read_order(texts, bench, funds=form.many.get("funds", ()))
    store = parse_choice(form.text(STORE) or "false", field=STORE)
    return Asked(order, read_portfolio(require_file(form.files.get("file")), order, bench), store=store)


def _as_text(given: str | dict[str, Any] | None) -> str | None:
    return json.dumps(given) if isinstance(given, dict) else given
