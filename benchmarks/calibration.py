"""What scores mean: names whose issuer is known go in; the record that rules/naming/calibration.yaml keeps of it comes out.

    python benchmarks/calibration.py REGISTRY.csv PORTFOLIO.csv… [--check]

Files as benchmarks/names.py reads them, and the column `true_id` of each portfolio. Every name is told twice, with its country
and without; counted are those whose name resembles the best one and is not equal to it. Printed are the file's lines from
`reliability` on; `--check` says instead whether the committed file has the same, and exits with 1 where it has not.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import defaultdict
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from screener.issuers.index import build_index
from screener.issuers.resolution import resolve_holdings
from screener.rulebook.naming import read_naming

sys.path.insert(0, str(Path(__file__).parent))
from names import choose_best, read_portfolio, read_registry  # scripts, not a package

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from screener.issuers.index import IssuerIndex
    from screener.model import Resolution

BINS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.98)
WEIGHED = "resembles"
Range = tuple[float, int, float, float]
"""Where a range begins, how many names have a score in it, their mean score, and the share that is that issuer."""


def list_scores(index: IssuerIndex, portfolio: Path) -> Iterator[tuple[float, bool]]:
    """Gives the best score of each name that has one, and whether the issuer is the true one; with the country, then without."""
    with portfolio.open(encoding="utf-8", newline="") as lines:
        truth = [row["true_id"] for row in csv.DictReader(lines)]
    for told in (True, False):
        _, holdings = read_portfolio(portfolio)
        if not told:
            holdings.frame["country"] = ""
        resolved = resolve_holdings(holdings, index)
        for code, true in zip(resolved.codes, truth, strict=True):
            entity, score = choose_best(resolved.answers[code])
            if entity and _is_weighed(resolved.answers[code]):
                yield score, entity == true


def _is_weighed(answer: Resolution) -> bool:
    """Equal names are not weighed by the calibration's evidence, and say nothing about it; the reason says which it was."""
    return WEIGHED in (answer.reason if answer.entity or not answer.candidates else answer.candidates[0].reason)


def tabulate(scores: Iterable[tuple[float, bool]]) -> list[Range]:
    """Gives the ranges that hold any score, from the lowest."""
    bins: dict[float, list[tuple[float, bool]]] = defaultdict(list)
    for score, right in scores:
        bins[max(least for least in BINS if score >= least)].append((score, right))
    return [
        (least, len(found), sum(score for score, _ in found) / len(found), sum(right for _, right in found) / len(found))
        for least, found in sorted(bins.items())
    ]


def pool(ranges: Sequence[Range]) -> list[tuple[float, float]]:
    """Gives (score, probability) as a curve that only rises: neighbours that fall are pooled by how many names they have."""
    pooled: list[tuple[int, float, float]] = []
    for _, names, score, share in ranges:
        pooled.append((names, score, share))
        while len(pooled) > 1 and pooled[-2][2] >= pooled[-1][2]:
            (one, low, left), (other, high, right) = pooled[-2:]
            both = one + other
            pooled[-2:] = [(both, (one * low + other * high) / both, (one * left + other * right) / both)]
    return [(score, share) for _, score, share in pooled]


def write_record(ranges: Sequence[Range]) -> tuple[list[str], list[str]]:
    """Gives the file's lines of the table, and those of the curve."""
    table = [
        f"  - {{from: {least:g}, names: {names}, mean_score: {score:.3f}, share_right: {share:.3f}}}"
        for least, names, score, share in ranges
    ]
    return table, [f"  - {{score: {score:.2f}, probability: {share:.2f}}}" for score, share in pool(ranges)]


def main() -> int:
    """Prints the record, or compares it with the committed one; gives the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("registry", type=Path)
    parser.add_argument("portfolios", type=Path, nargs="+")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    index = build_index(read_registry(options.registry), read_naming(files("rules")))
    table, curve = write_record(tabulate(pair for file in options.portfolios for pair in list_scores(index, file)))
    if options.check:
        kept = files("rules").joinpath("naming/calibration.yaml").read_text("utf-8").splitlines()
        return 0 if [line for line in kept if line.startswith("  - {")] == [*table, *curve] else 1
    sys.stdout.write("\n".join(["reliability:", *table, "curve:", *curve]) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
