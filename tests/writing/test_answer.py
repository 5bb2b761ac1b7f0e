from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from screener.writing.answer import SCREENED, write_answer
from screener.writing.exposure import COMPANIES, write_total
from tests.builders import build_finding, build_other_rows, build_rows, build_screening


def test_the_listed_share_is_the_companies_value_over_the_value_screened():
    screening = build_screening()
    screened = screening.rows[screening.rows["outcome"].isin(SCREENED) & (screening.rows["market_value"] != "")]
    whole = sum(map(Decimal, screened["market_value"]))
    (held,) = write_total(screening.exposure, COMPANIES).amounts
    part = Decimal(held.value)
    assert Decimal(write_answer(screening).listed_share) == (part / whole).quantize(Decimal("0.000001"))


def test_weights_give_the_share_where_values_are_in_several_currencies():
    screening = build_screening()
    rows = screening.rows.assign(currency=["EUR" if n % 2 else "USD" for n in range(len(screening.rows))])
    assert write_answer(replace(screening, rows=rows)).listed_share == "0.051081"


def test_without_a_total_there_is_no_share():
    screening = build_screening()
    answer = write_answer(replace(screening, coverage=replace(screening.coverage, by_value=None)))
    assert answer.listed_share is None
    assert answer.unresolved_share == "0.0381"


def test_findings_without_a_demand_are_not_listed():
    answer = write_answer(build_screening())
    assert (answer.listed, answer.states_and_bodies, answer.need_check) == (5, 1, 2)
    assert answer.state == "answered"


def test_cash_alone_is_nothing_screened():
    cash = tuple(row for row in build_other_rows() if row["outcome"] == "out_of_scope")
    assert write_answer(build_screening(findings=(), rows=build_rows((), more=cash))).state == "nothing_screened"


def build_lines(*lines):
    more = tuple({"row": n, "name": f"F{n}", "currency": "EUR", **line} for n, line in enumerate(lines, start=900))
    findings = (build_finding(market_value={"EUR": "50"}, rows=(1,)),)
    return build_screening(findings=findings, rows=build_rows(findings, more=more))


def test_a_holding_that_needs_a_check_is_no_part_of_the_value_screened():
    screening = build_lines({"market_value": "50"}, {"market_value": "400", "outcome": "needs_review"})
    assert Decimal(write_answer(screening).listed_share) == Decimal("0.5")


def test_a_short_position_counts_with_its_size_as_in_the_coverage():
    assert Decimal(write_answer(build_lines({"market_value": "-150"})).listed_share) == Decimal("0.25")
