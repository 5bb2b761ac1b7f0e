"""What is known to be a fund by its name, its country or its ticker, and what is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from screener.issuers.fund_signs import FundReader
from screener.issuers.keys import Key
from screener.issuers.resolution import resolve_holding

if TYPE_CHECKING:
    from screener.issuers.index import IssuerIndex
    from screener.issuers.names import NameReader
    from screener.rulebook.naming import Naming

FUNDS = (
    "Fundsmith Equity I Acc",
    "Vanguard LifeStrategy 80% Equity A Acc",
    "L&G Global Technology Index Trust I Acc",
    "HSBC FTSE All-World Index C Acc",
    "Baillie Gifford Managed B Acc",
    "Rathbone Global Opportunities S Acc",
    "Janus Henderson Global Sustainable Equity Class I - Accumulation (GBP)",
    "Artemis Income Class I Inc",
    "Fernhill Strategic Bond W Dist GBP Hedged",
    "Fernhill Multi-Asset Growth Acc",
    "DWS Top Dividende LD",
    "VANG 500 INDEX TRUST",
    "Schwab S&P 500 Index",
    "FID FREEDOM INDEX 2045 INSTL",
    "Fernhill Target Retirement 2050",
    "The Royal Mint Physical Gold ETC",
    "Fernhill OEIC Smaller Companies",
    "Fernhill Property Unit Trust",
    "Fernhill Aktienfonds",
    "Fondo Fernhill Azionario",
    "Fernhill Bluechip - Direct Plan - Growth",
    "Scottish Mortgage Investment Trust PLC",
    "Scottish Mortgage",
    "PIMCO Income Class I",
    "Fidelity Value Class R",
    "Schroder Income Class Z",
    "Nuveen Quality Class R",
    "Fernhill Global Income CLA INC",
    "Fernhill Global C Inc GBP Hedged Units Net Monthly",
    "ｅＭＡＸＩＳ Ｓｌｉｍ 米国株式(S&P500)",
    "ニッセイ外国株式インデックスファンド",
    "ひふみ投信",
    "삼성 글로벌 인덱스 증권투자신탁",
    "易方达蓝筹精选混合型证券投资基金",
)
COMPANIES = (
    "Coronation Fund Managers Ltd",
    "Jupiter Fund Management PLC",
    "Income Asset Management Group Ltd",
    "Index Holdings Ltd",
    "3i Group plc",
    "Alphabet Inc Class A",
    "Equity Residential",
    "Bond Street Holdings Inc",
    "Growth Track Capital Inc",
    "Vitamin C Inc",
    "Vanguard International Semiconductor Corp",
    "ACC Ltd",
    "Invesco Ltd",
    "WisdomTree Inc",
    "MSCI Inc",
    "Nippon Building Fund Inc",
    "PennyMac Mortgage Investment Trust",
    "Fernhill Real Estate Investment Trust",
    "HSBC Holdings plc",
    "NB Private Equity Partners Ltd Class A",
    "ファインデックス",
    "トヨタ自動車",
    "삼성전자",
)


@pytest.mark.parametrize("name", FUNDS)
def test_a_fund_that_nobody_knows_is_never_called_compared_and_not_listed(index: IssuerIndex, name: str) -> None:
    assert resolve_holding(index, name=name).status == "unresolved"


def test_no_name_that_is_a_funds_is_passed_by_unread(naming: Naming, reader: NameReader) -> None:
    signs, funds = naming.fund_signs, FundReader(naming.fund_signs)
    ends = ["", *sorted(signs.ends), "INC GBP HEDGED UNITS NET MONTHLY"]
    said = [f"{word} {end}" for word in [*sorted(signs.letters), "CLASS R", "CLASS CLA", ""] for end in ends]
    names = [f"{house} {leaning} {end}" for house in ("Fernhill", "PIMCO") for leaning in ("INCOME", "BOND") for end in said]
    names += [f"{house} INCOME Class R" for house in signs.houses] + [f"Fernhill {leaning} B ACC" for leaning in signs.leanings]
    read = [reader.read_name(name) for name in [*names, *FUNDS]]
    told = [name for name in read if funds.is_fund(name, Key())]
    assert len(told) > 200
    assert [name.text for name in told if not funds.may_be_fund(name)] == []


@pytest.mark.parametrize("name", COMPANIES)
def test_a_company_is_not_taken_for_a_fund_by_a_word_of_its_name(index: IssuerIndex, name: str) -> None:
    assert resolve_holding(index, name=name).status == "not_listed"


@pytest.mark.parametrize(
    ("holding", "status"),
    [
        ({"name": "Fernhill Growth Equity", "isin": "IE00B41YBW71"}, "unresolved"),
        ({"name": "Fernhill Dividend plc", "isin": "IE00B41YBW71"}, "not_listed"),
        ({"name": "Fernhill Contrarian", "ticker": "FHCTX"}, "unresolved"),
        ({"name": "Fernhill Contrarian", "ticker": "FHCTX", "mic": "XSWX"}, "not_listed"),
        ({"name": "Fernhill Investment Trust PLC", "asset_class": "equity"}, "not_listed"),
        ({"name": "Scottish Mortgage Ord", "asset_class": "equity"}, "not_listed"),
        ({"name": "Fernhill Equity I Acc", "asset_class": "bond"}, "not_listed"),
    ],
)
def test_the_country_of_a_number_a_ticker_and_the_files_own_class_tell_a_fund(
    index: IssuerIndex, holding: dict[str, str], status: str
) -> None:
    assert resolve_holding(index, **holding).status == status


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("Hanbit Steel Co., Ltd.", "needs_review"),
        ("Kestrel", "needs_review"),
        ("Hanbit Steel Opportunities Fund", "unresolved"),
    ],
)
def test_a_listed_company_in_a_column_of_funds_is_asked_about(index: IssuerIndex, name: str, status: str) -> None:
    assert resolve_holding(index, name=name, asset_class="fund").status == status


@pytest.mark.parametrize(
    ("name", "status"), [("BITCOIN", "out_of_scope"), ("Ethereum (ETH)", "out_of_scope"), ("Bitcoin Depot Inc", "not_listed")]
)
def test_a_coin_has_no_issuer_and_a_company_that_is_called_after_one_has(index: IssuerIndex, name: str, status: str) -> None:
    assert resolve_holding(index, name=name).status == status


def test_a_listed_companys_name_with_a_funds_word_is_still_found(index: IssuerIndex) -> None:
    answer = resolve_holding(index, name="Hanbit Steel Co., Ltd. Acc")
    assert "hanbit-steel" in {answer.entity, *(one.entity for one in answer.candidates)}
