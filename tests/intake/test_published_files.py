"""Files as producers publish them, against a correct parse of each: row by row, cash, and sums."""

from __future__ import annotations

import csv
from decimal import Decimal

import pytest

from screener.grid.table import read_tables
from screener.grid.upload import receive_upload
from screener.intake.countries import find_country
from screener.intake.holdings import read_holdings
from screener.intake.record import write_reading

FIRST_EIGHT = (
    "ishares_us_EEM_2025.csv",
    "ishares_uk_EIMI_2021.csv",
    "nbim_EQ_2022_Country.csv",
    "vanguard_us_VOO_2026.csv",
    "ssga_us_SPY_2026.xlsx",
    "lgps_east_riding.xlsx",
    "vaneck_au_MVW_2024.csv",
    "merrill_edge_holdings_2026.csv",
)
OTHERS = (
    "ishares_us_ACWI_2022.csv",
    "ishares_de_EUNL_2022.csv",
    "ishares_us_IVV_2022_fund.xls",
    "ssga_us_KOMP_2021.xlsx",
    "ark_ARKK_2021.csv",
    "invesco_QQQ_2018.csv",
    "schwab_am_SCHD_2024.csv",
    "betashares_A200_2024.csv",
    "nbim_FI_2022_Country.csv",
    "icici_pru_corporate_bond_2025-06.xlsx",
    "hdfc_corporate_bond_2025-07.xlsx",
    "uti_debt_schemes_2025-09_stacked.xls",
    "sec_nport_dupree_kentucky_muni.xml",
    "sec_13f_infotable_2021q3.xml",
    "lgps_hampshire.xlsx",
    "schwab_broker_all_accounts_2020.csv",
    "hargreaves_lansdown_account_summary.csv",
    "jpx_topix_weights_2026-04.csv",
    "uc_endowment_kotak_india_2024.csv",
    "uc_endowment_private_equity_2024.csv",
    "kospi200_watchlist_cp949.csv",
    "ibkr_activity_statement_fixture.csv",
    "fidelity_positions_realistic_fixture.csv",
    "sbi_securities_holdings_fixture_sjis.csv",
    "sec_nport_zero_holdings.xml",
    "sec_13f_html_rendering.xml",
    "derived_vaneck_MVW_utf16_tab.txt",
    "derived_betashares_A200.ods",
)


@pytest.fixture(scope="module")
def manifest(reference):
    with (reference / "portfolios/files/MANIFEST.csv").open(encoding="utf-8") as stream:
        return {row["file"]: row for row in csv.DictReader(stream)}


def expect(reference, file, *, fraction):
    """The correct parse in our terms: canonical numbers, weights as fractions, dashes as nothing."""
    with (reference / f"portfolios/files/EXPECTED/{file}.rows.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    for row in rows:
        row["ticker"] = "" if not row["ticker"].strip("- ") else row["ticker"].strip()
        row["weight"] = str(Decimal(row["weight"]) / (1 if fraction else 100)) if row["weight"] else ""
    return rows


def same(ours, theirs):
    if not ours or not theirs:
        return (ours or "") == theirs
    return abs(Decimal(ours) - Decimal(theirs)) <= Decimal("1e-12") * max(1, abs(Decimal(theirs)))


def differences(holding, row):
    """Fields in which a holding is not the expected row. A CUSIP found in a ticker column is ours alone."""
    ours = holding["identifiers"]
    if (holding["name"] or "") != row["name"].strip():
        yield "name"
    for scheme in ("isin", "cusip", "sedol"):
        if ours.get(scheme, "") != row[scheme] and ours.get(scheme) != row["ticker"]:
            yield scheme
    if row["ticker"] != ours.get("ticker", "") and not (ours.get("mic") and row["ticker"].startswith(ours["ticker"] + " ")):
        yield "ticker"
    yield from (field for field in ("quantity", "market_value", "weight") if not same(holding[field], row[field]))
    if row["currency"] and holding["currency"] != row["currency"]:
        yield "currency"
    if row["country"].strip("-") and (holding["country"] or "") != find_country(row["country"]):
        yield "country"
    if (holding["line"] == "cash") != (row["is_cash"] == "1"):
        yield "is_cash"


@pytest.mark.parametrize("file", [*FIRST_EIGHT, *OTHERS])
def test_a_published_file_is_read_row_by_row_as_a_careful_person_would(file, reference, manifest):
    entry = manifest[file]
    upload = receive_upload((reference / "portfolios/files" / file).read_bytes(), file=file)
    record = write_reading(read_holdings(upload, read_tables(upload)))
    rows = expect(reference, file, fraction="fraction of 1" in entry["quirks"])
    found = {holding["row"]: holding for holding in record["holdings"]}
    assert sorted(found) == sorted(int(row["src_row"]) for row in rows)
    assert [(row["src_row"], fields) for row in rows if (fields := list(differences(found[int(row["src_row"])], row)))] == []
    assert record["counts"]["holdings"] == int(entry["rows_expected"])
    total = sum(map(Decimal, record["totals"]["market_value"].values()), Decimal(0))
    assert not entry["sum_market_value"] or round(total, 2) == round(Decimal(entry["sum_market_value"]), 2)
