"""Every spreadsheet format has a second reader behind the first: both see the same cells."""

from __future__ import annotations

import pytest

from screener.grid.binary_workbook_table import read_binary_workbook
from screener.grid.old_workbook_table import read_old_workbook
from screener.grid.opendocument_table import read_open_document
from screener.grid.spreadsheetml_table import read_loose_markup
from screener.grid.table import read_tables
from screener.grid.upload import receive_upload
from screener.grid.workbook_table import read_with_openpyxl
from tests.grid.workbooks import BUILDERS

SEEN = [
    ["Name", "ISIN", "Market Value (EUR)", "Listed"],
    ["Alder Steel SA", "FR0000120271", "1234.5", "TRUE"],
    ["Birch & Söhne AG", "DE0008430026", "2000", "FALSE"],
    ["Cash", "", "-12.25", ""],
]
SECOND = {
    "xlsx": read_with_openpyxl,
    "xlsb": read_binary_workbook,
    "xls": read_old_workbook,
    "ods": read_open_document,
    "spreadsheetml": read_loose_markup,
}


@pytest.mark.parametrize("form", BUILDERS)
def test_a_format_is_known_by_its_content_and_read_cell_by_cell(form):
    upload = receive_upload(BUILDERS[form](), file="holdings.csv")
    (table,) = read_tables(upload)
    assert upload.format == form
    assert table.cells.to_numpy().tolist() == SEEN


@pytest.mark.parametrize("form", SECOND)
def test_the_reader_behind_the_first_sees_the_same(form):
    ((_, grid),) = SECOND[form](BUILDERS[form]())
    assert [[*row, *[""] * (4 - len(row))] for row in grid] == SEEN


def test_a_sheet_whose_markup_never_closes_is_read_by_the_second_reader():
    content = BUILDERS["spreadsheetml"]().removesuffix(b"</Table></Worksheet></Workbook>")
    (table,) = read_tables(receive_upload(content, file="holdings.xls"))
    assert table.reader == "loose_markup"
    assert table.cells.to_numpy().tolist() == SEEN
