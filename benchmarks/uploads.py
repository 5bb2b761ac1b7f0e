"""Whether the service loses or doubles anything while its processes and its database are killed under it.

    python benchmarks/uploads.py [--database sqlite|postgresql|both] [--minutes M] [--clients N] [--lines N] [--seed S] [--json]

Two `screener serve` and two `screener worker` are started, real processes on one database. Clients send files as jobs, ask until
they are done, and fetch the results, without a pause. Meanwhile a worker is killed (−9) at random moments and started again, one
of the two services is killed or stopped and started again, and PostgreSQL is stopped or killed (−9) and started again. The other
worker and the other service are left alone: their memory is what is measured.

A client keeps its Idempotency-Key, the address it was given, and the hash of the screening that `POST /v1/screenings` gives of
the same file. What fails on its way, or with 503, is sent again as it was, to the other service. Clients of even number fetch and
rely on the deletion; the odd ones fetch with `keep=true` and send DELETE. It ends with 1 where a result was lost, a key had two
addresses, a job stood in the database that nobody knows, or a byte was wrong.
"""

from __future__ import annotations

import argparse
import http.client
import json
import random
import signal
import sys
import threading
import time
import uuid
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from ground import KINDS, POSTGRESQL, end, find_port, lay_ground, measure_memory, start, wait_for  # scripts, not a package

if TYPE_CHECKING:
    from subprocess import Popen

    from ground import Ground

DRAIN_S = 240.0
"""So long the clients may take to fetch what they sent, once nothing is sent and nothing is killed any more."""
BOUNDARY = "a-boundary-of-the-benchmark"
DAY = "2026-11-24"
WORDS = ("Alder", "Birch", "Cedar", "Rowan", "Maple", "Hazel", "Aspen", "Linden", "Willow", "Juniper")
FAULTS = ("lost", "doubled", "wrong_bytes", "refused", "unknown_jobs", "still_running")


class Unanswered(Exception):
    """A call did not come through, or met 503."""


@dataclass(slots=True)
class Tally:
    """What was counted, by all clients together."""

    counts: Counter[str] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    known: set[str] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def count(self, what: str) -> None:
        """Counts one more of that."""
        with self._lock:
            self.counts[what] += 1

    def note(self, *, seconds: float, public: str) -> None:
        """Notes a job that was fetched, and how long it took from the first call to the last."""
        with self._lock:
            self.seconds.append(seconds)
            self.known.add(public)


@dataclass(frozen=True, slots=True)
class Watch:
    """When sending ends, and when everything does; on the clock of `time.monotonic`."""

    sending: float
    everything: float


class Client:
    """One of many that send a file, wait, and fetch the result."""

    def __init__(self, number: int, *, ports: tuple[int, ...], content: bytes, expected: str, tally: Tally, watch: Watch) -> None:
        self._careful = number % 2 == 1
        self._ports, self._turn = ports, number
        self._body, self._expected = make_form(content), expected
        self._tally, self._watch = tally, watch
        self._random = random.Random(number)

    def run(self) -> None:
        """Sends one file after the other until the time for it is over."""
        while time.monotonic() < self._watch.sending:
            begun = time.monotonic()
            key = str(uuid.uuid4())
            address = self._send(key)
            if address is None:
                self._tally.count("never_taken")
                continue
            self._tally.count("sent")
            if self._finish(address):
                self._tally.note(seconds=time.monotonic() - begun, public=address.partition(".")[0])
            else:
                self._tally.count("lost")

    def _send(self, key: str) -> str | None:
        """Gives the address of the job; None where nobody took it. One in ten asks twice, as one does who heard nothing."""
        headers = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}", "Idempotency-Key": key}
        found: set[str] = set()
        again = self._random.random() < 0.1
        while time.monotonic() < self._watch.everything:
            answer = self._ask("POST", "/v1/jobs", headers=headers, body=self._body)
            if answer is None:
                continue
            status, content = answer
            if status != 202:
                self._tally.count("refused")
                return None
            found.add(json.loads(content)["id"])
            if again:
                again = False
                continue
            if len(found) > 1:
                self._tally.count("doubled")
            return found.pop()
        return None

    def _finish(self, address: str) -> bool:
        """Waits for the result and fetches it; whether it came."""
        path, pause = f"/v1/jobs/{address}", 0.3
        while time.monotonic() < self._watch.everything:
            answer = self._ask("GET", path)
            if answer is not None and answer[0] == 404:
                return False
            if answer is not None and json.loads(answer[1])["state"] in {"done", "failed"}:
                self._tally.count("done")
                return self._fetch(path)
            time.sleep(pause * self._random.uniform(0.7, 1.3))
            pause = min(2.0, pause * 1.5)
        return False

    def _fetch(self, path: str) -> bool:
        query = "?keep=true" if self._careful else ""
        while time.monotonic() < self._watch.everything:
            answer = self._ask("GET", f"{path}/result{query}")
            if answer is None:
                self._tally.count("fetches_again")
                continue
            if answer[0] != 200:
                self._tally.count(f"result_{answer[0]}")
                return False
            self._tally.count("fetched")
            if sha256(answer[1]).hexdigest() != self._expected:
                self._tally.count("wrong_bytes")
            self._leave(path)
            return True
        return False

    def _leave(self, path: str) -> None:
        """Sees that the job goes: within seconds after the fetch, or with DELETE."""
        until = min(time.monotonic() + 20, self._watch.everything)
        while time.monotonic() < until:
            answer = self._ask("DELETE" if self._careful else "GET", path)
            if answer is not None and answer[0] in {204, 404}:
                return
            time.sleep(0.2)
        self._tally.count("not_yet_deleted")

    def _ask(
        self, method: str, path: str, *, headers: dict[str, str] | None = None, body: bytes | None = None
    ) -> tuple[int, bytes] | None:
        """Gives status and body; None where it has to be asked again, after a pause and at the other service."""
        port = self._ports[self._turn % len(self._ports)]
        try:
            return ask(port, method, path, headers=headers, body=body)
        except Unanswered as error:
            self._tally.count(str(error))
            self._turn += 1
            time.sleep(self._random.uniform(0.2, 1.0))
            return None


def ask(
    port: int, method: str, path: str, *, headers: dict[str, str] | None = None, body: bytes | None = None
) -> tuple[int, bytes]:
    """Asks once over a connection of its own. Raises Unanswered with the reason."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request(method, path, body=body, headers=headers or {})
        answer = connection.getresponse()
        content = answer.read()
    except (OSError, http.client.HTTPException) as error:
        raise Unanswered("broken_off" if isinstance(error, http.client.IncompleteRead) else "not_reached") from error
    finally:
        connection.close()
    if answer.status == 503:
        code = json.loads(content).get("code", "503")
        raise Unanswered("refused_as_busy" if "busy" in code else "database_away")
    if answer.status == 500:
        raise Unanswered("internal_errors")
    return answer.status, content


class Staff:
    """The processes of the service: of each kind one that stays, and one that is killed."""

    def __init__(self, ground: Ground, *, chance: random.Random) -> None:
        self._ground, self._random = ground, chance
        self.ports = (find_port(), find_port())
        self.kills: Counter[str] = Counter()
        self._processes: dict[str, Popen[bytes]] = {}
        with ExitStack() as begun:
            begun.callback(self.end)
            self._begin()
            begun.pop_all()

    def _begin(self) -> None:
        self._processes["serve"] = self._start("serve")
        wait_for(self.ports[0], self._processes["serve"])
        for name in ("worker", "serve-killed", "worker-killed"):
            self._processes[name] = self._start(name)
        wait_for(self.ports[1], self._processes["serve-killed"])

    def _start(self, name: str) -> Popen[bytes]:
        words = ["worker"]
        if name.startswith("serve"):
            words = ["serve", "--no-worker", "--port", str(self.ports[name == "serve-killed"])]
        return start("-m", "screener", *words, environment=self._ground.environment)

    def end(self) -> None:
        """Ends them all."""
        for process in self._processes.values():
            end(process)

    def measure_memory(self) -> dict[str, float]:
        """Gives megabytes of the service and of the worker (its hand included) that are left alone."""
        return {name: measure_memory(self._processes[name]) for name in ("serve", "worker")}

    def disturb(self, until: float) -> None:
        """Kills and starts again, at random moments: mostly the worker, now and then the service and the database."""
        while time.monotonic() < until:
            time.sleep(min(self._random.uniform(3, 15), max(0.0, until - time.monotonic())))
            kinds = ["worker"] * 3 + ["serve"] + (["database"] if self._ground.kind == POSTGRESQL else [])
            what, hard = self._random.choice(kinds), self._random.random() < 0.5
            if what == "database":
                self._ground.break_server(kill=hard)
            else:
                self._replace(f"{what}-killed", hard=hard or what == "worker")
            self.kills[f"{what} {'killed' if hard or what == 'worker' else 'stopped'}"] += 1

    def _replace(self, name: str, *, hard: bool) -> None:
        process = self._processes[name]
        process.send_signal(signal.SIGKILL if hard else signal.SIGTERM)
        process.wait(timeout=90)
        self._processes[name] = self._start(name)


def make_file(number: int, *, lines: int) -> bytes:
    """Gives the portfolio of one client: like no other's, one line in fifty listed."""
    rows = [
        f"POSCO Holdings Inc,KR7005490008,{number + 1}"
        if line % 50 == 0
        else f"{WORDS[line % 10]} {WORDS[number % 10]} {number}-{line} PLC,,{1000 + line}"
        for line in range(lines)
    ]
    return "\n".join(["Name,ISIN,Market Value (USD)", *rows, ""]).encode()


def make_form(content: bytes) -> bytes:
    """Gives the body of a call with one file and the day."""
    parts = (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="as_of"\r\n\r\n{DAY}\r\n'
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="holdings.csv"\r\nContent-Type: text/csv\r\n\r\n'
    )
    return parts.encode() + content + f"\r\n--{BOUNDARY}--\r\n".encode()


def learn(port: int, content: bytes) -> str:
    """Gives the hash of the screening that one request gives of the file."""
    headers = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
    status, answer = ask(port, "POST", "/v1/screenings", headers=headers, body=make_form(content))
    if status != 200:
        raise SystemExit(f"A screening was answered with {status}: {answer[:300]!r}")
    return sha256(answer).hexdigest()


def list_left(ground: Ground) -> list[tuple[str, str]]:
    """Gives the public id and the state of every job that stands in the database."""
    from sqlalchemy import select

    from screener.store.database import open_database
    from screener.store.tables import jobs

    database = open_database(ground.address)
    with database.read() as connection:
        return [(row.id, row.state) for row in connection.execute(select(jobs.c.id, jobs.c.state))]


def watch_memory(staff: Staff, watch: Watch, clients: list[threading.Thread], *, every: float) -> list[dict[str, float]]:
    """Gives the memory at the start, every so often, and when the clients have ended."""
    begun, measured = time.monotonic(), []
    while True:
        measured.append({"second": round(time.monotonic() - begun), **staff.measure_memory()})
        if time.monotonic() > watch.everything or not any(client.is_alive() for client in clients):
            return measured
        for client in clients:
            client.join(timeout=max(0.0, begun + len(measured) * every - time.monotonic()))


def measure(ground: Ground, *, minutes: float, clients: int, lines: int, seed: int) -> dict[str, Any]:
    """Gives what happened on one database."""
    chance = random.Random(seed)
    tally, files = Tally(), [make_file(number, lines=lines) for number in range(clients)]
    with ExitStack() as stack:
        staff = Staff(ground, chance=chance)
        stack.callback(staff.end)
        expected = [learn(staff.ports[0], content) for content in files]
        now = time.monotonic()
        watch = Watch(sending=now + minutes * 60, everything=now + minutes * 60 + DRAIN_S)
        running = [
            threading.Thread(
                target=Client(
                    number, ports=staff.ports, content=files[number], expected=expected[number], tally=tally, watch=watch
                ).run,
                daemon=True,
            )
            for number in range(clients)
        ]
        for one in running:
            one.start()
        disturbing = stack.enter_context(ThreadPoolExecutor(1)).submit(staff.disturb, watch.sending)
        memory = watch_memory(staff, watch, running, every=min(60.0, minutes * 12))
        disturbing.result()
        took, kills = time.monotonic() - now, dict(staff.kills)
        left = list_left(ground)
    return report(tally, left=left, running=running) | {"seconds": round(took), "kills": kills, "memory_mb": memory}


def report(tally: Tally, *, left: list[tuple[str, str]], running: list[threading.Thread]) -> dict[str, Any]:
    """Gives the counts, the faults among them even where they are 0."""
    drafts = sum(state == "receiving" for _, state in left)
    kept = [public for public, state in left if state != "receiving" and public in tally.known]
    unknown = [public for public, state in left if state != "receiving" and public not in tally.known]
    # a job that is lost is in nobody's hands as well, and was counted
    counts = {name: tally.counts[name] for name in ("sent", "done", "fetched", *FAULTS[:4])}
    more = {name: number for name, number in sorted(tally.counts.items()) if name not in counts}
    times = sorted(tally.seconds)
    return {
        **counts,
        "unknown_jobs": max(0, len(unknown) - counts["lost"]),
        "still_running": sum(one.is_alive() for one in running),
        "left_until_their_hour": {"fetched": len(kept), "drafts": drafts},
        **more,
        "job_p50_s": round(times[len(times) // 2], 1) if times else None,
        "job_p99_s": round(times[len(times) * 99 // 100], 1) if times else None,
    }


def print_report(kind: str, told: dict[str, Any]) -> None:
    print(f"\n{kind}")
    for name, value in told.items():
        if name != "memory_mb":
            print(f"  {name:24}{', '.join(f'{k} {v}' for k, v in value.items()) if isinstance(value, dict) else value}")
    print(f"  {'memory, MB':24}{'second':>8}{'serve':>9}{'worker':>9}")
    for line in told["memory_mb"]:
        print(f"  {'':24}{line['second']:>8}{line['serve']:>9}{line['worker']:>9}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", choices=list(KINDS), default="both")
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--lines", type=int, default=200, help="The lines of each file.")
    parser.add_argument("--seed", type=int, default=1, help="Of the moments at which something is killed.")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    told = {}
    for kind in KINDS[given.database]:
        with lay_ground(kind) as ground:
            told[kind] = measure(ground, minutes=given.minutes, clients=given.clients, lines=given.lines, seed=given.seed)
        if not given.json:
            print_report(kind, told[kind])
    if given.json:
        print(json.dumps({"clients": given.clients, "minutes": given.minutes, "lines": given.lines, **told}, indent=1))
    sys.exit(any(one[fault] for one in told.values() for fault in FAULTS))


if __name__ == "__main__":
    main()
