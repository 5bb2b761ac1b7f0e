"""`screener serve` alone, as a person starts it on one machine."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time

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


def read_process(entry):
    """Gives the state and the parent of a process, nothing where it has ended."""
    try:
        return (entry / "stat").read_text("utf-8").rpartition(")")[2].split()[:2]
    except OSError:
        return None


def list_workers(proc, parent):
    """Gives the workers that a process started."""
    children = [entry for entry in proc.glob("[0-9]*") if (read_process(entry) or ["", ""])[1] == str(parent)]
    return [child for child in children if b"\0worker\0" in (child / "cmdline").read_bytes()]


def test_one_command_serves_and_does_jobs_and_its_worker_ends_with_it_even_where_it_is_killed(service, proc):
    process, address = service
    assert wait_for(lambda: httpx2.get(f"{address}/readyz")).json()["jobs"] == {"waiting": 0}
    links = httpx2.post(f"{address}/v1/jobs", files={"file": ("a.csv", HOLDINGS)}).json()["links"]
    wait_for(lambda: httpx2.get(address + links["self"]).json()["state"] == "done")
    assert httpx2.get(address + links["result"]).json()["outcomes"]["listed"] == 1
    assert httpx2.get(address + links["result"]).status_code == 404
    (worker,) = list_workers(proc, process.pid)
    process.kill()
    process.wait()
    wait_for(lambda: (read_process(worker) or ["Z"])[0] == "Z")
