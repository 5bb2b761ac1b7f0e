from __future__ import annotations

from dataclasses import replace

from screener.writing.asks import ASKS_BY_CHANNEL, choose_asks, choose_exit_questions
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
