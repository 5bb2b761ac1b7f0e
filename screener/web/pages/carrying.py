"""Carrying: the form that a page of ours sends goes in; the portfolio and the screening that it carries come out."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from reports.journey_pages import Carried
from screener.errors import RequestRefused
from screener.jobs.address import parse_address
from screener.model import Reading
from screener.screening.record import read_screening
from screener.web.api.access import Bench
from screener.web.body import Form, SentFile, read_form
from screener.web.orders import ORDER_FIELDS, fill_order, read_order, read_portfolio, require_file
from screener.web.pages.answers import FORM_FIELDS
from screener.web.seal import CarriedPortfolio, LabelledScreening
from screener.web.workbench import Workbench

CARRIED = ("sealed", "portfolio", "job")
COLUMNS_SHOWN, MISSES_SHOWN = 60, 10
COLUMN_FIELDS = tuple(f"column-{number}" for number in range(COLUMNS_SHOWN))
ANSWER_FIELDS = tuple(f"answer-{number}" for number in range(MISSES_SHOWN))
STEP_FIELDS = (*FORM_FIELDS, *CARRIED, *COLUMN_FIELDS, *ANSWER_FIELDS, "forget")
PASTED = "pasted lines"


@dataclass(frozen=True, slots=True)
class Screened:
    """A portfolio with how it was read and what came of it."""

    portfolio: CarriedPortfolio
    reading: Reading
    labelled: LabelledScreening


async def receive_form(request: Request, bench: Bench) -> Form:
    """Reads the form within its limits, and notes what was chosen for a refusal to show again."""
    limit = bench.settings.max_upload_mb * 2**20
    form = await read_form(request, limit=limit, fields=STEP_FIELDS, files=("file",), most=len(STEP_FIELDS))
    request.state.given = {**{name: form.text(name) for name in FORM_FIELDS}, "pasted": form.text("pasted")}
    return form


SentForm = Annotated[Form, Depends(receive_form)]


def find_portfolio(form: Form, bench: Workbench) -> CarriedPortfolio:
    """Gives the file of a form, or the portfolio that its page carries, with the words that go with it.

    Raises UploadRefused where there is neither, RequestRefused for both or for a broken seal.
    """
    words = {name: text for name in ORDER_FIELDS if (text := form.text(name))}
    carried = form.text("portfolio")
    chosen = _choose_file(form)
    if carried and chosen is None:
        held = bench.sealer.open_portfolio(carried)
        return CarriedPortfolio(name=held.name, content=held.content, words={**held.words, **words})
    file = require_file(chosen)
    return CarriedPortfolio(name=file.name, content=file.content, words=words)


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


def screen_carried(portfolio: CarriedPortfolio, bench: Workbench) -> Screened:
    """Reads and screens a portfolio. Raises UploadRefused, RequestRefused, PolicyUnknown or RulebookFault."""
    order = read_order(portfolio.words, bench)
    reading = read_portfolio(SentFile(name=portfolio.name, content=portfolio.content), order, bench)
    return Screened(portfolio=portfolio, reading=reading, labelled=fill_order(order, reading, bench))


def read_carried(portfolio: CarriedPortfolio, bench: Workbench) -> Reading:
    """Reads a portfolio without screening it. Raises UploadRefused or RequestRefused."""
    return read_portfolio(SentFile(name=portfolio.name, content=portfolio.content), read_order(portfolio.words, bench), bench)


def open_carried(form: Form, bench: Workbench) -> LabelledScreening:
    """Gives the screening that a page carries: sealed, as a job's result, or made anew from its portfolio."""
    if sealed := form.text("sealed"):
        return bench.sealer.open(sealed)
    if job := form.text("job"):
        return open_job(job, bench)
    return screen_carried(find_portfolio(form, bench), bench).labelled


def list_carried(form: Form) -> Carried:
    """Gives what a form carries, for the next page to carry it on."""
    return Carried(sealed=form.text("sealed"), portfolio=form.text("portfolio"), job=form.text("job"))


def open_job(address: str, bench: Workbench) -> LabelledScreening:
    """Gives the result of a job of one file, which stays where it is. Raises JobUnknown, JobUnfinished, RequestRefused."""
    result = bench.office().open_result(parse_address(address))
    if result.is_lost or result.is_many or result.is_letters or result.files[0]["problem"]:
        raise RequestRefused(
            "This job has no result that a page can show.", help="Ask for it at its address under /v1/jobs.", code="no_page"
        )
    record = json.loads(b"".join(result.read(0)))
    return label_record(record, result.files[0]["file"], bench)


def label_record(record: Mapping[str, object], name: str, bench: Workbench) -> LabelledScreening:
    """Gives a record with the labels that its file and its policy give it."""
    screening = read_screening(dict(record))
    policy = bench.rulebook.policies.get(screening.receipt.policy_id)
    return LabelledScreening(
        screening=screening,
        label=name,
        policy_title=policy.title if policy else screening.receipt.policy_id,
        policy_summary=policy.summary if policy else "",
    )
