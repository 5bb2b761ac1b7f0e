from __future__ import annotations

import json
import subprocess
import sys


def test_the_service_benchmark_asks_a_real_server_and_a_bare_one(checkout):
    run = subprocess.run(
        [sys.executable, "benchmarks/service.py", "--json", "--rounds", "3", "--seconds", "0.2", "--only", "one security"],
        cwd=checkout,
        capture_output=True,
        text=True,
        check=True,
    )
    (line,) = json.loads(run.stdout)["calls"]
    assert 0 < line["p50_ms"] <= line["p95_ms"] <= line["p99_ms"]
    assert line["requests_per_s"] > 0
    assert line["echo_requests_per_s"] > 0
