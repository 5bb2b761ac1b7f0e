"""A ZIP of letters with its index and manifest."""

from __future__ import annotations

import csv
import io
import zipfile
from hashlib import sha256

import pytest

from reports.letter_archive import MANIFEST_HEADINGS, LetterFile, write_letters_zip
from tests.reports.letters import HOSTILE, build_letter


def build_files(company="Hanbit Steel Co., Ltd."):
    letter = build_letter()
    return [LetterFile(f"{letter.id}.{form}", letter, form.encode(), company, "KR") for form in ("pdf", "docx")]


def read_zip(content):
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        assert opened.testzip() is None
        return {name: opened.read(name) for name in opened.namelist()}


def test_the_manifest_names_each_file_its_claims_and_its_hash():
    files = read_zip(write_letters_zip(build_files(), title="Letters"))
    lines = list(csv.DictReader(io.StringIO(files["manifest.csv"].decode("utf-8-sig"))))
    assert tuple(lines[0]) == MANIFEST_HEADINGS
    assert [line["file"] for line in lines] == [name for name in files if name not in {"manifest.csv", "index.html"}]
    for line in lines:
        assert line["sha256"] == sha256(files[line["file"]]).hexdigest()
        assert line["claims"] == "hanbit-steel/mehl-venture"
        assert line["registry_version"]


def test_the_index_lists_each_letter_once():
    index = read_zip(write_letters_zip(build_files(), title="Letters"))["index.html"].decode()
    assert "1\u00a0letter" in index or "1 letter" in index
    assert index.count('href="hanbit-steel') == 1


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_company_is_no_formula_and_no_markup(name):
    files = read_zip(write_letters_zip(build_files(company=name), title="Letters"))
    cells = [cell for line in csv.reader(io.StringIO(files["manifest.csv"].decode("utf-8-sig"))) for cell in line]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in cells)
    assert b"<script" not in files["index.html"]
    assert b"<b>Bold" not in files["index.html"]


def test_the_same_letters_give_the_same_bytes_and_no_time_of_day():
    content = write_letters_zip(build_files(), title="Letters")
    assert content == write_letters_zip(build_files(), title="Letters")
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        assert {entry.date_time for entry in opened.infolist()} == {(1980, 1, 1, 0, 0, 0)}
