"""What holds something without a name, what names it after all, and what is asked about."""

from __future__ import annotations

import pytest

from screener.errors import UploadRefused
from tests.intake.builders import list_lines, read, workbook

HEAD = "Security,ISIN,Units,Value\nAlder plc,GB00B41YBW71,10,100\n"


@pytest.mark.parametrize(
    ("below", "line"),
    [
        (",,7,1300\n", "position"),
        (",,,1300\n", "not_a_holding"),
        ("Total,,17,1300\n", "not_a_holding"),
        ("Birch plc,GB00B4PQW151,5,50\n,,15,150\n", "not_a_holding"),
        ("Birch plc,GB00B4PQW151,5,50\n,,2,20\n,,3,30\n", "not_a_holding"),
        ("Birch plc,GB00B4PQW151,5,50\n,,2,20\n,,3,31\n", "position"),
    ],
)
def test_a_line_with_a_quantity_and_a_value_is_held_unless_it_is_a_sum_or_a_lot(below: str, line: str) -> None:
    assert list_lines(read(HEAD + below))[-1][1] == line


def test_a_line_without_a_name_that_is_taken_for_a_sum_is_told() -> None:
    below = "Birch plc,GB00B4PQW151,5,50\n,,15,150\nCedar plc,DE0008404005,2,20\n,,7,1300\n"
    told = [(problem.code, problem.row) for problem in read(HEAD + below).problems if problem.row]
    assert told == [("taken_for_sum", 4)]


TWO = "{first}Alder,60,1500\nAlder,{rest},1000\n{last}Birch,10,2000\nBirch,4,800\nBirch,6,1200\nCedar,3,9\n"


@pytest.mark.parametrize(
    ("first", "last", "rest", "held", "told"),
    [
        ("Alder,100,2500\n", "", 40, 5, [2, 5]),
        ("", "Alder,100,2500\n", 40, 7, []),  # once before its lots, once behind them: neither is how this table is made
        ("Alder,100,2500\n", "", 41, 7, []),  # one name's lines do not add up, and the other's may be three accounts' by chance
        ("", "", 40, 6, []),
    ],
)
def test_a_line_of_the_same_name_that_sums_up_its_lots_is_not_counted_again(first, last, rest, held, told) -> None:
    reading = read("Name,Quantity,Market Value\n" + TWO.format(first=first, last=last, rest=rest))
    assert [line[1] for line in list_lines(reading)].count("position") == held
    assert [problem.row for problem in reading.problems if problem.code == "taken_for_sum"] == told


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (
            "Ticker,Units,Value,Beneficiary\nALD,1,10,Alder plc\nBIR,2,20,Alder plc\nCED,3,30,Cedar plc\nDOG,3,30,Cedar plc\n",
            ["names_not_found"],
        ),
        ("Ticker,Units,Value,Sector\nALD,1,10,Industrials\nBIR,2,20,Utilities\nCED,3,30,Financials\n", []),
        ("Name,Units,Value,Beneficiary text\nAlder,1,10,Alder plc\nBirch,2,20,Alder plc\nCedar,3,30,Cedar plc\n", []),
    ],
)
def test_where_no_column_has_names_and_words_are_left_over_the_columns_are_asked_for(text: str, codes: list[str]) -> None:
    assert [problem.code for problem in read(text).problems] == codes


def test_a_list_of_balances_is_cash_in_accounts() -> None:
    reading = read("Account,Currency,Balance\nCash ISA,GBP,1200.55\nMoney market,USD,300\nCash,EUR,15\n")
    frame = reading.holdings.frame
    assert frame["line"].tolist() == ["cash"] * 3
    assert list(zip(frame["market_value"], frame["value_currency"], strict=True)) == [
        ("1200.55", "GBP"),
        ("300", "USD"),
        ("15", "EUR"),
    ]
    assert "no_header" not in {problem.code for problem in reading.problems}


def test_a_file_that_begins_with_many_blank_lines_is_not_said_to_have_none() -> None:
    with pytest.raises(UploadRefused, match='its fullest line has: "1", "2"'):
        read(workbook(("Sheet", [[" ", " ", " "]] * 120 + [[1, 2]])), file="low.xlsx")


def test_an_empty_workbook_is_said_to_have_no_lines() -> None:
    with pytest.raises(UploadRefused, match=r"The workbook has no lines\."):
        read(workbook(("Sheet", [])), file="blank.xlsx")
