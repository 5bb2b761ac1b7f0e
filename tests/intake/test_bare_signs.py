"""A sign that means several currencies is kept as the file writes it, and said to be no more."""

from __future__ import annotations

import pytest

from reports.facts import Amount, InvestorStep
from reports.signs import write_sign
from screener.model import BARE_SIGN, Reading
from screener.writing.amounts import find_sign
from tests.intake.builders import read, workbook


def find(reading: Reading) -> str:
    lines = reading.holdings.frame
    return find_sign(reading.problems, lines.assign(currency=lines["value_currency"]))


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ('Name,Value\nAlder,"$2,774.40"\nBirch,$5.00\n', "$"),
        ("Name,Value ($)\nAlder,10\nBirch,20\n", "$"),
        ("Name,Value\nAlder,¥100\nBirch,¥200\n", "¥"),
        ("Name,Value\nAlder,US$10\nBirch,US$20\n", ""),
        ("Name,Value (USD)\nAlder,$10\nBirch,$20\n", ""),
        ("Name,Value,Currency\nAlder,$10,CAD\nBirch,$20,CAD\n", ""),
        ("Name,Value\nAlder,10\nBirch,20\n", ""),
    ],
)
def test_a_sign_that_means_several_currencies_is_noticed_where_the_file_says_no_more(text: str, sign: str) -> None:
    reading = read(text)
    assert find(reading) == sign
    assert all(problem.severity == "note" for problem in reading.problems if problem.code == BARE_SIGN)


@pytest.mark.parametrize(
    ("header", "sign"),
    [("Value", ""), ("Value ($)", "$"), ("Value (¥)", "")],
)
def test_the_sign_of_one_sheet_is_not_that_of_another_which_has_none(header: str, sign: str) -> None:
    american: list[list[object]] = [["Name", "Value ($)"], ["Alder", 10], ["Birch", 5]]
    reading = read(workbook(("US", american), ("EU", [["Name", header], ["Cedar", 20], ["Elm", 7]])), file="holdings.xlsx")
    assert {"US", "EU"} == set(reading.holdings.frame["sheet"])
    assert find(reading) == sign


def test_the_sign_stands_with_the_files_amounts_and_with_no_others() -> None:
    own, theirs = Amount("XXX", "5"), Amount("XXX", "7")
    step = InvestorStep(investor="Alder", action="sold", date=None, amount=theirs, note="", sources=())
    assert write_sign((own, Amount("EUR", "1"), step, "XXX"), "$") == (Amount("$", "5"), Amount("EUR", "1"), step, "XXX")
