from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import openpyxl
import pytest

import reports.workbook
from reports.workbook import write_xlsx
from reports.workbook_document import ADDED_HEADINGS, HOLDING_HEADINGS
from screener.model import OwnColumns
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


def make_own_book(headings, columns=None, **changes):
    screening = build_screening()
    lines = len(screening.rows)
    own = OwnColumns(headings=headings, columns=columns or tuple((f"{n}", *[""] * (lines - 1)) for n in headings), **changes)
    summary = write_summary(screening, portfolio_label="P", policy_title="S", policy_summary=".")
    return openpyxl.load_workbook(io.BytesIO(write_xlsx(write_workbook(screening, summary=summary, own=own))))


def test_the_users_columns_stand_in_front_and_ours_behind_them():
    sheet = make_own_book(("Account", "isin", "", "Account"))["Holdings"]
    headings = [cell.value for cell in sheet[1]]
    assert headings[:4] == ["Account", "isin", "Column 3", "Account"]
    assert headings[4:7] == ["Outcome", "Decision", "Issuer"]
    assert "ISIN (as read)" in headings
    assert "Country" in headings
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B2", f"A1:U{sheet.max_row}")
    assert sheet["E2"].value == "listed"


def test_the_figures_beside_the_users_columns_are_those_of_the_plain_form(book):
    sheet, plain = make_own_book(("Account",))["Holdings"], book["Holdings"]
    figures = [
        {tuple(zip(headings, line, strict=True)) for line in lines}
        for headings, lines in (
            (HOLDING_HEADINGS, plain.iter_rows(min_row=2, values_only=True)),
            (ADDED_HEADINGS, sheet.iter_rows(min_row=2, min_col=2, values_only=True)),
        )
    ]
    assert {frozenset(line) for line in figures[0]} == {frozenset(line) for line in figures[1]}


def test_a_hostile_cell_of_the_users_is_plain_text():
    lines = len(build_screening().rows)
    cells = (*HOSTILE, *[""] * (lines - len(HOSTILE)))
    sheet = make_own_book(("=1+1",), (cells,))["Holdings"]
    written = [sheet.cell(line, 1) for line in range(1, len(HOSTILE) + 2)]
    assert {cell.data_type for cell in written} == {"s"}
    assert all(cell.hyperlink is None for cell in written)
    assert [cell.value for cell in written][:7] == ["=1+1", *HOSTILE[:5], "bell"]


def test_columns_left_out_are_said_in_the_receipt():
    book = make_own_book((), (), left_out=700)
    assert book["Holdings"]["A1"].value == "Row"
    told = {line[0]: line[1] for line in book["Receipt"].iter_rows(values_only=True)}
    assert told["Your own columns"].startswith("Left out: 700 columns")
