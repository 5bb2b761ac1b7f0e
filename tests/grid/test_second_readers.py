"""Every spreadsheet format has a second reader behind the first: both see the same cells."""

from __future__ import annotations

import pytest

from screener.grid.binary_workbook_table import read_binary_workbook
from screener.grid.html_table import read_grids
from screener.grid.html_tree import read_tree_tables
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


PAGE = """<html><head><style>td {{ color: red }}</style></head><body>{odd}
<table><thead><tr><th>Name</th><th>ISIN</th><th>Market Value (EUR)</th><th>Listed</th></tr></thead>
<tr><td>Alder<br>Steel SA<td>FR0000120271<td>1234.5<td>TRUE</tr>
<tr><td>Birch &amp;
S&ouml;hne AG</td><td>DE0008430026</td><td>2000</td><td>FALSE</td></tr>
<tr><td colspan="2">Cash</td><td>-12.25</td><td><script>no()</script></td></tr></table></body></html>"""


@pytest.mark.parametrize(("odd", "reader"), [("", "html"), ("<![oddity[ x ]]>", "html_tree")])
def test_a_page_whose_markup_stops_the_first_reader_is_read_by_the_second_and_alike(odd, reader):
    (table,) = read_tables(receive_upload(PAGE.format(odd=odd).encode(), file="holdings.html"))
    assert table.reader == reader
    assert table.rows.tolist() == [1, 2, 3, 4]
    assert table.cells.to_numpy().tolist() == [
        SEEN[0],
        SEEN[1],
        ["Birch & Söhne AG", "DE0008430026", "2000", "FALSE"],
        SEEN[3],
    ]


def test_cells_that_reach_over_rows_are_said_in_each_to_both_readers_and_numbers_once():
    page = (
        "<table><tr><th rowspan=2>Name</th><th colspan=2>Held</th></tr><tr><th>Shares</th><th>Value</th></tr>"
        "<tr><td rowspan=2>Alder</td><td>1</td><td rowspan=2>30</td></tr><tr><td>2</td></tr></table>"
    )
    cells = [["Name", "Held", ""], ["Name", "Shares", "Value"], ["Alder", "1", "30"], ["Alder", "2", ""]]
    (table,) = read_tables(receive_upload(page.encode(), file="holdings.html"))
    assert table.cells.to_numpy().tolist() == cells
    assert read_tree_tables(page) == [(cells, [1, 2, 3, 4])]


def test_nested_tables_have_the_same_rows_and_numbers_to_both_readers_of_pages():
    inner = "<table><tr><td>in</td><td>1</td></tr><tr><td>out</td><td>2</td></tr></table>"
    page = f"<html><table><tr><td>a{inner}</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table></html>"
    first, second = (read_grids(text.encode(), "html") for text in (page, page.replace("<table", "<![odd[x]]><table", 1)))
    seen = [sorted((rows, numbers) for _, rows, _, numbers in grids) for grids in (first, second)]
    assert seen[0] == seen[1]
    assert [{reader for _, _, reader, _ in grids} for grids in (first, second)] == [{"html"}, {"html_tree"}]
