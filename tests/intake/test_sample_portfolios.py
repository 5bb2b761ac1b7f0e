"""The invented portfolios that come with the program are read whole."""

from __future__ import annotations

import pytest

from screener.grid.table import read_tables
from screener.grid.upload import receive_upload
from screener.intake.holdings import read_holdings
from screener.intake.record import write_reading
from screener.model import BARE_SIGN


@pytest.mark.parametrize(
    ("file", "holdings", "cash", "not_holdings", "totals", "as_of"),
    [
        ("broker_us.csv", 22, 1, 1, {"XXX": "245876.7"}, "2025-06-30"),
        ("fund_emerging_markets.csv", 44, 4, 1, {"USD": "256217403.81"}, "2025-06-30"),
        ("pension_fund_uk.xlsx", 29, 1, 4, {"GBP": "455112393"}, "2025-03-31"),
        ("depot_de.csv", 21, 1, 1, {"EUR": "97789.39"}, "2025-06-30"),
    ],
)
def test_a_sample_portfolio_is_read_whole_and_without_problems_but_a_bare_sign(
    file, holdings, cash, not_holdings, totals, as_of, checkout
):
    upload = receive_upload((checkout / "sample_portfolios" / file).read_bytes(), file=file)
    record = write_reading(read_holdings(upload, read_tables(upload)))
    noted = [BARE_SIGN] if "XXX" in totals else []
    assert [problem["code"] for problem in record["problems"]] == noted
    assert record["counts"] == {"holdings": holdings, "cash": cash, "not_holdings": not_holdings, "problems": len(noted)}
    assert record["totals"]["market_value"] == totals
    assert {table["as_of"] for table in record["tables"]} == {as_of}
