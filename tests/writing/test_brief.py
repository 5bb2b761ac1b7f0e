from __future__ import annotations

from dataclasses import replace

from screener.writing.brief import ISSUERS_SHOWN, write_brief
from screener.writing.summary import write_summary
from tests.builders import build_finding, build_rows, build_screening


def make(screening=None):
    summary = write_summary(
        screening or build_screening(), portfolio_label="Delta", policy_title="Standard", policy_summary="Ties."
    )
    return summary, write_brief(summary)


def test_the_brief_names_the_firmest_demands_first_and_of_one_demand_the_largest_holding():
    _, brief = make()
    assert [line.name for line in brief.largest.lines] == [
        "Hanbit Steel", "Meridian Petroleum", "Sirocco Shipping", "Banco Levante", "Nordlys Systems",
    ]  # fmt: skip


def test_without_weights_the_values_decide_and_a_short_position_counts_with_its_size():
    values = {"a": "10", "b": "-900", "c": "50"}
    findings = tuple(
        build_finding(key, key, rows=(n,), weight=None, market_value={"USD": value})
        for n, (key, value) in enumerate(values.items())
    )
    _, brief = make(build_screening(findings=findings, rows=build_rows(findings)))
    assert [line.name for line in brief.largest.lines] == ["b", "c", "a"]


def test_a_line_says_whose_act_it_is_that_is_asked_about():
    finding = build_finding("a", "A", rows=(1,))
    subsidiary = replace(finding, involvements=tuple(replace(tie, tie="subsidiary") for tie in finding.involvements))
    _, brief = make(build_screening(findings=(subsidiary,), rows=build_rows((subsidiary,))))
    assert [line.tie for line in brief.largest.lines] == ["subsidiary"]


def test_it_says_how_many_listed_companies_it_leaves_out():
    findings = tuple(build_finding(f"issuer-{n}", f"Issuer {n}", rows=(n,)) for n in range(1, 10))
    _, brief = make(build_screening(findings=findings, rows=build_rows(findings)))
    assert len(brief.largest.lines) == ISSUERS_SHOWN
    assert brief.largest.left_out == 4


def test_it_counts_what_is_not_known():
    _, brief = make()
    assert brief.unknowns == {"to_check": 2, "unresolved": 4, "old_reports": 3, "disputed": 1, "silent": 2}


def test_it_says_the_numbers_of_the_summary():
    summary, brief = make()
    assert (brief.answer, brief.coverage, brief.steps, brief.provenance) == (
        summary.answer, summary.coverage, summary.steps, summary.provenance,
    )  # fmt: skip
    assert brief.largest.lines[0] == replace(summary.glance.lines[0])
