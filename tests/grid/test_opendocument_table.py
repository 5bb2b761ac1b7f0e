"""Spreadsheets built here, with XML indented as some publishers write it."""

from __future__ import annotations

import io
import zipfile

import pytest

from screener.errors import UploadRefused
from screener.grid.opendocument_table import read_open_document
from screener.grid.table import read_tables
from screener.grid.upload import receive_upload

NAMES = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text"))
MANIFEST = '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'


def build_ods(rows: str) -> bytes:
    content = (
        f'<?xml version="1.0"?>\n<office:document-content {NAMES}>\n <office:body>\n  <office:spreadsheet>\n'
        f'   <table:table table:name="List">\n{rows}\n   </table:table>\n'
        "  </office:spreadsheet>\n </office:body>\n</office:document-content>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", MANIFEST)
        archive.writestr("content.xml", content)
    return buffer.getvalue()


def cell(text: str, attributes: str = "") -> str:
    return f'\n  <table:table-cell office:value-type="string" {attributes}>\n   <text:p>{text}</text:p>\n  </table:table-cell>\n '


def row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>\n"


def test_indentation_between_cells_is_no_obstacle():
    upload = receive_upload(build_ods(row(cell("Name"), cell("Type")) + row(cell("Acme"), cell("Entity"))), file="a.ods")
    (table,) = read_tables(upload)
    assert table.cells.to_numpy().tolist() == [["Name", "Type"], ["Acme", "Entity"]]


def test_empty_rows_and_cells_keep_their_place_and_those_to_the_edge_are_not_kept():
    gap = row('<table:table-cell table:number-columns-repeated="16384"/>', attributes='table:number-rows-repeated="2"')
    edge = gap.replace('"2"', '"1048576"')
    middle = row(cell("x"), '<table:table-cell table:number-columns-repeated="2"/>', cell("y"))
    assert read_open_document(build_ods(row(cell("a")) + gap + middle + edge)) == [("List", [["a"], [], [], ["x", "", "", "y"]])]


def test_numbers_and_dates_are_taken_from_their_values_not_from_their_looks():
    number = '<table:table-cell office:value-type="float" office:value="12.50"><text:p>12,5</text:p></table:table-cell>'
    day = '<table:table-cell office:value-type="date" office:date-value="2025-08-11"><text:p>11 Aug</text:p></table:table-cell>'
    assert read_open_document(build_ods(row(number, day))) == [("List", [["12.50", "2025-08-11"]])]


def test_spaces_spans_and_paragraphs_are_written_as_they_read():
    text = 'Acme<text:s text:c="2"/>&amp; <text:span>Sons</text:span>'
    assert read_open_document(build_ods(row(cell(text)))) == [("List", [["Acme  & Sons"]])]


def test_a_sheet_that_repeats_its_cells_without_end_is_refused():
    bomb = row(cell("x", 'table:number-columns-repeated="16000"'), attributes='table:number-rows-repeated="1000000"')
    with pytest.raises(UploadRefused, match="repeats its cells"):
        read_tables(receive_upload(build_ods(bomb), file="bomb.ods"))
