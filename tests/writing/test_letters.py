from __future__ import annotations

from dataclasses import replace

import pytest

from screener.errors import LetterRefused
from screener.model import InvestorAction, Response
from screener.writing.correspondents import Recipient, Sender
from screener.writing.letters import write_letters
from tests.builders import ALDER, FUND, build_finding, build_involvement, build_screening

SENDER = Sender(capacity="shareholder", name="Ada Example", email="ada@mail.example")
RECIPIENT = Recipient("Hanbit Steel", ("100 Example-daero",), "KR")
TO_STEEL = {"hanbit-steel": RECIPIENT}


def test_drafts_are_written_for_every_finding_that_asks_something():
    drafts = write_letters(build_screening(), sender=None, recipients=None)
    assert [letter.id for letter in drafts] == [
        "hanbit-steel-engagement", "sirocco-shipping-enquiry", "meridian-petroleum-engagement", "nordlys-systems-enquiry",
        "banco-levante-enquiry", "government-of-arcadia-enquiry",
    ]  # fmt: skip
    assert all(letter.draft for letter in drafts)


def test_final_letters_go_to_the_recipients_named_and_to_nobody_else():
    (letter,) = write_letters(build_screening(), sender=SENDER, recipients=TO_STEEL)
    assert not letter.draft
    assert letter.recipient.lines == ("Hanbit Steel", "100 Example-daero", "SOUTH KOREA")
    assert letter.reply_by == "2026-12-22"
    assert letter.dispatch == "post"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"capacity": ""}, "capacity"),
        ({"name": ""}, "name or organisation"),
        ({"email": ""}, "email or address"),
        ({"capacity": "saver"}, "fund"),
        ({"capacity": "organisation"}, "organisation"),
    ],
)
def test_a_sender_without_a_required_field_is_refused_by_its_name(change, field):
    with pytest.raises(LetterRefused, match=f'The sender has no "{field}"'):
        write_letters(build_screening(), sender=replace(SENDER, **change), recipients=TO_STEEL)


def test_everything_a_sender_lacks_is_named_at_once_with_the_words_for_a_capacity():
    with pytest.raises(LetterRefused, match='no "capacity", no "email or address"') as refusal:
        write_letters(build_screening(), sender=replace(SENDER, capacity="", email=""), recipients=TO_STEEL)
    assert "shareholder" in refusal.value.help


@pytest.mark.parametrize(
    ("change", "field"), [({"company": ""}, "company"), ({"address_lines": ()}, "address"), ({"country": ""}, "country")]
)
def test_a_recipient_without_a_required_field_is_refused_by_its_name(change, field):
    with pytest.raises(LetterRefused, match=f'"hanbit-steel" has no "{field}"'):
        write_letters(build_screening(), sender=SENDER, recipients={"hanbit-steel": replace(RECIPIENT, **change)})


def test_no_letter_is_written_where_nothing_is_asked():
    with pytest.raises(LetterRefused, match='nothing to write to "morning-brewery" about in a letter of enquiry'):
        write_letters(build_screening(), sender=SENDER, recipients={"morning-brewery": RECIPIENT}, kind="enquiry")
    with pytest.raises(LetterRefused, match='nothing to write to "nobody"'):
        write_letters(build_screening(), sender=SENDER, recipients={"nobody": RECIPIENT})
    with pytest.raises(LetterRefused, match="There is no recipient"):
        write_letters(build_screening(), sender=SENDER, recipients={})


def test_a_firmer_letter_than_the_evidence_bears_is_refused_and_a_milder_one_is_written():
    with pytest.raises(LetterRefused, match="in a letter of engagement"):
        write_letters(build_screening(), sender=SENDER, recipients={"nordlys-systems": RECIPIENT}, kind="engagement")
    assert write_letters(build_screening(), sender=SENDER, recipients=TO_STEEL, kind="enquiry")[0].kind == "enquiry"


def test_a_kind_or_profile_that_does_not_exist_is_refused():
    for call in ({"kind": "threat"}, {"profile": "fr-c"}, {"language": "tlh"}):
        with pytest.raises(LetterRefused):
            write_letters(build_screening(), sender=None, recipients=None, **call)


def test_a_claim_without_a_source_is_never_printed():
    finding = build_finding(involvements=(build_involvement(sources=()),))
    with pytest.raises(LetterRefused, match="has no source"):
        write_letters(build_screening(findings=(finding,)), sender=None, recipients=None)


@pytest.mark.parametrize("word", ["complicit", "criminal", "launders", "genocide"])
def test_a_claim_with_a_word_only_a_court_may_use_is_never_printed(word):
    finding = build_finding(involvements=(build_involvement(summary=f"Alder Wire called it {word} on 4 May 2023."),))
    with pytest.raises(LetterRefused, match=word):
        write_letters(build_screening(findings=(finding,)), sender=None, recipients=None)


def test_claims_that_two_pages_do_not_hold_are_counted_and_offered():
    ties = tuple(build_involvement(f"hanbit-steel/tie-{n}", summary="In 2025 " + "word " * 58) for n in range(6))
    (letter,) = write_letters(build_screening(findings=(build_finding(involvements=ties),)), sender=None, recipients=None)
    assert (len(letter.claims), letter.claims_left_out) == (2, 4)


def test_a_tie_of_which_nothing_is_asked_is_no_claim():
    letters = write_letters(build_screening(), sender=None, recipients=None)
    assert all(claim.decision != "none" for letter in letters for claim in letter.claims)


@pytest.mark.parametrize(
    ("note", "amount", "told"), [("", None, 1), ("Value of June.", "5", 1), ("The day is not known.", None, 0)]
)
def test_a_step_of_another_investor_is_told_only_where_its_day_alone_says_no_more_than_its_source(note, amount, told):
    step = InvestorAction("Fjord Pension Fund", "divested", "2025", amount, "NOK" if amount else None, (FUND,), note=note)
    screening = build_screening(findings=(build_finding(investor_actions=(step,)),))
    (letter,) = write_letters(screening, sender=SENDER, recipients=TO_STEEL)
    assert len(letter.investor_steps) == told


def test_a_mere_holding_of_another_investor_is_no_step_it_took():
    letter = write_letters(build_screening(), sender=SENDER, recipients=TO_STEEL)[0]
    assert [step.action for step in letter.investor_steps] == ["excluded"]


def test_an_answer_to_a_report_that_the_letter_does_not_carry_is_left_out():
    answer = Response(None, "Hanbit Steel said that it would stay.", "answers", (ALDER,), ("hanbit-steel/mehl-venture",))
    stray = Response(None, "Hanbit Steel did not answer about a hotel.", "none_found", (ALDER,), ("hanbit-steel/hotel",))
    finding = build_finding(responses=(answer, stray))
    (letter,) = write_letters(build_screening(findings=(finding,)), sender=None, recipients=None)
    assert [said.summary for said in letter.statements] == [answer.summary]
