"""The benchmark of letters, tried on a few."""

from __future__ import annotations

import json
import subprocess
import sys


def test_the_letters_benchmark_gives_a_ratio_to_bare_weasyprint(checkout):
    command = [sys.executable, "benchmarks/letters.py", "--letters", "4", "--bare", "4", "--json"]
    done = subprocess.run(command, cwd=checkout, env={"PYTHONPATH": str(checkout)}, capture_output=True, text=True, check=True)
    report = json.loads(done.stdout)
    assert report["letters"] == 4
    assert report["processor_ratio"] > 0
    assert report["ratio"] > 0
