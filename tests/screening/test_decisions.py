"""What the standard policy asks, over every combination a registry can hold."""

from datetime import date
from itertools import product

import pytest

from screener.rulebook.policies import read_policy
from screener.rulebook.vocabulary import read_vocabulary
from screener.screening.decisions import rule_for

AS_OF = date(2026, 11, 24)
DIRECT = {"pre_coup_direct", "new_direct", "both"}
SUPPLIES = {"arms_supply", "dual_use_technology", "jet_fuel"}


@pytest.fixture(scope="module")
def vocabulary(checkout):
    return read_vocabulary(checkout / "rules")


@pytest.fixture(scope="module")
def standard(checkout, vocabulary):
    return read_policy(checkout / "rules", "standard", vocabulary=vocabulary, sources={})


def expected(facts, *, fresh):
    """The standard policy in words, written down a second time."""
    status, basis, own = facts["status"], facts["basis"], facts["tie"] in {"own", "subsidiary"}
    if facts["confidence"] == "low" or status == "exited":
        return "none"
    if status in {"exit_announced", "suspended", "disputed"}:
        return "observe"
    if status == "unknown":
        return "observe" if facts["channel"] in SUPPLIES else "none"
    if basis in DIRECT:
        return "exclude" if own and fresh else "observe"
    if basis == "post_coup_state_entity":
        return "engage" if own else "observe"
    return "none"


def test_every_combination_comes_to_what_the_policy_says_in_words(standard, vocabulary):
    words = [vocabulary.allowed(key) for key in ("channels", "bases", "statuses", "confidences", "ties")]
    for (channel, basis, status, confidence, tie), fresh in product(product(*words), (True, False)):
        facts = {
            "entity_group": "issuers",
            "channel": channel,
            "basis": basis,
            "status": status,
            "status_as_of": "2025-04-03" if fresh else "2023-04-03",
            "confidence": confidence,
            "tie": tie,
        }
        rule = rule_for(facts, standard, as_of=AS_OF)
        assert rule.decision == expected(facts, fresh=fresh), (facts, fresh, rule.id)


def test_no_state_or_body_is_ever_excluded(standard, vocabulary):
    words = [vocabulary.allowed(key) for key in ("channels", "bases", "statuses", "confidences")]
    for channel, basis, status, confidence in product(*words):
        facts = {"entity_group": "states_and_bodies", "channel": channel, "basis": basis, "status": status}
        rule = rule_for({**facts, "status_as_of": "2026-01", "confidence": confidence, "tie": "own"}, standard, as_of=AS_OF)
        assert rule.decision != "exclude"
        assert rule.id.startswith("state-"), facts


@pytest.mark.parametrize(
    ("status_as_of", "decision"),
    [("2024-11-24", "exclude"), ("2024-11", "exclude"), ("2024-11-23", "observe"), ("2024-10", "observe")],
)
def test_a_report_is_fresh_for_24_months_to_the_day(standard, status_as_of, decision):
    facts = {
        "entity_group": "issuers",
        "channel": "land_lease",
        "basis": "both",
        "status": "active",
        "confidence": "high",
        "tie": "own",
    }
    assert rule_for({**facts, "status_as_of": status_as_of}, standard, as_of=AS_OF).decision == decision
