"""Why something is listed, or why not."""

from __future__ import annotations

from datetime import date

import pytest

from screener.errors import EntityUnknown
from screener.issuers.index import build_index
from screener.orders import explain_question
from screener.rulebook.rulebook import read_rulebook
from screener.screening.decisions import judge_registry
from screener.screening.explanation_record import write_explanation

DAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def book(checkout):
    return read_rulebook(checkout / "rules")


@pytest.fixture(scope="module")
def explain(book):
    index = build_index(book.registry, book.naming)

    def _explain(text, policy="standard", **beside):
        return explain_question(text, book=book, index=index, policy=book.policies[policy], as_of=DAY, beside=beside)

    return _explain


def test_what_is_listed_is_told_from_how_it_was_recognised_to_its_sources(explain):
    explained = explain("KR7005490008")
    assert (explained.outcome, explained.entity.id, explained.resolution.method) == ("listed", "posco-holdings", "isin")
    for fact in explained.facts:
        assert fact.tie.sources[0].url.startswith("http")
        assert fact.rule
        assert fact.reason


def test_the_explanation_and_the_verdict_never_differ(explain, book):
    for policy in book.policies.values():
        verdicts = judge_registry(book.registry, policy, as_of=DAY)
        for key in list(book.registry.entities)[::40]:
            explained = explain(f"entity:{key}", policy=policy.id)
            assert explained.verdict == verdicts[key], (policy.id, key)
            assert [(f.id, f.rule, f.decision) for f in explained.facts] == [
                (j.involvement, j.rule, j.decision) for j in verdicts[key].judgements
            ], (policy.id, key)


def test_a_firmer_rule_that_was_nearly_met_names_the_condition_it_lacked(explain):
    (fact,) = [fact for fact in explain("kirin").facts if fact.tie.status == "exited"]
    assert fact.decision == "none"
    near = next(rule for rule in fact.nearly if rule.rule == "suspended")
    assert [(one.condition, one.found, one.wanted) for one in near.unmet] == [("status", "exited", ("suspended",))]


def test_what_is_on_record_without_a_demand_is_not_called_cleared(explain):
    record = write_explanation(explain("kirin"))
    assert (record["outcome"], record["decision"], record["note"]) == ("not_listed", "none", "Not listed is not cleared.")


def test_what_is_not_listed_is_told_the_nearest_and_what_was_missing(explain):
    explained = explain("POSCA Holding")
    assert (explained.outcome, explained.entity) == ("not_listed", None)
    first = explained.neighbours[0]
    assert (first.nearest.entity, first.decision) == ("posco-holdings", "engage")
    assert any("a person is asked" in sentence for sentence in first.nearest.missing)
    assert any("identifier" in sentence for sentence in explained.missing)


def test_a_country_that_is_another_is_said_to_be_so(explain):
    (posco,) = [one for one in explain("POSCA Holding", country="BR").neighbours if one.nearest.entity == "posco-holdings"]
    assert any(sentence.startswith("The country is another") for sentence in posco.nearest.missing)


def test_a_name_like_none_of_the_registry_has_no_neighbours(explain):
    assert explain("Zzyzx Quimby Vintners").neighbours == ()


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("US0378331006", "invalid_identifier"),
        ("isin:CH0038863350", "unresolved"),
        ("PTT@XBKK", "listed"),
        ("ticker:PTT@XBKK", "listed"),
        ("entity:ptt", "listed"),
    ],
)
def test_an_identifier_in_any_spelling_is_read_as_what_it_is(explain, text, outcome):
    assert explain(text).outcome == outcome


def test_an_id_that_nobody_has_is_refused(explain):
    with pytest.raises(EntityUnknown):
        explain("entity:nobody")
