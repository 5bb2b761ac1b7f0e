"""Policies: form and worked cases."""

import pytest

from screener.errors import PolicyUnknown, RulebookFault
from screener.rulebook.policies import list_policies, read_policy, read_policy_text
from screener.rulebook.vocabulary import read_vocabulary
from screener.screening.decisions import failed_cases

OWN = """
id: mine
title: Mine
version: "1"
publisher: A saver
summary: Nothing that flies.
rules:
  - id: fuel
    title: Jet fuel
    when: {channel: jet_fuel}
    decision: exclude
    severity: severe
    reason: Fuel flies.
    cases:
      - name: A fuel seller
        as_of: "2026-01-01"
        facts: &facts {channel: jet_fuel, basis: both, status: active, status_as_of: "2025-01-01", confidence: high}
        judged: yes
      - name: A bank
        as_of: "2026-01-01"
        facts: {channel: banking_finance, basis: both, status: active, status_as_of: "2025-01-01", confidence: high}
        judged: no
  - id: rest
    title: The rest
    when: {}
    decision: none
    severity: elevated
    reason: The rest.
    cases:
      - {name: A bank, as_of: "2026-01-01", judged: yes,
         facts: {channel: banking_finance, basis: both, status: active, status_as_of: "2025-01-01", confidence: high}}
      - {name: A fuel seller, as_of: "2026-01-01", judged: no,
         facts: {channel: jet_fuel, basis: both, status: active, status_as_of: "2025-01-01", confidence: high}}
"""


@pytest.fixture(scope="module")
def vocabulary(checkout):
    return read_vocabulary(checkout / "rules")


def read_own(text, vocabulary):
    return read_policy_text(text, file="mine.yaml", vocabulary=vocabulary, sources={})


@pytest.fixture(scope="module")
def shipped(checkout, vocabulary):
    root = checkout / "rules"
    return [read_policy(root, key, vocabulary=vocabulary, sources={}) for key in list_policies(root)]


def test_every_worked_case_of_every_shipped_policy_holds(shipped):
    assert [
        f"{policy.id}/{rule.id}: {case.name} → {by.id}" for policy in shipped for rule, case, by in failed_cases(policy)
    ] == []


def test_every_rule_shows_a_case_it_judges_and_one_it_leaves_alone(shipped):
    for policy in shipped:
        for rule in policy.rules:
            assert {case.judged for case in rule.cases} == {True, False}, f"{policy.id}/{rule.id}"


def test_an_investors_own_policy_is_read_from_one_file(vocabulary):
    policy = read_own(OWN, vocabulary)
    assert [rule.id for rule in policy.rules] == ["fuel", "rest"]
    assert failed_cases(policy) == []


def test_a_wrong_case_of_an_own_policy_is_found(vocabulary):
    policy = read_own(OWN.replace("judged: no\n  - id: rest", "judged: yes\n  - id: rest"), vocabulary)
    assert [(rule.id, case.name, by.id) for rule, case, by in failed_cases(policy)] == [("fuel", "A bank", "rest")]


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("channel: jet_fuel}\n", "chanel: jet_fuel}\n", 'unknown field "chanel" Did you mean "channel"'),
        ("decision: exclude", "decision: sell", '"sell" is not one of the decisions'),
        ("when: {}", "when: {channel: donations}", "must catch the rest"),
        ("channel: jet_fuel}\n", "channel: jets}\n", '"jets" is not one of the channels'),
    ],
)
def test_a_faulty_own_policy_is_refused_with_the_word_found(vocabulary, old, new, sentence):
    with pytest.raises(RulebookFault, match=sentence):
        read_own(OWN.replace(old, new, 1), vocabulary)


def test_a_policy_nobody_ships_is_refused_and_the_shipped_ones_named(checkout, vocabulary):
    with pytest.raises(PolicyUnknown, match=r'no policy "strict". Shipped are: .*standard'):
        read_policy(checkout / "rules", "strict", vocabulary=vocabulary, sources={})
