"""Published files as funds: an invented saver's three funds, checked against sums worked out from the files by hand."""

import csv
import json
from decimal import Decimal

import pytest
from typer.testing import CliRunner

from screener.cli.app import app

EEM, EIMI, NBIM = "ishares_us_EEM_2025.csv", "ishares_uk_EIMI_2021.csv", "nbim_EQ_2022_Country.csv"
HELD = {EEM: Decimal("10000.00"), EIMI: Decimal("5000.00"), NBIM: Decimal("25000.00")}
ROWS = {2: EEM, 3: EIMI, 4: NBIM}
NAMES = f"""
{EEM}:
  name: iShares MSCI Emerging Markets ETF
  isin: US4642872349
  as_of: 2025-01-31
{EIMI}:
  name: iShares Core MSCI EM IMI UCITS ETF
  isin: IE00BKM4GZ66
{NBIM}:
  name: Government Pension Fund Global
  as_of: 2022-12-31
"""
SAVER = """Name,ISIN,Market Value (EUR)
ISHARES MSCI EMERGING MARKETS ETF,US4642872349,10000.00
ISH CORE MSCI EM IMI UCITS ETF,IE00BKM4GZ66,5000.00
Government Pension Fund Global,,25000.00
"""


@pytest.fixture(scope="module")
def published(reference):
    """Gives, of each file, every line's row, name and market value as the reference reads them."""
    found = {}
    for file in ROWS.values():
        with (reference / "portfolios/files/EXPECTED" / f"{file}.rows.csv").open(encoding="utf-8") as stream:
            found[file] = list(csv.DictReader(stream))
    return found


@pytest.fixture(scope="module")
def record(reference, tmp_path_factory):
    folder = tmp_path_factory.mktemp("saver")
    shelf = folder / "shelf"
    shelf.mkdir()
    for file in ROWS.values():
        (shelf / file).write_bytes((reference / "portfolios/files" / file).read_bytes())
    (shelf / "funds.yaml").write_text(NAMES, encoding="utf-8")
    (folder / "saver.csv").write_text(SAVER, encoding="utf-8")
    words = ["screen", str(folder / "saver.csv"), "--funds", str(shelf), "--as-of", "2026-11-24", "--json"]
    return json.loads(CliRunner().invoke(app, words).stdout)


def test_three_real_funds_come_to_what_their_files_say(record, published):
    assert record["outcomes"]["looked_through"] == 3
    parts = {row: [one for one in record["holdings"] if one["through"] and one["row"] == row] for row in ROWS}
    for row, file in ROWS.items():
        lines = published[file]
        assert len(parts[row]) == len(lines), file
        whole = sum(Decimal(line["market_value"]) for line in lines)
        assert sum(Decimal(one["market_value"]) for one in parts[row]) == HELD[file], file
        for part, line in zip(parts[row], lines, strict=True):
            by_hand = HELD[file] * Decimal(line["market_value"]) / whole
            assert abs(Decimal(part["market_value"]) - by_hand) < Decimal("0.01"), (file, line)
            assert abs(HELD[file] * Decimal(part["through"][0]["weight"]) - by_hand) < Decimal("0.00001"), (file, line)
    assert [step["as_of"] for step in (parts[row][0]["through"][0] for row in ROWS)] == ["2025-01-31", "2021-08-30", "2022-12-31"]


def test_what_is_listed_in_two_funds_is_one_finding_with_both_ways_added_up(record, published):
    (finding,) = (one for one in record["findings"] if one["entity"]["id"] == "posco-holdings")
    by_hand = {
        row: HELD[ROWS[row]]
        * sum(Decimal(line["market_value"]) for line in published[ROWS[row]] if line["name"] == "POSCO")
        / sum(Decimal(line["market_value"]) for line in published[ROWS[row]])
        for row in (2, 3)
    }
    ways = {way["row"]: Decimal(way["market_value"]["EUR"]) for way in finding["through"]}
    assert ways.keys() == by_hand.keys()
    assert all(abs(ways[row] - by_hand[row]) < Decimal("0.01") for row in by_hand)
    assert Decimal(finding["market_value"]["EUR"]) == sum(ways.values())
    assert finding["rows"] == [2, 3]


def test_every_finding_adds_up_to_the_lines_it_names(record):
    for finding in record["findings"]:
        lines = [one for one in record["holdings"] if one["entity"] == finding["entity"]["id"]]
        assert Decimal(finding["market_value"]["EUR"]) == sum(Decimal(one["market_value"]) for one in lines)
        assert set(finding["rows"]) == {one["row"] for one in lines}


ROWAN = """Name,ISIN,Asset Class,Market Value (EUR)
ISHARES MSCI EMERGING MARKETS ETF,US4642872349,Fund,700000.00
Sorrel Cautious Fund,IE00BKX55T58,Fund,200000.00
EUR Cash,,Cash,100000.00
"""
SORREL = "Name,ISIN,Asset Class,Market Value (EUR)\nRowan World Fund,IE00BFG1RG61,Fund,30.00\nHazel Foods Inc,,Equity,70.00\n"
NESTED = f"""
{EEM}:
  name: iShares MSCI Emerging Markets ETF
  isin: US4642872349
rowan.csv:
  name: Rowan World Fund
  isin: IE00BFG1RG61
  as_of: 2026-06-30
sorrel.csv:
  name: Sorrel Cautious Fund
  isin: IE00BKX55T58
  as_of: 2026-09-30
"""


def test_a_real_fund_within_a_fund_that_holds_itself_by_way_of_another_comes_to_what_its_file_says(
    reference, published, tmp_path
):
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    (shelf / EEM).write_bytes((reference / "portfolios/files" / EEM).read_bytes())
    for name, text in {"rowan.csv": ROWAN, "sorrel.csv": SORREL, "funds.yaml": NESTED}.items():
        (shelf / name).write_text(text, encoding="utf-8")
    saver = tmp_path / "saver.csv"
    saver.write_text("Name,ISIN,Market Value (EUR)\nRowan World Fund,IE00BFG1RG61,1000.00\n", encoding="utf-8")
    words = ["screen", str(saver), "--funds", str(shelf), "--as-of", "2026-11-24", "--json"]
    lines = json.loads(CliRunner().invoke(app, words).stdout)["holdings"]
    parts = [one for one in lines if len(one["through"]) == 2 and one["through"][1]["file"] == EEM]
    whole = sum(Decimal(line["market_value"]) for line in published[EEM])
    for part, line in zip(parts, published[EEM], strict=True):
        by_hand = Decimal(700) * Decimal(line["market_value"]) / whole
        assert abs(Decimal(part["market_value"]) - by_hand) < Decimal("0.01"), line
    (again,) = (one for one in lines if one["name"] == "Rowan World Fund" and one["through"])
    assert (again["outcome"], again["market_value"]) == ("unresolved", "60.00")
    assert sum(Decimal(one["market_value"]) for one in lines if one["outcome"] != "looked_through") == 1000
