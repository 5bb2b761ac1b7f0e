"""A campaign's letters are letters as any other, and what may not be written becomes a fault with the line it is for."""

from dataclasses import replace

from screener.campaigns.letters import make_neutral, plan_letters
from screener.campaigns.recipients import Addressee
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
    assert joint.exit_questions == alone.exit_questions[:3]
    assert len(alone.exit_questions) > 3


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
    same = replace(other, document=replace(other.document, talking_points=one.document.talking_points))
    assert make_neutral(one) == make_neutral(same)
    assert make_neutral(one) != make_neutral(replace(same, document=replace(same.document, talking_points=("Other words.",))))
