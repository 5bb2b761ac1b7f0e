from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import openpyxl
import pytest

import reports.workbook
from reports.documents import HOLDING_HEADINGS
from reports.workbook import write_xlsx
from screener.writing.summary import write_summary
from screener.writing.workbook import write_workbook
from tests.builders import build_findings, build_other_rows, build_rows, build_screening

HOSTILE = ("<b>x</b>", "=cmd|' /C calc'!A0", "https://evil.example/", "0123456", "TRUE", "\x00\x08bell", "x" * 100_000)


VALUE = "ABCDEFGHIJKLMN"[HOLDING_HEADINGS.index("market_value")]


def make_document(screening):
    return write_workbook(screening, summary=write_summary(screening, portfolio_label="P", policy_title="S", policy_summary="."))


@pytest.fixture(scope="module")
def content():
    return write_xlsx(make_document(build_screening()))


@pytest.fixture(scope="module")
def book(content):
    return openpyxl.load_workbook(io.BytesIO(content))


def test_every_line_of_the_upload_is_in_the_workbook_in_its_order(book):
    screening = build_screening()
    cells = list(book["Holdings"].iter_rows(min_row=2, values_only=True))
    assert [line[0] for line in cells] == screening.rows["row"].tolist()
    assert cells[0][HOLDING_HEADINGS.index("outcome")] == "listed"


def test_numbers_are_numbers_and_headings_can_be_filtered(book):
    sheet = book["Holdings"]
    assert isinstance(sheet[f"{VALUE}2"].value, int | float)
    assert sheet[f"{VALUE}1"].value == "Market value"
    assert sheet.freeze_panes == "D2"
    assert sheet.auto_filter.ref.startswith("A1:Q")


def test_decisions_carry_their_shape(book):
    assert {line[5] for line in book["Findings"].iter_rows(min_row=2, values_only=True)} >= {
        "■ exclude",
        "▲ engage",
        "○ no demand",
    }


def test_a_hostile_name_is_plain_text_in_the_workbook():
    more = tuple({"row": 900 + n, "name": name, "outcome": "unresolved"} for n, name in enumerate(HOSTILE))
    content = write_xlsx(make_document(build_screening(rows=build_rows(build_findings(), more=more))))
    book = openpyxl.load_workbook(io.BytesIO(content))
    written = [cell for cell in book["Holdings"]["C"] if cell.row > 1][-len(HOSTILE) :]
    assert {cell.data_type for cell in written} == {"s"}
    assert all(cell.hyperlink is None for cell in written)
    assert [cell.value for cell in written][:6] == [
        "<b>x</b>",
        "=cmd|' /C calc'!A0",
        "https://evil.example/",
        "0123456",
        "TRUE",
        "bell",
    ]
    assert written[-1].value == "x" * 120 + "…"


def test_a_sum_a_spreadsheet_cannot_hold_to_the_cent_stays_text():
    more = ({"row": 900, "name": "x", "market_value": "12345678901234567.89", "currency": "USD"},)
    content = write_xlsx(make_document(build_screening(rows=build_rows((), more=more), findings=())))
    assert openpyxl.load_workbook(io.BytesIO(content))["Holdings"][f"{VALUE}2"].value == "12345678901234567.89"


def test_lines_that_one_sheet_does_not_hold_go_on_in_the_next(monkeypatch):
    monkeypatch.setattr(reports.workbook, "SHEET_LINES", 60)
    screening = build_screening()
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx(make_document(screening))))
    rows = [sheet.cell(line, 1).value for sheet in (book["Holdings"], book["Holdings 2"]) for line in range(2, sheet.max_row + 1)]
    assert rows == screening.rows["row"].tolist()


def test_the_workbook_names_no_author_and_no_time_of_day(content):
    core = zipfile.ZipFile(io.BytesIO(content)).read("docProps/core.xml").decode()
    assert re.findall(r"<dc:creator>(.*?)</dc:creator>", core) in ([], [""])
    assert set(re.findall(r">(\d{4}-[^<]+)<", core)) == {"2026-11-24T00:00:00Z"}


def test_the_same_screening_gives_the_same_workbook(content):
    assert write_xlsx(make_document(build_screening())) == content


def test_a_screening_without_findings_is_a_workbook_too():
    screening = build_screening(findings=(), rows=build_rows((), more=build_other_rows()))
    assert write_xlsx(make_document(replace(screening, problems=())))


def test_the_sheets_stand_in_the_order_of_reading_and_the_last_tells_how_it_was_made(book):
    assert book.sheetnames == ["Holdings", "Findings", "Exposure", "Sources", "Receipt"]
    told = {line[0]: line[1] for line in book["Receipt"].iter_rows(values_only=True)}
    assert told["Coverage: screened"].endswith("of the lines (100)")
    assert told["Answer"].replace("\u00a0", " ").startswith("5 of 98 issuers")
    assert told["Screened as of"].replace("\u00a0", " ") == "24 November 2026"
