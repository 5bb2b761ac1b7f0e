"""Thousands of spoiled files of every format go in; counts of how they ended come out, and each that ended as none may.

    script/soak [--inputs 20000] [--seed 1] [--json]

A file may end as holdings, as a refusal or with Problems. It may not end in any other exception, in nothing at all without
a word, or later than the limit.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from random import Random

from screener.errors import UploadRefused
from screener.grid.table import read_tables
from screener.grid.upload import receive_upload
from screener.intake.holdings import read_holdings
from screener.intake.record import write_reading
from tests.soak.mutations import spoil
from tests.soak.seeds import SEEDS

LIMIT_S = 20
"""What a reader may take; starting and ending the child may add what SLACK_S says."""
SLACK_S = 10
FAULTS = frozenset({"crash", "silent", "late"})


def read_spoiled(content: bytes) -> tuple[str, str]:
    """Gives how a file ended: holdings, problems, refused; or crash, silent, late; with the word for it."""
    begun = time.monotonic()
    ending = _end(content)
    return ("late", ending[1]) if time.monotonic() - begun > LIMIT_S + SLACK_S else ending


def _end(content: bytes) -> tuple[str, str]:
    try:
        upload = receive_upload(content, file="spoiled")
        record = write_reading(read_holdings(upload, read_tables(upload, seconds=LIMIT_S)))
        json.dumps(record).encode("utf-8", "strict")
    except UploadRefused as refusal:
        return (
            ("refused", refusal.kind) if refusal.message and len(refusal.message) < 2000 else ("crash", "a refusal without end")
        )
    except Exception as error:  # noqa: BLE001 (any other exception is what this looks for)
        return "crash", f"{type(error).__name__}: {error}"[:200]
    if record["counts"]["holdings"]:
        return "holdings", ""
    return ("problems", record["problems"][0]["code"]) if record["problems"] else ("silent", "")


def main() -> int:
    """Runs the soak and prints its counts; 1 where a file ended as none may."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--inputs", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    counts: dict[str, Counter[str]] = {name: Counter() for name in SEEDS}
    faults: list[dict[str, object]] = []
    begun = time.monotonic()
    for number in range(options.inputs):
        name = sorted(SEEDS)[number % len(SEEDS)]
        ending, word = read_spoiled(spoil(SEEDS[name], Random(f"{options.seed}/{number}")))
        counts[name][ending] += 1
        if ending in FAULTS:
            faults.append({"number": number, "format": name, "ending": ending, "word": word})
            sys.stderr.write(f"{number} {name} {ending} {word}\n")
    total = sum(counts.values(), Counter())
    seconds = round(time.monotonic() - begun)
    report = {"inputs": options.inputs, "seed": options.seed, "seconds": seconds, "endings": dict(total), "faults": faults}
    if options.json:
        sys.stdout.write(json.dumps({**report, "by_format": {name: dict(one) for name, one in counts.items()}}) + "\n")
    else:
        for name, one in counts.items():
            sys.stdout.write(f"{name:>18}  {', '.join(f'{count} {ending}' for ending, count in sorted(one.items()))}\n")
        sys.stdout.write(f"{options.inputs:,} inputs in {seconds} s: {dict(total)}, {len(faults)} faults\n")
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
