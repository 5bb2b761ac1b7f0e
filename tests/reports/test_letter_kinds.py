"""What each kind of letter says on the page."""

from __future__ import annotations

import re
from dataclasses import replace
from importlib.resources import files

import pytest
from babel.messages.pofile import read_po

from reports.catalogues import LANGUAGES
from reports.customs import banned_words
from reports.letter_document import EarlierLetter
from reports.render import render_html
from reports.wording import list_sentences
from screener.writing.correspondents import Recipient, Sender
from screener.writing.legal_care import UNPRINTABLE, find_word
from screener.writing.letters import write_letters
from tests.builders import build_finding, build_involvement, build_screening

SENDER = Sender(capacity="shareholder", name="Ada Example", email="ada@mail.example")
EARLIER = (EarlierLetter("2026-03-02", "post"), EarlierLetter("2026-06-15", "email", "acknowledged", "2026-06-20"))
EXIT = build_involvement(status="exited", until="2025-01", status_as_of="2025-01-10")


def write(kind=None, *, finding=None, earlier=(), sender=SENDER, name="Hanbit Steel", **recipient):
    screening = build_screening(findings=(replace(finding or build_finding(), name=name),))
    to = {"hanbit-steel": Recipient(name, ("100 Example-daero",), "KR", **recipient)}
    sent = {"hanbit-steel": earlier}
    (letter,) = write_letters(screening, sender=sender, recipients=to, kind=kind, earlier=sent)
    return letter


def read(letter):
    html = render_html(letter)
    return " ".join(re.sub(r"<sup.*?</sup>|<[^>]+>", " ", html.split("<body")[1]).replace("\u00a0", " ").split())


def test_an_escalation_recalls_the_letters_before_it_and_names_what_may_come_next():
    text = read(write(earlier=EARLIER))
    assert "Letter of 2 March 2026 (post): no reply has come." in text
    assert "Letter of 15 June 2026 (e-mail): receipt acknowledged on 20 June 2026, no answer since." in text
    steps = [text.index(step) for step in ("in public", "at your next general meeting", "Voting against", "a resolution at")]
    assert steps == sorted(steps)
    assert "Please reply by 15 December 2026" in text


def test_an_enquiry_that_follows_a_letter_recalls_it_too():
    assert "Letter of 2 March 2026 (post): no reply has come." in read(write("enquiry", earlier=EARLIER[:1]))


def test_a_divestment_notice_gives_reason_and_conditions_and_asks_nothing():
    letter = write("divestment_notice")
    text = read(letter)
    assert "I have decided to sell my shares in Hanbit Steel" in text
    assert "I would reconsider the decision once all of this is the case" in text
    assert "No reply is needed." in text
    assert not letter.asks
    assert not letter.reply_by
    for demand in ("What I ask", "Please reply by", "I therefore ask"):
        assert demand not in text


@pytest.mark.parametrize(
    ("capacity", "sentence"),
    [
        ("bondholder", "I have decided to sell my bonds of Hanbit Steel"),
        ("saver", "I have decided not to save through funds that are invested in Hanbit Steel"),
        ("manager", "I have decided to hold Hanbit Steel no longer"),
    ],
)
def test_a_notice_says_what_this_holder_sells(capacity, sentence):
    assert sentence in read(write("divestment_notice", sender=replace(SENDER, capacity=capacity, fund="Nordlys Fund")))


def test_thanks_give_credit_for_an_end_with_its_day_and_ask_how_it_was_done_and_what_remains():
    finding = build_finding(decision="none", involvements=(EXIT,))
    text = read(write(finding=finding))
    assert "is reported as ended. I welcome that, and write to give credit for it" in text
    assert "It is reported as ended, as of 10 January 2025." in text
    assert "If you sell or have sold, who is the buyer, and does the military" in text
    assert "still have any other tie with the Myanmar military" in text
    assert "Please reply by 5 January 2027" in text
    assert "cannot be squared" not in text


def test_a_report_that_is_not_settled_stands_apart_from_what_ended():
    other, third = (build_involvement(f"hanbit-steel/{name}", status="disputed") for name in ("other", "third"))
    finding = build_finding(involvements=(other, EXIT, third))
    letter = write("thank_you", finding=finding)
    text = read(letter)
    assert [claim.status for claim in letter.claims] == ["exited", "disputed"]
    assert "1 further report is on record." in text
    assert text.index("It is reported as ended") < text.index("I also know of a report that is not settled:")
    assert text.index("not settled:") < text.index("The sources do not agree on this")


@pytest.mark.parametrize(
    ("tie", "said"),
    [
        ("subsidiary", "the act of a subsidiary, or of another company of the group, and not of Hanbit Steel itself."),
        ("part_owner", "The dealings are reported of a company in which Hanbit Steel has or had a stake"),
        ("distributor", "the act of a distributor, and not of Hanbit Steel itself."),
    ],
)
def test_whose_act_it_is_stands_in_the_letter_and_in_its_subject(tie, said):
    html = render_html(write(finding=build_finding(involvements=(build_involvement(tie=tie),))))
    assert said in html
    subject = html.split('class="subject">')[1].split("</h1>")[0]
    assert not subject.startswith("Hanbit Steel:")
    assert "Hanbit Steel:" in subject or "has or had a stake:" in subject


def test_a_counterparty_that_is_not_stated_is_not_in_the_subject():
    html = render_html(write(finding=build_finding(involvements=(build_involvement(counterparty="Not stated"),))))
    assert 'class="subject">Hanbit Steel: reports on a joint venture</h1>' in html


def test_a_subject_that_names_the_military_does_not_name_it_twice():
    supply = build_involvement(channel="arms_supply", counterparty="Myanmar military")
    html = render_html(write(finding=build_finding(involvements=(supply,))))
    assert 'class="subject">Hanbit Steel: reports on supplies to the military</h1>' in html


def test_a_government_has_its_article_where_another_acted_and_none_where_it_is_named_alone():
    assert "A subsidiary of the Government of Arcadia:" in _read_subject("subsidiary")
    assert _read_subject("own").startswith("Government of Arcadia:")


def test_a_body_of_states_has_an_article_inside_a_sentence_and_nobody_says_to_hold_shares_of_it():
    claim = build_involvement(tie="subsidiary")
    finding = build_finding(kind="intergovernmental_org", decision="engage", involvements=(claim,))
    text = read(write(finding=finding, name="Arcadian Development Bank"))
    assert "I write as an investor." in text
    assert "A subsidiary of the Arcadian Development Bank: reports on" in text
    assert "and not of the Arcadian Development Bank itself." in text


def test_a_disputed_report_is_called_so_in_the_subject():
    html = render_html(write(finding=build_finding(involvements=(build_involvement(status="disputed"),))))
    assert 'class="subject">Hanbit Steel: disputed reports on a joint venture –' in html


def _read_subject(tie):
    finding = build_finding(kind="government", involvements=(build_involvement(tie=tie),))
    return render_html(write(finding=finding, name="Government of Arcadia")).split('class="subject">')[1]


def test_each_step_and_each_condition_in_a_list_begins_with_a_capital():
    for text in (read(write("escalation", earlier=EARLIER)), read(write("divestment_notice"))):
        assert not re.search(r"(?:in this order:|is the case:) [a-z]", text)


def test_another_investors_step_is_a_sentence():
    screening = build_screening()
    (letter,) = write_letters(screening, sender=SENDER, recipients={"hanbit-steel": Recipient("Hanbit Steel", ("1 Road",), "KR")})
    assert "Fjord Pension Fund excluded Hanbit Steel (15 May 2024)." in read(letter)
    assert "Hanbit Steel was placed on an official list on 21 June 2023: United States, Burma." in read(letter)


def test_those_who_sign_together_say_that_each_decides_alone_and_one_who_signs_alone_does_not():
    guard = "Each who signs decides alone what to buy, hold or sell, and how to vote."
    group = replace(SENDER, capacity="organisation", organisation="Delta Savers", signatories=("River Group",))
    assert guard in read(write(sender=group))
    assert guard in read(write(sender=replace(group, signatories=(), signatories_withheld=4)))
    assert guard not in read(write())


def test_a_name_that_ends_in_a_full_stop_gets_no_second_one():
    text = read(write(name="Example N.V."))
    assert "I am a shareholder of Example N.V. " in text
    assert ".." not in text


def test_a_letter_says_that_to_be_named_is_no_guilt_and_that_it_is_no_advice():
    text = read(write())
    assert "To be named here is no finding of guilt, and not to be named is no clearance." in text
    assert "This letter is not legal, tax or investment advice." in text


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_no_translated_sentence_has_a_word_only_a_court_may_use(language):
    file = files("reports").joinpath("locales", language, "LC_MESSAGES", "letters.po")
    spoken = [form for message in read_po(file.open("rb")) for form in _list_forms(message) if message.id]
    assert len(spoken) > 100
    assert not [text for text in spoken if find_word(text, banned_words(language))]


def _list_forms(message):
    return (message.string,) if isinstance(message.string, str) else message.string


def test_no_sentence_that_letters_are_made_of_has_a_word_only_a_court_may_use():
    spoken = [text for path, text in list_sentences() if not path.startswith(("words.headings", "context.sources"))]
    assert len(spoken) > 100
    assert not [text for text in spoken if find_word(text, UNPRINTABLE, banned_words())]
