"""Whole published files through `read` and `screen`, held against labels: precision, recall, and what a score means.

    python benchmarks/gold.py REFERENCE [--thresholds] [--json]

REFERENCE holds `portfolios/files`, `gold/*_gold.csv` and `registry/listed/issuers.csv`. A line put on a wrong entity is a false
hit whether the labels name it or not. `--thresholds` tries others than the committed ones, and checks the choice by leaving out
one producer at a time. Nothing of REFERENCE is kept.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from screener.issuers.index import build_index
from screener.orders import Order, choose_policy, fill_order, read_portfolio
from screener.rulebook.rulebook import Rulebook, read_rulebook
from screener.screening.decisions import judge_registry
from screener.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from screener.issuers.index import IssuerIndex
    from screener.model import Reading
    from screener.screening.decisions import Verdict

LABELLED = 224
"""The labels know so many of the list's issuers, from its beginning; a line on a later one is neither right nor wrong."""
SPLIT = {
    "tata-motors": {"tata-motors", "tata-motors-passenger-vehicles"},
    "siam-commercial-bank": {"siam-commercial-bank", "scb-x"},
    "anz": {"anz", "anz-bank"},
}
"""One issuer in the labels, two legal entities in the registry."""
AS_OF = date(2026, 6, 30)
TRIED = (0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95)
BINS = (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)


@dataclass(frozen=True)
class Line:
    """One line of a file: what the screening says, and what the label does."""

    file: str
    producer: str
    name: str
    held: bool
    status: str
    entity: str
    shown: tuple[str, ...]
    score: float | None
    method: str
    label: str
    wanted: frozenset[str]

    def judge(self, known: frozenset[str]) -> str:
        """Gives right, wrong, asked, missed, asked_in_vain, ambiguous or other."""
        if self.label == "ambiguous":
            return "ambiguous"
        asked = self.status == "needs_review"
        if self.wanted:
            if self.entity in self.wanted:
                return "right"
            return "asked" if asked and self.wanted & set(self.shown) else "wrong" if self.entity else "missed"
        if self.entity in known:
            return "wrong"
        return "asked_in_vain" if asked else "other"


@dataclass(frozen=True)
class Measures:
    """How often what is called matched is right, how much is found, how much a person is asked about."""

    lines: int
    right: int
    wrong: int
    asked: int
    missed: int
    in_vain: int

    @property
    def precision(self) -> float:
        """The share of what is called matched that is right."""
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """The share of what the labels call a match that is matched, or shown to a person."""
        return (self.right + self.asked) / max(1, self.right + self.asked + self.missed + self.wrong)

    @property
    def review(self) -> float:
        """The share of all holdings that a person is asked about."""
        return (self.asked + self.in_vain) / max(1, self.lines)


def read_labels(reference: Path) -> dict[tuple[str, str, str], tuple[str, frozenset[str]]]:
    """Gives (file, row, name) → (label, entities that are right)."""
    labels = {}
    for path in sorted((reference / "gold").glob("*_gold.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                entity = row["entity_id"] if row["label"] == "match" else ""
                wanted = frozenset(SPLIT.get(entity, {entity})) if entity else frozenset[str]()
                labels[row["file"], row["src_row"], row["name"].strip()] = (row["label"], wanted)
    return labels


def read_producers(reference: Path) -> dict[str, str]:
    """Gives each file's producer, without what stands in brackets behind it."""
    with (reference / "portfolios/files/MANIFEST.csv").open(encoding="utf-8", newline="") as lines:
        return {row["file"]: row["producer"].split(" (")[0] for row in csv.DictReader(lines)}


def read_files(reference: Path, producers: Mapping[str, str]) -> dict[str, Reading]:
    """Reads every file of the manifest."""
    folder = reference / "portfolios/files"
    return {name: read_portfolio((folder / name).read_bytes(), file=name, settings=Settings()) for name in producers}


def screen_files(
    readings: Mapping[str, Reading],
    labels: Mapping[tuple[str, str, str], tuple[str, frozenset[str]]],
    producers: Mapping[str, str],
    *,
    book: Rulebook,
    index: IssuerIndex,
    verdicts: Mapping[str, Verdict],
) -> list[Line]:
    """Screens the readings and gives their lines."""
    order = Order(policy=choose_policy("standard", book), as_of=AS_OF)
    found = []
    for name, reading in readings.items():
        screening = fill_order(order, reading, book=book, index=index, verdicts=verdicts)
        for row in screening.rows.to_dict("records"):
            label, wanted = labels.get((name, str(row["row"]), row["name"]), ("", frozenset[str]()))
            status = {"listed": "matched", "not_listed": "matched" if row["entity"] else "not_listed"}.get(
                row["outcome"], row["outcome"]
            )
            found.append(
                Line(
                    file=name,
                    producer=producers[name],
                    name=row["name"],
                    held=row["outcome"] != "not_a_holding",
                    status=status,
                    entity=row["entity"] if status == "matched" else "",
                    shown=tuple(one.entity for one in row["candidates"]),
                    score=row["score"],
                    method=row["method"],
                    label=label,
                    wanted=wanted,
                )
            )
    return found


def measure(lines: Iterable[Line], known: frozenset[str], *, states: bool = True, spellings: bool = False) -> Measures:
    """Gives the measures; `states` false leaves governments out, `spellings` counts each spelling of a producer once."""
    chosen = [line for line in lines if line.held and (states or not _is_state(line))]
    if spellings:
        chosen = list({(line.producer, line.name): line for line in chosen}.values())
    counts = Counter(line.judge(known) for line in chosen)
    return Measures(
        lines=len(chosen),
        right=counts["right"],
        wrong=counts["wrong"],
        asked=counts["asked"],
        missed=counts["missed"],
        in_vain=counts["asked_in_vain"],
    )


def _is_state(line: Line) -> bool:
    return any(entity.startswith("government-of-") for entity in (*line.wanted, line.entity))


def tabulate_reliability(lines: Iterable[Line], known: frozenset[str]) -> list[dict[str, float]]:
    """Gives, for each range of scores of names, how many lines there are, their mean score, and the share that is that issuer.

    Spellings count once; lines on issuers that the labels do not know are left out.
    """
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for line in {(line.name, line.entity, line.shown, line.score): line for line in lines}.values():
        best = line.entity or (line.shown[0] if line.shown else "")
        if (
            line.score is None
            or line.label == "ambiguous"
            or best not in known
            or line.method not in {"", "name", "name+country"}
        ):
            continue
        place = max(at for at, least in enumerate(BINS) if line.score >= least)
        bins[place].append((line.score, best in line.wanted))
    return [
        {
            "from": BINS[at],
            "lines": len(found),
            "mean_score": round(sum(score for score, _ in found) / len(found), 3),
            "share_right": round(sum(right for _, right in found) / len(found), 3),
        }
        for at, found in sorted(bins.items())
    ]


def leave_one_out(by_threshold: Mapping[float, Sequence[Line]], known: frozenset[str]) -> dict[str, object]:
    """Chooses the threshold on all producers but one, measures it on that one, and adds up: an unseen producer."""
    producers = sorted({line.producer for line in next(iter(by_threshold.values()))})
    unseen: list[Line] = []
    chosen: Counter[float] = Counter()
    for left in producers:
        rest = {at: [line for line in lines if line.producer != left] for at, lines in by_threshold.items()}
        best = choose_threshold(rest, known)
        chosen[best] += 1
        unseen += [line for line in by_threshold[best] if line.producer == left]
    return {"chosen": {str(at): count for at, count in sorted(chosen.items())}, **describe(measure(unseen, known))}


def choose_threshold(by_threshold: Mapping[float, Sequence[Line]], known: frozenset[str]) -> float:
    """Gives the threshold with the most lines matched right among those with precision of 0.995 or more; else the highest."""
    measured = {at: measure(lines, known) for at, lines in by_threshold.items()}
    good = [at for at, found in measured.items() if found.precision >= 0.995]
    return max(good, key=lambda at: (measured[at].right, at)) if good else max(measured)


def describe(found: Measures) -> dict[str, float]:
    """Gives the measures as numbers to print."""
    return {
        "lines": found.lines,
        "right": found.right,
        "wrong": found.wrong,
        "asked": found.asked,
        "missed": found.missed,
        "asked_in_vain": found.in_vain,
        "precision": round(found.precision, 4),
        "recall": round(found.recall, 4),
        "review": round(found.review, 4),
    }


def main() -> None:
    """Runs the benchmark on the folder named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reference", type=Path)
    parser.add_argument("--thresholds", action="store_true")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    book = read_rulebook(files("rules"))
    verdicts = judge_registry(book.registry, choose_policy("standard", book), as_of=AS_OF)
    labels, producers = read_labels(options.reference), read_producers(options.reference)
    readings = read_files(options.reference, producers)
    with (options.reference / "registry/listed/issuers.csv").open(encoding="utf-8", newline="") as rows:
        known = frozenset(row["issuer_id"] for row in list(csv.DictReader(rows))[:LABELLED])

    def run(naming: object) -> list[Line]:
        index = build_index(book.registry, naming)  # type: ignore[arg-type]
        return screen_files(readings, labels, producers, book=book, index=index, verdicts=verdicts)

    lines = run(book.naming)
    report: dict[str, object] = {
        "all": describe(measure(lines, known)),
        "without_governments": describe(measure(lines, known, states=False)),
        "spellings": describe(measure(lines, known, spellings=True)),
        "spellings_without_governments": describe(measure(lines, known, states=False, spellings=True)),
        "reliability": tabulate_reliability(lines, known),
        "errors": [
            {"file": line.file, "name": line.name, "entity": line.entity or line.shown, "judged": judged}
            for line in lines
            if (judged := line.judge(known)) in {"wrong", "missed"}
        ],
    }
    if options.thresholds:
        calibration = book.naming.calibration
        by_threshold = {at: run(replace(book.naming, calibration=replace(calibration, matched=at))) for at in TRIED}
        report["thresholds"] = {str(at): describe(measure(found, known)) for at, found in by_threshold.items()}
        report["leave_one_producer_out"] = leave_one_out(by_threshold, known)
    if options.json:
        sys.stdout.write(json.dumps(report, ensure_ascii=False) + "\n")
        return
    for key, value in report.items():
        sys.stdout.write(f"{key}\n")
        items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        sys.stdout.write("".join(f"    {name}: {item}\n" for name, item in items))


if __name__ == "__main__":
    main()
