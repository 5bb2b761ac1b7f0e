from __future__ import annotations

from dataclasses import replace

import pytest

from screener.writing.summary import ROWS_SHOWN, write_summary
from tests.builders import build_other_rows, build_rows, build_screening


def make(screening=None, **changes):
    texts = {"portfolio_label": "Delta", "policy_title": "Standard", "policy_summary": "Ties.", **changes}
    return write_summary(screening or build_screening(), **texts)


def test_issuers_stand_with_the_firmest_demand_first_and_then_the_largest():
    assert [issuer.id for issuer in make().issuers] == [
        "hanbit-steel", "meridian-petroleum", "sirocco-shipping", "banco-levante", "nordlys-systems",
    ]  # fmt: skip


def test_states_and_the_quiet_have_chapters_of_their_own():
    document = make()
    assert [issuer.id for issuer in document.states_and_bodies] == ["government-of-arcadia"]
    assert [issuer.id for issuer in document.no_demand] == ["morning-brewery"]


def test_long_lists_are_cut_and_say_how_many_are_left_out():
    more = tuple({"row": n, "name": f"F{n}", "outcome": "unresolved", "weight": f"0.{n:04}"} for n in range(1, 101))
    listed = make(build_screening(findings=(), rows=build_rows((), more=more))).unresolved
    assert len(listed.lines) == ROWS_SHOWN
    assert listed.left_out == 60
    assert listed.lines[0].row == 100


def test_a_line_to_check_names_its_candidates_and_why():
    line = make().needs_check.lines[0]
    assert [candidate.name for candidate in line.candidates] == ["Hanbit Steel", "Hanbit Chemical"]
    assert line.amount.value == "51000"


def test_a_label_of_nothing_is_still_a_label():
    assert make(portfolio_label=" \x00 ").portfolio_label == "Portfolio"


def test_every_input_has_its_hash_in_the_receipt():
    parts = [item.part for item in make().provenance.hashes]
    assert parts == ["result", "registry", "policy", "naming", "portfolio", "columns", "funds", "rates", "confirmations"]


def test_an_empty_portfolio_is_a_summary_too():
    total = tuple(row for row in build_other_rows() if row["outcome"] == "not_a_holding")
    document = make(build_screening(findings=(), rows=build_rows((), more=total)))
    assert document.answer.state == "nothing_screened"
    assert document.exposure is None


def test_page_one_counts_what_there_is_to_do():
    steps = make().steps
    assert list(steps.decisions.items()) == [("exclude", 1), ("engage", 2), ("observe", 3)]
    assert sum(steps.letters.values()) == 6
    assert (steps.to_check, steps.unresolved, steps.noticed) == (2, 4, 1)


def test_a_line_at_a_glance_names_the_tie_the_firmest_demand_is_for():
    first, *_, last = make().glance.lines
    assert (first.decision, first.channel, first.counterparty) == ("exclude", "joint_venture", "Myanma Economic Holdings (MEHL)")
    assert last.status == "unknown"


@pytest.mark.parametrize(
    ("reason", "named"),
    [
        ('The name "Hambit Stel" resembles "Hanbit Steel", a name of it.', ["Hambit Stel"]),
        ('The name "Hambit Stel" has the words of "Stel Hambit", a name of it, in another order.', ["Hambit Stel"]),
        (
            'The name "Hambit Stel" has the words of "Stel Hambit", a name of it, in another order, and the country agrees.',
            ["Hambit Stel"],
        ),
        ('The name "Hambit Stel" is a name of it.', []),
    ],
)
def test_a_holding_taken_for_an_entity_by_the_likeness_of_its_name_is_named_at_the_finding(reason, named):
    rows = build_screening().rows
    row = next(number for number, entity in enumerate(rows["entity"]) if entity)
    told = {"name": "Hambit Stel", "method": "name", "reason": reason}
    rows = rows.copy()
    for column, value in told.items():
        rows.loc[rows.index[row], column] = value
    entity = rows.iloc[row]["entity"]
    summary = make(replace(build_screening(), rows=rows))
    alike = {issuer.id: [one.name for one in issuer.alike] for issuer in (*summary.issuers, *summary.states_and_bodies)}
    assert alike == {issuer: named if issuer == entity else [] for issuer in alike}


def test_equal_numbers_of_lines_are_equal_shares():
    screening = replace(build_screening(), outcomes={"listed": 20, "needs_review": 1, "unresolved": 1}, parts={})
    shares = {line.part: line.by_count for line in make(screening).coverage}
    assert shares["needs_review"] == shares["unresolved"] == "0.045455"


def test_each_part_of_the_coverage_counts_its_lines():
    assert [(line.part, line.lines) for line in make().coverage] == [
        ("screened", 100), ("needs_review", 2), ("unresolved", 4), ("out_of_scope", 1),
    ]  # fmt: skip


def test_a_value_without_a_currency_is_noticed_once_for_the_whole_page():
    assert not make().currency_not_stated
    line = {"row": 1, "name": "Q", "outcome": "not_listed", "market_value": "5"}
    assert make(build_screening(findings=(), rows=build_rows((), more=(line,)))).currency_not_stated
