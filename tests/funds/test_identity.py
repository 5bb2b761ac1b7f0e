"""Identity: what a fund file says of itself."""

import pytest

from screener.orders import read_fund
from screener.settings import Settings

TABLE = "Name,ISIN,Weight (%)\nAlder,KR7005490008,60\nBirch,CH0038863350,40\n"


def read(text, file="holdings.csv"):
    (fund,) = read_fund(text.encode(), file=file, settings=Settings())
    return fund


@pytest.mark.parametrize(
    ("above", "name", "identifiers", "as_of"),
    [
        ("Alpha World ETF\nFund Holdings as of,30/Jun/2026\n\n", "Alpha World ETF", {}, "2026-06-30"),
        (
            "Fund Name:,Alpha World ETF\nTicker Symbol:,AWE\nHoldings:,As of 30-Jun-2026\n\n",
            "Alpha World ETF",
            {"ticker": ("AWE",)},
            "2026-06-30",
        ),
        ("SOME MUTUAL FUND\nSCHEME: Alpha World Fund\n", "Alpha World Fund", {}, None),
        ("Alpha World ETF,IE00BKM4GZ66\n", "Alpha World ETF", {"isin": ("IE00BKM4GZ66",)}, None),
        ("Some Mutual Fund\nAlpha World Fund\n", "Alpha World Fund", {}, None),
        ("", "holdings", {}, None),
    ],
)
def test_what_stands_above_the_table_names_the_fund(above, name, identifiers, as_of):
    fund = read(above + TABLE)
    assert fund.name == name
    assert dict(fund.identifiers) == identifiers
    assert fund.as_of == as_of


def test_a_column_that_says_the_same_fund_throughout_names_it():
    assert dict(read("fund,Name,weight\nAWE,Alder,0.6\nAWE,Birch,0.4\n").identifiers) == {"ticker": ("AWE",)}


def test_the_number_of_a_holding_is_not_taken_for_the_funds():
    assert dict(read("Largest holding: KR7005490008\n" + TABLE).identifiers) == {}


def test_a_file_named_for_a_ticker_has_that_ticker():
    assert read(TABLE, file="AWE.csv").identifiers["ticker"] == ("AWE",)


@pytest.mark.parametrize("file", ["IE00BKM4GZ66.csv", "holdings_ie00bkm4gz66_2026-06-30.csv", "Alpha World (IE00BKM4GZ66).csv"])
def test_a_file_named_for_an_isin_has_that_isin_unless_it_is_one_of_its_holdings(file):
    assert dict(read(TABLE, file=file).identifiers) == {"isin": ("IE00BKM4GZ66",)}
    assert dict(read(TABLE, file="KR7005490008.csv").identifiers) == {}


def test_a_file_with_two_whole_funds_becomes_two():
    stacked = f"SCHEME: Alpha Fund\n{TABLE}\nSCHEME: Beta Fund\n{TABLE.replace('Alder', 'Cedar')}"
    funds = read_fund(stacked.encode(), file="month.csv", settings=Settings())
    assert [fund.name for fund in funds] == ["Alpha Fund", "Beta Fund"]
    assert [fund.holdings.frame["name"].tolist() for fund in funds] == [["Alder", "Birch"], ["Cedar", "Birch"]]
    assert len({fund.key for fund in funds}) == 2


FILING = """<?xml version="1.0"?><edgarSubmission xmlns="http://www.sec.gov/edgar/nport"><formData><genInfo>
<regName>Alder Funds</regName><seriesName>Alder Asia Series</seriesName><seriesId>S000099999</seriesId>
<repPdDate>2026-06-30</repPdDate></genInfo><invstOrSecs><invstOrSec><name>Birch</name><title>Birch</title>
<valUSD>60.00</valUSD><pctVal>60.0</pctVal><assetCat>EC</assetCat></invstOrSec><invstOrSec><name>Hazel Bank</name>
<title>Call</title><valUSD>40.00</valUSD><pctVal>40.0</pctVal><assetCat>DE</assetCat><derivativeInfo><descRefInstrmnt>
<otherRefInst><issuerName>Cedar</issuerName><identifiers><isin value="KR7005490008"/></identifiers></otherRefInst>
</descRefInstrmnt></derivativeInfo></invstOrSec></invstOrSecs></formData></edgarSubmission>"""


def test_a_filing_names_its_series_its_day_and_what_its_derivatives_rest_on():
    fund = read(FILING, file="nport.xml")
    assert fund.name == "Alder Asia Series"
    assert dict(fund.identifiers) == {"series": ("S000099999",)}
    assert fund.as_of == "2026-06-30"
    call = fund.holdings.frame.iloc[1]
    assert (call["name"], call["underlying"], call["underlying_isin"]) == ("Hazel Bank", "Cedar", "KR7005490008")
