"""POST /campaigns/letters.zip: a signed campaign goes in; its letters come out as a ZIP, or where they are many as a job.

GET /campaigns/jobs/{address} is the page of such a job: whoever has the address sees how far it is, and takes the ZIP.
"""

from datetime import UTC, datetime

from fastapi import APIRouter, Request
from fastapi.responses import Response, StreamingResponse

from reports.campaign_pages import LettersJobPage
from screener.errors import JobUnknown, ScreenerError
from screener.jobs.address import parse_address
from screener.jobs.bundle import BundleOrder, check_bundle, choose_forms, write_bundle
from screener.jobs.draft import SentPart
from screener.jobs.letters_work import BUNDLE, write_words
from screener.jobs.office import FINISHED
from screener.jobs.view import JobView, Result
from screener.settings import read_today
from screener.web.api.access import Bench
from screener.web.membership import find_workspace
from screener.web.pages.answers import answer_page, write_refusal
from screener.web.pages.campaign.check import JOB_LETTERS, answer_check
from screener.web.pages.campaign.packet import NAMES, Packet, SentPacket, list_names, read_packet
from screener.web.papers import Paper, hand_over
from screener.web.problems import ProblemShape, make_problem, write_internal
from screener.web.workbench import Workbench

router = APIRouter(prefix="/campaigns")
_LAID_IN = ("plan", "recipients", "review", "earlier", "tracker")


@router.post("/letters.zip")
def take_letters(packet: SentPacket, request: Request, bench: Bench) -> Response:
    """Gives the final letters, which need the signature of a second person."""
    return _hand_over(packet, request, bench, draft=False)


@router.post("/drafts.zip")
def take_drafts(packet: SentPacket, request: Request, bench: Bench) -> Response:
    """Gives the letters as drafts, before they are signed."""
    return _hand_over(packet, request, bench, draft=True)


def _hand_over(packet: Packet, request: Request, bench: Workbench, *, draft: bool) -> Response:
    reading = read_packet(packet, bench)
    kept = {NAMES[name]: text for name in _LAID_IN if (text := getattr(packet.texts, name))}
    try:
        order = BundleOrder(forms=choose_forms(packet.form.lists["form"]), draft=draft, kept=kept)
        check_bundle(reading, draft=draft)
        if len(reading.letters) > JOB_LETTERS:
            return _send_job(order, request, bench)
        content = write_bundle(reading, order, bench.print_page, names=list_names(bench), tell=lambda _: None)
    except ScreenerError as error:
        if error.status >= 500:
            raise
        return answer_check(packet, bench, error=error)
    return hand_over(Paper("drafts.zip" if draft else BUNDLE, "application/zip", content))


def _send_job(order: BundleOrder, request: Request, bench: Workbench) -> Response:
    parts = [SentPart(name=name, content=text.encode()) for name, text in order.kept.items()]
    office = bench.office()
    address = office.submit(write_words(order, day=read_today()), parts, workspace=find_workspace(request))
    return Response(status_code=303, headers={"Location": f"/campaigns/jobs/{address.text}"})


@router.get("/jobs/{address}")
def show_job(address: str, request: Request, bench: Bench) -> Response:
    """Gives how far the printing is, and once it is done where its ZIP is taken."""
    view = bench.office().look(parse_address(address))
    if view.row["state"] in FINISHED and "hx-request" in request.headers:
        return Response(status_code=204, headers={"HX-Refresh": "true"})
    row = view.row
    problem = _write_problem(address, view) if _is_broken(view) else None
    if row["state"] in FINISHED and problem is None:
        _require_letters(bench.office().open_result(parse_address(address)))
    page = LettersJobPage(
        address=address,
        state=row["state"],
        percent=round(100 * (row["share"] or 0)),
        ahead=view.ahead,
        expires=datetime.fromtimestamp(row["expires_at"], tz=UTC).strftime("%H:%M"),
        file=BUNDLE,
        refusal=write_refusal(problem) if problem else None,
    )
    return answer_page(page, bench)


@router.get("/jobs/{address}/campaign.zip")
def take_result(address: str, bench: Bench) -> Response:
    """Gives the ZIP of a job that is done. Raises JobUnknown, also for the address of another kind of job."""
    result = bench.office().open_result(parse_address(address))
    _require_letters(result)
    headers = {"Content-Disposition": f'attachment; filename="{BUNDLE}"'}
    return StreamingResponse(result.read(0), media_type="application/zip", headers=headers)


@router.post("/jobs/{address}/delete")
def delete_job(address: str, bench: Bench) -> Response:
    """Deletes a job with everything of it, and leads back to the beginning."""
    bench.office().withdraw(parse_address(address))
    return Response(status_code=303, headers={"Location": "/campaigns"})


def _is_broken(view: JobView) -> bool:
    return view.row["state"] in FINISHED and bool(view.problem or view.row["failure"])


def _write_problem(address: str, view: JobView) -> ProblemShape:
    """Why the job came to nothing: what can be mended, or the number under which the operator finds it."""
    told = view.problem
    if told is None or told["status"] >= 500:
        return write_internal(parse_address(address).public)
    title = "The letters cannot be written"
    return make_problem(status=told["status"], code=told["code"], title=title, detail=told["detail"], help=told["help"])


def _require_letters(result: Result) -> None:
    if result.is_lost or not result.is_letters or result.files[0]["problem"]:
        raise JobUnknown("There are no letters at this address.", help="Look at the page of the job for what became of it.")
