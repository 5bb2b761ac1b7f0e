"""GET /jobs/{address}: the secret address of a job goes in; how it stands, or its result, comes out as a page to come back to."""

from datetime import UTC, datetime

from fastapi import APIRouter, Request
from fastapi.responses import Response

from reports.journey_pages import Carried, JobPage
from screener.jobs.address import parse_address
from screener.jobs.office import FINISHED
from screener.jobs.view import JobView
from screener.web.api.access import Bench
from screener.web.pages.answers import answer_page, write_refusal
from screener.web.pages.carrying import open_job
from screener.web.pages.results import write_result
from screener.web.problems import ProblemShape, make_problem, write_internal

router = APIRouter(prefix="/jobs")


@router.get("/{address}")
def show_job(address: str, request: Request, bench: Bench) -> Response:
    """Gives the page of a job: how far it is, and once done its result, which stays until deleted or its hour is over."""
    view = bench.office().look(parse_address(address))
    if view.row["state"] in FINISHED and "hx-request" in request.headers:
        return Response(status_code=204, headers={"HX-Refresh": "true"})
    if view.row["state"] in FINISHED and not view.problem and view.row["failure"] is None:
        words = bench.office().read_words(parse_address(address))
        return answer_page(write_result(open_job(address, bench), Carried(job=address), bench, words=words), bench)
    return answer_page(_write_job(address, view), bench)


@router.post("/{address}/delete")
def delete_job(address: str, bench: Bench) -> Response:
    """Deletes a job with everything of it, and leads back to the form."""
    bench.office().withdraw(parse_address(address))
    return Response(status_code=303, headers={"Location": "/"})


def _write_job(address: str, view: JobView) -> JobPage:
    row = view.row
    ended = row["state"] in FINISHED
    problem = _write_problem(address, view) if ended else None
    return JobPage(
        address=address,
        state=row["state"],
        stage=row["stage"] or "",
        percent=round(100 * (row["share"] or 0)),
        ahead=view.ahead,
        expires=datetime.fromtimestamp(row["expires_at"], tz=UTC).strftime("%H:%M"),
        refusal=write_refusal(problem) if problem else None,
    )


def _write_problem(address: str, view: JobView) -> ProblemShape:
    """Why the job came to nothing: what the visitor can mend, or the number under which the operator finds it."""
    told = view.problem
    if told is None or told["status"] >= 500:
        return write_internal(parse_address(address).public)
    title = "The file cannot be used"
    return make_problem(status=told["status"], code=told["code"], title=title, detail=told["detail"], help=told["help"])
