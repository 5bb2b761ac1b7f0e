"""Pages of a letter: what a page carries and a person chose goes in; the form of a letter and its preview come out."""

from __future__ import annotations

from dataclasses import fields as list_fields
from dataclasses import replace
from typing import TYPE_CHECKING

from reports.catalogues import LANGUAGES, SOURCE, read_catalogue
from reports.customs import read_customs
from reports.journey_pages import LetterFields, LetterPage, PreviewPage
from reports.letter_forms import LetterUnprintable
from reports.letter_preview import preview_letter
from reports.pages import Choice
from screener.orders import refuse_unprintable
from screener.settings import read_today
from screener.web.pages.carrying import list_carried
from screener.web.pages.letter_drafts import HOLDER, draft_letter, explain_closed, list_about, suggest_open
from screener.web.pages.written_before import take_tracker
from screener.writing.correspondence_checks import PROFILES
from screener.writing.correspondents import CAPACITIES
from screener.writing.earlier_letters import REPLIES, SENT_BY
from screener.writing.kinds import KINDS

if TYPE_CHECKING:
    from reports.letter_document import EarlierLetter
    from screener.web.body import Form
    from screener.web.pages.letter_drafts import LetterDraft
    from screener.web.seal import LabelledScreening
    from screener.web.workbench import Workbench

TEXTS = tuple(item.name for item in list_fields(LetterFields) if item.name != "asks")
CAPACITIES_FOR = {
    "holder": ("saver", "manager", "organisation", "shareholder", "bondholder"),
    "state": ("bondholder", "organisation", "manager", "saver", "shareholder"),
}
"""The order in which capacities are offered, the likeliest first, by whom a letter goes to; to a company that of CAPACITIES."""


def read_letter_fields(form: Form) -> LetterFields:
    """Gives what a person wrote and chose; the capacity that fits whom it goes to where none was chosen yet."""
    given = {name: text.strip() for name in TEXTS if (text := form.texts.get(name)) is not None}
    fields = LetterFields(**given, asks=form.lists.get("asks", ()))
    return fields if fields.capacity else replace(fields, capacity="saver" if fields.to == HOLDER else "shareholder")


def follow_fields(form: Form) -> LetterFields:
    """Gives the fields with the tracker that was sent along."""
    fields = read_letter_fields(form)
    return replace(fields, earlier=take_tracker(form, fields))


def write_preview_page(form: Form, draft: LetterDraft) -> PreviewPage:
    """Gives the page with the letter as it will read. Raises LetterRefused for one that cannot be set on paper."""
    try:
        body = preview_letter(draft.letter)
    except LetterUnprintable as error:
        raise refuse_unprintable(error) from error
    return PreviewPage(
        carried=list_carried(form),
        fields=follow_fields(form),
        name=draft.letter.name,
        body=body,
        lacking=draft.lacking,
        unreviewed=draft.letter.language != SOURCE and not read_catalogue(draft.letter.language, "letters").reviewer,
        mailed=bool(draft.recipient.email),
        reply_by=draft.letter.reply_by,
        overdue=tuple(claim for claim in draft.letter.all_claims if claim.review_due),
    )


def write_letter_page(
    form: Form, fields: LetterFields, earlier: tuple[EarlierLetter, ...], *, labelled: LabelledScreening, bench: Workbench
) -> LetterPage:
    """Gives the page on which a letter is put together, with the kind that the evidence and the earlier letters bear."""
    screening = labelled.screening
    about = list_about(fields, screening)
    closed = explain_closed(fields, about, max(read_today().isoformat(), screening.receipt.as_of), earlier=earlier)
    kinds = tuple(kind for kind in KINDS if not closed[kind])
    kind = fields.kind if fields.kind in kinds and not form.text("follow") else suggest_open(kinds)
    plain = LetterFields(entity=fields.entity, to=fields.to, kind=kind, capacity="shareholder", company=fields.company)
    letter = draft_letter(plain, screening, bench, earlier=earlier).letter
    ticked = [ask for ask in letter.asks if ask in fields.asks] or letter.asks
    capacities = CAPACITIES_FOR.get(letter.family, CAPACITIES)
    capacity = fields.capacity if form.text("capacity") else capacities[0]
    return LetterPage(
        carried=list_carried(form),
        fields=replace(
            fields, kind=kind, capacity=capacity, company=fields.company or ("" if fields.to == HOLDER else letter.name)
        ),
        name="" if fields.to == HOLDER else letter.name,
        about=tuple(finding.name for finding in about),
        suggested=letter.kind,
        kinds=_list_choices(kinds, kind),
        asks=tuple(Choice(value=ask, title=ask, chosen=ask in ticked) for ask in letter.asks),
        languages=tuple(Choice(one, read_customs(one).name, one == fields.language) for one in LANGUAGES),
        profiles=_list_choices(PROFILES, fields.profile),
        capacities=_list_choices(capacities, capacity),
        ways=SENT_BY,
        replies=REPLIES,
        earlier=earlier,
        closed=closed["escalation"] if earlier else "",
    )


def _list_choices(values: tuple[str, ...], chosen: str) -> tuple[Choice, ...]:
    return tuple(Choice(value=value, title=value, chosen=value == chosen) for value in values)
