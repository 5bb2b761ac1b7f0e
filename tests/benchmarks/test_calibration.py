"""The record of what scores meant is what the script makes of names whose issuer is known."""

from __future__ import annotations

import subprocess
import sys

import pytest

HERE = ("registry_5000.csv", "portfolio_5000_real.csv", "portfolio_5000_synth.csv")


def run(checkout, *words):
    command = [sys.executable, "benchmarks/calibration.py", *map(str, words)]
    return subprocess.run(command, cwd=checkout, env={"PYTHONPATH": str(checkout)}, capture_output=True, text=True, check=False)


@pytest.fixture
def calibration(checkout, monkeypatch):
    monkeypatch.syspath_prepend(str(checkout / "benchmarks"))
    import calibration

    return calibration


def test_neighbours_of_the_curve_that_fall_are_pooled_by_how_many_names_they_have(calibration):
    scores = [(0.15, True), (0.15, False), (0.25, False), (0.25, False), (0.65, True)]
    ranges = calibration.tabulate(scores)
    assert ranges == [(0.1, 2, 0.15, 0.5), (0.2, 2, 0.25, 0.0), (0.6, 1, 0.65, 1.0)]
    assert calibration.pool(ranges) == [(0.2, 0.25), (0.65, 1.0)]


def test_the_script_prints_the_record_of_a_few_names(checkout, tmp_path):
    registry, portfolio = tmp_path / "registry.csv", tmp_path / "portfolio.csv"
    registry.write_text("id,name,is_alias,country\nalder,Alder Steelworks Ltd,0,United Kingdom\n")
    portfolio.write_text("hid,name,country,true_id\n1,Alder Stelworks PLC,United Kingdom,alder\n2,Alder Steelworks Ltd,,alder\n")
    lines = run(checkout, registry, portfolio).stdout.splitlines()
    assert lines[0] == "reliability:"
    assert "curve:" in lines
    assert sum(int(line.split("names: ")[1].split(",")[0]) for line in lines if "names: " in line) == 2


def test_the_committed_record_is_what_the_script_makes_of_the_names_it_was_made_of(checkout, reference):
    done = run(checkout, *(reference / "names" / name for name in HERE), "--check")
    assert done.returncode == 0, done.stderr
