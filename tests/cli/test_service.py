"""`screener serve` alone, as a person starts it on one machine."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx2
import pytest

HOLDINGS = "Name,ISIN\nPOSCO HOLDINGS INC,KR7005490008\n"
WAIT_S = 120


@pytest.fixture
def service(tmp_path, checkout):
    """A service in a process of its own, with its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    kept = {name: text for name, text in os.environ.items() if not name.startswith("SCREENER_")}
    environment = kept | {"SCREENER_DATABASE_URL": f"sqlite:///{tmp_path / 's.db'}", "SCREENER_CACHE": str(tmp_path / "cache")}
    process = subprocess.Popen(
        [sys.executable, "-m", "screener", "serve", "--port", str(port)], env=environment, cwd=checkout, stderr=subprocess.PIPE
    )
    yield process, f"http://127.0.0.1:{port}"
    process.kill()
    process.communicate()


def wait_for(ask):
    """Asks until there is an answer."""
    end = time.monotonic() + WAIT_S
    while time.monotonic() < end:
        try:
            if answer := ask():
                return answer
        except httpx2.TransportError:
            pass
        time.sleep(0.2)
    raise AssertionError("no answer")


def list_children(parent):
    """Gives the processes that any thread of a process started."""
    files = list(Path(f"/proc/{parent}/task").glob("*/children"))
    if not files:
        pytest.skip("processes are listed in /proc, which this machine has not")
    return [int(child) for file in files for child in file.read_text().split()]


def test_one_command_serves_and_does_jobs_and_its_worker_ends_with_it_even_where_it_is_killed(service):
    process, address = service
    assert wait_for(lambda: httpx2.get(f"{address}/readyz")).json()["jobs"] == {"waiting": 0}
    links = httpx2.post(f"{address}/v1/jobs", files={"file": ("a.csv", HOLDINGS)}).json()["links"]
    wait_for(lambda: httpx2.get(address + links["self"]).json()["state"] == "done")
    assert httpx2.get(address + links["result"]).json()["outcomes"]["listed"] == 1
    assert httpx2.get(address + links["result"]).status_code == 404
    workers = [worker for worker in list_children(process.pid) if "worker" in Path(f"/proc/{worker}/cmdline").read_text()]
    assert len(workers) == 1
    process.kill()
    process.wait()
    wait_for(lambda: not Path(f"/proc/{workers[0]}").exists() or "Z" in Path(f"/proc/{workers[0]}/stat").read_text().split()[2])
