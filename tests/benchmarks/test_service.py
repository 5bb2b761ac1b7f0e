from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter

import pytest


def test_the_service_benchmark_asks_a_real_server_and_a_bare_one(checkout):
    words = ["--database", "sqlite", "--json", "--rounds", "3", "--seconds", "0.2", "--only", "one security"]
    run = subprocess.run(
        [sys.executable, "benchmarks/service.py", *words],
        cwd=checkout,
        capture_output=True,
        text=True,
        check=True,
    )
    (line,) = json.loads(run.stdout)["calls"]
    assert line["database"] == "sqlite"
    assert 0 < line["p50_ms"] <= line["p95_ms"] <= line["p99_ms"]
    assert line["requests_per_s"] > 0
    assert line["echo_requests_per_s"] > 0


@pytest.mark.parametrize(
    ("counted", "left", "fault"),
    [
        ({"sent": 2, "done": 2, "fetched": 2}, [("draft", "receiving"), ("known", "done")], None),
        ({"sent": 2, "done": 1, "fetched": 1, "lost": 1}, [("gone", "queued")], "lost"),
        ({"sent": 2, "done": 2, "fetched": 2}, [("another", "queued")], "unknown_jobs"),
        ({"sent": 2, "done": 2, "fetched": 2, "doubled": 1}, [], "doubled"),
        ({"sent": 2, "done": 2, "fetched": 2, "wrong_bytes": 1}, [], "wrong_bytes"),
    ],
)
def test_what_is_lost_doubled_or_wrong_is_a_fault_of_the_run_and_a_draft_of_a_killed_service_is_not(
    checkout, monkeypatch, counted, left, fault
):
    monkeypatch.syspath_prepend(str(checkout / "benchmarks"))
    import uploads

    tally = uploads.Tally(counts=Counter(counted))
    tally.note(seconds=1.0, public="known")
    told = uploads.report(tally, left=left, running=[])
    assert [name for name in uploads.FAULTS if told[name]] == ([fault] if fault else [])
