"""Tables of text from every format; what a reader cannot stand ends in a refusal, not in the end of the program."""

from __future__ import annotations

import datetime as dt
import io

import numpy as np
import openpyxl
import pytest

from screener.errors import UploadRefused
from screener.grid.sandbox import read_sheets
from screener.grid.table import read_tables
from screener.grid.upload import receive_upload
from tests.grid.test_upload import SHEET, build_workbook


def read(content: bytes, *, file: str = "holdings.csv", sheet: str | None = None):
    return read_tables(receive_upload(content, file=file), sheet=sheet)


def save(*sheets: tuple[str, list[list[object]]]) -> bytes:
    workbook, buffer = openpyxl.Workbook(), io.BytesIO()
    workbook.remove(workbook.active)
    for title, rows in sheets:
        page = workbook.create_sheet(title)
        for row in rows:
            page.append(row)
    workbook.save(buffer)
    return buffer.getvalue()


def test_cells_of_a_csv_stay_the_text_they_are():
    (table,) = read(b"Ticker,SEDOL,Weight\nNA,0123456,1.50%\nTRUE,null,\nnan,None,007\n")
    assert table.cells.to_numpy().tolist() == [
        ["Ticker", "SEDOL", "Weight"],
        ["NA", "0123456", "1.50%"],
        ["TRUE", "null", ""],
        ["nan", "None", "007"],
    ]
    assert list(table.cells.columns) == [0, 1, 2]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter):
    lines = [["Fund of funds, one"], ["Name", "ISIN", "Weight"], ["Kirin", "JP3258000003", "1,5"], ["PTT", "TH0646010Z00", "2,5"]]
    text = "\n".join(delimiter.join(f'"{cell}"' if delimiter in cell else cell for cell in line) for line in lines)
    (table,) = read(text.encode())
    assert table.delimiter == delimiter
    assert table.cells.iloc[2].tolist() == ["Kirin", "JP3258000003", "1,5"]


def test_a_first_line_that_names_the_delimiter_is_believed_and_keeps_its_number():
    (table,) = read(b"sep=;\nName;Value\nA, B and C;1\n")
    assert table.delimiter == ";"
    assert table.rows[table.cells[0].tolist().index("A, B and C")] == 3


def test_rows_carry_the_line_on_which_they_begin_even_after_a_cell_of_several_lines():
    (table,) = read(b'Name,Value\n"One\ncompany",1\nTwo,2\n\nThree,3\n')
    numbers = dict(zip(table.cells[0], table.rows, strict=True))
    assert (numbers["One\ncompany"], numbers["Two"], numbers["Three"]) == (2, 4, 6)


def test_a_quotation_mark_that_never_closes_does_not_swallow_the_lines_after_it():
    (table,) = read(b'Name,Ticker,Value\n"ABC CORP,ABC,10\nDEF INC,DEF,20\nGHI LTD,GHI,30\nJKL "J" SA,JKL,40\n')
    assert table.cells[1].tolist() == ["Ticker", "ABC", "DEF", "GHI", "JKL"]


def test_lines_longer_than_the_header_lose_nothing():
    (table,) = read(b"a,b\n1,2,3,4\n5,6\n")
    assert table.cells.to_numpy().tolist() == [["a", "b", "", ""], ["1", "2", "3", "4"], ["5", "6", "", ""]]


@pytest.mark.parametrize("ending", [b"\n", b"\r\n", b"\r"])
def test_every_line_ending_is_read(ending):
    (table,) = read(ending.join([b"Name,Value", b"A,1", b"B,2", b""]))
    assert table.cells.iloc[:3].to_numpy().tolist() == [["Name", "Value"], ["A", "1"], ["B", "2"]]


def test_workbook_cells_become_exact_text():
    day = dt.date(2025, 6, 30)
    (table,) = read(save(("Holdings", [["a", 286571418.0, 0.1, 4e-06, day, True, None, "0123456"]])), file="x.xlsx")
    assert table.cells.iloc[0].tolist() == ["a", "286571418", "0.1", "0.000004", "2025-06-30", "TRUE", "", "0123456"]
    assert (table.sheet, table.reader) == ("Holdings", "calamine")


def test_sheets_come_in_order_and_empty_ones_are_left_out():
    tables = read(save(("Notes", [["text"]]), ("Empty", []), ("Data", [["Name"], ["A"]])), file="x.xlsx")
    assert [table.sheet for table in tables] == ["Notes", "Data"]


def test_row_numbers_of_a_sheet_count_empty_rows_and_not_the_lines_within_a_cell():
    (table,) = read(save(("S", [[], [], ["two\nlines", 1], ["b", 2]])), file="x.xlsx")
    assert np.array_equal(table.rows, [1, 2, 3, 4])
    assert table.cells.iloc[3].tolist() == ["b", "2"]


def test_one_sheet_can_be_asked_for_by_its_name_and_an_unknown_one_names_those_there_are():
    content = save(("Notes", [["text"]]), ("Full Data", [["Name"]]))
    assert [table.sheet for table in read(content, file="x.xlsx", sheet=" full data")] == ["Full Data"]
    with pytest.raises(UploadRefused, match='has no sheet named "Bonds"') as refusal:
        read(content, file="x.xlsx", sheet="Bonds")
    assert refusal.value.kind == "unknown_sheet"
    assert '"Notes", "Full Data"' in refusal.value.help


def test_a_csv_has_no_sheets_to_ask_for():
    with pytest.raises(UploadRefused) as refusal:
        read(b"Name\nA\n", sheet="Holdings")
    assert refusal.value.kind == "unknown_sheet"


def test_a_workbook_that_makes_its_reader_abort_is_only_refused():
    far = build_workbook(SHEET.format('<row r="1048576">' + "<c><v>1</v></c>" * 16000 + "</row>"))
    with pytest.raises(UploadRefused) as refusal:
        read(far, file="bomb.xlsx")
    assert refusal.value.kind in {"needs_too_much_memory", "unreadable", "took_too_long"}


def test_a_reader_over_its_time_is_ended_and_refused():
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>{"x" * 50}</t></is></c></row>' for n in range(1, 400_000))
    upload = receive_upload(build_workbook(SHEET.format(rows)), file="slow.xlsx")
    with pytest.raises(UploadRefused) as refusal:
        read_sheets(upload, seconds=0)
    assert refusal.value.kind == "took_too_long"


def test_entities_in_spreadsheet_xml_are_refused():
    bomb = (
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
        b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet/></Workbook>'
    )
    with pytest.raises(UploadRefused, match="document type or entities") as refusal:
        read(bomb, file="x.xls")
    assert refusal.value.kind == "unreadable"


def test_spreadsheet_xml_with_two_byte_order_marks_bare_ampersands_and_gaps_is_read():
    namespace = 'xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"'
    content = (
        f'\ufeff\ufeff<?xml version="1.0"?><ss:Workbook {namespace}><ss:Worksheet ss:Name="Holdings"><ss:Table>'
        '<ss:Row><ss:Cell ss:HRef="a?b=1&c=2"><ss:Data ss:Type="String">Name</ss:Data></ss:Cell></ss:Row>'
        '<ss:Row ss:Index="4"><ss:Cell ss:Index="3"><ss:Data ss:Type="String">AT&amp;T</ss:Data></ss:Cell></ss:Row>'
        "</ss:Table></ss:Worksheet></ss:Workbook>"
    )
    (table,) = read(content.encode(), file="fund.xls")
    assert table.sheet == "Holdings"
    assert table.cells.to_numpy().tolist() == [["Name", "", ""], ["", "", ""], ["", "", ""], ["", "", "AT&T"]]


def test_a_table_of_a_web_page_is_read_and_its_rows_are_numbered_as_the_page_counts_them():
    page = (
        b"<html><body><table><tr><td>menu</td></tr></table><table><tr><th>Name</th><th colspan=2>Shares</th></tr>"
        b"<tr><td>AT&amp;T<br>Inc</td><td>5<td>SH</tr></table><script>var x='<table>'</script></body></html>"
    )
    (table,) = read(page, file="page.xls")
    assert table.cells.to_numpy().tolist() == [["Name", "Shares", ""], ["AT&T Inc", "5", "SH"]]
    assert table.rows.tolist() == [2, 3]
