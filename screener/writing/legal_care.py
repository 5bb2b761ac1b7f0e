"""Legal care: a letter goes in; a refusal comes out where it says what a careful lawyer would strike.

It runs on every letter before it is given out, in every language, on what differs from letter to letter; the fixed sentences are
checked once, in the tests. Each check says what stands in the registry and how to mend it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reports.customs import banned_words
from screener.errors import LetterRefused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from reports.facts import Fact
    from reports.letter_document import LetterDocument

BANNED = ("complicit*", "criminal*", "launder*", "genocid*", "illegal*", "war crime*", "corrupt*")
"""Words that a letter may not say of anyone without a court’s judgment; a star stands for any ending."""
_YEAR = re.compile(r"\b(19|20)\d\d\b")
_AS_IF_NOW = re.compile(r"\b(still|currently|continues? to|to this day|at present)\b", re.IGNORECASE)
_ENDED = frozenset({"exited"})
_PERSON = re.compile(r"\b(?:Mr|Mrs|Ms|Daw|Ko|Ma)\.? [A-Z]\w+")


def check_letter(letter: LetterDocument) -> LetterDocument:
    """Gives the letter back. Raises LetterRefused for the first thing in it that may not be printed.

    Words are looked for in English and in the letter's language: claims come in English where there is no other.
    """
    words = (UNPRINTABLE, banned_words(letter.language))
    for claim in _list_claims(letter):
        for check in CHECKS:
            check(claim, letter)
        _refuse_words(f"{claim.summary} {claim.limits}", claim.id, words)
    for statement in (*letter.statements, *(said for concern in letter.concerns for said in concern.statements)):
        _refuse_words(statement.summary, letter.entity, words)
        if not statement.sources:
            message = f'A statement of "{letter.entity}" has no source.'
            raise _refuse("statement_without_source", message, "Name one in the registry.")
    return letter


def compile_words(words: Iterable[str]) -> re.Pattern[str]:
    """Gives a pattern that finds any of the words, whole, in any case; a star at a word’s end stands for any ending."""
    parts = {re.escape(word.rstrip("*")) + (r"\w*" if word.endswith("*") else r"(?!\w)") for word in words}
    return re.compile(rf"(?<!\w)(?:{'|'.join(sorted(parts))})", re.IGNORECASE)


UNPRINTABLE = compile_words(BANNED)
"""The same, as a pattern."""


def find_word(text: str, *words: re.Pattern[str]) -> str | None:
    """Gives the first word of the text that may not be printed, or None."""
    found = (pattern.search(text) for pattern in words)
    return next((match.group() for match in found if match), None)


def _list_claims(letter: LetterDocument) -> Iterator[Fact]:
    yield from letter.claims
    yield from (concern.claim for concern in letter.concerns)


def _refuse_words(text: str, place: str, words: Iterable[re.Pattern[str]]) -> None:
    found = find_word(text, *words)
    if found:
        message = f'"{place}" contains the word "{found}", which a letter may not say without a court\'s judgment.'
        raise _refuse("claim_unprintable", message, "Reword the summary in the registry.")


def _check_source(claim: Fact, _: LetterDocument) -> None:
    if not claim.sources:
        message = f'The claim "{claim.id}" has no source, so it may not be printed.'
        raise _refuse("claim_without_source", message, "Name a publication in the registry.")


def _check_dates(claim: Fact, _: LetterDocument) -> None:
    if not _YEAR.search(claim.summary) or not all(source.date for source in claim.sources):
        message = f'The claim "{claim.id}" does not say when it was reported, so it may not be printed.'
        raise _refuse("claim_undated", message, "Say in the registry on which day its source reported it.")


def _check_tense(claim: Fact, _: LetterDocument) -> None:
    found = _AS_IF_NOW.search(claim.summary) if claim.status in _ENDED else None
    if found:
        message = f'The claim "{claim.id}" has ended, and says "{found.group()}" as if it had not.'
        raise _refuse("tense_contradicts_status", message, "Reword the summary, or correct the status, in the registry.")


def _check_status(claim: Fact, letter: LetterDocument) -> None:
    firm = letter.kind in {"engagement", "escalation", "divestment_notice"}
    if firm and (claim.status in {"disputed", "exited"} or claim.stale):
        message = f'The claim "{claim.id}" is {claim.status}, and a letter of {letter.kind} would state it as continuing.'
        raise _refuse("status_contradicts_kind", message, "Write an enquiry.")


def _check_whose_act(claim: Fact, letter: LetterDocument) -> None:
    """A subsidiary’s act is the subsidiary’s: a tie recorded as the group’s own may not tell of what its subsidiary did."""
    if claim.tie == "own" and re.search(rf"\b{re.escape(letter.name)}[’']s? subsidiar", claim.summary):
        message = f'The claim "{claim.id}" is recorded as the act of {letter.name}, and tells of a subsidiary.'
        raise _refuse("group_for_entity", message, 'Record it with "tie: subsidiary", or on the page of the subsidiary.')
    if letter.claims and letter.subject_tie != letter.claims[0].tie:
        message = f'The subject line does not say whose act "{letter.claims[0].id}" is.'
        raise _refuse("group_for_entity", message, "This is a fault of the program; tell its makers.")


def _check_persons(claim: Fact, _: LetterDocument) -> None:
    found = _PERSON.search(f"{claim.summary} {claim.limits}")
    if found:
        message = f'The claim "{claim.id}" names a person, "{found.group()}".'
        raise _refuse("person_named", message, "Say the office instead, in the registry.")


CHECKS: tuple[Callable[[Fact, LetterDocument], None], ...] = (
    _check_source, _check_dates, _check_tense, _check_status, _check_whose_act, _check_persons,
)  # fmt: skip
"""What is asked of every claim, in this order."""


def _refuse(code: str, message: str, help_: str) -> LetterRefused:
    return LetterRefused(message, help=help_, code=code)
