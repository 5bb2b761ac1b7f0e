"""POST /letters, …/preview, …/{form}: what a page carries and a person chose goes in; a letter to be read first comes out."""

from dataclasses import fields as list_fields
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response

from reports.catalogues import LANGUAGES, SOURCE, read_catalogue
from reports.customs import read_customs
from reports.journey_pages import LetterFields, LetterPage, PreviewPage
from reports.letter_forms import FORMS, LetterUnprintable
from reports.letter_preview import preview_letter
from reports.pages import Choice, Refusal
from screener.errors import LetterRefused, RequestRefused
from screener.web.api.access import Bench
from screener.web.body import Form, read_form
from screener.web.pages.answers import answer_page, write_refusal
from screener.web.pages.carrying import CARRIED, list_carried, open_carried
from screener.web.pages.letter_drafts import HOLDER, LetterDraft, draft_letter, list_about, list_kinds, suggest_open
from screener.web.papers import hand_over_letter, hand_over_letters, print_letters
from screener.web.problems import write_problem
from screener.web.seal import LabelledScreening
from screener.web.workbench import Workbench
from screener.writing.correspondence_checks import PROFILES
from screener.writing.correspondents import CAPACITIES

router = APIRouter(prefix="/letters")
TEXTS = tuple(item.name for item in list_fields(LetterFields) if item.name != "asks")
FAULTS = {
    "language_unknown": "language",
    "profile_unknown": "profile",
    "kind_unknown": "kind",
    "no_ground": "kind",
    "sender_unusable": "name",
    "recipients_unusable": "company",
    "recipient_missing": "company",
    "letter_unprintable": "company",
}
"""The field to mend, by the code of a refusal."""
MOST_FIELDS = 80


async def receive_letter(request: Request, bench: Bench) -> Form:
    """Reads the form within its limits."""
    limit = bench.settings.max_upload_mb * 2**20
    known = (*TEXTS, *CARRIED, "checked", "again")
    return await read_form(request, limit=limit, fields=known, lists=("asks",), most=MOST_FIELDS)


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
        draft = _draft(form, labelled, bench)
        return answer_page(_write_preview(form, draft), bench)
    except LetterRefused as error:
        refusal = write_refusal(write_problem(error))
        return _show_form(form, labelled, bench, refusal=refusal, fault=FAULTS.get(error.kind, ""))


@router.post("/{form_name}")
def hand_over(form_name: str, form: SentLetter, bench: Bench) -> Response:
    """Gives the letter as a file, or as a ZIP of every form, once the reader says to have checked it."""
    if form_name not in {*FORMS, "zip"}:
        raise RequestRefused(
            f'There is no letter as "{form_name[:20]}".', help=f"There are: {', '.join(FORMS)}, zip.", code="form_unknown"
        )
    draft = _draft(form, open_carried(form, bench), bench)
    if form.text("checked") != "yes":
        return answer_page(replace(_write_preview(form, draft), unchecked=True), bench, status=400)
    forms = list(FORMS) if form_name == "zip" else [form_name]
    files = print_letters([draft.letter], bench, forms=forms, recipients={draft.letter.entity: draft.recipient})
    return hand_over_letters(files) if form_name == "zip" else hand_over_letter(files[0])


def read_letter_fields(form: Form) -> LetterFields:
    """Gives what a person wrote and chose."""
    given = {name: text.strip() for name in TEXTS if (text := form.texts.get(name)) is not None}
    return LetterFields(**given, asks=form.lists.get("asks", ()))


def _draft(form: Form, labelled: LabelledScreening, bench: Workbench) -> LetterDraft:
    fields = read_letter_fields(form)
    if fields.to == HOLDER and not fields.company:
        raise LetterRefused(
            "The letter to a fund or its manager does not say to whom.", help="Give its name.", code="recipient_missing"
        )
    return draft_letter(fields, labelled.screening, bench)


def _write_preview(form: Form, draft: LetterDraft) -> PreviewPage:
    try:
        body = preview_letter(draft.letter)
    except LetterUnprintable as error:
        raise LetterRefused(str(error), help=error.help, code="letter_unprintable") from error
    return PreviewPage(
        carried=list_carried(form),
        fields=read_letter_fields(form),
        name=draft.letter.name,
        body=body,
        lacking=draft.lacking,
        unreviewed=draft.letter.language != SOURCE and not read_catalogue(draft.letter.language, "letters").reviewer,
        mailed=bool(draft.recipient.email),
    )


def _show_form(
    form: Form, labelled: LabelledScreening, bench: Workbench, *, refusal: Refusal | None = None, fault: str = ""
) -> HTMLResponse:
    fields, screening = read_letter_fields(form), labelled.screening
    about = list_about(fields, screening)
    kinds = list_kinds(fields, about, screening.receipt.as_of)
    kind = fields.kind if fields.kind in kinds else suggest_open(kinds)
    plain = LetterFields(entity=fields.entity, to=fields.to, kind=kind, capacity="shareholder")
    letter = draft_letter(plain, screening, bench).letter
    ticked = [ask for ask in letter.asks if ask in fields.asks] or letter.asks
    page = LetterPage(
        carried=list_carried(form),
        fields=replace(fields, kind=kind, company=fields.company or ("" if fields.to == HOLDER else letter.name)),
        name="" if fields.to == HOLDER else letter.name,
        about=tuple(finding.name for finding in about),
        suggested=letter.kind,
        kinds=_list_choices(kinds, kind),
        asks=tuple(Choice(value=ask, title=ask, chosen=ask in ticked) for ask in letter.asks),
        languages=tuple(Choice(one, read_customs(one).name, one == fields.language) for one in LANGUAGES),
        profiles=_list_choices(PROFILES, fields.profile),
        capacities=_list_choices(CAPACITIES, fields.capacity),
        refusal=refusal,
        fault=fault,
    )
    return answer_page(page, bench, status=refusal.status if refusal else 200)


def _list_choices(values: tuple[str, ...], chosen: str) -> tuple[Choice, ...]:
    return tuple(Choice(value=value, title=value, chosen=value == chosen) for value in values)
