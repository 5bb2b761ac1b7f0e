"""Which files of the folders named are portfolios, and what their folders of results are called."""

from pathlib import Path

import pytest

from screener.cli.portfolios import list_places
from screener.errors import RequestRefused


def make(folder, *files):
    for file in files:
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_text("Name\n", encoding="utf-8")
    return folder


def list_names(given, **options):
    found = list_places(given, **{"policies": ["standard"], "out": None, **options})
    return {place.file: place.names for place in found.places}


def test_portfolios_of_a_folder_are_named_for_their_place_in_it(tmp_path):
    clients = make(tmp_path / "clients", "b.csv", "north/a.csv", "south/a.xlsx")
    assert list_names([clients]) == {"b.csv": ("b",), "north/a.csv": ("north/a",), "south/a.xlsx": ("south/a",)}


FILES = {
    "two formats of one name": (["a.csv", "a.xlsx"], {"a.csv": ("a.csv",), "a.xlsx": ("a.xlsx",)}),
    "names that differ in case alone": (["A.csv", "a.xlsx"], {"A.csv": ("A.csv",), "a.xlsx": ("a.xlsx",)}),
    "a folder of the name of a file": (["a.csv", "a/letters.csv"], {"a.csv": ("a.csv",), "a/letters.csv": ("a/letters",)}),
    "a name with dots": (["q3.2026.csv"], {"q3.2026.csv": ("q3.2026",)}),
    "a name without an ending": (["holdings"], {"holdings": ("holdings",)}),
    "hidden files and locks of open workbooks": (["a.csv", ".b.csv", "~$a.xlsx", ".git/c.csv"], {"a.csv": ("a",)}),
}


@pytest.mark.parametrize(("files", "expected"), FILES.values(), ids=FILES.keys())
def test_no_two_portfolios_share_a_folder(tmp_path, files, expected):
    assert list_names([make(tmp_path / "clients", *files)]) == expected


def test_results_within_the_folder_are_no_portfolios(tmp_path):
    clients = make(tmp_path / "clients", "a.csv", "result/a/findings.csv")
    assert list_names([clients], out=clients / "result") == {"a.csv": ("a",)}


RECORD = '{\n "schema": "screening/1",\n "receipt": {}}'
RESULTS = {
    "of many portfolios": (
        ["out/journal.jsonl", "out/summary.json", "out/summary.csv", "out/a/findings.csv"],
        ["out/a/screening.json"],
    ),
    "of one portfolio": (["out/findings.csv", "out/holdings.xlsx", "out/letters/ptt-engagement.docx"], ["out/screening.json"]),
    "of a call that was stopped": (["out/journal.jsonl", "out/a/findings.csv", "out/a/screening.json.unfinished"], []),
    "beside the portfolio": (["findings.csv", "summary.pdf", "letters/ptt-engagement.pdf"], ["screening.json"]),
    "printed into a file": ([], ["today.json"]),
}


@pytest.mark.parametrize(("files", "records"), RESULTS.values(), ids=RESULTS.keys())
def test_results_of_an_earlier_call_are_left_out_and_counted(tmp_path, files, records):
    clients = make(tmp_path / "clients", "a.csv", *files, *records)
    for record in records:
        (clients / record).write_text(RECORD, encoding="utf-8")
    found = list_places([clients], policies=["standard"], out=clients / "out2")
    assert [place.file for place in found.places] == ["a.csv"]
    assert (found.left_out.results, found.left_out.hidden) == (len(files) + len(records), 0)


KEPT = {
    "a table of that name without a record": ["findings.csv", "letters/a.csv", "summary.csv"],
    "a portfolio kept among results": ["out/own.csv"],
    "positions as JSON": ["screening.json"],
}


@pytest.mark.parametrize("files", KEPT.values(), ids=KEPT.keys())
def test_what_is_not_ours_is_screened(tmp_path, files):
    clients = make(tmp_path / "clients", *files, "out/journal.jsonl")
    assert list(list_names([clients])) == files


def test_what_was_left_out_is_said(tmp_path):
    clients = make(tmp_path / "clients", "a.csv", ".b.csv", "~$a.xlsx", "out/journal.jsonl")
    said = list_places([clients], policies=["standard"], out=None).left_out.say()
    assert said == "Left out: 1 file of earlier screenings and 2 hidden files."
    assert not list_places([clients / "a.csv"], policies=["standard"], out=None).left_out.say()


def test_each_policy_has_a_folder_of_its_own(tmp_path):
    clients = make(tmp_path / "clients", "a.csv")
    assert list_names([clients], policies=["standard", "sanctions", "standard"]) == {
        "a.csv": ("a-standard", "a-sanctions", "a-standard-2")
    }


def test_files_of_one_name_from_two_places_are_numbered(tmp_path):
    make(tmp_path, "x/a.csv", "y/a.csv")
    found = list_places([tmp_path / "x/a.csv", tmp_path / "y/a.csv"], policies=["standard"], out=None)
    assert [place.names for place in found.places] == [("a-standard",), ("a-standard-2",)]


def test_a_file_named_twice_is_screened_once(tmp_path):
    clients = make(tmp_path / "clients", "a.csv")
    assert len(list_places([clients, clients], policies=["standard"], out=None).places) == 1


def test_a_folder_without_a_file_is_refused(tmp_path):
    with pytest.raises(RequestRefused, match="There is no portfolio"):
        list_places([Path(tmp_path)], policies=["standard"], out=None)
