"""Small files with little or nothing in them are answered, on the page and to a program, and never break the service."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import openpyxl
import pytest

if TYPE_CHECKING:
    from fastapi.testclient import TestClient


def _workbook(*lines: list[object]) -> bytes:
    book, target = openpyxl.Workbook(write_only=True), io.BytesIO()
    sheet = book.create_sheet("Holdings")
    for line in lines:
        sheet.append(line)
    book.save(target)
    return target.getvalue()


@pytest.mark.parametrize(
    ("file", "content", "status", "said"),
    [
        ("blank.xlsx", _workbook(), 400, "The workbook has no lines."),
        ("blanks.xlsx", _workbook([" ", None], [""]), 400, "The workbook has no lines."),
        ("commas.csv", b",,,\n,,\n", 400, "The file has no lines."),
        ("numbers.xlsx", _workbook([1, 2], [3, 4]), 400, "its fullest line has"),
        ("figures.csv", b"Name,Quantity,Value\n," + b"9" * 400 + b"," + b"9" * 400 + b"\nAlder,1,1\n", 200, ""),
        ("funds.csv", b"Fund,Sedol,Units,Value\nAlder Top LD,,10,1300\n", 200, "is a fund, and what it holds is not known"),
    ],
)
def test_a_file_with_little_in_it_is_answered(client: TestClient, file: str, content: bytes, status: int, said: str) -> None:
    page = client.post("/screen", files={"file": (file, content)})
    answer = client.post("/v1/screenings", files={"file": (file, content)})
    assert (page.status_code, answer.status_code) == (status, status)
    assert said.replace('"', "") in page.text.replace("&#34;", "")
    assert said in answer.text.replace('\\"', "")
