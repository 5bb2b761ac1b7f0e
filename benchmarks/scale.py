"""Scale: millions of holdings in many portfolios, screened in one process, in two, and on a Dask cluster of two workers.

    python benchmarks/scale.py [--holdings 1000000] [--lines 10000] [--securities 20000] [--ways one,two,dask] [--json]

Portfolios of `--lines` lines are invented as they are asked for, from `--securities` securities, as CSV in the shape of a fund
company's file; each is read, resolved, judged and sealed (result hash), and gives its line of the summary; documents are not
written. Each way runs in a process of its own. Seconds are from the first portfolio asked for to the last line, the start of
processes included (that of the cluster is told apart); memory is the highest sum over all processes of what each holds by itself
and its part of what it shares (PSS, Linux), looked at four times a second.

`pays_from` is the number of holdings from which a way is faster than one process: what it takes to begin, divided by what it
saves for each holding, from a run with few and a run with all.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screener.partitions.assignment import Assignment, Portfolio, Screened

WAYS = ("one", "two", "dask")
FIRST = ("Alder", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Gorse", "Hazel", "Ivy", "Juniper", "Larch", "Maple", "Oak", "Pine")
SECOND = ("Steel", "Motors", "Bank", "Foods", "Energy", "Shipping", "Chemicals", "Retail", "Software", "Pharma", "Mining")
FORMS = ("Inc", "PLC", "AG", "SA", "Co Ltd", "Corp")
HEADER = "Name,ISIN,Asset Class,Quantity,Market Value (USD),Country,Currency\n"
FEW = 10


def invent_portfolios(holdings: int, *, lines: int, securities: int) -> Iterator[Portfolio]:
    """Gives portfolios of `lines` holdings of invented securities, and one of POSCO's shares in each; the same each time."""
    from screener.partitions.assignment import Portfolio

    draw = random.Random(7)
    known = [_invent_security(number, draw) for number in range(securities)]
    for number in range(-(-holdings // lines)):
        size = min(lines, holdings - number * lines)
        rows = [f"{draw.choice(known)}\n" for _ in range(size - 1)]
        text = HEADER + "POSCO HOLDINGS INC,KR7005490008,Equity,10,2500.00,KR,USD\n" + "".join(rows)
        content = text.encode()
        name = f"portfolio-{number}"
        yield Portfolio(file=f"{name}.csv", names=(name,), sha256=sha256(content).hexdigest(), content=content)


def _invent_security(number: int, draw: random.Random) -> str:
    from stdnum.isin import from_natid

    name = f"{draw.choice(FIRST)} {draw.choice(SECOND)} {number} {draw.choice(FORMS)}"
    quantity, price = draw.randrange(1, 500_000), draw.randrange(100, 90_000)
    return f"{name},{from_natid('US', f'{number:09}')},Equity,{quantity},{quantity * price / 100:.2f},US,USD"


def write_assignment() -> Assignment:
    from screener.orders import Order
    from screener.partitions.assignment import Assignment
    from screener.partitions.program import hash_whole_program
    from screener.rulebook.compiled import load_rulebook
    from screener.settings import Settings

    settings = Settings()
    book = load_rulebook(settings.rules_root, cache=settings.cache_folder)
    order = Order(policy=book.policies["standard"], as_of=date(2026, 11, 24))
    return Assignment(settings=settings, rulebook=book, orders=(order,), program=hash_whole_program(), tables=False)


def screen(way: str, portfolios: Iterator[Portfolio]) -> dict[str, Any]:
    """Screens all portfolios in one way; gives seconds, what came out, and for a cluster how long it took to start."""
    started = time.perf_counter()
    with _open_way(way) as run:
        ready = time.perf_counter()
        lines = [one.line for result in run(write_assignment(), portfolios) for one in result]
        seconds = time.perf_counter() - ready
    results = sha256("".join(sorted(f"{line.name} {line.result_sha256}\n" for line in lines)).encode()).hexdigest()
    done = [line for line in lines if line.status == "screened"]
    if len(done) != len(lines):
        raise SystemExit(
            f"{len(lines) - len(done)} portfolios were not screened: {[one.message for one in lines if one.message][:1]}"
        )
    return {
        "seconds": round(seconds, 2),
        "start_s": round(ready - started, 2),
        "holdings": sum(line.holdings or 0 for line in lines),
        "listed": sum(line.listed or 0 for line in lines),
        "results_sha256": results,
    }


@contextmanager
def _open_way(way: str) -> Iterator[Any]:
    from screener.partitions.processes import screen_here

    if way != "dask":
        yield lambda assignment, portfolios: screen_here(assignment, portfolios, workers=1 if way == "one" else 2)
        return
    from distributed import LocalCluster

    from screener.partitions.cluster import screen_on_cluster

    options = {"processes": True, "dashboard_address": ":0", "host": "127.0.0.1"}
    with LocalCluster(n_workers=2, threads_per_worker=1, **options) as cluster:

        def run(assignment: Assignment, portfolios: Iterator[Portfolio]) -> Iterator[tuple[Screened, ...]]:
            return screen_on_cluster(assignment, portfolios, address=cluster.scheduler_address)

        yield run


# ── memory of a family of processes ──────────────────────────────────────────────────────────────────────────────────


class Watch:
    """The highest sum of memory over this process and all below it, in MB."""

    def __init__(self) -> None:
        self.peak_mb = 0.0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Watch:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(0.25):
            self.peak_mb = max(self.peak_mb, sum(map(_read_memory, _list_family())) / 1024)


def _list_family() -> list[int]:
    import os

    found, waiting = [], [os.getpid()]
    while waiting:
        number = waiting.pop()
        found.append(number)
        for thread in Path(f"/proc/{number}/task").glob("*/children"):
            try:
                waiting += map(int, thread.read_text().split())
            except OSError:
                continue
    return found


def _read_memory(number: int) -> int:
    try:
        lines = Path(f"/proc/{number}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


# ── the table ────────────────────────────────────────────────────────────────────────────────────────────────────────


def measure(way: str, args: argparse.Namespace, holdings: int) -> dict[str, Any]:
    """Runs one way in a process of its own."""
    words = ["--inside", way, "--holdings", str(holdings), "--lines", str(args.lines), "--securities", str(args.securities)]
    done = subprocess.run([sys.executable, __file__, *words], stdout=subprocess.PIPE, text=True, check=True)
    return dict(json.loads(done.stdout))


def measure_inside(args: argparse.Namespace) -> None:
    with Watch() as watch:
        report = screen(args.inside, invent_portfolios(args.holdings, lines=args.lines, securities=args.securities))
    print(json.dumps({"way": args.inside, **report, "peak_mb": round(watch.peak_mb)}))


def compare(args: argparse.Namespace) -> dict[str, Any]:
    ways = args.ways.split(",")
    few = min(args.holdings, FEW * args.lines)
    small = {way: measure(way, args, few) for way in ways}
    large = {way: measure(way, args, args.holdings) if args.holdings > few else small[way] for way in ways}
    if len({one["results_sha256"] for one in large.values()}) != 1:
        raise SystemExit("The ways came to different results.")
    lines = [{**large[way], "few_s": small[way]["seconds"], "pays_from": find_point(way, small, large)} for way in ways]
    return {"holdings": args.holdings, "portfolio_lines": args.lines, "securities": args.securities, "few": few, "lines": lines}


def find_point(way: str, small: dict[str, dict[str, Any]], large: dict[str, dict[str, Any]]) -> int | None:
    """Gives the number of holdings from which `way` is faster than one process, starting included; None where it never is."""
    if way == "one" or "one" not in small or large[way]["holdings"] == small[way]["holdings"]:
        return None
    rate, other = (_rate(name, small, large) for name in ("one", way))
    begin = small[way]["seconds"] + small[way]["start_s"] - other * small[way]["holdings"]
    alone = small["one"]["seconds"] - rate * small["one"]["holdings"]
    return max(0, round((begin - alone) / (rate - other))) if other < rate else None


def _rate(way: str, small: dict[str, dict[str, Any]], large: dict[str, dict[str, Any]]) -> float:
    more = large[way]["holdings"] - small[way]["holdings"]
    return float(large[way]["seconds"] - small[way]["seconds"]) / more


def print_table(report: dict[str, Any]) -> None:
    print(
        f"{report['holdings']:,} holdings, {report['portfolio_lines']:,} to a portfolio, of {report['securities']:,} securities"
    )
    print(f"{'way':6}{'seconds':>10}{'to start':>10}{'holdings/s':>12}{'peak MB':>9}{'pays from':>14}")
    for line in report["lines"]:
        speed = line["holdings"] / line["seconds"]
        pays = "–" if line["pays_from"] is None else f"{line['pays_from']:,}"
        print(f"{line['way']:6}{line['seconds']:10.1f}{line['start_s']:10.1f}{speed:12,.0f}{line['peak_mb']:9,}{pays:>14}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--holdings", type=int, default=1_000_000)
    parser.add_argument("--lines", type=int, default=10_000)
    parser.add_argument("--securities", type=int, default=20_000)
    parser.add_argument("--ways", default=",".join(WAYS))
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--inside", choices=WAYS, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.inside:
        measure_inside(args)
        return
    report = compare(args)
    print(json.dumps(report)) if args.json else print_table(report)


if __name__ == "__main__":
    main()
