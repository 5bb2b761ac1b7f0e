from __future__ import annotations

from dataclasses import replace

import pytest

from screener.writing.kinds import has_independent_sources, is_stale, suggest_kind
from tests.builders import AS_OF, build_finding, build_involvement, build_judgement, build_source

REUTERS, COPY = build_source("a", publisher="Reuters"), build_source("b", publisher="CNA (Reuters)")


def make_finding(decision="exclude", **tie):
    return build_finding(decision=decision, involvements=(build_involvement(**tie),))


@pytest.mark.parametrize(
    ("decision", "tie", "kind"),
    [
        ("exclude", {}, "engagement"),
        ("engage", {}, "engagement"),
        ("observe", {}, "enquiry"),
        ("none", {}, None),
        ("exclude", {"sources": (REUTERS,)}, "enquiry"),
        ("exclude", {"sources": (REUTERS, COPY)}, "enquiry"),
        ("exclude", {"status": "disputed"}, "enquiry"),
        ("exclude", {"status": "exit_announced"}, "enquiry"),
        ("exclude", {"confidence": "low"}, "enquiry"),
        ("exclude", {"reported_on": "2023-01", "status_as_of": "2023-01"}, "enquiry"),
    ],
)
def test_an_engagement_needs_a_demand_an_active_tie_and_two_independent_publishers(decision, tie, kind):
    assert suggest_kind(make_finding(decision, **tie), AS_OF) == kind


def test_a_well_sourced_tie_that_asks_nothing_does_not_make_another_an_engagement():
    firm, thin = build_involvement("hanbit-steel/firm"), build_involvement("hanbit-steel/thin", sources=(REUTERS,))
    judgements = (build_judgement(firm.id, decision="none"), build_judgement(thin.id, decision="exclude"))
    assert suggest_kind(build_finding(involvements=(firm, thin), judgements=judgements), AS_OF) == "enquiry"


@pytest.mark.parametrize(
    ("reported", "stale"), [("2024-11-24", False), ("2024-11-23", True), ("2024-11", False), ("2024-10", True)]
)
def test_an_active_tie_is_stale_after_twenty_four_months_and_not_a_day_sooner(reported, stale):
    tie = build_involvement(reported_on=reported, status_as_of=reported)
    assert is_stale(tie, AS_OF) is stale
    assert not is_stale(replace(tie, status="suspended"), AS_OF)


def test_a_copy_of_an_agencys_report_is_not_a_second_source():
    assert not has_independent_sources([REUTERS, COPY])
    assert has_independent_sources([REUTERS, build_source(publisher="Alder Wire")])
