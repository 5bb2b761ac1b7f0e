"""A campaign's folder: its files go in, read and checked together; the letters they make and every fault come out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from screener.campaigns import plan as plans
from screener.campaigns import recipients, review, tracker
from screener.campaigns.faults import Fault, complain
from screener.campaigns.letters import LettersReading, PlannedLetter, describe_letter, make_neutral, plan_letters
from screener.campaigns.sentences import list_sentences
from screener.cli.desk import open_desk, read_bytes, read_text
from screener.errors import LetterRefused, PolicyUnknown, RequestRefused, RulebookFault, RulebookFaults
from screener.settings import read_today
from screener.writing.earlier_letters import read_earlier_letters
from screener.writing.live_claims import LiveRegistry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from reports.letter_document import EarlierLetter, LetterDocument
    from screener.campaigns.plan import Plan
    from screener.campaigns.recipients import Addressee
    from screener.campaigns.review import LetterText, Line, Review
    from screener.campaigns.sentences import Sentence
    from screener.campaigns.tracker import Event
    from screener.cli.desk import Desk
    from screener.model import Policy, Screening

REVIEW, LETTERS, REPLIES = "review", "letters", "replies"
EARLIER = "earlier.csv"


@dataclass(frozen=True, slots=True)
class Campaign:
    """A campaign as it stands in its folder. The letters are those that may be written; `lines` are their sentences."""

    folder: Path
    desk: Desk
    plan: Plan | None
    letters: tuple[PlannedLetter, ...]
    lines: tuple[Line, ...]
    review: Review
    faults: tuple[Fault, ...]

    @property
    def names(self) -> dict[str, str]:
        """The display names of the registry's entities."""
        return {key: entity.name for key, entity in self.desk.rulebook.registry.entities.items()}


def open_campaign(folder: Path) -> Campaign:
    """Reads and checks campaign.yaml, recipients.csv and review.yaml. Raises RequestRefused where a file is missing."""
    from reports.catalogues import LANGUAGES
    from screener.campaigns.grounds import find_grounds

    check_folder(folder)
    desk = open_desk()
    registry = desk.rulebook.registry
    planned = plans.read_plan(read_text(folder / plans.FILE), registry=registry, languages=LANGUAGES)
    read, signed = _read_review(folder)
    policy, of_policy = _find_policy(planned.plan, desk, folder)
    if planned.plan is None or policy is None:
        return Campaign(folder, desk, planned.plan, (), (), read, (*planned.faults, *of_policy, *signed))
    given = recipients.read_addressees(read_bytes(folder / recipients.FILE), planned.plan, registry=registry, languages=LANGUAGES)
    grounds = find_grounds(planned.plan.about, registry=registry, policy=policy, as_of=planned.plan.day)
    made, of_earlier = _plan_letters(folder, planned.plan, given.addressees, grounds, desk)
    letters, lines, unwritten = _read_sentences(made.letters)
    faults = (
        *planned.faults,
        *plans.check_day(planned.plan, today=read_today()),
        *_warn_of_drafts(letters),
        *given.faults,
        *of_earlier,
        *made.faults,
        *unwritten,
        *signed,
        *review.check_second_person(read, names=(planned.plan.sender.name, *planned.plan.signatories)),
    )
    return Campaign(folder, desk, planned.plan, letters, lines, read, tuple(sorted(faults, key=_place)))


def check_folder(folder: Path) -> None:
    """Raises RequestRefused where the folder is no campaign."""
    for name in (plans.FILE, recipients.FILE):
        if not (folder / name).is_file():
            raise RequestRefused(f'"{folder}" has no {name}.', help="Begin one with: screener campaign new DIR --about ENTITY")


def read_events(folder: Path) -> tuple[Event, ...]:
    """Reads the tracker, empty where nothing was written yet. Raises RequestRefused with all that is wrong in it."""
    file = folder / tracker.FILE
    if not file.is_file():
        return ()
    events, faults = tracker.read_tracker(read_text(file))
    if faults:
        raise RequestRefused("\n".join(map(str, faults)), code="tracker_unreadable")
    return events


def add_events(folder: Path, events: Iterable[Event]) -> None:
    """Adds lines to the tracker. Raises RequestRefused where it cannot be written."""
    file = folder / tracker.FILE
    content = tracker.write_events(events, headings=not file.is_file())
    try:
        with file.open("ab") as open_file:
            open_file.write(content)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise RequestRefused(
            f'"{file}" could not be written: {reason}.', help="Close it where it is open, and try again."
        ) from error


def _plan_letters(
    folder: Path, plan: Plan, addressees: Sequence[Addressee], grounds: Screening, desk: Desk
) -> tuple[LettersReading, list[Fault]]:
    from screener.rulebook.corrections import read_corrections

    registry = desk.rulebook.registry
    live = LiveRegistry(registry, read_corrections(desk.settings.rules_root, registry, vocabulary=desk.rulebook.vocabulary))
    earlier, faults = _read_earlier(folder)
    try:
        return plan_letters(plan, addressees, grounds, live=live, earlier=earlier), faults
    except LetterRefused as error:
        return LettersReading((), (complain(plans.FILE, error.kind, error.message, help=error.help),)), faults


def _read_earlier(folder: Path) -> tuple[Mapping[str, Sequence[EarlierLetter]], list[Fault]]:
    """Letters written before this campaign, where the folder tells of them: an escalation recalls them."""
    file = folder / EARLIER
    if not file.is_file():
        return {}, []
    reading = read_earlier_letters(read_text(file))
    return reading.letters, [Fault(EARLIER, problem) for problem in reading.problems]


def _find_policy(plan: Plan | None, desk: Desk, folder: Path) -> tuple[Policy | None, list[Fault]]:
    """A policy of one's own lies in the folder, under its bare name."""
    if plan is None:
        return None, []
    own = plan.policy.endswith((".yaml", ".yml"))
    if own and ("/" in plan.policy or "\\" in plan.policy):
        return None, [
            complain(plans.FILE, "policy_elsewhere", f'"{plan.policy}" is a path.', help="Lay the policy into the folder.")
        ]
    try:
        return desk.policy(str(folder / plan.policy) if own else plan.policy), []
    except (PolicyUnknown, RulebookFault, RulebookFaults, RequestRefused) as error:
        return None, [complain(plans.FILE, error.kind, error.message, help=error.help)]


def _read_review(folder: Path) -> tuple[Review, tuple[Fault, ...]]:
    file = folder / REVIEW / review.FILE
    return review.read_review(read_text(file)) if file.is_file() else (review.Review(), ())


def _read_sentences(letters: Iterable[PlannedLetter]) -> tuple[tuple[PlannedLetter, ...], tuple[Line, ...], list[Fault]]:
    """The letters that can be printed, and what they say, read from their pages; what says the same is read once."""
    from reports.letter_forms import LetterUnprintable, render_letter

    seen: dict[LetterDocument, tuple[Sentence, ...]] = {}
    printable: list[PlannedLetter] = []
    found: list[LetterText] = []
    faults: list[Fault] = []
    for letter in letters:
        neutral = make_neutral(letter)
        try:
            render_letter(letter.document)
            if neutral not in seen:
                seen[neutral] = list_sentences(render_letter(neutral))
        except LetterUnprintable as error:
            message = f"{str(error).rstrip('.')}."
            faults.append(complain(recipients.FILE, "unprintable", message, help=error.help, row=letter.addressee.row))
            continue
        printable.append(letter)
        found.append(describe_letter(letter, seen[neutral]))
    return tuple(printable), review.list_lines(found), faults


def _place(fault: Fault) -> tuple[int, int]:
    files = (plans.FILE, recipients.FILE, review.FILE)
    return files.index(fault.file) if fault.file in files else len(files), fault.problem.row or 0


def _warn_of_drafts(letters: Iterable[PlannedLetter]) -> Iterator[Fault]:
    """A letter in a language whose catalogue nobody has read over is printed as a draft, whatever else is in order."""
    from reports.catalogues import SOURCE, read_catalogue

    for language in sorted({letter.document.language for letter in letters} - {SOURCE}):
        if not read_catalogue(language, "letters").reviewer:
            message = f"Letters in {language} are printed as DRAFT: nobody has read its standing sentences over yet."
            yield complain(plans.FILE, "language_not_reviewed", message, help="Let a person who writes it do so.", warning=True)


def list_summary(campaign: Campaign) -> Iterator[tuple[str, int]]:
    """Gives how many letters there are of each kind and language."""
    counts = Counter((letter.document.kind, letter.document.language) for letter in campaign.letters)
    yield from ((f"{kind} ({language})", number) for (kind, language), number in sorted(counts.items()))
