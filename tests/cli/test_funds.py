"""`screener funds`, and `screener screen --funds`, as a saver uses them."""

import csv
import io
import json
from decimal import Decimal

import pytest

ASIA = """Alder Asia ETF
Fund Holdings as of,30/Jun/2026

Name,ISIN,Weight (%)
POSCO HOLDINGS INC,KR7005490008,10
NESTLE SA,CH0038863350,90
"""
BONDS = "Name,ISIN,Asset Class,Market Value (USD)\nHazel Timber 4 3/8 08/04/31,,Bond,300\nUS DOLLAR CASH,,Cash,100\n"
MIXED = "Name,ISIN,Weight (%)\nAlder Asia ETF,,50\nBHARAT ELECTRONICS LTD,INE263A01024,25\n"
SAVER = (
    "Name,ISIN,Market Value (EUR)\nALDER ASIA ETF,,1000.00\nBirch Bond Fund,IE00BKM4GZ66,400.00\nCedar Mixed Fund,,200.00\n"
    "Dogwood Growth Fund,,50.00\nPOSCO HOLDINGS INC,KR7005490008,10.00\nTotal,,1660.00\n"
)


@pytest.fixture
def shelf(run, tmp_path):
    """Gives a library of three funds."""
    for name, text in (("asia.csv", ASIA), ("bonds.csv", BONDS), ("mixed.csv", MIXED)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    folder = tmp_path / "shelf"
    assert run("funds", "add", tmp_path / "asia.csv", "--library", folder).status == 0
    bonds = ("--name", "Birch Bond Fund", "--isin", "IE00BKM4GZ66", "--as-of", "2026-03-31")
    assert run("funds", "add", tmp_path / "bonds.csv", *bonds, "--library", folder).status == 0
    assert run("funds", "add", tmp_path / "mixed.csv", "--name", "Cedar Mixed Fund", "--library", folder).status == 0
    return folder


@pytest.fixture
def saver(tmp_path):
    """Gives an invented saver's portfolio: three funds that are known, one that is not, and a share."""
    file = tmp_path / "saver.csv"
    file.write_text(SAVER, encoding="utf-8")
    return file


@pytest.fixture
def record(run, shelf, saver):
    """Gives the screening of the saver's portfolio."""
    return json.loads(run("screen", saver, "--funds", shelf, "--as-of", "2026-11-24", "--json").out)


def test_every_line_of_the_upload_ends_in_one_outcome_and_the_parts_are_counted_apart(record):
    lines = [one for one in record["holdings"] if not one["through"]]
    parts = [one for one in record["holdings"] if one["through"]]
    assert [one["row"] for one in lines] == [2, 3, 4, 5, 6, 7]
    counted = {key: number for key, number in record["outcomes"].items() if number}
    assert counted == {"listed": 1, "looked_through": 3, "unresolved": 1, "not_a_holding": 1}
    assert sum(record["parts"].values()) == len(parts) == 9


def test_the_parts_of_a_fund_add_up_to_its_line(record):
    for line in (one for one in record["holdings"] if one["outcome"] == "looked_through"):
        depth = len(line["through"])
        below = [one for one in record["holdings"] if one["row"] == line["row"] and len(one["through"]) > depth]
        if depth == 0:
            ends = [one for one in below if one["outcome"] != "looked_through"]
            assert sum(Decimal(one["market_value"]) for one in ends) == Decimal(line["market_value"])


def test_a_finding_says_what_is_held_directly_and_what_through_which_fund_of_which_day(record):
    (finding,) = (one for one in record["findings"] if one["entity"]["id"] == "posco-holdings")
    # by hand: 10 directly, 1000 × 10 %, 200 × 50 % × 10 %
    assert finding["market_value"] == {"EUR": "120.00"}
    ways = {way["row"]: way for way in finding["through"]}
    assert ways[2]["market_value"] == {"EUR": "100.00"}
    assert [(step["fund"], step["weight"], step["as_of"]) for step in ways[2]["through"]] == [
        ("Alder Asia ETF", "0.1", "2026-06-30")
    ]
    assert ways[4]["market_value"] == {"EUR": "10.00"}
    assert [step["fund"] for step in ways[4]["through"]] == ["Cedar Mixed Fund", "Alder Asia ETF"]
    assert {2, 4, 6} <= set(finding["rows"])


def test_what_a_fund_file_leaves_out_and_a_fund_nobody_knows_stay_unresolved(record):
    unresolved = {one["name"]: one["market_value"] for one in record["holdings"] if one["outcome"] == "unresolved"}
    assert unresolved["Rest of Cedar Mixed Fund"] == "50.00"
    assert Decimal(unresolved["Dogwood Growth Fund"]) == 50


def test_the_coverage_counts_what_the_funds_hold(record):
    unresolved = sum(Decimal(one["market_value"]) for one in record["holdings"] if one["outcome"] == "unresolved")
    assert abs(Decimal(record["coverage"]["by_value"]["unresolved"]) - unresolved / 1660) < Decimal("0.0001")


def test_the_receipt_names_the_folder_of_funds_and_a_screening_can_be_repeated(run, shelf, saver, record, tmp_path):
    assert len(record["receipt"]["inputs"]["funds"]) == 64
    file = tmp_path / "screening.json"
    file.write_text(json.dumps(record), encoding="utf-8")
    assert run("verify", file, saver, "--funds", shelf).status == 0
    (shelf / "asia.csv").write_text(ASIA.replace("10\n", "11\n").replace("90\n", "89\n"), encoding="utf-8")
    assert run("verify", file, saver, "--funds", shelf).status == 1


def test_something_listed_through_a_fund_alone_fails_on_listed(run, shelf, tmp_path):
    file = tmp_path / "one.csv"
    file.write_text("Name,ISIN,Market Value (EUR)\nAlder Asia ETF,,1000.00\n", encoding="utf-8")
    assert run("screen", file, "--funds", shelf, "--fail-on-listed", "--json").status == 1
    assert run("screen", file, "--fail-on-listed", "--json").status == 0


def test_the_papers_say_through_which_fund_and_of_which_day(run, shelf, saver, tmp_path):
    out = tmp_path / "out"
    ending = run("screen", saver, "--funds", shelf, "--as-of", "2026-11-24", "--out", out)
    assert "through Alder Asia ETF, holdings of 30" in ending.out
    with io.StringIO((out / "findings.csv").read_text(encoding="utf-8-sig")) as stream:
        assert {"posco-holdings", "bharat-electronics"} <= {line["entity"] for line in csv.DictReader(stream)}
    pdf = pytest.importorskip("pypdf").PdfReader(out / "summary.pdf")
    text = " ".join(" ".join(page.extract_text().split()) for page in pdf.pages)
    assert "Funds looked through" in text
    assert "through Cedar Mixed Fund (holdings of a day not stated), through Alder Asia ETF (holdings of 30 June 2026)" in text


def test_the_library_lists_shows_and_checks_its_funds(run, shelf):
    listed = json.loads(run("funds", "list", "--library", shelf, "--json").out)
    assert [fund["fund"] for fund in listed["funds"]] == ["Alder Asia ETF", "Birch Bond Fund", "Cedar Mixed Fund"]
    shown = json.loads(run("funds", "show", "IE00BKM4GZ66", "--library", shelf, "--json").out)
    assert shown["as_of"] == "2026-03-31"
    assert [line["share"] for line in shown["positions"]] == ["0.75", "0.25"]
    assert run("funds", "check", "--library", shelf).status == 0
    assert "75" in run("funds", "show", "cedar mixed fund", "--library", shelf).out
    assert run("funds", "show", "Nobody", "--library", shelf).status == 2


@pytest.mark.parametrize("words", [("list",), ("check",), ("show", "Alder Asia ETF")], ids=" ".join)
def test_a_library_that_is_not_there_is_told_and_is_not_one_without_a_fault(words, run, tmp_path):
    asked = run("funds", *words, "--library", tmp_path / "mistyped")
    assert asked.status == 2
    assert "is not a folder" in asked.err


def test_a_file_that_is_no_fund_is_a_fault_and_the_others_still_serve(run, shelf, saver):
    (shelf / "notes.csv").write_text("Name\nAlder\nBirch\n", encoding="utf-8")
    (shelf / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    assert run("funds", "check", "--library", shelf).status == 1
    record = json.loads(run("screen", saver, "--funds", shelf, "--json").out)
    assert record["outcomes"]["looked_through"] == 3
    assert {"fund_unusable", "fund_unreadable"} <= {problem["code"] for problem in record["problems"]}


def test_another_file_of_the_same_name_is_not_written_over(run, shelf, tmp_path):
    (tmp_path / "asia.csv").write_text(ASIA.replace("10\n", "20\n"), encoding="utf-8")
    ending = run("funds", "add", tmp_path / "asia.csv", "--library", shelf)
    assert ending.status == 2
    assert "another" in ending.err
    assert (shelf / "asia.csv").read_text(encoding="utf-8") == ASIA


def test_a_folder_that_is_not_there_is_refused(run, saver, tmp_path):
    assert run("screen", saver, "--funds", tmp_path / "nowhere").status == 2
