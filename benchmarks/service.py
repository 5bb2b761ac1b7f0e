"""How long the service takes to answer, beside a bare FastAPI that only parses the same JSON and sends it back.

    python benchmarks/service.py [--database sqlite|postgresql|both] [--json] [--rounds N] [--seconds S] [--only CALL]

Servers are started on loopback, each a process of its own: the echo, and `screener serve` on SQLite, on PostgreSQL, or on one
after the other. One caller asks one after the other (p50, p95, p99 in milliseconds), then four at once for some seconds
(requests a second). Positions are invented names and the registry's own identifiers, one listed in fifty.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from ground import KINDS, find_port, lay_ground, start_server  # scripts, not a package

CALLERS = 4
LISTED = {"name": "POSCO Holdings Inc", "isin": "KR7005490008", "country": "KR"}
WORDS = ("Alder", "Birch", "Cedar", "Rowan", "Maple", "Hazel", "Aspen", "Linden", "Willow", "Juniper")
TRADES = ("Foods", "Paper Mills", "Software", "Textiles", "Dental", "Gardens", "Ceramics", "Optics", "Bakeries", "Toys")


@dataclass(frozen=True, slots=True)
class Call:
    """One thing that is asked, and how often."""

    name: str
    method: str
    path: str
    body: bytes | None
    rounds: int


def make_positions(number: int) -> bytes:
    """Gives `number` positions as the body of a screening."""
    positions = [
        {**LISTED, "currency": "USD", "market_value": "1000"}
        if place % 50 == 0
        else {
            "name": f"{WORDS[place % 10]} {TRADES[place // 10 % 10]} {place} PLC",
            "country": "GB",
            "currency": "USD",
            "market_value": str(1000 + place),
        }
        for place in range(number)
    ]
    return json.dumps({"positions": positions}).encode()


def list_calls(rounds: int) -> list[Call]:
    """Gives what is measured: the smaller, the oftener."""
    sizes = {100: rounds, 1_000: max(5, rounds // 4), 10_000: max(3, rounds // 20)}
    return [
        Call("one security", "GET", "/v1/securities/isin:KR7005490008", None, rounds * 2),
        *(Call(f"{size:,} positions", "POST", "/v1/screenings", make_positions(size), many) for size, many in sizes.items()),
        Call("exclusion list, CSV", "GET", "/v1/exports/csv", None, max(5, rounds // 10)),
    ]


def ask(connection: http.client.HTTPConnection, call: Call) -> None:
    """Asks once; raises where the answer is not 200."""
    connection.request(call.method, call.path, body=call.body, headers={"Content-Type": "application/json"} if call.body else {})
    answer = connection.getresponse()
    answer.read()
    if answer.status != 200:
        raise SystemExit(f"{call.path} answered {answer.status}")


def time_calls(port: int, call: Call) -> list[float]:
    """Gives the milliseconds of each round, one after the other."""
    connection, times = http.client.HTTPConnection("127.0.0.1", port, timeout=120), []
    ask(connection, call)
    for _ in range(call.rounds):
        start = time.perf_counter()
        ask(connection, call)
        times.append((time.perf_counter() - start) * 1000)
    return sorted(times)


def count_calls(port: int, call: Call, seconds: float) -> float:
    """Gives the requests a second of CALLERS at once."""
    until = time.perf_counter() + seconds

    def go() -> int:
        connection, number = http.client.HTTPConnection("127.0.0.1", port, timeout=120), 0
        while time.perf_counter() < until:
            ask(connection, call)
            number += 1
        return number

    start = time.perf_counter()
    with ThreadPoolExecutor(CALLERS) as pool:
        total = sum(pool.map(lambda _: go(), range(CALLERS)))
    return total / (time.perf_counter() - start)


def measure(port: int, echo: int, call: Call, seconds: float) -> dict[str, Any]:
    """Gives one line of the table."""
    times, bare = time_calls(port, call), time_calls(echo, call)
    return {
        "call": call.name,
        "rounds": call.rounds,
        **{f"p{share}_ms": round(times[min(len(times) - 1, len(times) * share // 100)], 1) for share in (50, 95, 99)},
        "echo_p50_ms": round(statistics.median(bare), 1),
        "requests_per_s": round(count_calls(port, call, seconds), 1),
        "echo_requests_per_s": round(count_calls(echo, call, seconds), 1),
    }


def serve_echo(port: int) -> None:
    """Serves the bare echo: FastAPI parses the JSON and sends it back."""
    import uvicorn
    from fastapi import Body, FastAPI

    app = FastAPI()

    @app.post("/{path:path}")
    def echo(path: str, body: Any = Body()) -> Any:  # noqa: ANN401, ARG001, B008
        return body

    @app.get("/{path:path}")
    def name(path: str) -> dict[str, str]:
        return {"path": path}

    uvicorn.run(app, host="127.0.0.1", port=port, log_level="error", access_log=False)


def measure_kind(kind: str, calls: list[Call], *, echo: int, seconds: float) -> list[dict[str, Any]]:
    """Gives the lines of one database."""
    port = find_port()
    with (
        lay_ground(kind) as ground,
        start_server(
            *("-m", "screener", "serve", "--no-worker", "--port", str(port)),
            port=port,
            environment=ground.environment | {"SCREENER_WORK_AT_ONCE": str(CALLERS)},
        ),
    ):
        return [{"database": kind, **measure(port, echo, call, seconds)} for call in calls]


def print_table(lines: list[dict[str, Any]]) -> None:
    print(f"{'':12}{'':21}{'p50':>8}{'p95':>8}{'p99':>8}{'echo p50':>10}{'req/s':>8}{'echo req/s':>12}   (ms; {CALLERS} callers)")
    for line in lines:
        times = "".join(f"{line[name]:>8.1f}" for name in ("p50_ms", "p95_ms", "p99_ms"))
        rates = f"{line['echo_p50_ms']:>10.1f}{line['requests_per_s']:>8.1f}{line['echo_requests_per_s']:>12.1f}"
        print(f"{line['database']:12}{line['call']:21}{times}{rates}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", choices=list(KINDS), default="both")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--only", help="The beginning of a call's name.", default="")
    parser.add_argument("--echo", type=int, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.echo:
        serve_echo(given.echo)
        return
    echo, calls = find_port(), [call for call in list_calls(given.rounds) if call.name.startswith(given.only)]
    with start_server(__file__, "--echo", str(echo), port=echo, environment=dict(os.environ)):
        lines = [line for kind in KINDS[given.database] for line in measure_kind(kind, calls, echo=echo, seconds=given.seconds)]
    if given.json:
        print(json.dumps({"cores": os.cpu_count(), "callers": CALLERS, "calls": lines}, indent=1))
    else:
        print_table(lines)


if __name__ == "__main__":
    main()
