"""How long the compiled rulebook takes to load, and how that grows with the registry: the real one, and multiples of it.

    python benchmarks/loading.py [--json] [ENTITIES ...]

Each size is the real registry with its entities repeated under other ids, sharing nothing with each other (an upper bound: real
entities share their sources), compiled, and read back in this process: median of five, beside a bare read of the file's bytes.
"""

from __future__ import annotations

import argparse
import json
import pickle
import statistics
import tempfile
import time
from dataclasses import replace
from importlib.resources import files
from itertools import count, islice
from pathlib import Path

from screener.rulebook.compiled import read_pickle, write_pickle
from screener.rulebook.rulebook import Rulebook, read_rulebook

SIZES = (500, 5_000, 20_000, 100_000)
ROUNDS = 5


def grow_rulebook(book: Rulebook, size: int) -> Rulebook:
    """Gives the rulebook with `size` entities: the real ones, then copies under other ids."""
    real = list(book.registry.entities.values())
    copies = (
        replace(pickle.loads(pickle.dumps(entity)), id=f"{entity.id}-{turn}") if turn else entity
        for turn in count()
        for entity in real
    )
    entities = {entity.id: entity for entity in islice(copies, size)}
    return replace(book, registry=replace(book.registry, entities=entities))


def measure(book: Rulebook, folder: Path) -> dict[str, float]:
    """Gives milliseconds to load, milliseconds to read the bare bytes, and the file's megabytes."""
    file = folder / "rulebook.pickle"
    write_pickle(book, file)
    loads, reads = [], []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        read_pickle(file)
        middle = time.perf_counter()
        file.read_bytes()
        loads.append(middle - start)
        reads.append(time.perf_counter() - middle)
    return {
        "entities": len(book.registry.entities),
        "load_ms": round(statistics.median(loads) * 1000, 1),
        "bare_read_ms": round(statistics.median(reads) * 1000, 1),
        "megabytes": round(file.stat().st_size / 1e6, 1),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    book = read_rulebook(files("rules"))
    with tempfile.TemporaryDirectory() as folder:
        lines = [measure(grow_rulebook(book, size), Path(folder)) for size in (len(book.registry.entities), *given.sizes)]
    if given.json:
        print(json.dumps({"sizes": lines}))
        return
    for line in lines:
        print("  ".join(f"{key} {value:>9}" for key, value in line.items()))


if __name__ == "__main__":
    main()
