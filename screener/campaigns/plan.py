"""The plan: the text of campaign.yaml goes in; what the campaign writes, for whom and by when, comes out, and every fault."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from screener.campaigns.faults import Fault, complain, has_errors
from screener.campaigns.points import read_points
from screener.campaigns.signers import Senders
from screener.errors import LetterRefused, RulebookFault
from screener.model import is_day
from screener.rulebook.plainness import check_plainness
from screener.rulebook.text import read_values
from screener.writing.correspondence_checks import PROFILES, check_sender
from screener.writing.correspondents import LINE_CHARACTERS, Sender, read_sender
from screener.writing.kinds import KINDS
from screener.writing.live_claims import MOST_DAYS as MOST_DAYS_OF_SCREENING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from screener.campaigns.points import Points
    from screener.model import Registry
    from screener.rulebook.text import Values

FILE = "campaign.yaml"
ADDRESSED = ("issuers", "holders")
"""Whom a campaign writes to: the companies themselves, or the funds and managers that hold them."""
SUGGESTED = "suggested"
"""The kind of letter that the evidence on the letters' day bears, entity by entity."""
REMINDER_DAYS = 35
MOST_DAYS = 365
MOST_DAYS_AHEAD = 30
_LISTS = frozenset({"about", "signatories"})
_TEXTS = frozenset(
    {"title", "writes_to", "policy", "kind", "date", "reply_days", "reminder_days", "profile", "signatories_withheld"}
)  # fmt: skip
_MAPPINGS = frozenset({"languages", "sender", "talking_points"})


@dataclass(frozen=True, slots=True)
class Plan:
    """A campaign as planned. `languages` is by country (alpha-2) and `default`; without `reply_days` the kind of letter says."""

    title: str
    about: tuple[str, ...]
    sender: Sender
    day: date
    writes_to: str = "issuers"
    policy: str = "standard"
    kind: str | None = None
    languages: Mapping[str, str] = field(default_factory=lambda: {"default": "en"})
    profile: str = "universal"
    reply_days: int | None = None
    reminder_days: int = REMINDER_DAYS
    signatories: tuple[str, ...] = ()
    signatories_withheld: int = 0
    points: Points = field(default_factory=dict)

    @property
    def senders(self) -> Senders:
        """Who sends the letters, and so reads them over as no second person."""
        people = (self.sender.name, *self.sender.signatories, *self.signatories)
        return Senders(people, organisation=self.sender.organisation, emails=(self.sender.email,))

    def language_for(self, country: str) -> str:
        """Gives the language of letters to a country."""
        return self.languages.get(country, self.languages["default"])


@dataclass(frozen=True, slots=True)
class PlanReading:
    """What campaign.yaml gave: the plan, or None where an error stands in the way, and all faults with their lines."""

    plan: Plan | None
    faults: tuple[Fault, ...]


def read_plan(text: str, *, registry: Registry, languages: Collection[str]) -> PlanReading:
    """Gives the plan of a campaign.yaml, or all that is wrong with it; `languages` are those that letters are written in."""
    try:
        check_plainness(text, file=FILE)
        page = read_values(text, file=FILE)
    except RulebookFault as error:
        reason = error.message.removeprefix(f"{FILE}:{error.line}: ").replace("the policy", "the file").replace("a policy", "it")
        return PlanReading(None, (complain(FILE, "not_yaml", f"{reason}.", help="Correct that line of it.", row=error.line),))
    page.values.update({key: [value] for key, value in page.values.items() if key in _LISTS and isinstance(value, str) and value})
    faults = list(_check_shape(page))
    if not faults:
        sender, of_sender = _read_sender(text, page)
        points, of_points = read_points(page, languages=languages, file=FILE)
        faults = [*_check_words(page, registry=registry, languages=languages), *of_sender, *of_points]
        if not has_errors(faults) and sender is not None:
            return PlanReading(_make_plan(page.values, sender=sender, points=points, registry=registry), tuple(faults))
    return PlanReading(None, tuple(sorted(faults, key=lambda fault: fault.problem.row or 0)))


def _check_shape(page: Values) -> Iterator[Fault]:
    known = _LISTS | _TEXTS | _MAPPINGS
    for key, value in page.values.items():
        if key not in known:
            yield _fault(
                page, key, "unknown_field", f'"{key}" is not a field of a campaign.', f"Its fields: {', '.join(sorted(known))}."
            )
        elif key in _TEXTS and not isinstance(value, str):
            yield _fault(
                page, key, "not_text", f'"{key}" must be one word or sentence.', "Write it on one line behind the colon."
            )
        elif key in _LISTS and value and not (isinstance(value, list) and all(isinstance(item, str) for item in value)):
            yield _fault(page, key, "not_a_list", f'"{key}" must be a list.', "Write one item a line, each behind a dash.")
        elif key in _MAPPINGS and value and not isinstance(value, dict):
            yield _fault(page, key, "not_fields", f'"{key}" must have fields of its own.', "Indent them below it.")
    for key in ("title", "about", "sender"):
        if not page.values.get(key):
            yield _fault(page, key, "missing_field", f'"{key}" is missing.', "Fill it in, as the notes in the file say.")


def _check_words(page: Values, *, registry: Registry, languages: Collection[str]) -> Iterator[Fault]:
    values = page.values
    choices = {"writes_to": ADDRESSED, "kind": (SUGGESTED, *KINDS), "profile": PROFILES}
    for key, allowed in choices.items():
        if values.get(key) and values[key] not in allowed:
            yield _fault(page, key, "unknown_word", f'"{key}" is "{values[key]}".', f"Use one of: {', '.join(allowed)}.")
    for number, entity in enumerate(values["about"]):
        if follow(entity, registry) is None:
            message = f'There is no entity "{entity}" in the registry.'
            yield _fault(page, ("about", number), "entity_unknown", message, "Look it up: screener registry search NAME")
    yield from _check_numbers(page)
    yield from _check_languages(page, languages)
    for number, line in enumerate(values.get("signatories") or ()):
        if len(line) > LINE_CHARACTERS:
            message = f'The signatory "{line[:30]}…" has {len(line)} characters.'
            yield _fault(page, ("signatories", number), "too_long", message, f"There is room for {LINE_CHARACTERS}.")


def _check_numbers(page: Values) -> Iterator[Fault]:
    limits = {"reply_days": MOST_DAYS, "reminder_days": MOST_DAYS, "signatories_withheld": 1_000_000}
    for key, most in limits.items():
        text = page.values.get(key)
        if text and not (text.isdecimal() and text.isascii() and int(text) <= most):
            yield _fault(page, key, "not_a_number", f'"{key}" is "{text[:40]}".', f"Give a whole number up to {most:,}.")
    text = page.values.get("date", "")
    if not is_day(text):
        seen = f'"date" is "{text[:40]}".' if text else '"date" is missing: the day of the letters.'
        yield _fault(page, "date", "not_a_day", seen, "Write it as 2026-11-24.")


def _check_languages(page: Values, languages: Collection[str]) -> Iterator[Fault]:
    for country, language in (page.values.get("languages") or {}).items():
        place = ("languages", country)
        if not isinstance(language, str) or language not in languages:
            message = f'There are no letters in "{language}" for {country}.'
            yield _fault(page, place, "language_unknown", message, f"Use one of: {', '.join(languages)}.")
        if country != "default" and not (len(country) == 2 and country.isascii() and country.isupper()):
            message = f'"{country}" is not a country code.'
            yield _fault(page, place, "country_unknown", message, "Use two capital letters, as DE, or the word default.")


def _read_sender(text: str, page: Values) -> tuple[Sender | None, list[Fault]]:
    """The part of the text below "sender" is read as a sender's file; blank lines before it keep the numbers of the lines."""
    values, first = page.values["sender"], page.line_of(("sender",))
    if not isinstance(values, dict):
        return None, [
            _fault(page, "sender", "not_fields", '"sender" must have fields.', "Indent name, email and capacity below it.")
        ]
    lines = text.split("\n")
    behind = next((row for row in range(first, len(lines)) if lines[row][:1] not in {"", " ", "#", "\r"}), len(lines))
    reading = read_sender("\n" * first + "\n".join(lines[first:behind]))
    faults = [Fault(FILE, problem) for problem in reading.problems]
    if reading.sender is not None:
        try:
            check_sender(reading.sender)
        except LetterRefused as error:
            faults.append(complain(FILE, error.kind, error.message, help=error.help, row=first, column="sender"))
    return reading.sender, faults


def _make_plan(values: Mapping[str, Any], *, sender: Sender, points: Points, registry: Registry) -> Plan:
    kind = values.get("kind") or SUGGESTED
    days = values.get("reply_days")
    return Plan(
        title=values["title"],
        about=tuple(dict.fromkeys(str(follow(entity, registry)) for entity in values["about"])),
        sender=sender,
        day=date.fromisoformat(values["date"]),
        writes_to=values.get("writes_to") or "issuers",
        policy=values.get("policy") or "standard",
        kind=None if kind == SUGGESTED else kind,
        languages={"default": "en", **(values.get("languages") or {})},
        profile=values.get("profile") or "universal",
        reply_days=int(days) if days else None,
        reminder_days=int(values.get("reminder_days") or REMINDER_DAYS),
        signatories=tuple(values.get("signatories") or ()),
        signatories_withheld=int(values.get("signatories_withheld") or 0),
        points=points,
    )


def check_day(plan: Plan, *, today: date) -> Iterator[Fault]:
    """Gives a fault where the letters' day is too far from today for what they say to be what is known now."""
    age = (today - plan.day).days
    if age > MOST_DAYS_OF_SCREENING:
        message = f"The letters bear the day {plan.day}, {age} days ago; what they say is to be known now."
        yield complain(
            FILE, "day_old", message, help="Give a newer date; a second person then reads what has changed.", column="date"
        )
    elif age < -MOST_DAYS_AHEAD:
        message = f"The letters bear the day {plan.day}, {-age} days from now."
        yield complain(
            FILE,
            "day_ahead",
            message,
            help="Facts may change until then: check again before sending.",
            column="date",
            warning=True,
        )


def follow(entity: str, registry: Registry) -> str | None:
    """Gives the id that an entity has now, or None where the registry has none of it."""
    now = registry.merged.get(entity, entity)
    return now if now in registry.entities else None


def _fault(page: Values, place: str | tuple[str | int, ...], code: str, message: str, help: str) -> Fault:
    where = (place,) if isinstance(place, str) else place
    return complain(FILE, code, message, help=help, row=page.line_of(where), column=str(where[0]))
