"""What changed between two screenings, and why: an invented portfolio in two months with each kind of change."""

from __future__ import annotations

from dataclasses import replace

import pytest

from screener.model import FundLayer
from screener.rulebook.changes import Change
from screener.screening.comparison import compare_screenings, write_comparison
from tests.builders import (
    ALDER,
    BIRCH,
    CEDAR,
    build_finding,
    build_involvement,
    build_judgement,
    build_receipt,
    build_rows,
    build_screening,
)

LATER = "2026-12-24"
POSITIONS = ({"row": 300, "name": "ORDINARY COMPANY", "market_value": "5", "currency": "USD"},)


def screen(*findings, receipt=None, more=POSITIONS):
    return build_screening(findings=findings, rows=build_rows(findings, more=more), receipt=receipt or build_receipt())


def later(**changes):
    """Gives the receipt of the month after: the portfolio is another file."""
    inputs = {**build_receipt().inputs, **changes.pop("inputs", {"portfolio": "9e" * 32})}
    return build_receipt(as_of=LATER, inputs=inputs, **changes)


def compare(old, new, **others):
    return compare_screenings(old, new, **others)


def only(comparison):
    (entry,) = comparison.entries
    return entry


def causes(entry):
    return [reason.cause for reason in entry.reasons]


def test_the_same_portfolio_a_month_later_has_no_entries_although_every_day_differs():
    assert compare(screen(build_finding()), screen(build_finding(id="f@later"), receipt=later(inputs={}))).entries == ()


def test_a_line_that_only_moved_in_the_file_is_the_same_line():
    assert compare(screen(build_finding()), screen(build_finding(rows=(77,)), receipt=later())).entries == ()


def test_a_holding_that_was_bought_is_added_because_the_portfolio_changed():
    entry = only(compare(screen(), screen(build_finding(), receipt=later())))
    assert (entry.kind, entry.was, entry.now, causes(entry)) == ("added", None, "exclude", ["portfolio"])
    assert "is new in the portfolio" in entry.reasons[0].reason


def test_a_holding_that_was_sold_is_removed_because_the_portfolio_changed():
    entry = only(compare(screen(build_finding()), screen(receipt=later())))
    assert (entry.kind, entry.was, entry.now, causes(entry)) == ("removed", "exclude", None, ["portfolio"])


def test_what_a_fund_holds_came_with_the_fund_and_counts_as_no_line_of_the_upload():
    part = {
        "row": 30, "name": "HANBIT STEEL", "entity": "hanbit-steel", "outcome": "listed", "market_value": "1", "currency": "USD",
        "through": (FundLayer("Alder Fund", "0.05", "2026-10-31"),),
    }  # fmt: skip
    finding = build_finding()
    now = build_screening(findings=(finding,), rows=build_rows((), more=(*POSITIONS, part)), receipt=later())
    comparison = compare(screen(), now)
    assert (causes(only(comparison)), only(comparison).reasons[0].part) == (["portfolio"], "funds")
    assert 'the fund "Alder Fund" holds it' in only(comparison).reasons[0].reason
    assert comparison.lines == {"new": 0, "gone": 0, "other_values": 0}


def test_more_of_the_same_is_changed_because_the_portfolio_changed_with_both_values():
    entry = only(compare(screen(build_finding()), screen(build_finding(market_value={"USD": "99.10"}), receipt=later())))
    assert (entry.kind, causes(entry)) == ("changed", ["portfolio"])
    assert (entry.reasons[0].was, entry.reasons[0].now) == ("USD 1250000.50 (1.2500%)", "USD 99.10 (1.2500%)")


def test_an_exit_removes_because_the_world_changed():
    tie = build_involvement()
    left = replace(tie, status="exited", status_as_of="2026-12-01", until="2026-12-01")
    gone = build_finding(
        decision="none", involvements=(left,), judgements=(build_judgement(left.id, decision="none", severity="elevated"),)
    )
    entry = only(compare(screen(build_finding()), screen(gone, receipt=later(registry_sha256="77" * 32))))
    assert (entry.kind, entry.was, entry.now, causes(entry)) == ("removed", "exclude", "none", ["world"])


def test_a_better_source_is_a_change_of_the_evidence():
    better = build_finding(involvements=(build_involvement(sources=(ALDER, BIRCH, CEDAR), confidence="medium"),))
    entry = only(compare(screen(build_finding()), screen(better, receipt=later(registry_sha256="77" * 32))))
    assert (entry.kind, causes(entry)) == ("changed", ["evidence"])


def test_a_report_that_grew_old_is_a_change_of_the_evidence_and_says_so():
    old_tie = build_involvement(status_as_of="2024-12-01", reported_on="2024-12-01")
    before = build_finding(involvements=(old_tie,))
    after = build_finding(
        decision="observe", involvements=(old_tie,), judgements=(build_judgement(old_tie.id, decision="observe"),)
    )
    entry = only(compare(screen(before), screen(after, receipt=later(inputs={}))))
    assert (entry.kind, causes(entry)) == ("changed", ["evidence"])
    assert "2024-12-01, is now more than 24 months old" in entry.reasons[0].reason
    assert (entry.reasons[0].was, entry.reasons[0].now) == ("exclude by direct-tie", "observe by unsettled")


def test_another_version_of_the_policy_is_a_change_of_our_processing():
    milder = build_finding(decision="observe")
    entry = only(compare(screen(build_finding()), screen(milder, receipt=later(policy_sha256="66" * 32, policy_version="2.0"))))
    assert (entry.kind, causes(entry)) == ("changed", ["processing"])
    assert "standard 1.0, then standard 2.0" in entry.reasons[0].reason


HELD = ({"row": 12, "name": "HANBIT STEEL ORD", "market_value": "1", "currency": "USD"}, *POSITIONS)


@pytest.mark.parametrize(
    ("receipt", "cause"),
    [
        (later(registry_sha256="77" * 32), "evidence"),
        (later(inputs={"confirmations": "88" * 32}), "evidence"),
        (later(naming_sha256="55" * 32), "processing"),
        (later(), "portfolio"),
    ],
    ids=["registry", "confirmation", "naming", "file"],
)
def test_a_line_held_before_and_recognised_only_now_is_told_by_what_else_changed(receipt, cause):
    entry = only(compare(screen(more=HELD), screen(build_finding(), receipt=receipt)))
    assert (entry.kind, causes(entry)) == ("added", [cause])


def test_with_both_registries_at_hand_their_own_differences_are_the_reasons():
    change = Change(
        "hanbit-steel",
        "Hanbit Steel",
        "identifiers",
        "isin:KR7000000001",
        "added",
        {},
        {"confirmed": True},
        "evidence",
        "known now",
    )
    other = replace(change, entity="somebody-else")
    receipt = later(registry_sha256="77" * 32)
    entry = only(compare(screen(more=HELD), screen(build_finding(), receipt=receipt), changes=[change, other]))
    assert [(one.cause, one.part) for one in entry.reasons] == [("evidence", "identifiers isin:KR7000000001")]


def test_several_causes_are_all_told_in_their_order():
    better = build_finding(involvements=(build_involvement(sources=(ALDER, BIRCH, CEDAR)),), market_value={"USD": "3"})
    entry = only(compare(screen(build_finding()), screen(better, receipt=later(registry_sha256="77" * 32))))
    assert causes(entry) == ["portfolio", "evidence"]


def test_the_document_counts_kinds_causes_and_lines():
    record = write_comparison(compare(screen(build_finding()), screen(receipt=later())))
    assert record["counts"] == {"added": 0, "removed": 1, "changed": 0, "on_record": 0}
    assert record["causes"] == {"portfolio": 1, "world": 0, "evidence": 0, "processing": 0}
    assert record["lines"] == {"new": 0, "gone": 1, "other_values": 0}
    assert [one["part"] for one in record["inputs"]] == ["as_of", "inputs.portfolio"]
