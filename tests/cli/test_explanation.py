"""`screener explain`."""

import json


def test_a_listed_company_is_explained_to_a_person(run):
    ending = run("explain", "POSCO HLDGS", "--country", "kr", "--as-of", "2026-11-24")
    assert ending.status == 0, ending.err
    for part in ("listed, engage: POSCO Holdings", "How it was recognised", "→ engage: rule", "not exclude by rule", "[1]"):
        assert part in ending.out


def test_one_that_is_not_listed_is_told_the_nearest_and_that_this_clears_nobody(run):
    ending = run("explain", "POSCA Holding")
    for part in ("not listed: no entity", "What was missing", "POSCO Holdings (KR)", "Not listed is not cleared."):
        assert part in ending.out


def test_json_is_one_document(run):
    record = json.loads(run("explain", "KR7005490008", "--policy", "conduct", "--as-of", "2026-11-24", "--json").out)
    assert (record["schema"], record["policy"]["id"], record["entity"]["id"]) == ("explanation/1", "conduct", "posco-holdings")


def test_an_id_that_nobody_has_ends_with_a_sentence(run):
    ending = run("explain", "entity:nobody")
    assert (ending.status, ending.out) == (2, "")
    assert 'no entity "nobody"' in ending.err
