"""Filings, Flex queries, JSON and pasted lists: positions that come without a table."""

from __future__ import annotations

import json

import pytest

from screener.errors import UploadRefused
from screener.intake.record import write_reading
from tests.intake.builders import list_holdings, read

TABLE_13F = """<?xml version="1.0"?>
<n1:informationTable xmlns:n1="http://www.sec.gov/edgar/document/thirteenf/informationtable">
<n1:infoTable>
<n1:nameOfIssuer>ALDER STEEL &amp; CO</n1:nameOfIssuer><n1:titleOfClass>COM</n1:titleOfClass><n1:cusip>037833100</n1:cusip>
<n1:value>120000</n1:value><n1:shrsOrPrnAmt><n1:sshPrnamt>500</n1:sshPrnamt>
</n1:shrsOrPrnAmt></n1:infoTable>
<n1:infoTable>
<n1:nameOfIssuer>BIRCH FOODS</n1:nameOfIssuer><n1:titleOfClass>SH</n1:titleOfClass><n1:cusip>594918104</n1:cusip>
<n1:value>3000</n1:value><n1:shrsOrPrnAmt><n1:sshPrnamt>10</n1:sshPrnamt>
</n1:shrsOrPrnAmt></n1:infoTable>
</n1:informationTable>"""
SUBMISSION = f"""<SEC-DOCUMENT>0000000000-25-000001.txt : 20250214
<SEC-HEADER>0000000000-25-000001.hdr.sgml : 20250214
CONFORMED SUBMISSION TYPE:\t13F-HR
CONFORMED PERIOD OF REPORT:\t20241231
</SEC-HEADER>
<DOCUMENT>
<TYPE>13F-HR
<TEXT>
<XML><?xml version="1.0"?><edgarSubmissionCover><filer>Somebody</filer></edgarSubmissionCover></XML>
</TEXT>
</DOCUMENT>
<DOCUMENT>
<TYPE>INFORMATION TABLE
<TEXT>
<XML>
{TABLE_13F}
</XML>
</TEXT>
</DOCUMENT>
</SEC-DOCUMENT>"""
FLEX = """<FlexQueryResponse queryName="all" type="AF"><FlexStatements count="1"><FlexStatement accountId="U1" toDate="20250630">
<Trades><Trade symbol="ALD" buySell="BUY" tradeID="1" quantity="5" tradeDate="20250102" currency="EUR"/>
<Trade symbol="ALD" buySell="BUY" tradeID="2" quantity="5" tradeDate="20250103" currency="EUR"/>
<Trade symbol="ALD" buySell="SELL" tradeID="3" quantity="-5" tradeDate="20250104" currency="EUR"/></Trades>
<OpenPositions>
<OpenPosition currency="EUR" assetCategory="STK"
 symbol="ALD" description="ALDER STEEL SA" isin="FR0000120271" listingExchange="SBF"
 position="10" markPrice="50.5" positionValue="505" percentOfNAV="71.63" reportDate="20250630"
 levelOfDetail="SUMMARY"/>
<OpenPosition currency="EUR" assetCategory="STK"
 symbol="ALD" description="ALDER STEEL SA" isin="FR0000120271" listingExchange="SBF"
 position="10" markPrice="50.5" positionValue="505" percentOfNAV="71.63" reportDate="20250630"
 levelOfDetail="LOT"/>
<OpenPosition currency="USD" assetCategory="STK"
 symbol="BIR" description="BIRCH FOODS INC" isin="US0378331005" listingExchange="NASDAQ"
 position="2" markPrice="100" positionValue="200" percentOfNAV="28.37" reportDate="20250630"
 levelOfDetail="SUMMARY"/>
</OpenPositions></FlexStatement></FlexStatements></FlexQueryResponse>"""


def test_a_whole_13f_submission_gives_its_information_table_and_its_day():
    reading = read(SUBMISSION, file="filing.txt")
    assert reading.upload.format == "13f"
    assert reading.tables[0].as_of == "2024-12-31"
    assert [(h["row"], h["name"], h["identifiers"]["cusip"], h["market_value"]) for h in write_reading(reading)["holdings"]] == [
        (1, "ALDER STEEL & CO", "037833100", "120000"),
        (2, "BIRCH FOODS", "594918104", "3000"),
    ]


def test_a_flex_query_gives_its_open_positions_once_and_no_trades():
    record = write_reading(read(FLEX, file="query.csv"))
    assert [
        (h["name"], h["identifiers"]["isin"], h["quantity"], h["market_value"], h["value_currency"], h["weight"])
        for h in record["holdings"]
    ] == [
        ("ALDER STEEL SA", "FR0000120271", "10", "505", "EUR", "0.7163"),
        ("BIRCH FOODS INC", "US0378331005", "2", "200", "USD", "0.2837"),
    ]
    assert (record["upload"]["format"], record["tables"][0]["layout"], record["tables"][0]["as_of"]) == (
        "xml",
        "flex",
        "2025-06-30",
    )


def test_a_feed_that_holds_no_positions_is_refused_as_no_table():
    with pytest.raises(UploadRefused) as refusal:
        read('<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><entry a="1" b="2"/></feed>')
    assert refusal.value.kind == "no_table"


POSITIONS = [
    {"name": "Alder Steel SA", "isin": "FR0000120271", "market_value": 1234.10, "currency": "EUR", "weight": 0.9},
    {"name": "Birch Foods Inc", "isin": None, "market_value": "137", "currency": "USD", "weight": 0.1},
]
NESTED = [
    {
        "security": {"name": one["name"], "identifiers": {"isin": one["isin"]}},
        "weight": one["weight"],
        "value": one["market_value"],
    }
    for one in POSITIONS
]


@pytest.mark.parametrize(
    "document",
    [
        POSITIONS,
        {"as_of": "2025-06-30", "positions": POSITIONS},
        {"data": {"account": {"id": 1, "holdings": POSITIONS}}},
        NESTED,
    ],
)
def test_a_json_list_of_positions_is_read_wherever_it_stands(document):
    holdings = list_holdings(json.dumps(document), file="positions.txt")
    assert [(h["name"], h.get("identifiers"), h["market_value"], h["weight"]) for h in holdings] == [
        ("Alder Steel SA", {"isin": "FR0000120271"}, "1234.1", "0.9"),
        ("Birch Foods Inc", None, "137", "0.1"),
    ]


def test_numbers_of_json_are_read_to_the_last_digit():
    (holding,) = list_holdings('[{"name": "Alder", "market_value": 12345678901234567890.12345678901234567890}]')
    assert holding["market_value"] == "12345678901234567890.1234567890123456789"


@pytest.mark.parametrize("text", ["[1, 2, 3]", "{}", '{"a": 1}', '["', '{"a"', "[" * 100_000])
def test_json_without_positions_is_refused_in_a_sentence(text):
    with pytest.raises(UploadRefused) as refusal:
        read(text)
    assert refusal.value.kind in {"no_table", "unreadable"}


@pytest.mark.parametrize(
    ("pasted", "names", "isins"),
    [
        ("POSCO Holdings\nTotalEnergies SE\n", ["POSCO Holdings", "TotalEnergies SE"], ["", ""]),
        ("POSCO Holdings", ["POSCO Holdings"], [""]),
        ('["POSCO Holdings", "Kirin"]', ["POSCO Holdings", "Kirin"], ["", ""]),
        ("FR0000120271\nJP3258000003", ["", ""], ["FR0000120271", "JP3258000003"]),
        ("FR0000120271", [""], ["FR0000120271"]),
        ("FR0000120271\nPOSCO Holdings\nKirin Holdings", ["", "POSCO Holdings", "Kirin Holdings"], ["FR0000120271", "", ""]),
        (
            "POSCO Holdings; TotalEnergies SE; Kirin Holdings",
            ["POSCO Holdings", "TotalEnergies SE", "Kirin Holdings"],
            ["", "", ""],
        ),
        ("• POSCO Holdings\n• TotalEnergies SE\n- Kirin", ["POSCO Holdings", "TotalEnergies SE", "Kirin"], ["", "", ""]),
        ("FR0000120271, JP3258000003, KR7005490008", ["", "", ""], ["FR0000120271", "JP3258000003", "KR7005490008"]),
        (
            "POSCO Holdings\tKR7005490008\nKirin Holdings\tJP3258000003",
            ["POSCO Holdings", "Kirin Holdings"],
            ["KR7005490008", "JP3258000003"],
        ),
    ],
)
def test_a_pasted_list_is_read_as_what_it_holds(pasted, names, isins):
    frame = read(pasted, file="pasted.txt").holdings.frame
    held = frame[frame["line"] == "position"]
    assert held["name"].tolist() == names
    assert held["isin"].tolist() == isins


@pytest.mark.parametrize(
    "text",
    [
        "Dear Sir,\nhow are you?\nYours\n",
        "hello",
        "this is just one sentence about my holdings.",
        "I would like to divest from companies that do harm.\nPlease tell me how that works.",
    ],
)
def test_a_letter_is_no_list_of_names(text):
    with pytest.raises(UploadRefused) as refusal:
        read(text)
    assert refusal.value.kind == "no_table"
