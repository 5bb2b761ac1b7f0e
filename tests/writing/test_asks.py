from __future__ import annotations

from dataclasses import replace

import pytest

from screener.writing.asks import ASKS_BY_CHANNEL, choose_asks, choose_conditions, choose_exit_questions
from screener.writing.issuer_pages import write_facts
from tests.builders import AS_OF, build_finding, build_findings

GAS = next(finding for finding in build_findings() if finding.entity == "meridian-petroleum")
CLAIMS = write_facts(GAS, AS_OF)
VENTURE = write_facts(build_finding(), AS_OF)


def test_a_letter_asks_at_most_five_things_and_something_of_every_claim():
    asks = choose_asks(CLAIMS, "company")
    assert len(asks) == 5
    assert all(set(ASKS_BY_CHANNEL[claim.channel]) & set(asks) for claim in CLAIMS)


def test_the_same_thing_is_not_asked_twice_in_other_words():
    assert len({"publish_payments", "disclose_payments"} & set(choose_asks(CLAIMS, "company"))) == 1


def test_a_part_owner_is_asked_to_use_its_influence_and_not_to_end_what_it_does_not_run():
    asks = choose_asks([replace(VENTURE[0], tie="part_owner")], "company")
    assert asks[0] == "use_leverage_as_owner"
    assert "end_relationship" not in asks


def test_a_state_is_asked_what_a_state_can_do():
    asks = choose_asks(CLAIMS, "government")
    assert "publish_programmes" in asks
    assert "stop_transfers" not in asks
    assert choose_asks([replace(VENTURE[0], channel="arms_supply")], "government")[0] == "stop_transfers"


def test_exit_questions_come_where_an_exit_is_asked_for_or_announced():
    assert choose_exit_questions(VENTURE, "engagement", "company")
    assert choose_exit_questions(VENTURE, "enquiry", "company") == ()
    assert choose_exit_questions([replace(VENTURE[0], status="exit_announced")], "enquiry", "company")
    assert choose_exit_questions([replace(VENTURE[0], channel="arms_supply")], "engagement", "company") == ()


@pytest.mark.parametrize(
    ("channel", "asked", "not_asked", "condition"),
    [
        ("banking_finance", "programmes_ended", "left_behind", "tie_ended"),
        ("other_commercial", "programmes_ended", "left_behind", "tie_ended"),
        ("jet_fuel", "buyer", "left_behind", "supply_ended"),
        ("arms_supply", "left_behind", "buyer", "supply_ended"),
        ("joint_venture", "buyer", "programmes_ended", "tie_ended"),
    ],
)
def test_what_is_asked_of_an_end_and_of_a_return_fits_the_kind_of_tie(channel, asked, not_asked, condition):
    claims = [replace(VENTURE[0], channel=channel)]
    questions = choose_asks(claims, "company", kind="thank_you")
    assert (asked in questions, not_asked in questions) == (True, False)
    assert choose_conditions(claims, "company", family="company")[0] == condition


def test_an_exit_question_is_not_put_again_where_a_numbered_ask_puts_it():
    claims = [replace(VENTURE[0], status="exit_announced")]
    assert {"check_the_buyer", "plan_for_staff"} < set(choose_asks(claims, "company", kind="enquiry"))
    assert not {"buyer", "staff"} & set(choose_exit_questions(claims, "enquiry", "company"))


def test_a_body_of_states_is_not_asked_how_it_voted():
    assert "vote_accordingly" in choose_asks(CLAIMS, "government")
    assert "vote_accordingly" not in choose_asks(CLAIMS, "organisation")
