"""A campaign's letters are letters as any other, and what may not be written becomes a fault with the line it is for."""

from dataclasses import replace
from itertools import combinations

from reports.letter_page import read_letter_page
from reports.render import render_html
from screener.campaigns.letters import describe_letter, make_neutral, plan_letters
from screener.campaigns.points import measure_likeness, measure_mean_likeness
from screener.campaigns.recipients import Addressee
from screener.campaigns.review import RECIPIENT, list_lines
from screener.campaigns.sentences import list_sentences
from screener.campaigns.sequence import arrange_facts
from screener.model import Entity, Name, Registry
from screener.writing.correspondents import Recipient, Sender
from screener.writing.live_claims import LiveRegistry
from tests.builders import AS_OF, build_findings, build_screening
from tests.campaigns.test_recipients import build_plan

SENDER = Sender(capacity="organisation", organisation="Savers for Myanmar", email="letters@savers.example")
POINTS = {"en": (("We ask because we save.", "We ask because we care."),)}


def build_live():
    entities = {one.entity: Entity(one.entity, one.kind, one.country, "", (Name(one.name),)) for one in build_findings()}
    entities = {one.entity: replace(entities[one.entity], involvements=one.involvements) for one in build_findings()}
    return LiveRegistry(Registry(entities=entities, sources={}, version="1", sha256="0"))


def address(company, *about, row=2, language="en"):
    recipient = Recipient(
        company=company, address_lines=("1 Example Street",), country="NO", role="Stewardship", email="s@fund.example"
    )
    return Addressee(
        row=row, id=company.casefold().replace(" ", "-"), about=about, recipient=recipient, country="NO", language=language
    )


def write(*addressees, live=None, **changes):
    plan = build_plan(sender=SENDER, points=POINTS, about=("hanbit-steel",), **changes)
    return plan_letters(plan, addressees, build_screening(), live=live or build_live(), earlier={})


def list_codes(reading):
    return [(fault.problem.code, fault.problem.row) for fault in reading.faults]


def test_a_letter_carries_what_the_campaign_adds():
    reading = write(address("Fund One", "hanbit-steel"), reply_days=14, signatories=("Example Union",), signatories_withheld=72)
    assert not reading.faults
    letter = reading.letters[0].document
    assert (letter.family, letter.id, letter.date, letter.reply_by) == ("holder", f"fund-one-{letter.kind}", AS_OF, "2026-12-08")
    assert (letter.signatories, letter.signatories_withheld) == (("Example Union",), 72)
    assert letter.talking_points[0] in POINTS["en"][0]
    assert letter.claim_ids == ("hanbit-steel/mehl-venture",)


def test_who_signs_takes_room_of_what_the_letter_says():
    alone, joint = (
        write(address("Hanbit Steel", "hanbit-steel"), writes_to="issuers", signatories=names).letters[0].document
        for names in ((), ("Example Union",))
    )
    assert set(joint.exit_questions) < set(alone.exit_questions)
    assert (len(joint.exit_questions), len(alone.exit_questions)) == (2, 3)


def test_a_company_is_written_to_about_its_own_ties():
    letter = write(address("Hanbit Steel", "hanbit-steel"), writes_to="issuers").letters[0].document
    assert (letter.family, letter.entity) == ("company", "hanbit-steel")


def test_who_bears_no_such_letter_is_told_with_the_line_and_the_others_are_written():
    reading = write(address("Fund One", "hanbit-steel"), address("Fund Two", "nordlys-systems", row=3), kind="engagement")
    assert list_codes(reading) == [("no_ground", 3)]
    assert [letter.addressee.row for letter in reading.letters] == [2]


def test_a_claim_disputed_since_stops_its_letter():
    live = build_live()
    entity = live.registry.entities["hanbit-steel"]
    disputed = replace(entity, involvements=tuple(replace(tie, status="disputed") for tie in entity.involvements))
    changed = replace(live.registry, entities={**live.registry.entities, "hanbit-steel": disputed})
    reading = write(address("Fund One", "hanbit-steel"), live=LiveRegistry(changed))
    assert list_codes(reading) == [("claim_disputed", 2)]
    assert not reading.letters


def test_a_talking_point_says_no_word_that_a_letter_may_not_say():
    reading = write(address("Fund One", "hanbit-steel"))
    assert not reading.faults
    plan = build_plan(sender=SENDER, points={"en": (("You are complicit.", "We ask."),)}, about=("hanbit-steel",))
    faults = plan_letters(plan, [], build_screening(), live=build_live(), earlier={}).faults
    assert [fault.problem.code for fault in faults] == ["point_unprintable"]


def test_a_language_without_talking_points_is_warned_of():
    reading = write(address("Fund One", "hanbit-steel", language="de"))
    assert list_codes(reading) == [("points_missing", None)]
    assert reading.letters[0].document.talking_points == ()


def test_letters_that_differ_only_in_whom_they_are_to_are_read_over_once():
    one = write(address("Fund One", "hanbit-steel")).letters[0]
    other = write(address("Fund Two", "hanbit-steel")).letters[0]
    own = {"talking_points": one.document.talking_points, "variant": one.document.variant}
    same = replace(other, document=replace(other.document, **own))
    assert make_neutral(one) == make_neutral(same)
    assert make_neutral(one) != make_neutral(replace(same, document=replace(same.document, talking_points=("Other words.",))))


def test_facts_come_in_an_order_of_the_letters_own_and_the_first_of_them_stays_the_first():
    letter = write(address("Hanbit Steel", "hanbit-steel"), writes_to="issuers").letters[0].document
    four = replace(letter, claims=tuple(replace(letter.claims[0], id=f"claim-{number}") for number in range(4)))
    turned = [arrange_facts(replace(four, variant=f"fund-{number}")) for number in range(20)]
    assert {one.claims[0].id for one in turned} == {"claim-0"}
    assert {frozenset(one.claim_ids) for one in turned} == {frozenset(four.claim_ids)}
    assert len({one.claims for one in turned}) == 3
    assert {frozenset(one.exit_questions) for one in turned} == {frozenset(letter.exit_questions)}
    assert arrange_facts(replace(four, kind="thank_you", variant="fund-1")).claims == four.claims


def test_two_letters_to_holders_of_one_company_share_few_runs_of_words_and_each_is_the_same_every_time():
    funds = [address(f"Fund {name}", "hanbit-steel") for name in ("Alder", "Birch", "Cedar", "Dogwood", "Elm", "Fir")]
    letters = write(*funds).letters
    pages = [" ".join(block.text for block in read_letter_page(render_html(make_neutral(one))).body) for one in letters]
    assert measure_mean_likeness(pages) < 0.7
    assert all(measure_likeness(*pair) < 0.9 for pair in combinations(pages, 2))
    assert letters == write(*reversed(funds)).letters[::-1]


def test_the_sheet_has_every_sentence_that_any_letter_prints():
    letters = write(address("Fund Alder", "hanbit-steel"), address("Fund Birch", "hanbit-steel")).letters
    lines = list_lines(describe_letter(one, list_sentences(render_html(make_neutral(one)))) for one in letters)
    shown = {line.text.replace(RECIPIENT, "") for line in lines}
    for one in letters:
        printed = list_sentences(render_html(one.document))
        assert {sentence.text.replace(one.addressee.recipient.company, "") for sentence in printed} <= shown
