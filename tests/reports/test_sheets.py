"""Plain sheets into a workbook."""

import io

import openpyxl

from reports.sheets import write_sheets_xlsx

SHEETS = {"Names": [("id", "text"), ("a", '=HYPERLINK("https://example.org")'), ("b", "0123456"), ("c", "x" * 40_000)]}


def test_words_stay_text_whatever_they_begin_with():
    sheet = openpyxl.load_workbook(io.BytesIO(write_sheets_xlsx(SHEETS, title="T", day="2026-11-24")))["Names"]
    assert [cell.data_type for cell in sheet["B"]] == ["s", "s", "s", "s"]
    assert (sheet["B2"].value, sheet["B3"].value) == ('=HYPERLINK("https://example.org")', "0123456")


def test_a_text_too_long_for_a_cell_is_cut_and_shows_it():
    sheet = openpyxl.load_workbook(io.BytesIO(write_sheets_xlsx(SHEETS, title="T", day="2026-11-24")))["Names"]
    assert str(sheet["B4"].value).endswith("x…")


def test_the_same_tables_give_the_same_bytes():
    assert write_sheets_xlsx(SHEETS, title="T", day="2026-11-24") == write_sheets_xlsx(SHEETS, title="T", day="2026-11-24")
