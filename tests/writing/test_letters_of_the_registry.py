"""Every letter that the registry bears, of every kind and family: its length, its words, its claims."""

from __future__ import annotations

import html
import io
import random
import re
from dataclasses import replace

import pytest
from pypdf import PdfReader

from reports.press_room import PressRoom
from reports.render import render_html
from screener.writing.grounds import suggest_letter
from screener.writing.kinds import KINDS
from screener.writing.legal_care import UNPRINTABLE, find_word
from screener.writing.letters import LetterOrder, write_correspondence
from tests.builders import AS_OF
from tests.writing.letter_desk import SENDER, hold_everything, make_recipient, read_body, write_to, write_to_all

JOINT = replace(
    SENDER, capacity="organisation", organisation="River Group", signatories=("Delta Group", "Hill Group"), signatories_withheld=3
)
GROUPS = replace(
    JOINT, signatories=tuple(f"Organisation of Invented People {number}" for number in range(12)), signatories_withheld=72
)
SAVER = replace(SENDER, capacity="saver", fund="Nordlys Index Fund")


@pytest.fixture(scope="module")
def letters():
    """Every letter to an entity about itself, by kind."""
    return {kind: write_to_all(kind, earlier=kind == "escalation").letters for kind in KINDS}


def write_to_holders(kind, *, sender, seed=7):
    """Letters to invented funds, each about one to nine of the companies that bear this kind."""
    shuffled = random.Random(seed)
    wanted = {"enquiry": {"enquiry", "engagement"}}.get(kind, {"engagement"})
    pool = [finding.entity for finding in hold_everything().findings if suggest_letter(finding, AS_OF) in wanted]
    recipients = {
        f"fund-{number}": make_recipient(family="holder", about=tuple(shuffled.sample(pool, 1 + number % 9)))
        for number in range(24)
    }
    return write_to(recipients, kind=kind, sender=sender, earlier=kind == "escalation")


@pytest.mark.parametrize("kind", KINDS)
def test_a_letter_to_a_company_an_owner_or_a_state_has_six_to_nine_hundred_words(kind, letters):
    assert letters[kind]
    lengths = {letter.id: len(read_body(letter).split()) for letter in letters[kind]}
    assert not {id_: words for id_, words in lengths.items() if not 600 <= words <= 900}


@pytest.mark.parametrize("kind", KINDS)
def test_a_letter_that_several_sign_has_as_many_words_their_names_left_aside(kind):
    sender = GROUPS if kind != "divestment_notice" else replace(SENDER, signatories=GROUPS.signatories, signatories_withheld=72)
    written = write_to_all(kind, sender=sender, earlier=kind == "escalation")
    names = sum(len(name.split()) for name in GROUPS.signatories)
    lengths = {letter.id: len(read_body(letter).split()) - names for letter in written.letters}
    assert lengths
    assert not {id_: words for id_, words in lengths.items() if not 600 <= words <= 900}


def test_a_draft_has_six_to_nine_hundred_words():
    drafts = write_correspondence(hold_everything(), LetterOrder(), None)
    assert not drafts.refused
    assert all(600 <= len(read_body(letter).split()) <= 900 for letter in drafts.letters)


@pytest.mark.parametrize("kind", ["enquiry", "engagement", "escalation", "divestment_notice"])
@pytest.mark.parametrize("sender", [SAVER, JOINT], ids=["saver", "group"])
def test_a_letter_to_a_holder_has_six_to_nine_hundred_words_however_much_it_holds(kind, sender):
    written = write_to_holders(kind, sender=sender)
    if kind == "divestment_notice" and sender is JOINT:
        assert {refusal.code for refusal in written.refused} == {"no_ground"}
        return
    assert len(written.letters) == 24
    assert all(600 <= len(read_body(letter).split()) <= 900 for letter in written.letters)


def test_the_registry_bears_letters_to_companies_owners_and_states(letters):
    assert {letter.family for letter in letters["enquiry"]} == {"company", "owner", "state"}
    assert {letter.family for letter in letters["thank_you"]} == {"company", "owner", "state"}


def test_each_claim_of_each_letter_has_a_source_and_a_day_and_none_is_refused_by_the_laws_eye():
    for kind in KINDS:
        written = write_to_all(kind, earlier=kind == "escalation")
        assert {refusal.code for refusal in written.refused} <= {"no_ground"}
        for claim in (claim for letter in written.letters for claim in letter.claims):
            assert claim.sources
            assert all(source.date for source in claim.sources)


def test_no_letter_has_a_word_that_only_a_court_may_use(letters):
    for letter in (letter for written in letters.values() for letter in written):
        assert find_word(read_body(letter), UNPRINTABLE) is None, letter.id


def test_every_letter_says_what_was_said_to_it_or_that_nothing_was_found(letters):
    for letter in (letter for written in letters.values() for letter in written):
        said = "".join(statement.summary for statement in letter.statements)
        assert said or "found no public statement" in read_body(letter), letter.id


def test_each_letter_prints_what_the_registry_holds_in_a_companys_favour_beside_a_claim(letters):
    limited = [letter for written in letters.values() for letter in written if any(claim.limits for claim in letter.claims)]
    assert {letter.kind for letter in limited} >= {"enquiry", "engagement", "escalation", "divestment_notice"}
    for letter in limited:
        body = html.unescape(read_body(letter))
        assert not [claim.id for claim in letter.claims if claim.limits not in body], letter.id
        assert all(claim.note.startswith(claim.limits) for claim in letter.claims), "pages print the note"


def test_what_a_firmer_letter_states_is_neither_disputed_nor_ended_nor_stale(letters):
    for kind in ("engagement", "escalation", "divestment_notice"):
        claims = [claim for letter in letters[kind] for claim in letter.claims]
        assert not [claim.id for claim in claims if claim.status in {"disputed", "exited"} or claim.stale]


def test_each_enquiry_and_each_letter_of_thanks_asks_questions_and_at_most_five(letters):
    for letter in (*letters["enquiry"], *letters["thank_you"]):
        asks = re.findall(r"<li>(.*?)</li>", render_html(letter).split('class="asks"')[1].split("</ol>")[0])
        assert 1 <= len(asks) <= 5
        assert all(ask.endswith("?") for ask in asks), letter.id


def test_two_pages_and_a_page_of_notes_hold_the_longest_letters_and_those_with_the_most_notes():
    """A spread, because laying out hundreds of letters is slow: of each kind the longest, and the one with the most notes."""
    pages: set[tuple[str, str]] = set()
    for kind in KINDS:
        sender = SENDER if kind == "divestment_notice" else JOINT
        written = write_to_all(kind, sender=sender, earlier=kind == "escalation").letters
        holders = write_to_holders(kind, sender=sender).letters if kind != "thank_you" else ()
        drawn = {letter.id: render_html(letter) for letter in (*written, *holders)}
        pages |= {
            max(drawn.items(), key=lambda item: len(item[1])),
            max(drawn.items(), key=lambda item: item[1].count("<li id=")),
        }
    with PressRoom(seconds=120) as room:
        room.expect(len(pages))
        ordered = {id_: room.order(html) for id_, html in dict(pages).items()}
        counted = {id_: len(PdfReader(io.BytesIO(pdf.result())).pages) for id_, pdf in ordered.items()}
    assert not {id_: number for id_, number in counted.items() if number > 3}


@pytest.mark.parametrize(("kind", "sender"), [("enquiry", JOINT), ("engagement", JOINT), ("divestment_notice", SENDER)])
def test_the_longest_letters_in_burmese_have_three_pages_as_well(kind, sender):
    """Its lines are the highest of the nine languages; these three letters were the last to reach a fourth page."""
    (letter,) = write_to({"bharat-electronics": make_recipient()}, kind=kind, sender=sender, language="my").letters
    with PressRoom(seconds=120) as room:
        pdf = room.order(render_html(letter)).result()
    assert len(PdfReader(io.BytesIO(pdf)).pages) == 3
