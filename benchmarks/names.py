"""Speed and quality of telling issuers by name: a registry and a portfolio as CSV go in; predictions and measures come out.

    python benchmarks/names.py REGISTRY.csv PORTFOLIO.csv --predictions OUT.csv [--peers] [--json]

REGISTRY.csv has `id,name,is_alias,country`, PORTFOLIO.csv `hid,name,country`; no other column is read. OUT.csv gets
`hid,entity_id,score,band`, at the thresholds of `rules/naming/calibration.yaml`. Scoring is done from OUT.csv, elsewhere.

`--peers` runs plain ways beside ours (benchmarks/peers.py) and prints a table of all, scored against the column `true_id` of
PORTFOLIO.csv, which is read only after every prediction is made: precision and recall at the best F1 (ours at the committed
threshold), recall at a precision of 0.95, names a second.
"""

from __future__ import annotations

import argparse
import csv
import json
import resource
import sys
import time
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
from babel import Locale

from screener.issuers.index import build_index
from screener.issuers.resolution import resolve_holdings
from screener.model import HOLDING_COLUMNS, Entity, Holdings, Name, Registry, Resolution
from screener.rulebook.naming import read_naming

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# English names that the locale data spells otherwise
SPELLINGS = {"Hong Kong": "HK", "Macau": "MO", "Turkey": "TR", "Czech Republic": "CZ", "Russian Federation": "RU", "Korea": "KR"}
COUNTRIES = {name: code for code, name in Locale("en").territories.items() if len(code) == 2} | SPELLINGS


def read_registry(path: Path) -> Registry:
    """Gives a registry of companies that have names and countries and nothing else."""
    names: dict[str, list[Name]] = {}
    countries: dict[str, str] = {}
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            form = "legal" if row["is_alias"] == "0" else "short"
            names.setdefault(row["id"], []).append(Name(text=row["name"], form=form))
            countries[row["id"]] = countries.get(row["id"]) or COUNTRIES.get(row["country"], "")
    entities = {
        entity: Entity(id=entity, kind="company", country=countries[entity], sector="", names=tuple(own))
        for entity, own in names.items()
    }
    return Registry(entities=entities, sources={}, version="benchmark", sha256="")


def read_portfolio(path: Path) -> tuple[list[str], Holdings]:
    """Gives the holdings' own numbers, and the holdings."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = [(row["hid"], row["name"], COUNTRIES.get(row["country"], "")) for row in csv.DictReader(lines)]
    frame = pd.DataFrame("", index=range(len(rows)), columns=list(HOLDING_COLUMNS), dtype=object)
    frame["row"], frame["line"] = range(1, len(rows) + 1), "position"
    frame["name"], frame["country"] = [row[1] for row in rows], [row[2] for row in rows]
    return [row[0] for row in rows], Holdings(frame=frame)


def write_predictions(path: Path, hids: Iterable[str], answers: Iterable[Resolution]) -> None:
    """Writes the best entity of each holding, where there is one, with its score and band."""
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(["hid", "entity_id", "score", "band"])
        for hid, answer in zip(hids, answers, strict=True):
            best = answer.candidates[0] if answer.candidates else None
            entity = answer.entity or (best.entity if best else "")
            score = answer.score if answer.entity else best.score if best else 0.0
            band = answer.status if answer.status in {"matched", "needs_review"} else "none"
            writer.writerow([hid, entity, f"{score or 0.0:.4f}", band])


def compare_peers(
    options: argparse.Namespace, found: Sequence[Resolution], *, seconds: float, matched: float
) -> list[dict[str, object]]:
    """Runs the peers on the same names and gives a line for each, ours first."""
    sys.path.insert(0, str(Path(__file__).parent))
    from peers import PEERS  # scripts, not a package

    with options.registry.open(encoding="utf-8", newline="") as lines:
        known = [(row["id"], row["name"]) for row in csv.DictReader(lines)]
    with options.portfolio.open(encoding="utf-8", newline="") as lines:
        asked = [row["name"] for row in csv.DictReader(lines)]
    predicted = {"ours": [choose_best(answer) for answer in found]}
    spent = {"ours": seconds}
    for name, match in PEERS.items():
        begun = time.perf_counter()
        best, likeness = match([text for _, text in known], asked)
        spent[name] = time.perf_counter() - begun
        predicted[name] = [(known[place][0], float(score)) for place, score in zip(best, likeness, strict=True)]
    with options.portfolio.open(encoding="utf-8", newline="") as lines:
        truth = [row["true_id"] for row in csv.DictReader(lines)]
    return [
        {
            "approach": name,
            **score(pairs, truth, threshold=matched if name == "ours" else None),
            "names_per_s": round(len(asked) / spent[name]),
        }
        for name, pairs in predicted.items()
    ]


def choose_best(answer: Resolution) -> tuple[str, float]:
    """Gives the entity most likely meant, and how likely; an empty id where none is."""
    best = answer.candidates[0] if answer.candidates else None
    return (answer.entity, answer.score or 0.0) if answer.entity else (best.entity, best.score) if best else ("", 0.0)


def score(pairs: Sequence[tuple[str, float]], truth: Sequence[str], *, threshold: float | None) -> dict[str, float]:
    """Gives precision, recall and F1 at the threshold (at the best one where none is given), and recall at precision 0.95."""
    ranked = sorted(((value, entity == true) for (entity, value), true in zip(pairs, truth, strict=True) if entity), reverse=True)
    wanted, right, points = sum(map(bool, truth)), 0, []
    for number, (value, hit) in enumerate(ranked, 1):
        right += hit
        if number == len(ranked) or ranked[number][0] < value:
            points.append((value, right / number, right / wanted))
    at = [point for point in points if threshold is None or point[0] >= threshold]
    best = at[-1] if threshold is not None else max(at, key=_f1)
    sure = max((recall for _, precision, recall in points if precision >= 0.95), default=0.0)
    return {
        "precision": round(best[1], 3),
        "recall": round(best[2], 3),
        "f1": round(_f1(best), 3),
        "recall_at_p95": round(sure, 3),
        "best_f1": round(max(map(_f1, points)), 3),
    }


def _f1(point: tuple[float, float, float]) -> float:
    return 2 * point[1] * point[2] / (point[1] + point[2]) if point[1] + point[2] else 0.0


def main() -> None:
    """Runs the benchmark on the files named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("registry", type=Path)
    parser.add_argument("portfolio", type=Path)
    parser.add_argument("--predictions", type=Path, required=True)
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    naming = read_naming(files("rules"))
    registry = read_registry(options.registry)
    hids, holdings = read_portfolio(options.portfolio)
    begun = time.perf_counter()
    index = build_index(registry, naming)
    built = time.perf_counter()
    resolved = resolve_holdings(holdings, index)
    done = time.perf_counter()
    found = [resolved.answers[code] for code in resolved.codes]
    write_predictions(options.predictions, hids, found)
    measures: dict[str, object] = {
        "rows": len(hids),
        "names": len(index.entries),
        "index_s": round(built - begun, 3),
        "match_s": round(done - built, 3),
        "rows_per_s": round(len(hids) / (done - built)),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }
    if options.peers:
        measures["table"] = compare_peers(options, found, seconds=done - built, matched=naming.calibration.matched)
    if options.json:
        sys.stdout.write(json.dumps(measures) + "\n")
        return
    table = measures.pop("table", [])
    sys.stdout.write("".join(f"{key:>12}  {value}\n" for key, value in measures.items()))
    for line in table:
        sys.stdout.write("  ".join(f"{key} {value}" for key, value in line.items()) + "\n")


if __name__ == "__main__":
    main()
