"""What a careful lawyer would strike from a letter."""

from __future__ import annotations

from dataclasses import replace

import pytest

from screener.errors import LetterRefused
from screener.model import Response
from screener.writing.legal_care import check_letter, compile_words, find_word
from screener.writing.letters import write_letters
from tests.builders import ALDER, build_finding, build_involvement, build_screening, build_source

EXIT = {"decision": "none", "status": "exited", "until": "2025"}


def refuse(kind=None, *, decision="exclude", responses=(), **tie):
    finding = build_finding(decision=decision, involvements=(build_involvement(**tie),), responses=responses)
    with pytest.raises(LetterRefused) as refusal:
        write_letters(build_screening(findings=(finding,)), sender=None, recipients=None, kind=kind)
    return refusal.value


@pytest.mark.parametrize(
    ("kind", "change", "code"),
    [
        (None, {"sources": ()}, "claim_without_source"),
        (None, {"summary": "Alder Wire reported that Hanbit Steel is complicit, in 2025."}, "claim_unprintable"),
        (None, {"summary": "Alder Wire reported in 2025 that the holding is illegal."}, "claim_unprintable"),
        (None, {"summary": "Alder Wire reported that Hanbit Steel holds 70 % of a venture."}, "claim_undated"),
        (None, {"sources": (build_source(date=""), build_source("b", publisher="Birch"))}, "claim_undated"),
        ("thank_you", {**EXIT, "summary": "Alder Wire reported in 2025 that it still holds 70 %."}, "tense_contradicts_status"),
        (None, {"summary": "Alder Wire reported in 2025 that Hanbit Steel's subsidiary runs a mill."}, "group_for_entity"),
        (None, {"summary": "Alder Wire reported in 2025 that Daw Example signed the lease."}, "person_named"),
        (None, {"limits": "Daw Example denies it."}, "person_named"),
        (None, {"limits": "No court called it illegal."}, "claim_unprintable"),
    ],
)
def test_what_may_not_be_printed_is_refused_with_its_claim_and_how_to_mend_it(kind, change, code):
    refusal = refuse(kind, **change)
    assert refusal.kind == code
    assert "hanbit-steel/mehl-venture" in refusal.message
    assert refusal.help


def test_an_answer_of_the_company_is_held_to_the_same_words_and_to_a_source():
    assert (
        refuse(responses=(Response("2025", "It called its critics criminal.", "answers", (ALDER,)),)).kind == "claim_unprintable"
    )
    assert refuse(responses=(Response("2025", "It denied all.", "answers", ()),)).kind == "statement_without_source"


def test_a_subsidiarys_act_recorded_as_the_subsidiarys_is_printed():
    tie = build_involvement(tie="subsidiary", summary="Alder Wire reported in 2025 that Hanbit Steel's subsidiary runs a mill.")
    finding = build_finding(involvements=(tie,))
    (letter,) = write_letters(build_screening(findings=(finding,)), sender=None, recipients=None)
    assert letter.subject_tie == "subsidiary"


def test_words_are_found_whole_and_with_any_ending_where_a_star_says_so():
    words = compile_words(["complicit*", "crime", "mit*schuldig"])
    assert find_word("They were Complicity itself", words) == "Complicity"
    assert find_word("crimea", words) is None
    assert find_word("a crime.", words) == "crime"


def test_the_words_of_the_letters_own_language_are_refused_too():
    finding = build_finding(involvements=(build_involvement(summary="Alder Wire meldete 2025, dies sei Geldwäsche."),))
    (letter,) = write_letters(build_screening(findings=(finding,)), sender=None, recipients=None)
    assert check_letter(letter) is letter
    with pytest.raises(LetterRefused, match="Geldwäsche"):
        check_letter(replace(letter, language="de"))
