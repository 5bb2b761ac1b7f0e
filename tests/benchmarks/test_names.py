from __future__ import annotations

import csv
import json
import subprocess
import sys


def test_the_names_benchmark_writes_a_prediction_for_every_holding_and_prints_its_measures(checkout, tmp_path):
    registry, portfolio, predictions = (tmp_path / name for name in ("registry.csv", "portfolio.csv", "predictions.csv"))
    registry.write_text("id,name,is_alias,country\nalder,Alder Works Ltd,0,United Kingdom\nbirch,Birch Foods Inc,0,\n")
    portfolio.write_text("hid,name,country\n7,ALDER WORKS ORD GBP0.10,United Kingdom\n8,Rowan Paper Mills,Japan\n")
    run = subprocess.run(
        [sys.executable, "benchmarks/names.py", registry, portfolio, "--predictions", predictions, "--json"],
        cwd=checkout,
        env={"PYTHONPATH": str(checkout)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert {"rows_per_s", "index_s", "match_s", "peak_mb"} <= json.loads(run.stdout).keys()
    with predictions.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    assert [(row["hid"], row["entity_id"], row["band"]) for row in rows] == [("7", "alder", "matched"), ("8", "", "none")]
