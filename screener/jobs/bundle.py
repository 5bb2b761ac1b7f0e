"""The bundle: a campaign that was read goes in; one ZIP with its printed letters, their lists and a tracker comes out.

It is made while a person waits, or letter by letter in a job; either way by the same call.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from reports.enclosures import Enclosure, enclose_letter
from reports.letter_archive import LetterFile, write_letters_zip
from reports.letter_forms import FORMS, LetterUnprintable, Mail, needs_pdf, render_letter, write_form
from reports.pdf import PressFailed
from screener.campaigns import review, tracker
from screener.campaigns.faults import has_errors
from screener.errors import LetterRefused, PaperFailed
from screener.jobs.parcel import PUBLIC, write_parcel
from screener.orders import refuse_unprintable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reports.letter_document import LetterDocument
    from screener.campaigns.campaign import CampaignReading
    from screener.campaigns.letters import PlannedLetter
    from screener.campaigns.tracker import Event

Press = Callable[[str, Enclosure | None], bytes]
"""Gives the PDF of a page with its enclosure; raises PressFailed."""
YOURS = "keep-to-yourselves"
"""The folder of what has addresses in it beyond those of the letters."""


@dataclass(frozen=True, slots=True)
class BundleOrder:
    """What is to be made: in which forms, as drafts or final, and which files of the campaign, by name, are laid in with it."""

    forms: tuple[str, ...]
    draft: bool
    kept: Mapping[str, str] = field(default_factory=dict, repr=False)


def choose_forms(given: Sequence[str], *, beside: Sequence[str] = ()) -> tuple[str, ...]:
    """Gives the forms each letter is written in, PDF where none is named; what else a door takes is named `beside`.

    Raises LetterRefused for a form there is not.
    """
    known = (*FORMS, *beside)
    unknown = next((form for form in given if form not in known), None)
    if unknown is not None:
        raise LetterRefused(
            f'There is no letter in the format "{unknown[:60]}".', help=f"Formats: {', '.join(known)}.", code="format_unknown"
        )
    return tuple(form for form in FORMS if form in given) or ("pdf",)


def render_planned(letter: LetterDocument) -> str:
    """Gives a letter's page. Raises LetterRefused for one that cannot be set as it is."""
    try:
        return render_letter(letter)
    except LetterUnprintable as error:
        raise refuse_unprintable(error) from error


def check_bundle(reading: CampaignReading, *, draft: bool) -> None:
    """Raises LetterRefused where a fault stands in the way, there is no letter, or final letters are not signed."""
    if has_errors(reading.faults):
        raise LetterRefused("Something in the files stands in the way.", help="Mend what the check names.", code="faults")
    if not reading.letters:
        raise LetterRefused("There is no letter to write.", help="Add a line to recipients.csv.", code="no_letters")
    unsigned = review.list_unsigned(reading.lines, reading.review)
    if unsigned and not draft:
        raise LetterRefused(
            f"A second person has not signed {len(unsigned)} of {len(reading.lines)} sentences.",
            help="Let them read each beside its source, or take drafts.",
            code="not_reviewed",
        )


def write_bundle(
    reading: CampaignReading, order: BundleOrder, press: Press, *, names: Mapping[str, str], tell: Callable[[float], None]
) -> bytes:
    """Gives the ZIP; `tell` hears which share of the letters is printed. Raises LetterRefused or PaperFailed."""
    check_bundle(reading, draft=order.draft)
    before = _read_events(order)
    letters = [_mark(letter, draft=order.draft) for letter in list_unsent(reading, before)]
    files: list[LetterFile] = []
    for number, letter in enumerate(letters):
        tell(number / len(letters))
        files += _print_letter(letter, order.forms, press)
    title = reading.plan.title if reading.plan else ""
    if order.draft:
        return write_letters_zip(files, title=title)
    parcel = write_parcel(letters, files, names=names)
    yours = {name: content for name, content in parcel.beside.items() if name not in {PUBLIC, "manifest.csv"}}
    yours |= {name: text.encode() for name, text in order.kept.items() if text}
    events = [*before, *tracker.list_new(parcel.events, before)]
    yours[tracker.FILE] = tracker.write_events(events, headings=True)
    beside = {PUBLIC: parcel.beside[PUBLIC], **{f"{YOURS}/{name}": content for name, content in yours.items()}}
    return write_letters_zip(files, title=title, beside=beside)


def list_unsent(reading: CampaignReading, before: Sequence[Event]) -> list[PlannedLetter]:
    """Gives the letters that were not sent yet. Raises LetterRefused where none is left."""
    sent = tracker.find_sent(before)
    letters = [letter for letter in reading.letters if letter.addressee.id not in sent]
    if not letters:
        raise LetterRefused(
            "Every letter was sent already.", help="Record in the tracker what became of them.", code="nothing_left"
        )
    return letters


def _read_events(order: BundleOrder) -> tuple[Event, ...]:
    """What happened so far, where a tracker is laid in; drafts are of all letters."""
    text = order.kept.get(tracker.FILE, "")
    if not text or order.draft:
        return ()
    events, faults = tracker.read_tracker(text)
    if faults:
        raise LetterRefused(faults[0].seen, help=faults[0].problem.help, code="tracker_unreadable")
    return events


def _mark(letter: PlannedLetter, *, draft: bool) -> PlannedLetter:
    return replace(letter, document=replace(letter.document, draft=True)) if draft else letter


def _print_letter(planned: PlannedLetter, forms: Sequence[str], press: Press) -> Iterator[LetterFile]:
    letter, to = planned.document, planned.addressee.recipient
    mail = Mail(to.email, to.person or to.company)
    html = render_planned(letter)
    try:
        pdf = press(html, enclose_letter(letter)) if needs_pdf(forms) else b""
        for form in forms:
            yield LetterFile(f"{letter.id}.{form}", letter, write_form(form, letter, html, pdf, mail), to.company, to.country)
    except LetterUnprintable as error:
        raise refuse_unprintable(error) from error
    except PressFailed as error:
        raise PaperFailed(str(error), help="Write fewer letters at once, or try again.") from error
