from __future__ import annotations

import re
from dataclasses import replace

import pytest

from reports.catalogues import read_rules
from reports.facts import Amount, InvestorStep
from reports.render import render_headline, render_html
from reports.wording import WordUnknown
from screener.errors import Problem
from screener.writing.correspondents import Recipient, Sender
from screener.writing.letters import write_letters
from screener.writing.summary import write_summary
from tests.builders import build_finding, build_rows, build_screening

SENDER = Sender(capacity="shareholder", name="Ada Example", address_lines=("1 Garden Row", "Leeds"), email="ada@mail.example")
RECIPIENT = Recipient("Hanbit Steel Co., Ltd.", ("100 Example-daero", "Seoul 04520"), "KR", person="Dr Example")


def make_summary(screening=None, label="Delta"):
    return write_summary(screening or build_screening(), portfolio_label=label, policy_title="Standard", policy_summary="Ties.")


def write_words(html):
    body = html.split("<main>")[1].split("</main>")[0]
    return re.sub(r"<sup.*?</sup>|<[^>]+>", " ", body).split()


@pytest.fixture(scope="module")
def letters():
    return {letter.entity: letter for letter in write_letters(build_screening(), sender=None, recipients=None)}


def test_the_headline_states_numbers_and_no_adjectives():
    assert render_headline(make_summary()).replace("\u00a0", " ") == (
        "5 of 98 issuers, 5.2 % of the value screened, are listed; 2 holdings need your check."
    )


def test_the_headline_of_one_says_is():
    screening = build_screening(findings=(build_finding(),), rows=build_rows((build_finding(),)))
    assert " is listed." in render_headline(make_summary(screening))


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"issuers": 0, "listed": 0}, "There is no answer yet: 2 holdings need your check,"),
        ({"issuers": 0, "listed": 0, "need_check": 1}, "There is no answer yet: 1 holding needs your check,"),
        ({"issuers": 1, "listed": 0, "need_check": 0, "listed_share": None}, "0 of 1 issuer is listed."),
        ({"issuers": 3, "listed": 0, "need_check": 0, "listed_share": None}, "0 of 3 issuers are listed."),
        ({"state": "nothing_screened", "holdings": 1}, "Nothing could be screened: the one holding could not be resolved"),
        ({"state": "nothing_screened", "holdings": 3}, "Nothing could be screened: none of the 3 holdings could be resolved"),
    ],
)
def test_a_headline_of_none_and_one_is_a_sentence(changes, says):
    summary = make_summary()
    found = render_headline(replace(summary, answer=replace(summary.answer, states_and_bodies=0, **changes)))
    assert says in found.replace("\u00a0", " ")


def test_what_the_user_typed_is_never_markup():
    html = render_html(make_summary(label='<img src=x onerror="alert(1)">'))
    assert "<img" not in html
    assert "&lt;img src=x" in html


def test_every_fact_of_the_summary_has_a_note_and_every_note_its_place():
    html = render_html(make_summary())
    cited = set(re.findall(r'href="#(note-\d+)"', html))
    listed = set(re.findall(r'id="(note-\d+)"', html))
    assert cited == listed
    assert len(listed) == 7


def test_the_summary_says_that_not_listed_is_not_cleared_and_that_the_whole_holding_is_counted():
    html = render_html(make_summary())
    assert "Not listed is not cleared" in html
    assert "The whole holding is counted, not the share of the company’s business" in html


def test_what_was_noticed_in_the_file_stands_in_the_summary_and_is_announced_beside_the_answer():
    html = render_html(make_summary())
    assert "US037833100” is not an ISIN. Copy it again." in html.split('id="noticed"')[1]
    assert html.index('<span class="held">1 thing</span> noticed in your file may change this answer') < html.index(
        "Listed issuers"
    )


def test_notes_that_change_nothing_stay_out_of_the_summary():
    note = Problem("column_set_aside", "note", "Two columns can be the value.", "Name one.")
    assert "Noticed in your file" not in render_html(make_summary(build_screening(problems=(note,))))


def test_a_large_unresolved_share_turns_the_answer_grey():
    screening = build_screening()
    coverage = replace(screening.coverage, by_value={"screened": "0.60", "unresolved": "0.40", "out_of_scope": "0"})
    html = render_html(make_summary(replace(screening, coverage=coverage)))
    assert 'class="answer uncertain"' in html
    assert '<span class="held">40.0 %</span> of the portfolio could not be resolved' in html


def test_a_stale_tie_is_last_reported_and_never_active():
    html = render_html(make_summary())
    page = html.split('id="banco-levante"')[1].split("</article>")[0]
    assert 'Last reported on <span class="held">30 August</span> 2023' in page
    assert "Status active" not in page


def test_a_word_without_a_translation_stops_the_page():
    document = make_summary()
    with pytest.raises(WordUnknown):
        render_html(replace(document, outcomes={"cleared": 1}))


@pytest.mark.parametrize("entity", ["hanbit-steel", "sirocco-shipping", "meridian-petroleum", "government-of-arcadia"])
def test_a_letter_has_six_to_nine_hundred_words(letters, entity):
    assert 600 <= len(write_words(render_html(letters[entity]))) <= 900


def test_every_claim_of_a_letter_carries_a_note(letters):
    for letter in letters.values():
        claims = re.findall(r'<p class="claim">.*?</p>', render_html(letter), re.DOTALL)
        assert len(claims) == len(letter.claims)
        assert all('role="doc-noteref"' in claim for claim in claims)


def test_a_letter_always_says_what_the_company_said_or_that_nothing_was_found(letters):
    assert "found no public statement by Meridian Petroleum on this" in render_html(letters["meridian-petroleum"])
    assert "What the company has said" in render_html(letters["hanbit-steel"])
    assert "What the government has said" in render_html(letters["government-of-arcadia"])


def test_an_enquiry_asks_questions_only_and_an_engagement_makes_requests(letters):
    def list_asks(entity):
        return re.findall(r"<li>(.*?)</li>", render_html(letters[entity]).split('class="asks"')[1].split("</ol>")[0])

    assert all(ask.endswith("?") for ask in list_asks("sirocco-shipping"))
    assert not any("?" in ask for ask in list_asks("meridian-petroleum"))


def test_a_draft_shows_its_blanks_and_a_final_letter_has_none(letters):
    assert 'class="blank"' in render_html(letters["hanbit-steel"])
    (final,) = write_letters(build_screening(), sender=SENDER, recipients={"hanbit-steel": RECIPIENT})
    html = render_html(final)
    assert 'class="blank"' not in html
    assert "Dear Dr Example," in html
    assert "SOUTH KOREA" in html


def test_a_person_says_i_and_an_organisation_we(letters):
    one = write_letters(build_screening(), sender=SENDER, recipients={"hanbit-steel": RECIPIENT})[0]
    group = replace(SENDER, capacity="organisation", organisation="Delta Savers")
    many = write_letters(build_screening(), sender=group, recipients={"hanbit-steel": RECIPIENT})[0]
    assert not {"we", "We", "us"} & set(write_words(render_html(one)))
    assert not {"I", "me"} & set(write_words(render_html(many)))


def test_a_letter_names_its_reply_date_its_claims_its_registry_and_that_it_is_no_advice(letters):
    html = render_html(letters["hanbit-steel"])
    for phrase in (
        "22 December</span> 2026",
        "hanbit-steel/mehl-venture",
        "2026.11.24",
        "not legal, tax or investment advice",
        "inaccurate",
    ):
        assert phrase in html


def test_withheld_signatories_are_a_number_and_never_a_name():
    sender = replace(SENDER, signatories=("River Group",), signatories_withheld=4)
    (letter,) = write_letters(build_screening(), sender=sender, recipients={"hanbit-steel": RECIPIENT})
    assert "River Group, and 4 signatories" in render_html(letter)


def test_why_there_is_no_demand_is_said_in_burmese():
    reason, said = next((text, said) for text, said in read_rules("my").items() if text.startswith("The tie") and said)
    summary = make_summary()
    issuer = summary.no_demand[0]
    facts = (replace(issuer.facts[0], rule="exited", reason=reason),)
    html = render_html(replace(summary, language="my", no_demand=(replace(issuer, facts=facts),)))
    text = re.sub(r"<[^>]+>|[\s\u200b\u2060]", "", html)
    assert reason not in html
    assert "".join(said.split()) in text


STEPS = {
    ("2023-04-27", True): '<span class="held">27 April 2023 (USD 70,200)</span>',
    ("2023-04-27", False): '<span class="held">27 April 2023</span>',
    (None, True): '<span class="held">(USD 70,200)</span>',
    (None, False): "Alder excluded it<",
}


@pytest.mark.parametrize(("day", "with_sum"), STEPS)
def test_what_an_investor_sold_stays_on_the_line_of_its_day(day, with_sum):
    amount = Amount("USD", "70200") if with_sum else None
    step = InvestorStep(investor="Alder", action="excluded", date=day, amount=amount, note="", sources=())
    summary = make_summary()
    page = render_html(replace(summary, issuers=(replace(summary.issuers[0], investor_steps=(step,)),)))
    plain = re.sub(r'(?<=[( >])<span class="held">([^<]*)</span>(?=[ )])', r"\1", page.replace("\u00a0", " "))
    assert STEPS[day, with_sum] in plain
