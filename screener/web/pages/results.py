"""POST /screen: a file or pasted lines go in; the result, or where the reader is unsure the columns, come out as a page.

POST /papers/…: the record that a page holds, or the file once more, goes in; a paper comes out. Nothing stays here in between.
"""

import json
from collections.abc import Mapping
from dataclasses import replace

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from reports.journey_pages import Answered, Carried, ResultPage
from reports.signs import write_sign
from screener.errors import UploadRefused
from screener.issuers.confirmations import read_confirmations
from screener.issuers.judgement import UNKNOWN_FUND
from screener.jobs.address import parse_address
from screener.jobs.draft import SentPart
from screener.jobs.pieces import REPEATABLE
from screener.model import Reading, Screening
from screener.web.api.access import Bench
from screener.web.body import Form
from screener.web.membership import find_keeper, find_workspace, join_answers, list_held
from screener.web.orders import ORDER_FIELDS, read_order
from screener.web.pages.answers import answer_page, write_form, write_problem_line
from screener.web.pages.carrying import (
    COLUMN_FIELDS,
    MISSES_SHOWN,
    Screened,
    SentForm,
    find_portfolio,
    list_carried,
    open_carried,
    read_carried,
    screen_carried,
)
from screener.web.pages.columns import is_unsure, read_chosen_columns, show_columns
from screener.web.pages.near_misses import add_answers, write_misses
from screener.web.papers import hand_over, write_paper, write_summary_document
from screener.web.seal import CarriedPortfolio, LabelledScreening
from screener.web.workbench import Workbench
from screener.writing.answer import list_companies
from screener.writing.excerpts import cut_name
from screener.writing.kinds import suggest_kind

router = APIRouter()
PROBLEMS_SHOWN = 60
JOB_BYTES = 2 * 2**20
"""A larger file becomes a job with a page of its own, so that nobody waits at a blank one."""


@router.get("/screen")
@router.get("/result")
@router.get("/confirm")
@router.get("/columns")
def show_no_result() -> Response:
    """Leads back to the form: a result has no address of its own, because it is not kept."""
    return Response(status_code=303, headers={"Location": "/"})


@router.post("/screen")
def show_result(form: SentForm, request: Request, bench: Bench) -> Response:
    """Gives the result; the columns where they are in doubt; a large file becomes a job."""
    portfolio = find_portfolio(form, bench)
    if is_large := len(portfolio.content) > JOB_BYTES:
        bench.office()  # on one's own machine it is known whose answers count once the database is open
    portfolio = _heed_held(portfolio, bench, request=request)
    if is_large:
        return _send_job(portfolio, request, bench)
    chosen = read_chosen_columns(form)
    if chosen:
        portfolio = replace(portfolio, words={**portfolio.words, "columns": json.dumps(chosen)})
    try:
        screened = screen_carried(portfolio, bench)
    except UploadRefused as error:
        if error.kind not in {"no_table", "unknown_column"}:
            raise
        return show_columns(portfolio, bench, error=error)
    if not portfolio.words.get("columns") and not _was_asked(form) and is_unsure(screened.reading):
        return show_columns(portfolio, bench, reading=screened.reading)
    return _show(screened, bench)


def _heed_held(portfolio: CarriedPortfolio, bench: Workbench, *, request: Request) -> CarriedPortfolio:
    """The answers of a workspace count on its pages as they do for its programs; those of the page come first."""
    answers = join_answers(portfolio.words.get("confirmations"), list_held(bench, find_keeper(request)))
    return replace(portfolio, words={**portfolio.words, "confirmations": answers}) if answers else portfolio


def _was_asked(form: Form) -> bool:
    """Whether the form is that of the columns: they are not asked about twice."""
    return any(name in form.texts for name in COLUMN_FIELDS)


def _send_job(portfolio: CarriedPortfolio, request: Request, bench: Workbench) -> Response:
    office = bench.office()
    words = {name: text for name, text in portfolio.words.items() if name != "label"}
    words |= {"as_of": read_order(words, bench).order.as_of.isoformat(), REPEATABLE: "yes"}
    part = SentPart(name=portfolio.name, content=portfolio.content)
    address = office.submit(words, [part], workspace=find_workspace(request))
    return Response(status_code=303, headers={"Location": f"/jobs/{address.text}"})


@router.post("/columns")
def correct_columns(form: SentForm, bench: Bench) -> HTMLResponse:
    """Gives the columns of the portfolio that a page carries, to be corrected."""
    portfolio = find_portfolio(form, bench)
    return show_columns(portfolio, bench, reading=read_carried(portfolio, bench))


@router.post("/confirm")
def take_answers(form: SentForm, request: Request, bench: Bench) -> Response:
    """Screens the portfolio again with a person's answers to what needs review; `forget` takes those of its page back.

    What a workspace holds stays: it is taken back under its own answers.
    """

    def join(words: Mapping[str, str]) -> dict[str, str]:
        return _join_words(form, words, bench, request=request)

    if (job := form.text("job")) and not form.files:
        address = parse_address(job)
        bench.office().repeat(address, join)  # the file lies sealed at the job's address until its hour is over
        return Response(status_code=303, headers={"Location": f"/jobs/{address.text}"})
    portfolio = find_portfolio(form, bench)
    return _show(screen_carried(replace(portfolio, words=join(portfolio.words)), bench), bench)


def _join_words(form: Form, words: Mapping[str, str], bench: Workbench, *, request: Request) -> dict[str, str]:
    if form.text("forget"):
        answers = join_answers(None, list_held(bench, find_keeper(request)))
    else:
        answers = add_answers(form, open_carried(form, bench), words.get("confirmations"), bench=bench)
    return {name: text for name, text in {**words, "confirmations": answers}.items() if text}


@router.post("/result")
def show_again(form: SentForm, bench: Bench) -> HTMLResponse:
    """Gives the result that a page carries once more: in another language, or after the letters."""
    if form.text("portfolio"):
        return _show(screen_carried(find_portfolio(form, bench), bench), bench)
    carried = list_carried(form)
    words = bench.office().read_words(parse_address(carried.job)) if carried.job else None
    return answer_page(write_result(open_carried(form, bench), carried, bench, words=words), bench)


@router.post("/papers/{name}")
def hand_over_paper(name: str, form: SentForm, bench: Bench) -> Response:
    """Gives one paper of a result."""
    return hand_over(write_paper(name, open_carried(form, bench), bench))


def _show(screened: Screened, bench: Workbench) -> HTMLResponse:
    carried = Carried(sealed=bench.sealer.seal(screened.labelled), portfolio=bench.sealer.seal_portfolio(screened.portfolio))
    page = write_result(screened.labelled, carried, bench, reading=screened.reading, words=dict(screened.portfolio.words))
    return answer_page(page, bench)


def write_result(
    labelled: LabelledScreening,
    carried: Carried,
    bench: Workbench,
    *,
    reading: Reading | None = None,
    words: dict[str, str] | None = None,
) -> ResultPage:
    """Gives the page of a result, with what it carries."""
    screening, given = labelled.screening, words or {}
    problems = sorted(screening.problems, key=lambda problem: ("error", "warning", "note").index(problem.severity))
    summary = write_summary_document(labelled)
    misses, left_out = write_misses(labelled, bench.rulebook.registry, most=MISSES_SHOWN)
    writable = [one for one in screening.findings if suggest_kind(one, screening.receipt.as_of) is not None]
    companies = {finding.entity for finding in list_companies(screening)}
    return ResultPage(
        summary=write_sign(summary, summary.currency_sign),
        problems=tuple(write_problem_line(problem) for problem in problems[:PROBLEMS_SHOWN]),
        problems_left_out=max(0, len(problems) - PROBLEMS_SHOWN),
        carried=carried,
        form=write_form(bench, {name: given.get(name) for name in ORDER_FIELDS}),
        read_as=tuple(reading.tables[0].columns.items()) if reading and reading.tables else (),
        misses=write_sign(misses, summary.currency_sign),
        misses_left_out=left_out,
        answered=_list_answered(given.get("confirmations"), bench),
        repeatable=carried.portfolio is not None or REPEATABLE in given,
        writable=frozenset(finding.entity for finding in writable),
        companies=sum(finding.entity in companies for finding in writable),
        unknown_funds=_count_unknown_funds(screening),
        by_fund=any(finding.through for finding in writable[:1]),
    )


def _count_unknown_funds(screening: Screening) -> int:
    """A record says of each line why it was not resolved, and of a fund so."""
    rows = screening.rows
    return int((rows["outcome"].eq("unresolved") & rows["reason"].str.endswith(UNKNOWN_FUND)).sum())


def _list_answered(text: str | None, bench: Workbench) -> tuple[Answered, ...]:
    given = read_confirmations(text, file="confirmations") if text else ()
    entities = bench.rulebook.registry.entities
    return tuple(
        Answered(name=cut_name(one.name or one.key), entity=entities[one.entity].name if one.entity in entities else one.entity)
        for one in given
    )
