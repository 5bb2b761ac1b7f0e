"""What an upload is, by its content; and what is refused, with one sentence and a way on."""

from __future__ import annotations

import hashlib
import io
import zipfile

import msoffcrypto.format.ooxml
import openpyxl
import pytest

from screener.errors import UploadRefused, UploadTooLarge, UploadUnsupported
from screener.grid.upload import receive_upload
from tests.grid.workbooks import build_xls

SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'


def build_workbook(sheet: str | None = None) -> bytes:
    buffer, patched = io.BytesIO(), io.BytesIO()
    workbook = openpyxl.Workbook()
    workbook.active.append(["Name", "ISIN"])
    workbook.save(buffer)
    with zipfile.ZipFile(buffer) as source, zipfile.ZipFile(patched, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            replaced = sheet is not None and name == "xl/worksheets/sheet1.xml"
            target.writestr(name, sheet if replaced else source.read(name))
    return patched.getvalue()


def build_zip(name: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, "text")
    return buffer.getvalue()


def encrypt(content: bytes) -> bytes:
    buffer = io.BytesIO()
    msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(content)).encrypt("secret", buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "form", "encoding"),
    [
        (b"Name,ISIN\nA,B\n", "csv", "utf-8"),
        ("\ufeffName,ISIN\n".encode(), "csv", "utf-8-sig"),
        ("Name\tISIN\n".encode("utf-16"), "csv", "utf-16"),
        ("Name\tISIN\tWeight\n".encode("utf-16-le"), "csv", "utf-16-le"),
        ("Währung;Stück\nMünchener Rück;3\n".encode("cp1252"), "csv", "cp1252"),
        ("Nom;ISIN\nHôtel Sacré-Cœur;FR0000120271\n".encode("cp1252"), "csv", "cp1252"),
        ("Name;Land\nA.P. Møller;DK\nQuímica Alder;CL\nŠkoda;CZ\nGas Bogotá;CO\n".encode("cp1252"), "csv", "cp1252"),
        ("Heiti;Fjöldi\nArðgreiðsla;3\n".encode("cp1252"), "csv", "cp1252"),
        ("Název;Cena\nKořen Dům;3\n".encode("cp1250"), "csv", "cp1250"),
        ("Nazwa;Kurs\nZłoty Alder;3\n".encode("cp1250"), "csv", "cp1250"),
        ("Hisse adı;Adet\nEreğli Kızılağaç;3\n".encode("cp1254"), "csv", "cp1254"),
        ("日付,銘柄名,コード\n20260430,極洋,1301\n20260430,ニッスイ,1332\n".encode("cp932"), "csv", "cp932"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "spreadsheetml", "utf-8"),
        (b'\n<?xml version="1.0"?><edgarSubmission xmlns="http://www.sec.gov/edgar/nport"/>', "nport", "utf-8"),
        (b'<informationTable xmlns="http://www.sec.gov/edgar/document/thirteenf/informationtable"/>', "13f", "utf-8"),
        (b"<!DOCTYPE html><html><table></table></html>", "html", "utf-8"),
        (build_workbook(), "xlsx", None),
    ],
)
def test_the_format_is_found_from_the_content_and_not_from_the_name(content, form, encoding):
    upload = receive_upload(content, file="holdings.png")
    assert (upload.format, upload.encoding) == (form, encoding)
    assert upload.sha256 == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize("file", ["/home/someone/ivv.csv", "C:\\Users\\someone\\ivv.csv", "../../ivv.csv"])
def test_only_the_base_name_of_a_file_is_kept(file):
    assert receive_upload(b"Name\nA\n", file=file).file == "ivv.csv"


@pytest.mark.parametrize(
    ("content", "error", "code"),
    [
        (b"", UploadRefused, "empty_file"),
        (b" \r\n\t\n", UploadRefused, "empty_file"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), UploadUnsupported, "picture"),
        (b"\xff\xd8\xff\xe0" + bytes(50), UploadUnsupported, "picture"),
        (b"%PDF-1.7\n", UploadUnsupported, "pdf"),
        (b"\x1f\x8b\x08" + bytes(20), UploadUnsupported, "archive"),
        (build_zip("holdings.csv"), UploadUnsupported, "archive"),
        (build_zip("word/document.xml"), UploadUnsupported, "document"),
        (bytes(range(256)) * 8, UploadUnsupported, "binary"),
        (build_workbook()[:400], UploadRefused, "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), UploadRefused, "damaged"),
        (encrypt(build_workbook()), UploadRefused, "encrypted"),
        (build_workbook(SHEET.format('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')), UploadTooLarge, "too_many_cells"),
        (build_workbook(SHEET.format("<row r='100000'><c r='BXX100000'><v>1</v></c></row>")), UploadTooLarge, "too_many_cells"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_what_cannot_be_used_is_refused_with_a_sentence_and_a_way_on(content, error, code):
    with pytest.raises(error) as refusal:
        receive_upload(content, file="holdings.xlsx")
    assert refusal.value.kind == code
    assert '"holdings.xlsx"' in refusal.value.message
    assert refusal.value.message.count(". ") == 0
    assert refusal.value.help.endswith(".")


def test_an_upload_over_the_limit_is_refused_and_the_limit_is_named():
    with pytest.raises(UploadTooLarge, match=r"the limit is 1\.0 MB") as refusal:
        receive_upload(b"x" * (2**20 + 1), file="big.csv", max_bytes=2**20)
    assert refusal.value.kind == "too_large"


def test_a_workbook_that_unzips_beyond_the_limit_is_refused_although_it_says_it_is_small(monkeypatch):
    monkeypatch.setattr("screener.grid.workbook_archive.MAX_UNZIPPED", 2**20)
    content = bytearray(build_workbook(SHEET.format(" " * 2**21)))
    understated = (2**10).to_bytes(4, "little")
    content = bytearray(bytes(content).replace((2**21 + len(SHEET) - 2).to_bytes(4, "little"), understated))
    with pytest.raises(UploadRefused) as refusal:
        receive_upload(bytes(content), file="bomb.xlsx")
    assert refusal.value.kind in {"unzipped_too_large", "damaged"}


def test_an_old_workbook_whose_storage_holds_itself_is_refused_as_damaged():
    content = build_xls()
    content = content[:502] + content[512:]  # every part now lies ten bytes before its place, and the directory reads as a loop
    with pytest.raises(UploadRefused) as refusal:
        receive_upload(bytes(content), file="loop.xls")
    assert refusal.value.kind == "damaged"
