"""Countries, exchanges, days and asset classes, in the words files use."""

from __future__ import annotations

import pandas as pd
import pytest

from screener.intake.countries import find_country
from screener.intake.dates import find_as_of, find_date
from screener.intake.header_words import read_field
from screener.intake.labels import is_total
from screener.intake.lines import find_asset_class
from screener.intake.tickers import find_mic, split_ticker, split_tickers
from screener.intake.vocabulary import fold_text, read_country_words, read_exchange_words, read_header_words, read_line_words
from tests.intake.builders import list_holdings, read


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Korea (South)", "KR"),
        ("Republic of Korea", "KR"),
        ("Russian Federation", "RU"),
        ("Vereinigte Staaten", "US"),
        ("USA", "US"),
        ("GBR", "GB"),
        ("us", "US"),
        ("Côte d’Ivoire", "CI"),
        ("États-Unis", "US"),
        ("Paesi Bassi", "NL"),
        ("日本", "JP"),
        ("대한민국", "KR"),
        ("Türkiye", "TR"),
        ("Viet Nam", "VN"),
        ("NO", "NO"),
        ("European Union", ""),
        ("Supranational", ""),
        ("-", ""),
        ("", ""),
        ("Atlantis", ""),
        ("EU", ""),
    ],
)
def test_a_country_in_many_spellings_is_its_code_and_a_body_above_states_has_none(text, code):
    assert find_country(text) == code


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("EVN AU", ("EVN", "XASX")),
        ("7203 JP Equity", ("7203", "XTKS")),
        ("AAPL US", ("AAPL", "")),
        ("NASDAQ:AAPL", ("AAPL", "XNAS")),
        ("AMZN ", ("AMZN", "")),
        ("BRK/B", ("BRK/B", "")),
        ("BRK.B", ("BRK.B", "")),
        ("XPM4 Index", ("XPM4 Index", "")),
        ("NA", ("NA", "")),
        ("005930", ("005930", "")),
        (" -- ", ("", "")),
    ],
)
def test_an_exchange_is_taken_off_a_ticker_only_where_it_is_certain(text, parts):
    assert split_ticker(text) == parts


def test_dotted_suffixes_are_exchanges_where_a_whole_column_has_them():
    tickers, mics = split_tickers(pd.Series(["PTT.BK", "2503.T", "O39.SI"], dtype=str), None)
    assert (tickers.tolist(), mics.tolist()) == (["PTT", "2503", "O39"], ["XBKK", "XTKS", "XSES"])
    tickers, _ = split_tickers(pd.Series(["KO", "BRK.A", "PG", "JNJ"], dtype=str), None)
    assert tickers.tolist() == ["KO", "BRK.A", "PG", "JNJ"]


def test_an_exchange_is_known_by_its_name_or_its_code():
    assert [find_mic(text) for text in ("Korea Exchange (Stock Market)", "XNYS", "NYSE", "-", "somewhere")] == [
        "XKRX",
        "XNYS",
        "XNYS",
        "",
        "",
    ]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Mar 10, 2022", "2022-03-10"),
        ("30/Aug/2021", "2021-08-30"),
        ("05.Apr.2022", "2022-04-05"),
        ("As of 10-Apr-2026", "2026-04-10"),
        ("Jun 30,2025", "2025-06-30"),
        ("15/09/2025", "2025-09-15"),
        ("11/15/2020", "2020-11-15"),
        ("20260430", "2026-04-30"),
        ("30. Juni 2025", "2025-06-30"),
        ("30 de junio de 2025", "2025-06-30"),
        ("2025年6月30日", "2025-06-30"),
        ("31.12.2024", "2024-12-31"),
        ("1st of June 2024", "2024-06-01"),
        ("2/9/2026", None),
        ("31/31/2024", None),
        ("no date", None),
    ],
)
def test_a_day_is_found_in_many_ways_of_writing_it_and_none_where_it_could_be_two(text, day):
    assert find_date(text) == day


def test_a_day_of_birth_of_a_fund_is_not_the_day_of_its_holdings():
    assert find_as_of(["Fund", "Inception Date Mar 26, 2008", "Fund Holdings as of Mar 10, 2022"]) == "2022-03-10"
    assert find_as_of(["Inception Date Mar 26, 2008"]) is None
    assert find_as_of(["as of 2/9/2026"], month_first=True) == "2026-02-09"


@pytest.mark.parametrize(
    ("text", "asset_class"),
    [
        ("Equity", "equity"),
        ("Aktien", "equity"),
        ("Common Stock", "equity"),
        ("ETFs & Closed End Funds", "fund"),
        ("Corporate Bonds/Securitized Bonds", "bond"),
        ("Cash and/or Derivatives", "derivative"),
        ("Geldmarkt", "cash"),
        ("Money Market", "cash"),
        ("Index Futures", "derivative"),
        ("FX", "derivative"),
        ("Cash Equities", "equity"),
        ("EC", "equity"),
        ("STIV", "cash"),
        ("DBT", "bond"),
        ("", ""),
        ("Sovereign", ""),
    ],
)
def test_an_asset_class_is_one_of_six_or_unknown(text, asset_class):
    assert find_asset_class(text) == asset_class


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("total sa", False),
        ("total", True),
        ("total equities", True),
        ("account total", True),
        ("totalenergies", False),
        ("total return fund", False),
        ("total access communication", False),
        ("sub total", True),
    ],
)
def test_a_sum_is_told_from_a_name_that_begins_like_one(text, total):
    assert is_total(text) is total


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("% OF FUNDS*", "weight"),
        ("Weight (%)", "weight"),
        ("Market Value (AUD)", "market_value"),
        ("MARKET VALUE*", "market_value"),
        ("Value (\ufffd)", "market_value"),
        ("Exposure/Market Value(Rs.Lakh)", "market_value"),
        ("Mkt Val (Market Value)", "market_value"),
        ("TOPIXに占める個別銘柄のウエイト", "weight"),
        ("Shares/Units (#)", "quantity"),
        ("Bestand 31.12.2024", "quantity"),
        ("Oil/Gas companies", None),
        ("Fossil Fuel Amounts", None),
        ("Market value (1 day % change)", None),
        ("Market value (%)", "weight"),
        ("Weight in Fund", "weight"),
        ("Index Weight", "weight"),
        ("Cost Basis", "cost"),
        ("Notional Value", "notional"),
        ("Nominalwert", "notional"),
        ("Nominale", "quantity"),
        ("FundTicker", "fund"),
        ("HoldingsTicker", "ticker"),
        ("Market Cap", "other"),
    ],
)
def test_a_header_means_one_field_and_a_misleading_one_means_none_of_ours(header, field):
    found = read_field(header)
    assert (found[0] if found else None) == field


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("As of 31.12.2019", "2019-12-31"),
        ("Stand: 31. Dezember 2019", "2019-12-31"),
        ("Holdings as of December 31, 2019", "2019-12-31"),
        ("As of Tuesday, 3 June 2025", "2025-06-03"),
        ("Data as at close of business 30/06/2025", "2025-06-30"),
        ("Per share data audited 31.12.2019 only", None),
        ("As of the merger on 2019-01-01, shares are counted anew", None),
    ],
)
def test_a_line_below_the_table_says_its_day_only_where_the_day_follows_directly(text, day):
    reading = read(f'Name,ISIN,Value\nAlder,US0378331005,1\nBirch,US5949181045,2\n"{text}"\n')
    assert reading.tables[0].as_of == day


@pytest.mark.parametrize(("numbers", "read_as"), [(("1998", "2003", "2021"), ""), (("1998", "2003", "2221"), "1998")])
def test_numbers_beside_bare_names_that_may_all_be_years_are_no_quantities(numbers, read_as):
    names = ("Alder Holdings", "Cedar Holdings", "Birch")
    frame = read("".join(f"{name}, {number}\n" for name, number in zip(names, numbers, strict=True))).holdings.frame
    assert (len(frame), frame["quantity"].iloc[0]) == (3, read_as)


def test_a_weight_in_the_fund_goes_before_one_in_its_index():
    header = "Name,ISIN,Weight in Index,Weight in Fund\n"
    assert [holding["weight"] for holding in list_holdings(header + "Alder,US0378331005,9%,5%\nBirch,US5949181045,3%,7%\n")] == [
        "0.05",
        "0.07",
    ]


def test_every_word_list_is_written_so_that_it_can_be_found():
    assert len(read_header_words().spellings) > 600
    assert all(spelling == fold_text(spelling) for spelling in read_header_words().spellings)
    assert read_line_words().totals
    assert all(len(code) in {0, 2} for code in read_country_words().values())
    words = read_exchange_words()
    assert all(
        len(code) in {0, 4} for table in (words.spaced, words.dotted, words.prefixed, words.names) for code in table.values()
    )
