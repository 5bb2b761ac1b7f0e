"""Every figure of the papers is the record's: the PDFs, what travels inside them, the workbook and the table say the same."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pypdf
import pytest

from reports.facts import Amount
from reports.filters import write_held, write_money, write_percent, write_share
from reports.signs import write_sign
from reports.wording import read_wording
from screener.cli import main

SAMPLES = Path(__file__).parents[2] / "sample_portfolios"
INVENTED = {
    "several_currencies.csv": (
        "Name,ISIN,Market Value,Currency\nPOSCO Holdings,KR7005490008,1250.55,USD\nPTT,TH0646010Z00,900.10,THB\n"
        "Plain Goods plc,,77.7,GBP\nDeposit,,10,EUR\n"
    ),
    "weights_alone.csv": "Name,ISIN,Weight %\nPOSCO Holdings,KR7005490008,33.34\nPlain Goods plc,,66.65\nX,,0.01\n",
    "cash_alone.csv": "Name,ISIN,Market Value,Currency\nUSD CASH,,1000.00,USD\n",
}
_MONEY = re.compile(r"(?:\b[A-Z]{3}|[¤$]) -?\d[\d,]*(?:\.\d+)?")
_PERCENT = re.compile(r"(?:less than |more than )?\d[\d,.]* ?%")


@dataclass
class Papers:
    record: dict[str, Any]
    summary: dict[str, Any]
    summary_text: str
    brief_text: str
    book: openpyxl.Workbook
    table: list[dict[str, str]]


@pytest.fixture(scope="module", params=["broker_us.csv", "pension_fund_uk.xlsx", *INVENTED])
def papers(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("figures")
    file = SAMPLES / request.param
    if request.param in INVENTED:
        file = folder / request.param
        file.write_text(INVENTED[request.param], encoding="utf-8")
    words = ["screen", str(file), "--as-of", "2026-11-24", "--out", str(folder / "out")]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["screener", *words])
        with pytest.raises(SystemExit) as ending:
            main()
    assert ending.value.code == 0
    return read_papers(folder / "out")


def read_papers(folder):
    pdf = pypdf.PdfReader(folder / "summary.pdf")
    return Papers(
        record=json.loads((folder / "screening.json").read_text(encoding="utf-8")),
        summary=json.loads(pdf.attachments["summary.json"][0]),
        summary_text=read_text(pdf),
        brief_text=read_text(pypdf.PdfReader(folder / "trustees.pdf")),
        book=openpyxl.load_workbook(folder / "holdings.xlsx"),
        table=list(csv.DictReader(io.StringIO((folder / "findings.csv").read_text(encoding="utf-8-sig")))),
    )


def show(papers, amount):
    """The sum as people read it: beside the file's own sign where the record has no currency."""
    return plain(write_held(write_sign(Amount(**amount), papers.summary["currency_sign"])))


def read_text(pdf):
    return plain(" ".join(page.extract_text() for page in pdf.pages))


def plain(text):
    return " ".join(text.replace("\u00a0", " ").split())


def walk(value, key=""):
    """Every text of a document with the key it stands under, amounts whole."""
    if isinstance(value, dict):
        if set(value) == {"currency", "value"}:
            yield "amount", Amount(**value)
        for name, part in value.items():
            yield from walk(part, name)
    elif isinstance(value, list):
        for part in value:
            yield from walk(part, key)
    elif isinstance(value, str):
        yield key, value


def list_figures(summary):
    said: set[str] = set()
    for key, value in walk(summary):
        if key == "amount":
            said |= {
                plain(write_held(write_sign(value, summary["currency_sign"]))),
                plain(write_money(value)),
                plain(write_money(value, reported=True)),
            }
        elif re.fullmatch(r"-?\d+(\.\d+)?", value):
            said |= {plain(write_percent(value)), plain(write_share(value))}
    return said


def lay_sheet(book, title):
    """Of two columns of one heading ours stands behind the file's own."""
    heading, *lines = book[title].iter_rows(values_only=True)
    ours = [text.removesuffix(" (as read)") for text in heading]
    return [dict(zip(ours, line, strict=True)) for line in lines]


@pytest.mark.parametrize("paper", ["summary_text", "brief_text"])
def test_every_sum_and_share_on_paper_is_a_number_of_the_data_inside_it(papers, paper):
    text, said = getattr(papers, paper), list_figures(papers.summary)
    quoted = plain(" ".join(str(value) for key, value in walk(papers.summary) if key != "amount"))
    printed = [*_MONEY.findall(text), *_PERCENT.findall(text)]
    strange = [one for one in printed if one not in said and one not in quoted and one != "100 %"]
    assert not strange


def test_every_issuer_s_holding_is_printed_as_the_record_has_it(papers):
    pages = {page["id"]: page for part in ("issuers", "states_and_bodies", "no_demand") for page in papers.summary[part]}
    findings = papers.record["findings"]
    assert set(pages) == {finding["entity"]["id"] for finding in findings}
    for finding in findings:
        page = pages[finding["entity"]["id"]]
        assert {one["currency"]: one["value"] for one in page["amounts"]} == finding["market_value"]
        assert (page["weight"], page["rows"], page["decision"]) == (finding["weight"], finding["rows"], finding["decision"])
        if finding["decision"] != "none":
            assert all(show(papers, one) in papers.summary_text for one in page["amounts"])


def test_coverage_answer_and_outcomes_are_the_record_s(papers):
    coverage = papers.record["coverage"]
    whole = sum(line["lines"] for line in papers.summary["coverage"]) or 1
    for line in papers.summary["coverage"]:
        assert Decimal(line["by_count"]) == round(Decimal(line["lines"]) / whole, 6)
        assert abs(Decimal(line["by_count"]) - Decimal(coverage["by_count"][line["part"]])) <= Decimal("0.0001")
        assert line["by_value"] == (coverage["by_value"] and coverage["by_value"][line["part"]])
        assert plain(write_percent(line["by_count"])) in papers.summary_text
    assert papers.summary["outcomes"] == papers.record["outcomes"]
    positions = sum(n for key, n in papers.record["outcomes"].items() if key not in {"not_a_holding", "looked_through"})
    assert sum(line["lines"] for line in papers.summary["coverage"]) == positions + sum(papers.record.get("parts", {}).values())
    listed = [one for one in papers.record["findings"] if one["decision"] != "none" and not one["states_and_bodies"]]
    assert papers.summary["answer"]["listed"] == len(listed)


def test_the_workbook_has_each_line_with_the_record_s_numbers_and_their_sums_agree_to_the_cent(papers):
    lines, words = lay_sheet(papers.book, "Holdings"), read_wording().words["headings"]
    sums: dict[str, dict[str, Decimal]] = {"book": defaultdict(Decimal), "record": defaultdict(Decimal)}
    assert len(lines) == len(papers.record["holdings"])
    for line, held in zip(lines, papers.record["holdings"], strict=True):
        assert line[words["row"]] == held["row"]
        assert line[words["outcome"]] == read_wording().word(held["outcome"], "outcomes")
        assert line[words["entity"]] == held["entity"]
        for heading in ("market_value", "weight"):
            assert (line[words[heading]] is None) == (held[heading] is None)
            if held[heading] is not None:
                assert Decimal(str(line[words[heading]])) == Decimal(held[heading])
        sums["book"][line[words["currency"]]] += Decimal(str(line[words["market_value"]] or 0))
        sums["record"][held["currency"]] += Decimal(held["market_value"] or 0)
    assert sums["book"] == sums["record"]


def test_the_tables_of_findings_have_a_line_for_each_tie_with_the_record_s_numbers(papers):
    ties = {tie["id"]: finding for finding in papers.record["findings"] for tie in finding["involvements"]}
    words, sheet = read_wording().words["headings"], lay_sheet(papers.book, "Findings")
    assert sorted(line["involvement"] for line in papers.table) == sorted(ties)
    assert [line[words["involvement"]] for line in sheet] == [line["involvement"] for line in papers.table]
    for line, row in zip(papers.table, sheet, strict=True):
        finding = ties[line["involvement"]]
        assert line["market_value"] == "; ".join(f"{key} {value}" for key, value in finding["market_value"].items())
        assert line["weight"] == (finding["weight"] or "")
        assert line["rows"] == " ".join(map(str, finding["rows"]))
        assert str(row[words["rows"]]) == line["rows"]


def test_the_exposure_s_sheet_adds_up_to_the_record_s_totals(papers):
    words = read_wording().words
    lines = lay_sheet(papers.book, "Exposure")
    for total in papers.record["exposure"]["totals"]:
        chapter = words["chapters"][total["of"]["party"]]
        own = [
            line
            for line in lines
            if line[words["headings"]["table"]] == words["exposure_tables"]["totals"]
            and line[words["headings"]["chapter"]] == chapter
        ]
        whole = sum(Decimal(str(line[words["headings"]["market_value"]] or 0)) for line in own)
        recorded = total["total"]["value"] or sum(map(Decimal, total["total"]["market_value"].values()))
        assert whole == Decimal(recorded)
