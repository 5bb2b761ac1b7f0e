"""Invented files in the shapes people send, each with the trap it sets."""

from __future__ import annotations

import io

import openpyxl
import pytest

from screener.errors import UploadRefused
from screener.intake.record import write_reading
from screener.model import HOLDING_COLUMNS
from tests.intake.builders import list_holdings, list_lines, read

GERMAN = (
    "Depotübersicht;;;;;;;\nStand: 30.06.2025;;;;;;;\n\n"
    "Bezeichnung;ISIN;WKN;Stück/Nom.;Kurs;Währung;Kurswert in EUR;Anteil in %\n"
    "TOTALENERGIES SE;FR0000120271;850727;150;52,30;EUR;7.845,00;78,25\n"
    "Münchener Rück AG;DE0008430026;843002;1.000;2,00;EUR;2.000,00;19,95\n"
    "Verrechnungskonto;;;;;EUR;180,50;1,80\nSumme;;;;;EUR;10.025,50;100,00\n"
).encode("cp1252")


def workbook(*sheets: tuple[str, list[list[object]]]) -> bytes:
    book, buffer = openpyxl.Workbook(), io.BytesIO()
    book.remove(book.active)
    for title, rows in sheets:
        page = book.create_sheet(title)
        for row in rows:
            page.append(row)
    book.save(buffer)
    return buffer.getvalue()


def test_the_frame_has_exactly_the_declared_columns_and_text_everywhere_but_in_row():
    frame = read(GERMAN).holdings.frame
    assert tuple(frame.columns) == HOLDING_COLUMNS
    assert frame["row"].tolist() == [5, 6, 7, 8]
    assert all(isinstance(value, str) for name in HOLDING_COLUMNS if name != "row" for value in frame[name])


def test_a_german_depot_with_decimal_commas_is_read():
    reading = read(GERMAN)
    (view,) = reading.tables
    assert (view.header_row, view.delimiter, view.as_of, view.layout) == (4, ";", "2025-06-30", "generic")
    assert list_lines(reading) == [
        (5, "position", "TOTALENERGIES SE"),
        (6, "position", "Münchener Rück AG"),
        (7, "cash", "Verrechnungskonto"),
        (8, "not_a_holding", "Summe"),
    ]
    second = reading.holdings.frame.iloc[1]
    assert (second["quantity"], second["market_value"], second["weight"], second["wkn"]) == ("1000", "2000", "0.1995", "843002")
    assert write_reading(reading)["totals"] == {"market_value": {"EUR": "10025.5"}, "weight": "1"}
    assert not reading.problems


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (
            "Libellé;Code ISIN;Quantité;Valorisation (€);Poids\nTHALES;FR0000121329;20;4 490,00 €;100 %\n",
            "name isin quantity market_value weight",
        ),
        (
            "Valor;ISIN;Títulos;Efectivo (EUR);Peso %\nREPSOL SA;ES0173516115;1.000;14.200,00;100\n",
            "name isin quantity market_value weight",
        ),
        (
            "Descrizione;ISIN;Quantità;Controvalore;Valuta\nENI SPA;IT0003132476;10;140,5;EUR\n",
            "name isin quantity market_value currency",
        ),
        (
            'Product,Symbool/ISIN,Aantal,Slotkoers,Waarde in EUR\nAIRBUS SE,NL0000235190,10,"55,1","551,00"\n',
            "name isin quantity market_value",
        ),
        (
            "Namn;Kortnamn;Volym;Marknadsvärde;ISIN\nTelenor ASA;TEL;100;12345,67;NO0010063308\n",
            "name isin ticker quantity market_value",
        ),
        ("銘柄コード,銘柄名,保有数量,評価額\n2503,キリンホールディングス,100,200000\n", "name ticker quantity market_value"),
        ("종목코드,종목명,수량,평가금액\n005490,POSCO홀딩스,10,2000000\n", "name ticker quantity market_value"),
        ("股票代码,股票名称,持股数量,市值(元)\n600028,中国石化,100,500.5\n", "name ticker quantity market_value"),
        ("Security Description|Sedol Code|Holding|Mkt Value (GBP)\nBP PLC|0798059|1,000|4,050.25\n", "name sedol market_value"),
        ("Company Name,BBG FIGI,Shares Held,% of Net Assets\nChevron Corp,BBG000K4ND22,5,100%\n", "name figi quantity weight"),
        (
            "Issuer,LEI,Nominal Value,Fair Value\nTotalEnergies SE,529900S21EQ1BO4ESM68,1000,999\n",
            "name lei quantity market_value",
        ),
    ],
)
def test_headers_of_many_languages_are_understood(content, named):
    reading = read(content)
    assert set(named.split()) <= set(reading.tables[0].columns)
    (line,) = list_lines(reading)
    assert line[1] == "position"
    assert line[2]


def test_total_sa_is_a_holding_and_total_is_not():
    reading = read("Name,Value\nTOTAL SA,40\nTOTAL SE,30\nTotal Access Communication PCL,20\nTotal Gabon,10\nTotal,100\n")
    assert [line for _, line, _ in list_lines(reading)] == ["position"] * 4 + ["not_a_holding"]


def test_a_company_written_total_among_others_is_kept_when_it_is_no_sum():
    reading = read(
        "Holding,Market Value £\nUK EQUITIES,\nBP PLC,1000\nSHELL PLC,2000\nTotal UK equities,3000\nOVERSEAS EQUITIES,\n"
        "TOTAL,4000\n"
        "KDDI CORP,500\nTOTAL,4500\nCASH,250\nTOTAL,7750\n"
    )
    held = [name for _, line, name in list_lines(reading) if line != "not_a_holding"]
    assert held == ["BP PLC", "SHELL PLC", "TOTAL", "KDDI CORP", "CASH"]
    assert write_reading(reading)["totals"]["market_value"] == {"GBP": "7750"}


@pytest.mark.parametrize(
    "total",
    [
        "Total",
        "Totals",
        "Sub Total",
        "Grand Total",
        "Account Total",
        "Total Equities",
        "TOTAL : Others",
        "Total net assets",
        "Summe",
        "Gesamtsumme",
        "Total général",
        "合計",
        "Positions Total",
        "Total market value (USD)",
    ],
)
def test_sums_in_many_words_are_no_holdings(total):
    reading = read(f"Name,Shares,Market Value\nA Ltd,1,10\nB Ltd,1,20\n{total},,30\n")
    assert list_lines(reading)[-1][1] == "not_a_holding"


def test_a_heading_that_carries_its_sections_sum_is_not_counted_twice():
    reading = read(
        "Instrument Name,ISIN,Quantity,Market Value\nEquities,,,300\nListed,,,300\nKirin Holdings,JP3258000003,1,100\n"
        "Airbus,NL0000235190,2,200\n"
        "Net current assets,,,50\nTotal net assets,,,350\nInterest rate swaps (notional),,,-900\n"
    )
    assert [name for _, line, name in list_lines(reading) if line != "not_a_holding"] == [
        "Kirin Holdings",
        "Airbus",
        "Net current assets",
    ]


@pytest.mark.parametrize(
    "name",
    [
        "CASH",
        "USD CASH",
        "US DOLLAR CASH",
        "CASH IN EURO",
        "Cash & Cash Investments",
        "Euro",
        "US DOLLAR",
        "AUD - AUSTRALIA DOLLAR",
        "EUR/USD",
        "Other/Cash",
        "Net Current Assets",
        "HELD IN MONEY MARKET",
        "CASH COLLATERAL USD XYZ",
        "Bankguthaben",
        "Kontostand",
        "Liquidités",
        "MSCI EMER MKT INDEX (ICE) MAR 25",
        "S&P500 EMINI JUN 22",
        "SPI 200 FUTURES   JUN24",
        "FX FORWARD USD/JPY",
        "Tri-Party Repo",
        "SAR CASH(COMMITTED)",
    ],
)
def test_cash_and_the_like_is_told_apart(name):
    reading = read(f"Name,Market Value\nKirin Holdings,10\n{name},5\n")
    assert [line for _, line, _ in list_lines(reading)] == ["position", "cash"]


@pytest.mark.parametrize(
    "name",
    [
        "Cash Converters International Ltd",
        "FirstCash Holdings",
        "Eurofins Scientific",
        "Dollar General Corp",
        "Metro Cash & Carry",
        "BEL",
        "ALL",
        "Sterling Infrastructure Inc",
        "Margin Group Ltd",
        "May & Baker 25",
        "CALL ABC 425 EXP 02-13-26",
        "Collateral Analytics",
        "FUTURE PLC ORD GBP0.15",
        "Target Future 2040 Fund",
        "Yen Sun Technology",
    ],
)
def test_companies_whose_names_sound_like_cash_stay_positions(name):
    reading = read(f'Name,Market Value\nKirin Holdings,10\n"{name}",5\n')
    assert [line for _, line, _ in list_lines(reading)] == ["position", "position"]


def test_a_file_of_cash_alone_is_a_normal_answer():
    record = write_reading(read("Name,Currency,Market Value\nUSD CASH,USD,100\nEuro,EUR,50.5\n"))
    assert record["counts"] == {"holdings": 2, "cash": 2, "not_holdings": 0, "problems": 0}
    assert record["totals"]["market_value"] == {"EUR": "50.5", "USD": "100"}


def test_a_table_without_any_line_is_a_normal_answer():
    record = write_reading(read("Name,ISIN,Market Value\n"))
    assert record["counts"]["holdings"] == 0
    assert record["tables"][0]["columns"] == {"name": "Name", "isin": "ISIN", "market_value": "Market Value"}


def test_text_that_is_no_table_is_refused_and_says_what_was_seen_and_how_to_name_columns():
    with pytest.raises(UploadRefused, match='"Dear Sir"') as refusal:
        read("Dear Sir,\nplease find enclosed our report on the year.\nAll went well.\nKind regards,\nA. Person.\n")
    assert refusal.value.kind == "no_table"
    assert "name=" in refusal.value.help


def test_the_users_own_mapping_is_followed():
    content = "Sak,Tal,Annat\nKirin Holdings,10,JP3258000003\n"
    (holding,) = list_holdings(content, columns={"name": "sak", "market_value": "Tal"})
    assert (holding["name"], holding["market_value"]) == ("Kirin Holdings", "10")


@pytest.mark.parametrize(("columns", "seen"), [({"name": "Nope"}, '"Nope"'), ({"colour": "Sak"}, '"colour"')])
def test_a_mapping_that_leads_nowhere_is_refused_and_named(columns, seen):
    with pytest.raises(UploadRefused, match=seen) as refusal:
        read("Sak,Tal\nKirin Holdings,10\n", columns=columns)
    assert refusal.value.kind == "unknown_column"


def test_accounts_stacked_in_one_file_are_all_read_and_their_titles_are_no_holdings():
    reading = read(
        '"Positions as of 06/30/2025"\n\n"Account one"\n"Symbol","Description","Quantity","Market Value"\n'
        '"KO","COCA COLA CO","10","$700.00"\n'
        '"Account Total","--","--","$700.00"\n\n"Account two"\n"Symbol","Description","Quantity","Market Value"\n'
        '"TTE","TOTALENERGIES SE","5","$300.00"\n'
        '"Cash & Cash Investments","--","--","$20.00"\n"Account Total","--","--","$320.00"\n'
    )
    assert [(row, line) for row, line, _ in list_lines(reading) if line != "not_a_holding"] == [
        (5, "position"),
        (10, "position"),
        (11, "cash"),
    ]
    assert [view.header_row for view in reading.tables] == [4, 9]
    assert reading.tables[0].as_of == "2025-06-30"


def test_a_first_small_table_above_a_larger_one_is_not_lost():
    reading = read(
        'NAME OF INSTITUTION,CURRENCY,VALUE (AUD),WEIGHTING (%)\nWESTPAC BANKING CORP,AUD,"1,000",1.00%\n'
        'Sub Total,,"1,000",1.00%\nLISTED EQUITY,,,\n'
        "NAME/KIND OF INVESTMENT ITEM,SECURITY IDENTIFIER,UNITS HELD,VALUE (AUD),WEIGHTING (%)\n"
        'POSCO HOLDINGS INC,KR7005490008,100,"99,000",99.00%\n'
    )
    assert [name for _, line, name in list_lines(reading) if line == "position"] == ["WESTPAC BANKING CORP", "POSCO HOLDINGS INC"]


def test_sheets_of_one_shape_are_read_together_and_sheets_that_repeat_them_are_left_out_and_named():
    header = ["Name", "SEDOL", "Market Value (£)"]
    reading = read(
        workbook(
            ("Read me", [["See the other sheets."]]),
            ("Equities", [header, ["BP PLC", "0798059", 10.5], ["SHELL PLC", "BP6MXD8", 20]]),
            ("Bonds", [header, ["TREASURY 4% 2060", None, 30]]),
            ("Top holdings", [["Name", "Market Value (£)"], ["SHELL PLC", 20]]),
        ),
        file="fund.xlsx",
    )
    assert reading.holdings.frame["sheet"].tolist() == ["Equities", "Equities", "Bonds"]
    assert [(problem.code, problem.sheet) for problem in reading.problems] == [("sheet_left_out", "Top holdings")]


def test_a_column_the_user_named_that_is_not_there_is_refused_even_where_another_would_do():
    with pytest.raises(UploadRefused, match='"Code"') as refusal:
        read("Name,ISIN\nKirin Holdings,JP3258000003\n", columns={"name": "Name", "isin": "Code"})
    assert refusal.value.kind == "unknown_column"


def test_a_sheet_of_other_holdings_is_never_left_out_without_a_warning():
    reading = read(
        workbook(
            ("Equities", [["Name", "SEDOL", "Market Value (£)"], ["BP PLC", "0798059", 10.5], ["SHELL PLC", "BP6MXD8", 20]]),
            ("Bonds", [["Issuer", "ISIN", "Coupon", "Nominal"], ["ALDER WORKS", "GB0000000009", 4, 30]]),
        ),
        file="fund.xlsx",
    )
    assert [(problem.code, problem.severity, problem.sheet) for problem in reading.problems if problem.sheet == "Bonds"] == [
        ("sheet_left_out", "warning", "Bonds")
    ]


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
