"""Invented files in the shapes people send, each with the trap it sets."""

from __future__ import annotations

import pytest

from screener.errors import UploadRefused
from screener.intake.record import write_reading
from screener.model import HOLDING_COLUMNS
from tests.intake.builders import list_holdings, list_lines, read, workbook

GERMAN = (
    "Depotübersicht;;;;;;;\nStand: 30.06.2025;;;;;;;\n\n"
    "Bezeichnung;ISIN;WKN;Stück/Nom.;Kurs;Währung;Kurswert in EUR;Anteil in %\n"
    "TOTALENERGIES SE;FR0000120271;850727;150;52,30;EUR;7.845,00;78,25\n"
    "Münchener Rück AG;DE0008430026;843002;1.000;2,00;EUR;2.000,00;19,95\n"
    "Verrechnungskonto;;;;;EUR;180,50;1,80\nSumme;;;;;EUR;10.025,50;100,00\n"
).encode("cp1252")


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


@pytest.mark.parametrize(
    "text",
    [
        "Name,Value\nAlder,10000\nBirch,10000\nCedar,5000\nDogwood,25000\n",
        "Name,Value\nDogwood,25000\nAlder,10000\nBirch,10000\nCedar,5000\n",
        "Name,ISIN,Value\nKirin Holdings,JP3258000003,1000\nAirbus,NL0000235190,5000\nDogwood,,6000\n",
        "Name,ISIN,Units,Value\nKirin Holdings,JP3258000003,1,1000\nAirbus,NL0000235190,2,5000\nDogwood,,1,6000\n",
    ],
)
def test_a_holding_whose_round_value_others_add_up_to_by_chance_is_a_holding(text):
    lines = list_lines(read(text))
    assert ("position", "Dogwood") in [line[1:] for line in lines]
    assert {line for _, line, _ in lines} == {"position"}


def test_a_line_taken_for_a_sum_by_its_amount_alone_is_told():
    reading = read("Name,Value\nDogwood,2512.37\nAlder,1000.11\nBirch,1000.22\nCedar,512.04\n")
    told = [(problem.code, problem.row, problem.found) for problem in reading.problems]
    assert told == [("taken_for_sum", 2, "Dogwood")]


def test_a_name_beside_a_country_is_a_holding_though_its_numbers_are_missing_and_a_country_alone_is_a_heading():
    reading = read(
        "Name,ISIN,Country,Market value\nAlder Inc,US0378331005,US,500\nBirch Public Company,,TH,\nThailand,,TH,\n"
        "Cedar AG,DE0008430026,DE,700\nEquities,,,\nTotal,,US,\n"
    )
    assert [(row, line) for row, line, _ in list_lines(reading)] == [
        (2, "position"),
        (3, "position"),
        (4, "not_a_holding"),
        (5, "position"),
        (6, "not_a_holding"),
        (7, "not_a_holding"),
    ]


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


THREE = "Name,Code,Ours,Note\nKirin Holdings,JP3258000003,10,JP3242800005\nToyota,JP3633400001,20,JP3435000009\n"


@pytest.mark.parametrize(
    ("columns", "name", "isin", "value"),
    [
        ({"unused": "Code"}, "Kirin Holdings", "JP3242800005", ""),
        ({"unused": "name", "unused-2": "Note", "isin": "Code"}, "", "JP3258000003", ""),
        ({"unused": "Note", "market_value": "Ours"}, "Kirin Holdings", "JP3258000003", "10"),
        ({"unused": "Code", "unused-2": "Note", "name": "Name"}, "Kirin Holdings", "", ""),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_column_that_the_user_says_is_not_used_is_read_as_nothing_by_heading_or_by_values(columns, name, isin, value):
    first = read(THREE, columns=columns).holdings.frame.iloc[0]
    assert (first["name"], first["isin"], first["market_value"]) == (name, isin, value)


def test_an_unused_column_is_passed_over_in_every_table_of_a_file_and_loses_no_line():
    accounts = "".join(
        f'"Account {name}"\n"Symbol","Description","Quantity","Market Value","Value"\n"KO","COCA COLA","10","$7.00","{name}"\n\n'
        for name in ("1", "2")
    )
    assert [line["market_value"] for line in list_holdings(accounts, columns={"unused": "Market Value"})] == ["1", "2"]


@pytest.mark.parametrize(
    ("columns", "code"),
    [
        ({"unused": "Nope"}, "unknown_column"),
        ({"unused": "Name", "name": "Name"}, "unknown_column"),
        ({"unused": "Name", "unused-2": "Code", "unused-3": "Note"}, "no_table"),
    ],
    ids=str,
)
def test_an_unused_column_that_is_not_there_or_is_the_last_that_names_anything_is_refused(columns, code):
    with pytest.raises(UploadRefused) as refusal:
        read(THREE, columns=columns)
    assert refusal.value.kind == code


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
