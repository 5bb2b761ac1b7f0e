"""Where a file's own headings say that its lines are funds, and where they do not."""

from __future__ import annotations

import pytest

from tests.intake.builders import read

SECTIONS = """Security,Quantity,Value
Shares,,
Alder plc,10,100
Mutual funds,,
Fernhill Contrarian,10,200
Total,,200
Fernhill Blue,5,50
Bonds,,
Alder 5% 2030,10,300
"""


@pytest.mark.parametrize(
    ("text", "classes"),
    [
        (
            "Fund,Sedol,Units,Value (£)\nAlder Blue,B41YBW7,150,1020\nAlder Green,B4PQW15,10,25\nAlder Top LD,,10,1300\n",
            ["fund"] * 3,
        ),
        ("Fund name,Units\nAlder Blue,10\nAlder Green,20\n", ["fund"] * 2),
        ("ファンド名,保有口数,評価額\n青山スリム,500000,1250000\n赤坂スリム,10,1300\n", ["fund"] * 2),
        ("Fund name,Type,Units\nAlder Blue plc,Equity,10\nAlder Green,,20\n", ["equity", "fund"]),
        ("Fund,Security,Value\nAlder Pension,Birch plc,10\nAlder Pension,Cedar plc,20\n", ["", ""]),
        ("Name,Units,Value\nAlder Blue,10,100\nAlder Green,20,200\n", ["", ""]),
        ("Fund,Units,Value\nAlder Blue,10,100\nCash,,20\n", ["fund", "cash"]),
        (SECTIONS, ["", "fund", "fund", ""]),
    ],
)
def test_what_stands_below_a_heading_that_says_fund_is_a_fund(text: str, classes: list[str]) -> None:
    frame = read(text).holdings.frame
    held = frame[frame["line"] != "not_a_holding"]
    assert held["asset_class"].tolist() == classes
    assert (held["name"] != "").all()
