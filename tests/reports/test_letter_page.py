"""What is read from a letter's page, so that Word and mail say the words of the PDF."""

import re
from html import unescape

import pytest

from reports.letter_page import LetterPageUnknown, read_letter_page
from tests.reports.letters import HOSTILE, build_letter, build_page

SHELL = '<!doctype html><html lang="en"><head><title>T</title></head><body class="letter profile-us draft">{}</body></html>'


def read_letters(text):
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("draft", [True, False])
def test_no_word_of_the_page_is_lost(draft):
    html = build_page(draft=draft)
    page = read_letter_page(html)
    whole = re.sub(r"<[^>]+>", "", html.split("</head>")[1])
    runs = [page.sender, page.recipient, *(block.runs for block in (*page.body, *page.notes, *page.colophon))]
    said = "".join(run.text for part in runs for run in part)
    assert sorted(read_letters(unescape(whole))) == sorted(read_letters(said + page.sources))


def test_the_page_says_its_language_profile_subject_and_whether_it_is_a_draft():
    page = read_letter_page(build_page(draft=True, profile="de-b"))
    assert (page.language, page.profile, page.draft) == ("en", "de-b", "DRAFT")
    assert page.subject.startswith("Hanbit Steel")
    assert read_letter_page(build_page()).draft == ""


def test_asks_stand_in_one_list_and_every_note_has_its_number_in_the_text():
    page = read_letter_page(build_page())
    asks = [block for block in page.body if block.role == "li"]
    assert 2 <= len(asks) <= 5
    assert len({block.group for block in asks}) == 1
    cited = {int(run.text) for block in page.body for run in block.runs if run.manner == "note" and run.text.isdigit()}
    assert cited == set(range(1, len(page.notes) + 1))


def test_an_element_no_writer_knows_stops_the_letter_rather_than_losing_its_words():
    with pytest.raises(LetterPageUnknown, match="video"):
        read_letter_page(SHELL.format("<main><p>a</p><video>b</video></main>"))
    with pytest.raises(LetterPageUnknown, match="stray words"):
        read_letter_page(SHELL.format("<main>stray words</main>"))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_text_and_no_element(name):
    page = read_letter_page(build_page(name=name))
    shown = re.sub(r"[\x00-\x08]", "", name)
    assert read_letters(shown) in read_letters(page.subject)
    assert len(page.body) == len(read_letter_page(build_page(name="Plain")).body)


def test_spaces_that_hold_a_date_together_are_kept():
    page = read_letter_page(build_page())
    assert any("22\u00a0December 2026" in block.text for block in page.body)
    assert build_letter().reply_by == "2026-12-22"
