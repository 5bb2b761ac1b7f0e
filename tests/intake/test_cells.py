"""What stands in single cells and columns: identifiers, numbers, currencies, weights, footers; each with the trap it sets."""

from __future__ import annotations

import pytest

from screener.intake.currency_words import find_stated_currency
from screener.intake.record import write_reading
from tests.intake.builders import list_holdings, list_lines, read


def test_a_column_of_mixed_identifiers_is_taken_apart_by_check_digits():
    holdings = list_holdings(
        "Code,Stock,Units held,Value (£)\nGOOGL,Alphabet,5,10\nB71DPP6,A fund,1,20\nJP3258000003,Kirin,1,30\n"
    )
    assert [holding["identifiers"] for holding in holdings] == [
        {"ticker": "GOOGL"},
        {"sedol": "B71DPP6"},
        {"isin": "JP3258000003"},
    ]


def test_zeros_that_a_spreadsheet_took_from_a_sedol_or_a_cusip_are_put_back():
    holdings = list_holdings(
        "Security,SEDOL,CUSIP,Value\nBP,798059,55622104,1\nHSBC,0540528,404280406,2\nVODAFONE,BH4HKS3,92857W308,3\n"
    )
    assert [holding["identifiers"]["sedol"] for holding in holdings] == ["0798059", "0540528", "BH4HKS3"]
    assert holdings[0]["identifiers"]["cusip"] == "055622104"


def test_a_wrong_identifier_is_kept_and_reported_with_its_place():
    reading = read("Name,ISIN,Value\nApple Inc,US037833100,1\nKirin,JP3258000003,2\nAirbus,NL0000235191,3\n")
    assert reading.holdings.frame["isin"].tolist() == ["US037833100", "JP3258000003", "NL0000235191"]
    assert [(p.code, p.row, p.column, p.found) for p in reading.problems] == [
        ("invalid_isin", 2, "ISIN", "US037833100"),
        ("invalid_isin", 4, "ISIN", "NL0000235191"),
    ]
    assert "It has 11 characters; an ISIN has 12." in reading.problems[0].message


def test_a_number_that_cannot_be_read_is_reported_with_its_place_and_the_line_stays():
    reading = read(
        "Name,ISIN,Quantity,Value\nKirin,JP3258000003,10,100\nAirbus,NL0000235190,10,a lot\nThales,FR0000121329,10,100\n"
    )
    assert len(reading.holdings) == 3
    assert [(p.code, p.row, p.column, p.found) for p in reading.problems] == [("unreadable_number", 3, "Value", "a lot")]


def test_markup_formulas_and_endless_names_pass_through_as_text():
    evil = ["<script>alert(1)</script> Ltd", "=cmd|' /C calc'!A0", "+1 Corp", "@SUM(A1)"]
    rows = "".join(f'"{name}",10\n' for name in [*evil, "A" * 100_000])
    reading = read("Name,Value\n" + rows)
    names = reading.holdings.frame["name"].tolist()
    assert names[:4] == evil
    assert names[4] == "A" * 1000
    assert [problem.code for problem in reading.problems] == ["name_cut"]


def test_tickers_that_look_like_nulls_are_tickers_and_dashes_are_none():
    holdings = list_holdings(
        "Symbol,Description,Value\nNA,National Bank,1\nTRUE,TrueCar,2\nNIL,Nil Corp,3\nON,ON Semi,4\n--,No ticker,5\n"
    )
    assert [holding.get("identifiers", {}).get("ticker") for holding in holdings] == ["NA", "TRUE", "NIL", "ON", None]


def test_the_currency_of_the_values_is_what_the_file_says_and_nothing_where_it_does_not():
    def of(header: str, *cells: str) -> list[str]:
        return read("\n".join([header, *cells])).holdings.frame["value_currency"].tolist()

    assert of("Name,Market Value (AUD)", "A,1", "B,") == ["AUD", ""]
    assert of("Name,Market Value", "A,$1", "B,$2") == ["", ""]
    assert of("Name,Market Value", "A,£1", "B,£2") == ["GBP", "GBP"]
    assert of("Name;Market Value", "A;Rs5,000", "B;Rs7,000") == ["INR", "INR"]
    assert of("Name;Market Value", "A;CHF5000", "B;CHF7000") == ["CHF", "CHF"]
    assert [find_stated_currency(text) for text in ("RM1,000", "Rp10.000", "100TL", "HKRs 5")] == ["MYR", "IDR", "TRY", ""]
    assert of("Name,Currency,Market Value", "A,USD,1", "B,EUR,2") == ["USD", "EUR"]
    assert of("Ticker,Name,Market Value,Currency,Market Currency", "A,A Ltd,1,USD,TWD") == ["USD"]
    assert of("Name,Currency,Quantity,Price,Market Value", "A,USD,1,100,80", "B,EUR,1,90,90", "C,USD,2,100,160") == ["", "", ""]
    assert of("Name,Currency,Market Value,Weight", "A,USD,100,25", "B,EUR,100,25", "C,GBP,200,50") == ["", "", ""]
    assert of("NAME,MARKET VALUE,ALL AMOUNTS", "A,1,1") == [""]


def test_of_two_columns_of_value_one_is_read_and_the_other_is_named():
    reading = read("Name,Market Value(NOK),Market Value(USD)\nKirin,100,10\nAirbus,200,20\n")
    assert reading.holdings.frame["market_value"].tolist() == ["10", "20"]
    assert [(problem.code, problem.column) for problem in reading.problems] == [("column_set_aside", "Market Value(NOK)")]


@pytest.mark.parametrize(
    ("header", "cells", "weights"),
    [
        ("Weight", ["60", "40"], ["0.6", "0.4"]),
        ("Weight", ["0.6", "0.4"], ["0.6", "0.4"]),
        ("% to Nav", ["0.6", "0.4"], ["0.6", "0.4"]),
        ("Weight (%)", ["0.6", "0.2"], ["0.006", "0.002"]),
        ("Weight", ["60.5%", "<0.01%"], ["0.605", ""]),
        ("Weight (%)", ["99.5", "0.500000"], ["0.995", "0.005"]),
    ],
)
def test_weights_are_fractions_of_one_whatever_the_file_writes(header, cells, weights):
    rows = "".join(f"Company {at},{cell}\n" for at, cell in enumerate(cells))
    assert read(f"Name,{header}\n{rows}").holdings.frame["weight"].tolist() == weights


def test_weights_that_do_not_add_up_are_reported():
    problems = read("Name,Weight (%)\nKirin,40\nAirbus,20\n").problems
    assert [(problem.code, problem.found) for problem in problems] == [("weights_do_not_add_up", "60.0")]


def test_a_list_without_a_header_is_read_by_what_it_holds_and_says_so():
    reading = read("JP3258000003,Kirin Holdings,100\nFR0000120271,TotalEnergies SE,20\n")
    assert [(h["identifiers"]["isin"], h["name"]) for h in write_reading(reading)["holdings"]] == [
        ("JP3258000003", "Kirin Holdings"),
        ("FR0000120271", "TotalEnergies SE"),
    ]
    assert [problem.code for problem in reading.problems] == ["no_header"]
    assert len(read("POSCO Holdings\nTotalEnergies SE\nBharat Electronics\nKirin Holdings\n").holdings) == 4


def test_a_footer_of_legal_text_is_no_holding_and_keeps_its_first_words():
    footer = "The information herein, including names, values and weights, is provided as is. " * 5
    lines = list_lines(read(f'Ticker,Name,Market Value\nKO,Coca Cola Co,10\n\u00a0\n"{footer}"\n'))
    assert lines[1][1] == "not_a_holding"
    assert lines[1][2] == footer[:120]


def test_values_in_lakh_claim_no_currency():
    reading = read(
        "Portfolio as on 30-Jun-2025\nName of the Instrument,ISIN,Quantity,Market value (Rs. in Lakhs),% to NAV\n"
        "GAIL,INE129A01019,1,5.5,100\n"
    )
    assert reading.tables[0].layout == "sebi"
    assert [problem.code for problem in reading.problems] == ["scaled_values"]
    assert write_reading(reading)["totals"]["market_value"] == {"XXX": "5.5"}


@pytest.mark.parametrize("header", ["Market Value £m", "Market value (USD millions)", "Value £'000", "Marktwert (Mio. EUR)"])
def test_values_in_millions_or_thousands_claim_no_currency(header):
    assert read(f"Holding Name,{header}\nKirin,1.2\nAirbus,0.8\n").holdings.frame["value_currency"].tolist() == ["", ""]


def test_a_broker_statement_of_many_tables_gives_its_open_positions_alone():
    reading = read(
        "Statement,Header,Field Name,Field Value\nStatement,Data,Title,Activity Statement\n"
        "Cash Report,Header,Currency Summary,Currency,Total\n"
        "Cash Report,Data,Ending Cash,USD,5\n"
        "Open Positions,Header,DataDiscriminator,Asset Category,Currency,Symbol,Quantity,Mult,Value\n"
        "Open Positions,Data,Summary,Stocks,USD,KO,10,1,700\nOpen Positions,Data,Lot,Stocks,USD,KO,10,1,700\n"
        "Open Positions,Total,,Stocks,USD,,,,700\n"
        "Financial Instrument Information,Header,Asset Category,Symbol,Description,Conid\n"
        "Financial Instrument Information,Data,Stocks,KO,COCA-COLA CO/THE,1\n"
    )
    assert list_lines(reading) == [(6, "position", "COCA-COLA CO/THE")]
    assert reading.tables[0].layout == "ibkr"


def test_repaired_identifiers_are_said_once_for_the_column():
    reading = read("Security,SEDOL,CUSIP,Value\nBP,798059,03783310,1\nHSBC,540528,59491810,2\nSHELL,BP6MXD8,16676410,3\n")
    assert reading.holdings.frame["sedol"].tolist() == ["0798059", "0540528", "BP6MXD8"]
    assert reading.holdings.frame["cusip"].tolist() == ["03783310", "59491810", "16676410"]
    assert [(problem.code, problem.severity, problem.found) for problem in reading.problems] == [
        ("short_cusip", "note", "03783310"),
        ("zeros_restored", "note", "0540528"),
    ]


def test_a_column_of_which_most_lost_their_zeros_is_mended_all_the_same():
    reading = read("Security,SEDOL,Value\nBP,798059,1\nHSBC,540528,2\nRIO,718875,3\nGSK,BN7SWP6,4\n")
    assert reading.holdings.frame["sedol"].tolist() == ["0798059", "0540528", "0718875", "BN7SWP6"]


def test_a_column_of_values_that_are_no_numbers_is_not_passed_over_in_silence():
    reading = read("Name,ISIN,Market Value\nKirin,JP3258000003,see note 1\nAirbus,NL0000235190,see note 2\n")
    assert [(problem.code, problem.severity, problem.column) for problem in reading.problems] == [
        ("column_not_numbers", "warning", "Market Value")
    ]


def test_two_columns_of_amounts_make_a_header_and_the_names_are_seen_from_their_cells():
    holdings = list_holdings(
        "Held thing,Quantity,Market Value (EUR)\nTotalEnergies SE,10,500\nKirin Holdings,20,300\nAirbus SE,5,750\n"
    )
    assert [(holding["name"], holding["market_value"]) for holding in holdings] == [
        ("TotalEnergies SE", "500"),
        ("Kirin Holdings", "300"),
        ("Airbus SE", "750"),
    ]


def test_a_formula_that_sums_is_no_sum():
    assert list_lines(read("Name,Value (EUR)\n@SUM(1+1),5\n=SUM(A1:A3),1\nAlder SE,7\nTotal,13\n"))[:2] == [
        (2, "position", "@SUM(1+1)"),
        (3, "position", "=SUM(A1:A3)"),
    ]
