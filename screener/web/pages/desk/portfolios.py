"""GET /desk: what a workspace keeps. POST /desk/screen: a portfolio goes in; its screening is kept, and has a page of its own."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response

from reports.desk_pages import DeskComparePage, DeskPage, DeskScreeningPage, FoundLine
from reports.journey_pages import Carried
from screener.errors import ScreenerError
from screener.issuers.confirmations import NONE, read_confirmations
from screener.model import Screening
from screener.screening.comparison import compare_screenings, write_comparison
from screener.screening.record import read_screening, write_screening
from screener.web.api.access import Bench
from screener.web.api.confirmations import write_answer
from screener.web.body import Form, read_form
from screener.web.membership import join_answers, list_held, open_desk
from screener.web.orders import fill_order, read_order, read_portfolio, require_file
from screener.web.pages.answers import answer_page, write_form
from screener.web.pages.carrying import ANSWER_FIELDS, MISSES_SHOWN, label_record
from screener.web.pages.desk.room import Visit, refuse, require_visit, write_line
from screener.web.pages.near_misses import add_answers, write_misses
from screener.web.pages.refusals import FAULTS
from screener.web.pages.results import write_result
from screener.web.papers import write_summary_document
from screener.web.seal import LabelledScreening
from screener.writing.changes import write_changes

router = APIRouter(prefix="/desk")
FIELDS = ("policy", "as_of", "sheet", "columns", "label")
ANSWER_LIMIT = 64 * 2**10
Reader = Annotated[Visit, Depends(require_visit("reader"))]
Screener = Annotated[Visit, Depends(require_visit("screener"))]
Reviewer = Annotated[Visit, Depends(require_visit("reviewer"))]


async def receive_portfolio(request: Request, bench: Bench) -> Form:
    """Reads the form that screens and keeps. Raises RequestRefused, UploadTooLarge or UploadUnsupported."""
    return await read_form(request, limit=bench.settings.max_upload_mb * 2**20, fields=FIELDS, files=("file",))


async def receive_answers(request: Request) -> Form:
    """Reads the form with answers to near misses. Raises RequestRefused or UploadTooLarge."""
    return await read_form(request, limit=ANSWER_LIMIT, fields=ANSWER_FIELDS)


@router.get("")
def show_desk(visit: Reader, bench: Bench) -> HTMLResponse:
    """Gives what the workspace keeps, with the day each goes."""
    return _answer_desk(visit, bench)


@router.post("/screen")
def screen_and_keep(visit: Screener, form: Annotated[Form, Depends(receive_portfolio)], bench: Bench) -> Response:
    """Screens a portfolio with the workspace's answers and keeps the screening, never the file."""
    texts = {name: form.text(name) for name in FIELDS}
    try:
        held = list_held(bench, visit.member)
        order = read_order({**texts, "confirmations": join_answers(None, held)}, bench)
        labelled = fill_order(order, read_portfolio(require_file(form.files.get("file")), order, bench), bench)
    except ScreenerError as error:
        return _answer_desk(visit, bench, error=error, given=texts)
    with open_desk(bench, visit.member) as desk:
        kept = desk.locker.keep(write_screening(labelled.screening), label=labelled.label, answers=order.order.answers)
        desk.note("screening kept", kept.id)
    return Response(status_code=303, headers={"Location": f"/desk/screenings/{kept.id}"})


@router.get("/screenings/{id}")
def show_screening(id: str, visit: Reader, bench: Bench) -> HTMLResponse:
    """Gives one screening that is kept."""
    return _answer_screening(id, visit, bench)


@router.get("/screenings/{id}/result")
def show_result(id: str, visit: Reader, bench: Bench) -> HTMLResponse:
    """Gives the same as a saver sees it: the whole result, its papers and its letters."""
    labelled = _open(id, visit, bench)
    return answer_page(write_result(labelled, Carried(sealed=bench.sealer.seal(labelled)), bench), bench)


@router.post("/screenings/{id}/answers")
def take_answers(id: str, visit: Reviewer, form: Annotated[Form, Depends(receive_answers)], bench: Bench) -> HTMLResponse:
    """Keeps a person's answers for the workspace; its next screenings heed them, and this one stays as it was."""
    text = add_answers(form, _open(id, visit, bench), None, bench=bench)
    given = read_confirmations(text, file="confirmations") if text else ()
    with open_desk(bench, visit.member) as desk:
        for answer in given:
            desk.locker.answer(answer.key, write_answer(answer))
            desk.note("answer given", answer.entity or NONE)
    return _answer_screening(id, visit, bench, answered=len(given))


@router.post("/screenings/{id}/delete")
def delete_screening(id: str, visit: Screener, bench: Bench) -> Response:
    """Deletes it: not marked, but gone from the database."""
    with open_desk(bench, visit.member) as desk:
        desk.locker.delete(id)
        desk.note("screening deleted", id)
    bench.office().database.tidy()
    return Response(status_code=303, headers={"Location": "/desk"})


@router.get("/compare")
def compare(visit: Reader, bench: Bench, old: str, new: str) -> HTMLResponse:
    """Gives what changed from one kept screening to another, the older of the two first, and why."""
    with open_desk(bench, visit.member) as desk:
        pair = sorted((desk.locker.find(old), desk.locker.find(new)), key=lambda kept: (write_line(kept).as_of, kept.created_at))
    was, now = (read_screening(kept.record) for kept in pair)
    changes = write_changes(write_comparison(compare_screenings(was, now)))
    return answer_page(DeskComparePage(room=visit.room, old=write_line(pair[0]), new=write_line(pair[1]), changes=changes), bench)


def _open(id: str, visit: Visit, bench: Bench) -> LabelledScreening:
    with open_desk(bench, visit.member) as desk:
        kept = desk.locker.find(id)
        desk.note("screening read", kept.id)
    return label_record(kept.record, kept.label, bench)


def _answer_desk(
    visit: Visit, bench: Bench, *, error: ScreenerError | None = None, given: dict[str, str | None] | None = None
) -> HTMLResponse:
    with open_desk(bench, visit.member) as desk:
        kept = tuple(write_line(one) for one in desk.locker.list_kept())
    page = DeskPage(
        room=visit.room,
        kept=kept,
        form=write_form(bench, given),
        refusal=refuse(error) if error else None,
        fault=FAULTS.get(error.kind, "file") if error else "",
    )
    return answer_page(page, bench, status=error.status if error else 200)


def _answer_screening(id: str, visit: Visit, bench: Bench, *, answered: int = 0) -> HTMLResponse:
    with open_desk(bench, visit.member) as desk:
        found = desk.locker.find(id)
        desk.note("screening read", found.id)
        others = tuple(write_line(one) for one in desk.locker.list_kept() if one.id != id)
    labelled = label_record(found.record, found.label, bench)
    misses, left_out = write_misses(labelled, bench.rulebook.registry, most=MISSES_SHOWN)
    page = DeskScreeningPage(
        room=visit.room,
        kept=write_line(found),
        carried=Carried(sealed=bench.sealer.seal(labelled)),
        summary=write_summary_document(labelled),
        found=tuple(_list_found(labelled.screening)),
        misses=misses,
        misses_left_out=left_out,
        others=others,
        answered=answered,
    )
    return answer_page(page, bench)


def _list_found(screening: Screening) -> list[FoundLine]:
    return [
        FoundLine(
            entity=finding.entity,
            name=finding.name,
            decision=finding.decision,
            severity=finding.severity,
            confidence=finding.confidence,
            lines=len(finding.rows),
        )
        for finding in screening.findings
        if finding.decision != "none"
    ]
