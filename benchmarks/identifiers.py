"""Speed of telling issuers by identifier: a million holdings go in; the time beside that of a bare look-up comes out.

    python benchmarks/identifiers.py [--rows 1000000] [--securities 20000] [--json]

The limit is twice the bare way: pandas' `Series.map` of every ISIN over the registry's, and one vectorised pass over every check
digit. Holdings are invented, of so many securities, one in fifty the registry's. `isin` holdings have an ISIN alone, `named` ones
a name beside it, which is compared with the registry's too where the ISIN is not known there: more than the bare way does.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from importlib.resources import files
from typing import TYPE_CHECKING

import pandas as pd
from stdnum.isin import from_natid

from screener.identifiers import find_valid
from screener.issuers.index import build_index
from screener.issuers.resolution import resolve_holdings
from screener.model import HOLDING_COLUMNS, Holdings
from screener.rulebook.rulebook import read_rulebook

if TYPE_CHECKING:
    from screener.issuers.index import IssuerIndex

LIMIT = 2.0
WORDS = ("Alder", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Gorse", "Hazel", "Ivy", "Juniper", "Larch", "Maple", "Oak", "Pine")


def invent_securities(index: IssuerIndex, count: int) -> list[tuple[str, str]]:
    """Gives (ISIN, name) of `count` securities, one in fifty of the registry; the same each time."""
    draw = random.Random(4)
    known = sorted(index.identifiers["isin"])
    found = []
    for number in range(count):
        if number % 50:
            found.append((from_natid("US", f"{number:09}"), f"{draw.choice(WORDS)} {draw.choice(WORDS)} {number} Inc"))
        else:
            isin = draw.choice(known)
            found.append((isin, index.registry.entities[index.identifiers["isin"][isin].entity].name))
    return found


def make_holdings(securities: list[tuple[str, str]], rows: int, *, named: bool) -> Holdings:
    """Gives so many holdings of the securities, with names or without."""
    draw = random.Random(5)
    lines = draw.choices(securities, k=rows)
    empty = pd.Series("", index=range(rows), dtype=str)
    frame = pd.DataFrame(dict.fromkeys(HOLDING_COLUMNS, empty))
    frame["row"], frame["line"] = range(1, rows + 1), "position"
    frame["isin"] = pd.Series([isin for isin, _ in lines], dtype=str)
    if named:
        frame["name"] = pd.Series([name for _, name in lines], dtype=str)
    return Holdings(frame=frame)


def look_up_bare(holdings: Holdings, index: IssuerIndex) -> None:
    """Maps every ISIN and checks every check digit, by column."""
    owners = {isin: known.entity for isin, known in index.identifiers["isin"].items()}
    holdings.frame["isin"].map(owners)
    find_valid("isin", holdings.frame["isin"].to_numpy(dtype=object).tolist())


def main() -> None:
    """Runs the benchmark and prints its lines."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--securities", type=int, default=20_000)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    book = read_rulebook(files("rules"))
    index = build_index(book.registry, book.naming)
    securities = invent_securities(index, options.securities)
    lines = []
    for kind in ("isin", "named"):
        holdings = make_holdings(securities, options.rows, named=kind == "named")
        times = []
        for resolve in (look_up_bare, resolve_holdings):
            begun = time.process_time()
            resolve(holdings, index)
            times.append(time.process_time() - begun)
        bare, ours = times
        lines.append(
            {"holdings": kind, "bare_s": round(bare, 3), "ours_s": round(ours, 3), "ratio": round(ours / bare, 2), "limit": LIMIT}
        )
    if options.json:
        sys.stdout.write(json.dumps({"rows": options.rows, "securities": options.securities, "lines": lines}) + "\n")
        return
    for line in lines:
        sys.stdout.write("  ".join(f"{key} {value}" for key, value in line.items()) + "\n")


if __name__ == "__main__":
    main()
