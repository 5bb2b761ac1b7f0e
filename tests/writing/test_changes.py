from __future__ import annotations

from dataclasses import replace

from reports.render import render_html
from screener.screening.comparison import compare_screenings, write_comparison
from screener.writing.changes import write_changes
from screener.writing.summary import write_summary
from tests.builders import build_findings, build_other_rows, build_rows, build_screening


def make_screening(findings, as_of="2026-11-24"):
    screening = build_screening(findings=findings, rows=build_rows(findings, more=build_other_rows()))
    return replace(screening, receipt=replace(screening.receipt, as_of=as_of))


def tell(old, new):
    return write_changes(write_comparison(compare_screenings(old, new)))


def test_what_came_and_went_since_the_earlier_report_is_told_with_its_cause():
    steel, *others = build_findings()
    changes = tell(make_screening(tuple(others), "2026-05-01"), make_screening((steel, *others[1:])))
    assert changes.since == "2026-05-01"
    assert [(entry.kind, entry.name, entry.was, entry.now) for entry in changes.entries] == [
        ("added", "Hanbit Steel", None, "exclude"),
        ("removed", "Sirocco Shipping", "engage", None),
    ]
    assert changes.causes == {"portfolio": 2}
    assert changes.lines == {"new": 2, "gone": 1, "other_values": 0}


def test_the_summary_tells_the_changes_and_without_an_earlier_report_says_nothing_of_them():
    steel, *others = build_findings()
    changes = tell(make_screening(tuple(others), "2026-05-01"), make_screening((steel, *others)))
    texts = {"portfolio_label": "Delta", "policy_title": "Standard", "policy_summary": "Ties."}
    html = render_html(write_summary(build_screening(), **texts, changes=changes))
    assert 'Changes since <span class="held">1 May</span> 2026' in html
    assert "not held → exclude" in html
    assert "Changes since" not in render_html(write_summary(build_screening(), **texts))


def test_two_equal_screenings_say_that_nothing_changed():
    old, new = make_screening(build_findings(), "2026-11-23"), make_screening(build_findings())
    texts = {"portfolio_label": "Delta", "policy_title": "Standard", "policy_summary": "Ties."}
    html = render_html(write_summary(build_screening(), **texts, changes=tell(old, new)))
    assert "Nothing changed among what is listed or on record" in html
