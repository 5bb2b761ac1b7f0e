"""The exclusion list: who is on it, at which level, on whose word."""

from __future__ import annotations

from datetime import date

import pytest

from screener.rulebook.policies import read_policy, read_policy_text
from screener.rulebook.registry import read_registry
from screener.rulebook.vocabulary import read_vocabulary
from screener.screening.decisions import judge_registry
from screener.screening.exclusions import list_exclusions

DAY = date(2026, 11, 24)
OWN = """
id: mine
title: Mine
version: "1"
publisher: A saver
summary: Nothing that flies.
restrictions: {exclude: cap}
rules:
  - id: fuel
    title: Jet fuel
    when: {channel: jet_fuel}
    decision: exclude
    severity: severe
    reason: Fuel flies.
    cases: &cases
      - name: A fuel seller
        as_of: "2026-01-01"
        facts: {channel: jet_fuel, basis: both, status: active, status_as_of: "2025-01-01", confidence: high}
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
      - name: A bank
        as_of: "2026-01-01"
        facts: {channel: banking_finance, basis: both, status: active, status_as_of: "2025-01-01", confidence: high}
        judged: yes
      - name: A fuel seller
        as_of: "2026-01-01"
        facts: {channel: jet_fuel, basis: both, status: active, status_as_of: "2025-01-01", confidence: high}
        judged: no
""".replace(" &cases", "")


@pytest.fixture(scope="module")
def rules(checkout):
    return checkout / "rules"


@pytest.fixture(scope="module")
def vocabulary(rules):
    return read_vocabulary(rules)


@pytest.fixture(scope="module")
def registry(rules, vocabulary):
    return read_registry(rules, vocabulary=vocabulary)


def list_under(policy, registry):
    return list_exclusions(registry, policy, judge_registry(registry, policy, as_of=DAY), as_of=DAY)


@pytest.fixture(scope="module")
def standard(rules, vocabulary, registry):
    return list_under(read_policy(rules, "standard", vocabulary=vocabulary, sources=registry.sources), registry)


def test_a_policy_that_says_nothing_sells_what_it_excludes_and_buys_no_more_of_what_it_engages(standard):
    assert {(item.decision, item.restriction) for item in standard.exclusions} == {
        ("exclude", "sell"), ("engage", "no_new_buy"), ("observe", "inform")
    }  # fmt: skip


def test_a_policy_may_say_which_level_a_decision_means(registry, vocabulary):
    own = read_policy_text(OWN, file="mine.yaml", vocabulary=vocabulary, sources=registry.sources)
    assert {item.restriction for item in list_under(own, registry).exclusions} == {"cap"}
    assert own.restrictions["observe"] == "inform"


def test_every_exclusion_stands_on_judgements_of_its_own_decision_and_on_sources(standard, rules, vocabulary, registry):
    sanctions = list_under(read_policy(rules, "sanctions", vocabulary=vocabulary, sources=registry.sources), registry)
    for item in (*standard.exclusions, *sanctions.exclusions):
        assert item.judgements, item.issuer.id
        assert {judgement.decision for judgement in item.judgements} == {item.decision}, item.issuer.id
        assert item.sources, item.issuer.id


def test_nobody_is_on_the_list_of_whom_nothing_is_asked(standard, registry):
    listed = {item.issuer.id for item in standard.exclusions}
    assert len(listed) == len(standard.exclusions) < len(registry.entities)
