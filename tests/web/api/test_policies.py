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


RULE = {"title": "Jet fuel", "decision": "exclude", "severity": "severe", "reason": "Fuel flies.", "cases": []}
FACTS = {"basis": "both", "status": "active", "status_as_of": "2025-01-01", "confidence": "high"}


def write_policy(*, flown: str) -> dict:
    cases = [
        {"name": channel, "as_of": "2026-01-01", "facts": {"channel": channel, **FACTS}, "judged": "yes" if judged else "no"}
        for channel, judged in (("jet_fuel", flown == "jet_fuel"), ("banking_finance", flown == "banking_finance"))
    ]
    rest = {"id": "rest", "when": {}, "decision": "none", "severity": "elevated", "title": "The rest", "reason": "The rest."}
    turned = [{**case, "judged": {"yes": "no", "no": "yes"}[case["judged"]]} for case in cases]
    rules = [{"id": "fuel", "when": {"channel": "jet_fuel"}, **RULE, "cases": cases}, {**rest, "cases": turned}]
    return {"id": "mine", "title": "Mine", "version": "1", "publisher": "A saver", "summary": "Nothing flies.", "rules": rules}


def test_a_sound_policy_of_ones_own_holds_with_all_its_cases(client):
    told = client.post("/v1/policies/check", json=write_policy(flown="jet_fuel")).json()
    assert told == {"valid": True, "policy": told["policy"], "cases": 4, "faults": []}
    assert told["policy"]["id"] == "mine"


def test_a_worked_case_that_does_not_hold_is_named(client):
    told = client.post("/v1/policies/check", json=write_policy(flown="banking_finance")).json()
    assert told["valid"] is False
    assert len(told["faults"]) == 4
    assert 'Rule "fuel", case "jet_fuel"' in told["faults"][0]["message"]


def test_a_policy_that_breaks_its_form_is_told_with_the_line(client):
    told = client.post("/v1/policies/check", content=b"id: mine\ntitle: Mine\n").json()
    assert (told["valid"], told["policy"], told["faults"][0]["line"]) == (False, None, 1)


def test_a_policy_that_is_not_text_is_refused(client):
    answer = client.post("/v1/policies/check", content=b"\xff\xfe\x00")
    assert (answer.status_code, answer.json()["code"]) == (400, "not_text")
