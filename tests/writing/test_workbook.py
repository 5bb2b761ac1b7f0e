from __future__ import annotations

from dataclasses import replace

import pytest

from reports.workbook_document import FINDING_HEADINGS, HOLDING_HEADINGS
from screener.model import FundLayer, OwnColumns, Response
from screener.writing.summary import write_summary
from screener.writing.workbook import write_findings_table, write_workbook
from tests.builders import build_screening

SCREENING = build_screening()
SUMMARY = write_summary(SCREENING, portfolio_label="D", policy_title="S", policy_summary=".")


def test_every_line_of_the_upload_ends_in_one_line_of_the_workbook():
    holdings = write_workbook(SCREENING, summary=SUMMARY).holdings
    assert len(holdings) == len(SCREENING.rows)
    assert {len(line) for line in holdings} == {len(HOLDING_HEADINGS)}


def test_a_listed_line_says_its_decision_its_reason_and_its_sources():
    holdings = write_workbook(SCREENING, summary=SUMMARY).holdings
    line = dict(zip(HOLDING_HEADINGS, next(line for line in holdings if line[0] == 12), strict=True))
    assert line["decision"] == "exclude"
    assert "rule direct-tie" in line["policy_reason"]
    assert "https://news.example/alder-2025" in line["sources"]


def test_the_table_of_findings_has_a_line_for_each_tie():
    lines = write_findings_table(SCREENING).lines
    ties = [dict(zip(FINDING_HEADINGS, line, strict=True))["involvement"] for line in lines]
    assert sorted(ties) == sorted(tie.id for finding in SCREENING.findings for tie in finding.involvements)


def test_each_source_stands_once_in_the_list():
    ids = [note.id for note in write_workbook(SCREENING, summary=SUMMARY).sources]
    assert len(ids) == len(set(ids)) == 7


@pytest.mark.parametrize(
    "table", [write_findings_table(SCREENING), write_workbook(SCREENING, summary=SUMMARY).findings], ids=["csv", "workbook"]
)
def test_a_tie_reported_long_ago_is_active_in_no_table(table):
    lines = [dict(zip(FINDING_HEADINGS, line, strict=True)) for line in table.lines]
    assert [line["status"] for line in lines if line["involvement"] == "banco-levante/correspondent-account"] == ["stale"]


def test_what_was_said_of_one_tie_stands_beside_that_tie_alone():
    finding = next(one for one in SCREENING.findings if len(one.involvements) > 1)
    first, second = (tie.id for tie in finding.involvements[:2])
    said = Response("2026-01-02", "It ended.", "partly", (), involvements=(first,))
    table = write_findings_table(replace(SCREENING, findings=(replace(finding, responses=(said,)),)))
    lines = [dict(zip(FINDING_HEADINGS, line, strict=True)) for line in table.lines]
    told = {line["involvement"]: line["company_response"] for line in lines}
    assert (told[first], told[second]) == ("2026-01-02 It ended.", "")


def test_the_users_columns_stand_beside_the_lines_of_the_upload_and_not_beside_what_lies_within_a_fund():
    rows = SCREENING.rows.head(3).copy()
    rows["through"] = [(), (FundLayer(fund="Elm Fund", weight="1", as_of=None),), ()]
    own = OwnColumns(headings=("Account",), columns=(("ISA", "SIPP"),))
    placed = write_workbook(replace(SCREENING, rows=rows), summary=SUMMARY, own=own).own
    assert placed.columns == (("ISA", "", "SIPP"),)


def test_columns_of_another_file_are_never_put_beside_a_screening():
    own = OwnColumns(headings=("Account",), columns=(("ISA",),))
    with pytest.raises(ValueError, match="shorter"):
        write_workbook(SCREENING, summary=SUMMARY, own=own)
