from __future__ import annotations

import json
import subprocess
import sys


def run(checkout, *words):
    command = [sys.executable, *map(str, words), "--json"]
    done = subprocess.run(command, cwd=checkout, env={"PYTHONPATH": str(checkout)}, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_the_reading_benchmark_gives_ratios_to_the_bare_read_of_both_formats(checkout):
    report = run(checkout, "benchmarks/reading.py", "--rows-xlsx", 50, "--rows-csv", 50, "--rounds", 1)
    assert [(line["format"], line["read"]) for line in report["lines"]] == [
        (form, read) for form in ("xlsx", "csv") for read in ("bare", "tables", "holdings")
    ]
    assert all(line["time_ratio"] > 0 and line["memory_ratio"] > 0 for line in report["lines"] if line["read"] != "bare")


def test_the_identifiers_benchmark_gives_a_ratio_to_the_bare_look_up(checkout):
    report = run(checkout, "benchmarks/identifiers.py", "--rows", 2000, "--securities", 200)
    assert [(line["holdings"], line["limit"]) for line in report["lines"]] == [("isin", 2.0), ("named", 2.0)]


def test_the_names_benchmark_prints_a_line_for_ours_and_each_peer(checkout, tmp_path):
    registry, portfolio = tmp_path / "registry.csv", tmp_path / "portfolio.csv"
    registry.write_text("id,name,is_alias,country\nalder,Alder Works Ltd,0,United Kingdom\nbirch,Birch Foods Inc,0,\n")
    portfolio.write_text("hid,name,country,true_id\n7,ALDER WORKS ORD GBP0.10,United Kingdom,alder\n8,Rowan Paper Mills,Japan,\n")
    report = run(checkout, "benchmarks/names.py", registry, portfolio, "--predictions", tmp_path / "out.csv", "--peers")
    assert [(line["approach"], line["recall"]) for line in report["table"]] == [
        ("ours", 1.0), ("rapidfuzz brute force", 1.0), ("TF-IDF", 1.0),
    ]  # fmt: skip
