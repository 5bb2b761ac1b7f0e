"""POST /screen: a file or pasted lines go in; the result comes out as a page. POST /papers/…: the record that page holds, or the
file once more, goes in; a paper comes out. Nothing stays here in between.
"""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response

from reports.pages import ProblemLine, ResultPage
from screener.errors import Problem, RequestRefused
from screener.web.api.access import Bench
from screener.web.body import Form, SentFile, read_form
from screener.web.orders import ORDER_FIELDS, fill_order, read_order, read_portfolio, require_file
from screener.web.pages.answers import FORM_FIELDS, answer_page, write_form
from screener.web.papers import hand_over, write_paper, write_summary_document
from screener.web.seal import LabelledScreening
from screener.web.workbench import Workbench
from screener.writing.excerpts import cut_name
from screener.writing.kinds import suggest_kind

router = APIRouter()
PROBLEMS_SHOWN = 60
PASTED = "pasted lines"


async def receive_form(request: Request, bench: Bench) -> Form:
    """Reads the form within its limits, and notes what was chosen for a refusal to show again."""
    limit = bench.settings.max_upload_mb * 2**20
    form = await read_form(request, limit=limit, fields=(*FORM_FIELDS, "sealed"), files=("file",))
    request.state.given = {**{name: form.text(name) for name in FORM_FIELDS}, "pasted": "yes" if form.text("pasted") else None}
    return form


SentForm = Annotated[Form, Depends(receive_form)]


@router.get("/screen")
def show_no_result() -> Response:
    """Leads back to the form: a result has no address of its own, because it is not kept."""
    return Response(status_code=303, headers={"Location": "/"})


@router.post("/screen")
def show_result(form: SentForm, bench: Bench) -> HTMLResponse:
    """Gives the result."""
    labelled = _screen_form(form, bench)
    problems = sorted(labelled.screening.problems, key=lambda problem: ("error", "warning", "note").index(problem.severity))
    page = ResultPage(
        summary=write_summary_document(labelled),
        problems=tuple(_write_problem(problem) for problem in problems[:PROBLEMS_SHOWN]),
        problems_left_out=max(0, len(problems) - PROBLEMS_SHOWN),
        sealed=bench.sealer.seal(labelled),
        letters=sum(
            suggest_kind(finding, labelled.screening.receipt.as_of) is not None for finding in labelled.screening.findings
        ),
        form=write_form(bench, {name: form.text(name) for name in ORDER_FIELDS}),
    )
    return answer_page(page, bench)


@router.post("/papers/{name}")
def hand_over_paper(name: str, form: SentForm, bench: Bench) -> Response:
    """Gives one paper of a result."""
    sealed = form.text("sealed")
    paper = write_paper(name, bench.sealer.open(sealed) if sealed else _screen_form(form, bench), bench)
    return hand_over(paper)


def _screen_form(form: Form, bench: Workbench) -> LabelledScreening:
    order = read_order({name: form.text(name) for name in ORDER_FIELDS}, bench)
    return fill_order(order, read_portfolio(require_file(_choose_file(form)), order, bench), bench)


def _choose_file(form: Form) -> SentFile | None:
    sent, pasted = form.files.get("file"), form.text("pasted")
    if sent is None:
        return SentFile(name=PASTED, content=pasted.encode()) if pasted else None
    if pasted:
        raise RequestRefused(
            "Both a file and pasted lines were sent.",
            help="Send one of the two, so that it is clear which was meant.",
            code="file_twice",
        )
    return sent


def _write_problem(problem: Problem) -> ProblemLine:
    return ProblemLine(
        severity=problem.severity,
        row=problem.row,
        sheet=cut_name(problem.sheet or ""),
        column=cut_name(problem.column or ""),
        found=cut_name(problem.found or ""),
        message=cut_name(problem.message, 400),
        help=cut_name(problem.help, 400),
    )
