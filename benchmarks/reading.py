"""Speed and memory of reading, as ratios: two files are made, read bare and read by the screener; the ratios come out.

    python benchmarks/reading.py [--rows-xlsx 100000] [--rows-csv 1000000] [--rounds 3] [--json]

The limit beside each: for XLSX the safety pre-scan and a bare calamine read of the same file; for CSV a bare read with pandas' C
reader, all text as ours. `tables` is bytes to tables of text, `holdings` bytes to typed, checked holdings. Every measurement runs
in a process of its own, which also gives the peak memory (that of a child process added); starting and importing are not counted.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HEADER = (
    "Name", "ISIN", "Ticker", "Sector", "Asset Class", "Quantity", "Price", "Market Value (USD)", "Weight (%)", "Country",
    "Exchange", "Currency",
)  # fmt: skip
FIRST = ("Alder", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Gorse", "Hazel", "Ivy", "Juniper", "Larch", "Maple", "Oak", "Pine")
SECOND = ("Steel", "Motors", "Bank", "Foods", "Energy", "Shipping", "Chemicals", "Retail", "Software", "Pharma", "Mining")
FORMS = ("Inc", "PLC", "AG", "SA", "Co Ltd", "Corp")
PLACES = (("United States", "NASDAQ", "USD"), ("Germany", "Xetra", "EUR"), ("Japan", "Tokyo Stock Exchange", "JPY"))
MEGABYTE = 2**20


def write_rows(count: int) -> Iterator[tuple[str | float, ...]]:
    """Gives `count` invented positions in twelve columns, of one security for every ten lines; the same each time."""
    draw = random.Random(4)
    securities = [_invent_security(number, draw) for number in range(max(1, count // 10))]
    for _ in range(count):
        name, isin, ticker, sector, (country, exchange, currency) = draw.choice(securities)
        quantity, price = draw.randrange(1, 500_000), round(draw.uniform(1, 900), 2)
        weight = round(draw.uniform(0, 0.001), 8)
        yield (
            name,
            isin,
            ticker,
            sector,
            "Equity",
            quantity,
            price,
            round(quantity * price, 2),
            weight,
            country,
            exchange,
            currency,
        )


def _invent_security(number: int, draw: random.Random) -> tuple[str, str, str, str, tuple[str, str, str]]:
    from stdnum.isin import from_natid

    first, second, form = draw.choice(FIRST), draw.choice(SECOND), draw.choice(FORMS)
    return (
        f"{first} {second} {number} {form}",
        from_natid("US", f"{number:09}"),
        f"{first[:2]}{number}".upper(),
        second,
        draw.choice(PLACES),
    )


def write_workbook(path: Path, count: int) -> None:
    """Writes the positions as XLSX."""
    import xlsxwriter

    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet = book.add_worksheet("Holdings")
    sheet.write_row(0, 0, HEADER)
    for number, row in enumerate(write_rows(count), 1):
        sheet.write_row(number, 0, row)
    book.close()


def write_text(path: Path, count: int) -> None:
    """Writes the positions as CSV."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        stream.write(",".join(HEADER) + "\n")
        stream.writelines(",".join(map(str, row)) + "\n" for row in write_rows(count))


# ── what is measured ─────────────────────────────────────────────────────────────────────────────────────────────────


def read_bare_workbook(path: Path) -> None:
    from python_calamine import load_workbook

    from screener.grid.workbook_archive import check_archive

    content = path.read_bytes()
    check_archive(content, file=path.name)
    book = load_workbook(io.BytesIO(content))
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python(skip_empty_area=False)


def read_bare_text(path: Path) -> None:
    import pandas as pd

    pd.read_csv(path, dtype=str, keep_default_na=False, na_filter=False)


def read_our_tables(path: Path) -> None:
    from screener.grid.table import read_tables
    from screener.grid.upload import receive_upload

    read_tables(receive_upload(path.read_bytes(), file=path.name, max_bytes=2000 * MEGABYTE))


def read_our_holdings(path: Path) -> None:
    from screener.grid.table import read_tables
    from screener.grid.upload import receive_upload
    from screener.intake.holdings import read_holdings

    upload = receive_upload(path.read_bytes(), file=path.name, max_bytes=2000 * MEGABYTE)
    reading = read_holdings(upload, read_tables(upload))
    assert (reading.holdings.frame["line"] == "position").all()


READS: dict[str, Callable[[Path], None]] = {
    "bare_xlsx": read_bare_workbook,
    "bare_csv": read_bare_text,
    "tables": read_our_tables,
    "holdings": read_our_holdings,
}
LIMITS = {"xlsx": 1.5, "csv": 2.0}
MEMORY_LIMIT = 3.0


def measure(read: str, path: Path) -> dict[str, float]:
    """Gives the seconds and the peak megabytes of one reading, in a process of its own."""
    command = [sys.executable, __file__, "--measure", read, str(path)]
    return dict(json.loads(subprocess.run(command, check=True, capture_output=True).stdout))


def measure_in_turn(reads: tuple[str, ...], path: Path, *, rounds: int) -> list[dict[str, float]]:
    """Gives the quickest of so many measurements of each, taken in turn: other work on the machine then slows all alike."""
    taken = [[measure(read, path) for read in reads] for _ in range(rounds)]
    return [min(of_one, key=lambda one: one["seconds"]) for of_one in zip(*taken, strict=True)]


def _measure_here(read: str, path: Path) -> None:
    import pandas as pd  # noqa: F401 (imports are not counted)

    from screener.grid.table import read_tables  # noqa: F401
    from screener.intake.holdings import read_holdings  # noqa: F401

    begun, worked = time.perf_counter(), _count_work()
    READS[read](path)
    seconds, work = time.perf_counter() - begun, _count_work() - worked
    peak = sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024
    sys.stdout.write(json.dumps({"seconds": round(seconds, 3), "cpu_s": round(work, 3), "peak_mb": round(peak)}))


def _count_work() -> float:
    """Gives the processor's seconds of this process and its ended children: other work on the machine does not move them."""
    spent = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in spent)


def compare(form: str, path: Path, *, rounds: int) -> Iterator[dict[str, float | str]]:
    """Gives one line per measured reading of the file, with its ratios to the bare one."""
    bare, *others = measure_in_turn((f"bare_{form}", "tables", "holdings"), path, rounds=rounds)
    yield {"format": form, "read": "bare", **bare}
    for read, ours in zip(("tables", "holdings"), others, strict=True):
        yield {
            "format": form,
            "read": read,
            **ours,
            "time_ratio": round(ours["seconds"] / bare["seconds"], 2),
            "cpu_ratio": round(ours["cpu_s"] / bare["cpu_s"], 2),
            "memory_ratio": round(ours["peak_mb"] / bare["peak_mb"], 2),
            "time_limit": LIMITS[form],
            "memory_limit": MEMORY_LIMIT,
        }


def main() -> None:
    """Makes both files, measures, and prints the lines."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows-xlsx", type=int, default=100_000)
    parser.add_argument("--rows-csv", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--measure", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        _measure_here(options.measure[0], Path(options.measure[1]))
        return
    with tempfile.TemporaryDirectory() as folder:
        workbook, text = Path(folder) / "holdings.xlsx", Path(folder) / "holdings.csv"
        write_workbook(workbook, options.rows_xlsx)
        write_text(text, options.rows_csv)
        lines = [*compare("xlsx", workbook, rounds=options.rounds), *compare("csv", text, rounds=options.rounds)]
    if options.json:
        sys.stdout.write(json.dumps({"rows_xlsx": options.rows_xlsx, "rows_csv": options.rows_csv, "lines": lines}) + "\n")
        return
    for line in lines:
        sys.stdout.write("  ".join(f"{key} {value}" for key, value in line.items()) + "\n")


if __name__ == "__main__":
    main()
