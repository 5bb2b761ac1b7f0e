"""POST /letters, …/preview, …/{form}: what a page carries and a person chose goes in; a letter to be read first comes out."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response

from reports.journey_pages import LetterFields
from reports.letter_archive import LetterFile
from reports.letter_document import EarlierLetter
from reports.letter_forms import FORMS
from screener.errors import LetterRefused, RequestRefused
from screener.settings import read_today
from screener.web.api.access import Bench
from screener.web.body import Form, read_form
from screener.web.follow_up import CALENDAR, TRACKER, enclose_follow_up, write_reply_days, write_tracker
from screener.web.pages.answers import answer_page, write_refusal
from screener.web.pages.carrying import CARRIED, open_carried
from screener.web.pages.letter_drafts import (
    HOLDER,
    LetterDraft,
    draft_letter,
    name_recipient,
)
from screener.web.pages.letter_pages import TEXTS, follow_fields, read_letter_fields, write_letter_page, write_preview_page
from screener.web.pages.written_before import read_written_before
from screener.web.papers import Paper, hand_over, hand_over_letter, hand_over_letters, print_letters
from screener.web.problems import write_problem
from screener.web.seal import LabelledScreening
from screener.web.workbench import Workbench

router = APIRouter(prefix="/letters")
FAULTS = {
    "language_unknown": "language",
    "profile_unknown": "profile",
    "kind_unknown": "kind",
    "no_ground": "kind",
    "sender_unusable": "name",
    "recipients_unusable": "company",
    "recipient_missing": "company",
    "letter_unprintable": "company",
    "tracker_unusable": "tracker",
    "told_unusable": "wrote_1",
}
"""The field to mend, by the code of a refusal."""
MOST_FIELDS = 80
FOLLOWING = {"tracker": (TRACKER, "text/csv; charset=utf-8"), "calendar": (CALENDAR, "text/calendar; charset=utf-8")}
"""What is kept beside a letter: the name of its file, and its media type."""
TAKEN = (*FORMS, "zip", *FOLLOWING)


async def receive_letter(request: Request, bench: Bench) -> Form:
    """Reads the form within its limits."""
    limit = bench.settings.max_upload_mb * 2**20
    known = (*TEXTS, *CARRIED, "checked", "again", "follow", "forget")
    return await read_form(request, limit=limit, fields=known, files=("tracker",), lists=("asks",), most=MOST_FIELDS)


SentLetter = Annotated[Form, Depends(receive_letter)]


@router.get("")
@router.get("/{form}")
def show_no_letter(form: str = "") -> Response:  # noqa: ARG001 (the address names it)
    """Leads back to the form: a letter has no address of its own, because it is not kept."""
    return Response(status_code=303, headers={"Location": "/"})


@router.post("")
def put_together(form: SentLetter, bench: Bench) -> HTMLResponse:
    """Gives the page on which a letter is put together."""
    return _show_form(form, open_carried(form, bench), bench)


@router.post("/preview")
def show_preview(form: SentLetter, bench: Bench) -> HTMLResponse:
    """Gives the letter as it will read; beside the form, what stands in its way."""
    labelled = open_carried(form, bench)
    try:
        return answer_page(write_preview_page(form, _draft(form, labelled, bench)), bench)
    except LetterRefused as error:
        return _show_form(form, labelled, bench, error=error)


@router.post("/{form_name}")
def hand_over_form(form_name: str, form: SentLetter, bench: Bench) -> Response:
    """Gives the letter as a file, as a ZIP, or what is kept beside it, once the reader says to have checked it."""
    if form_name not in TAKEN:
        raise RequestRefused(
            f'There is no letter as "{form_name[:20]}".', help=f"There are: {', '.join(TAKEN)}.", code="form_unknown"
        )
    draft = _draft(form, open_carried(form, bench), bench)
    if form.text("checked") != "yes":
        return answer_page(replace(write_preview_page(form, draft), unchecked=True), bench, status=400)
    before = follow_fields(form).earlier
    if form_name in FOLLOWING:
        return _hand_over_beside(form_name, draft, before)
    forms = list(FORMS) if form_name == "zip" else [form_name]
    files = print_letters([draft.letter], bench, forms=forms, recipients={draft.letter.entity: draft.recipient})
    if form_name != "zip":
        return hand_over_letter(files[0])
    return hand_over_letters(files, beside=enclose_follow_up(files, before=before))


def _hand_over_beside(name: str, draft: LetterDraft, before: str) -> Response:
    paper = LetterFile("", draft.letter, b"", draft.recipient.company, draft.recipient.country)
    content = write_tracker([paper], before=before) if name == "tracker" else write_reply_days([paper])
    if content is None:
        raise RequestRefused(
            "This letter asks for no reply, and so there is no day to remember.", help="Take its tracker.", code="no_reply_day"
        )
    file, media_type = FOLLOWING[name]
    return hand_over(Paper(file, media_type, content))


def _draft(form: Form, labelled: LabelledScreening, bench: Workbench) -> LetterDraft:
    fields = follow_fields(form)
    if fields.to == HOLDER and not fields.company:
        raise LetterRefused(
            "The letter to a fund or its manager does not say to whom.", help="Give its name.", code="recipient_missing"
        )
    return draft_letter(fields, labelled.screening, bench, earlier=_read_earlier(fields))


def _read_earlier(fields: LetterFields) -> tuple[EarlierLetter, ...]:
    return read_written_before(fields, name_recipient(fields), today=read_today().isoformat())


def _show_form(form: Form, labelled: LabelledScreening, bench: Workbench, *, error: LetterRefused | None = None) -> HTMLResponse:
    try:
        fields = follow_fields(form)
        earlier = _read_earlier(fields)
    except LetterRefused as unread:
        fields, earlier, error = replace(read_letter_fields(form), earlier=""), (), unread
    page = write_letter_page(form, fields, earlier, labelled=labelled, bench=bench)
    if error is None:
        return answer_page(page, bench)
    refusal = write_refusal(write_problem(error))
    return answer_page(replace(page, refusal=refusal, fault=FAULTS.get(error.kind, "")), bench, status=refusal.status)
