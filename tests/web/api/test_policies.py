"""GET /v1/policies, /v1/policies/{id}."""

from __future__ import annotations


def test_the_policies_are_listed_with_version_and_hash(client):
    policies = {policy["id"]: policy for policy in client.get("/v1/policies").json()["policies"]}
    assert policies["standard"]["version"]
    assert len(policies["standard"]["sha256"]) == 64


def test_a_policy_is_shown_with_its_rules_in_order_and_their_cases(client):
    policy = client.get("/v1/policies/standard").json()
    assert policy["rules"][-1]["conditions"] == {}
    assert policy["rules"][-1]["decision"] == "none"
    assert all(rule["cases"] and rule["reason"] for rule in policy["rules"])


def test_an_unknown_policy_is_refused_with_those_there_are(client):
    problem = client.get("/v1/policies/strict").json()
    assert problem["code"] == "policy_unknown"
    assert "standard" in problem["help"]
