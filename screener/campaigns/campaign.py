"""A campaign: the contents of its files go in, read and checked together; the letters they make and every fault come out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reports.catalogues import LANGUAGES, SOURCE, read_catalogue
from reports.letter_length import measure_length
from screener.campaigns import plan as plans
from screener.campaigns import recipients, review, tracker
from screener.campaigns.faults import Fault, complain
from screener.campaigns.grounds import find_grounds
from screener.campaigns.letters import LettersReading, PlannedLetter, describe_letter, make_neutral, plan_letters
from screener.campaigns.recalls import list_recalls, say_recall
from screener.campaigns.sentences import list_sentences
from screener.errors import LetterRefused, PolicyUnknown, RequestRefused, RulebookFault, RulebookFaults
from screener.writing.earlier_letters import read_earlier_letters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from reports.letter_document import EarlierLetter, LetterDocument
    from screener.campaigns.plan import Plan
    from screener.campaigns.recipients import Addressee
    from screener.campaigns.review import LetterText, Line, Review
    from screener.campaigns.sentences import Sentence
    from screener.model import Policy
    from screener.writing.live_claims import LiveRegistry

EARLIER = "earlier.csv"
_NEEDS_POLICY = (PolicyUnknown, RulebookFault, RulebookFaults, RequestRefused)
NOT_SENT = "Do not send it; write it again."


@dataclass(frozen=True, slots=True)
class CampaignFiles:
    """What a campaign consists of, as its files have it; the last three are None where there is no such file."""

    plan: str = field(repr=False)
    recipients: bytes = field(repr=False)
    review: str | None = field(default=None, repr=False)
    earlier: str | None = field(default=None, repr=False)
    tracker: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class CampaignDesk:
    """What a campaign is read with: the registry of the day, how a policy is found, how a letter becomes its page, and the day.

    `render` raises LetterRefused for a letter that cannot be set as it is.
    """

    live: LiveRegistry
    find_policy: Callable[[str], Policy]
    render: Callable[[LetterDocument], str]
    today: date


@dataclass(frozen=True, slots=True)
class CampaignReading:
    """A campaign as its files have it. The letters are those that may be written; `lines` are their sentences."""

    plan: Plan | None
    letters: tuple[PlannedLetter, ...]
    lines: tuple[Line, ...]
    review: Review
    faults: tuple[Fault, ...]

    def list_kinds(self) -> Iterator[tuple[str, str, int]]:
        """Gives how many letters there are of each kind and language."""
        counts = Counter((letter.document.kind, letter.document.language) for letter in self.letters)
        yield from ((kind, language, number) for (kind, language), number in sorted(counts.items()))


def read_campaign(files: CampaignFiles, desk: CampaignDesk) -> CampaignReading:
    """Reads and checks all files of a campaign together; whatever is wrong in them is a fault, and nothing is raised for it."""
    registry = desk.live.registry
    planned = plans.read_plan(files.plan, registry=registry, languages=LANGUAGES)
    read, signed = review.read_review(files.review) if files.review is not None else (review.Review(), ())
    policy, of_policy = _find_policy(planned.plan, desk)
    if planned.plan is None or policy is None:
        return CampaignReading(planned.plan, (), (), read, (*planned.faults, *of_policy, *signed))
    given = recipients.read_addressees(files.recipients, planned.plan, registry=registry, languages=LANGUAGES)
    made, of_earlier = _plan_letters(files, planned.plan, given.addressees, policy, desk)
    letters, lines, unwritten = _read_sentences(made.letters, desk.render)
    faults = (
        *planned.faults,
        *plans.check_day(planned.plan, today=desk.today),
        *_warn_of_drafts(letters),
        *given.faults,
        *of_earlier,
        *made.faults,
        *unwritten,
        *signed,
        *review.check_second_person(read, senders=planned.plan.senders),
        *_check_tracker(files.tracker, desk),
    )
    return CampaignReading(planned.plan, letters, lines, read, tuple(sorted(faults, key=_place)))


def _check_tracker(text: str | None, desk: CampaignDesk) -> Iterator[Fault]:
    """Letters of this campaign that are out and say what no longer stands: a warning each, because new letters may go on."""
    events, faults = tracker.read_tracker(text or "")
    yield from faults
    for happened in tracker.group_events(events).values() if not faults else ():
        for recall in list_recalls(happened, desk.live, today=desk.today):
            last = happened[-1]
            message = f'The letter "{last.letter}" carries a claim that no longer stands so: {say_recall(recall)}.'
            advice = NOT_SENT if last.event == "prepared" else f"Tell {last.company}, then record it corrected."
            yield complain(tracker.FILE, "recall", message, help=advice, found=recall.claim, warning=True)


def _plan_letters(
    files: CampaignFiles, plan: Plan, addressees: Sequence[Addressee], policy: Policy, desk: CampaignDesk
) -> tuple[LettersReading, list[Fault]]:
    grounds = find_grounds(plan.about, registry=desk.live.registry, policy=policy, as_of=plan.day)
    earlier, faults = _read_earlier(files.earlier)
    try:
        return plan_letters(plan, addressees, grounds, live=desk.live, earlier=earlier), faults
    except LetterRefused as error:
        return LettersReading((), (complain(plans.FILE, error.kind, error.message, help=error.help),)), faults


def _read_earlier(text: str | None) -> tuple[Mapping[str, Sequence[EarlierLetter]], list[Fault]]:
    """Letters written before this campaign, where a file tells of them: an escalation recalls them."""
    if text is None:
        return {}, []
    reading = read_earlier_letters(text)
    return reading.letters, [Fault(EARLIER, problem) for problem in reading.problems]


def _find_policy(plan: Plan | None, desk: CampaignDesk) -> tuple[Policy | None, list[Fault]]:
    if plan is None:
        return None, []
    try:
        return desk.find_policy(plan.policy), []
    except _NEEDS_POLICY as error:
        return None, [complain(plans.FILE, error.kind, error.message, help=error.help)]


def _read_sentences(
    letters: Iterable[PlannedLetter], render: Callable[[LetterDocument], str]
) -> tuple[tuple[PlannedLetter, ...], tuple[Line, ...], list[Fault]]:
    """The letters that can be printed, and what they say, read from their pages; what says the same is read once."""
    seen: dict[LetterDocument, tuple[Sentence, ...]] = {}
    printable: list[PlannedLetter] = []
    found: list[LetterText] = []
    faults: list[Fault] = []
    for letter in letters:
        neutral = make_neutral(letter)
        try:
            faults += _warn_of_length(letter, render(letter.document))
            if neutral not in seen:
                seen[neutral] = list_sentences(render(neutral))
        except LetterRefused as error:
            message = f"{error.message.rstrip('.')}."
            faults.append(complain(recipients.FILE, "unprintable", message, help=error.help, row=letter.addressee.row))
            continue
        printable.append(letter)
        found.append(describe_letter(letter, seen[neutral]))
    return tuple(printable), review.list_lines(found), faults


def _warn_of_length(letter: PlannedLetter, page: str) -> Iterator[Fault]:
    """What a campaign says in its own words comes on top of what two pages hold."""
    words = measure_length(page).words
    if words:
        message = f"The letter likely needs a third page: its two hold about {words} {'word' if words == 1 else 'words'} less."
        own = letter.document.talking_points
        advice = (
            "Shorten the talking points, or leave out a place." if own else "Name fewer who sign, or fewer companies in about."
        )
        yield complain(recipients.FILE, "third_page", message, help=advice, row=letter.addressee.row, warning=True)


def _place(fault: Fault) -> tuple[int, int]:
    files = (plans.FILE, recipients.FILE, review.FILE)
    return files.index(fault.file) if fault.file in files else len(files), fault.problem.row or 0


def _warn_of_drafts(letters: Iterable[PlannedLetter]) -> Iterator[Fault]:
    """A letter in a language whose catalogue nobody has read over is printed as a draft, whatever else is in order."""
    for language in sorted({letter.document.language for letter in letters} - {SOURCE}):
        if not read_catalogue(language, "letters").reviewer:
            message = f"Letters in {language} are printed as DRAFT: nobody has read its standing sentences over yet."
            yield complain(plans.FILE, "language_not_reviewed", message, help="Let a person who writes it do so.", warning=True)
