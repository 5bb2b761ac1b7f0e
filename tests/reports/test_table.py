from __future__ import annotations

import csv
import io

import pytest

from reports.table import neutralise_cell, write_findings_csv
from reports.workbook_document import FINDING_HEADINGS, FindingsTable


@pytest.mark.parametrize("text", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\tx", "\rx", " =1", "＝1", "=cmd|x"])
def test_what_a_spreadsheet_would_take_for_a_formula_gets_an_apostrophe(text):
    assert neutralise_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-12.50", "+3", "Hanbit", "", "3 = 4"])
def test_numbers_and_plain_words_stay_as_they_are(text):
    assert neutralise_cell(text) == text


def test_the_table_reads_back_as_it_was_written():
    line = tuple(f'{heading}, "quoted"\nand on' for heading in FINDING_HEADINGS)
    content = write_findings_csv(FindingsTable((line,)))
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert rows == [list(FINDING_HEADINGS), list(line)]
