"""Files of many tables: which are taken, which are left out, and that it is said."""

from __future__ import annotations

import pytest

from screener.errors import UploadRefused
from screener.intake.record import write_reading
from tests.intake.builders import read, workbook

HEADER = ["Name", "ISIN", "Quantity", "Market Value (USD)"]
STATEMENT = """Account Statement,,,,
Client,A. Saver,,,
,,,,
Cash balances,,,,
Currency,Balance,,,
USD,120.50,,,
,,,,
Positions as of 2025-06-30,,,,
Symbol,Description,Quantity,Price,Market Value
KO,Coca Cola Co,10,60.00,600.00
CVX,Chevron Corp,5,150.00,750.00
Total,,,,1350.00
,,,,
Transactions,,,,
Trade Date,Transaction Type,Symbol,Description,Quantity,Price,Amount
2025-06-02,Buy,KO,Coca Cola Co,10,59.00,590.00
2025-06-03,Sell,PTT,PTT PCL,100,1.00,100.00
,,,,
"""


def fund(number: int) -> list[list[object]]:
    """A fund of five securities: the names are the same in every fund, the amounts its own."""
    lines = [[f"Company {at}", "", 10 * at + number, 100.5 * at + number] for at in range(1, 6)]
    return [[f"Fund {number}"], [], HEADER, *lines, ["Total", None, None, sum(line[3] for line in lines)]]


def test_all_sheets_of_a_workbook_of_a_hundred_funds_are_taken_though_they_hold_the_same_names():
    record = write_reading(read(workbook(*((f"Fund {number}", fund(number)) for number in range(100)))))
    assert record["counts"]["holdings"] == 500
    assert len(record["tables"]) == 100
    assert not record["problems"]


def test_a_sheet_that_says_the_same_lines_again_is_left_out_and_named():
    record = write_reading(read(workbook(("Holdings", fund(1)), ("Copy", fund(1)))))
    assert record["counts"]["holdings"] == 5
    assert [(p["code"], p["severity"], p["sheet"]) for p in record["problems"]] == [("sheet_left_out", "note", "Copy")]


def test_of_a_statement_of_many_sections_the_positions_are_read_and_the_trades_left_out():
    record = write_reading(read(STATEMENT))
    assert [(h["row"], h["name"], h["market_value"]) for h in record["holdings"]] == [
        (10, "Coca Cola Co", "600"),
        (11, "Chevron Corp", "750"),
    ]
    assert record["tables"][0]["as_of"] == "2025-06-30"
    assert [(p["code"], p["row"]) for p in record["problems"]] == [("trades_left_out", 15)]


def test_a_file_of_trades_alone_is_read_for_its_names_and_says_what_it_is():
    trades = STATEMENT[STATEMENT.index("Trade Date") :]
    record = write_reading(read(trades))
    assert [h["name"] for h in record["holdings"]] == ["Coca Cola Co", "PTT PCL"]
    assert [p["code"] for p in record["problems"]] == ["looks_like_trades"]


def test_a_workbook_of_tables_without_holdings_is_refused():
    with pytest.raises(UploadRefused) as refusal:
        read(workbook(("Notes", [["These are notes.", "And", "words"], ["More of", "the same", "kind"]])))
    assert refusal.value.kind == "no_table"
