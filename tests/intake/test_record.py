"""The document `read/1`, field by field as the contract has it."""

from __future__ import annotations

import json

from screener.intake.record import write_reading
from tests.intake.builders import read

CONTENT = (
    "Fund holdings as of 30 June 2025\nSecurity Name,ISIN,Ticker,Asset Class,Country,Shares,Market Value (EUR),Weight (%)\n"
    "POSCO Holdings,KR7005490008,005490 KS,Equity,Korea (South),10,0.1,60\n"
    "Airbus,NL0000235191,,Equity,Frankreich,20,0.2,39\nEUR CASH,,,Cash,,,0.3,1\nTotal,,,,,,0.6,100\n"
)


def test_a_reading_is_written_as_the_contract_says():
    record = write_reading(read(CONTENT, file="fund.csv"))
    assert json.loads(json.dumps(record)) == record
    assert list(record) == ["schema", "upload", "tables", "counts", "totals", "holdings", "problems"]
    assert record["schema"] == "read/1"
    assert (record["upload"]["file"], record["upload"]["bytes"], record["upload"]["format"]) == ("fund.csv", len(CONTENT), "csv")
    (table,) = record["tables"]
    assert (table["sheet"], table["header_row"], table["layout"], table["delimiter"]) == (None, 2, "generic", ",")
    assert (table["as_of"], table["columns"]["market_value"]) == ("2025-06-30", "Market Value (EUR)")
    assert record["counts"] == {"holdings": 3, "cash": 1, "not_holdings": 1, "problems": 1}
    assert record["totals"] == {"market_value": {"EUR": "0.6"}, "weight": "1"}


def test_a_holding_is_written_with_its_identifiers_and_null_for_what_is_missing():
    first, _, cash = write_reading(read(CONTENT))["holdings"]
    assert first == {
        "row": 3,
        "sheet": None,
        "line": "position",
        "name": "POSCO Holdings",
        "asset_class": "equity",
        "quantity": "10",
        "market_value": "0.1",
        "identifiers": {"isin": "KR7005490008", "ticker": "005490", "mic": "XKRX"},
        "currency": None,
        "value_currency": "EUR",
        "weight": "0.6",
        "country": "KR",
    }
    assert (cash["line"], cash["asset_class"], cash["quantity"], cash["identifiers"]) == ("cash", "cash", None, {})


def test_a_problem_is_written_with_its_place():
    (problem,) = write_reading(read(CONTENT))["problems"]
    assert list(problem) == ["code", "severity", "row", "sheet", "column", "found", "message", "help"]
    assert (problem["code"], problem["row"], problem["column"], problem["found"]) == ("invalid_isin", 4, "ISIN", "NL0000235191")


def test_values_without_a_stated_currency_are_summed_under_xxx():
    assert write_reading(read("Name,Value\nA Ltd,$0.10\nB Ltd,$0.20\n"))["totals"] == {
        "market_value": {"XXX": "0.3"},
        "weight": None,
    }
