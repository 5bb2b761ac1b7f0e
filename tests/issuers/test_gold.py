"""The labelled lines of published portfolios, read by our own reader and resolved against our own registry."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass, field
from importlib.resources import files

import pytest

from screener.grid.table import read_tables
from screener.grid.upload import receive_upload
from screener.intake.holdings import read_holdings
from screener.issuers.index import build_index
from screener.issuers.resolution import resolve_holdings
from screener.rulebook.naming import read_naming
from screener.rulebook.registry import read_registry
from screener.rulebook.vocabulary import read_vocabulary

LABELLED = 224  # the issuers of the reference list that the labels know; later ones are not labelled
SPLIT = {
    "tata-motors": {"tata-motors", "tata-motors-passenger-vehicles"},
    "siam-commercial-bank": {"siam-commercial-bank", "scb-x"},
    "anz": {"anz", "anz-bank"},
}  # one issuer in the labels, two legal entities in the registry


@dataclass
class Tally:
    """Lines by what became of them, each as (file, row, name, answer)."""

    right: list = field(default_factory=list)
    wrong: list = field(default_factory=list)
    asked: list = field(default_factory=list)
    missed: list = field(default_factory=list)
    asked_in_vain: list = field(default_factory=list)
    lines: int = 0

    @property
    def precision(self) -> float:
        return len(self.right) / (len(self.right) + len(self.wrong))

    @property
    def recall(self) -> float:
        labelled = len(self.right) + len(self.asked) + len(self.missed)
        return (len(self.right) + len(self.asked)) / labelled

    @property
    def asked_share(self) -> float:
        return (len(self.asked) + len(self.asked_in_vain)) / self.lines


@pytest.fixture(scope="module")
def labels(reference):
    found = defaultdict(dict)
    with (reference / "gold/dev_gold.csv").open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            found[row["file"]][row["src_row"], row["name"].strip()] = row
    return found


@pytest.fixture(scope="module")
def tally(reference, labels):
    rules = files("rules")
    registry = read_registry(rules, vocabulary=read_vocabulary(rules))
    index = build_index(registry, read_naming(rules))
    with (reference / "registry/listed/issuers.csv").open(encoding="utf-8") as stream:
        known = {row["issuer_id"] for row in list(csv.DictReader(stream))[:LABELLED]}
    counted = Tally()
    for path in sorted((reference / "portfolios/files").iterdir()):
        if (reference / f"portfolios/files/EXPECTED/{path.name}.rows.csv").is_file():
            _count(counted, path, labels[path.name], index=index, known=known)
    return counted


def _count(tally, path, labels, *, index, known):
    upload = receive_upload(path.read_bytes(), file=path.name)
    holdings = read_holdings(upload, read_tables(upload)).holdings
    resolved = resolve_holdings(holdings, index)
    for line, code in zip(holdings.frame.itertuples(), resolved.codes, strict=True):
        answer = resolved.answers[code]
        label = labels.get((str(line.row), line.name), {})
        tally.lines += line.line != "not_a_holding"
        _judge(tally, (path.name, line.row, line.name, answer), label, known=known)


def _judge(tally, case, label, *, known):
    answer = case[-1]
    wanted = SPLIT.get(label.get("entity_id"), {label.get("entity_id")}) if label.get("label") == "match" else set()
    shown = {candidate.entity for candidate in answer.candidates} if answer.status == "needs_review" else set()
    if label.get("label") == "ambiguous":
        return
    if wanted:
        right, asked = answer.entity in wanted, bool(shown & wanted)
        (tally.right if right else tally.asked if asked else tally.wrong if answer.entity else tally.missed).append(case)
    elif answer.entity in known:
        tally.wrong.append(case)
    elif shown & known:
        tally.asked_in_vain.append(case)


def test_what_is_called_matched_is_that_issuer_in_995_of_1000_lines(tally):
    assert tally.precision >= 0.995, tally.wrong


def test_98_of_100_labelled_lines_end_matched_or_with_a_person(tally):
    assert tally.recall >= 0.98, tally.missed


def test_no_more_than_one_line_in_a_hundred_is_asked_about(tally):
    assert tally.asked_share <= 0.01, tally.asked_in_vain


def test_no_look_alike_of_a_sanctioned_name_is_matched(tally, labels):
    traps = {
        (file, *place) for file, lines in labels.items() for place, label in lines.items() if label["label"] == "different_entity"
    }
    assert not [case for case in tally.wrong if (case[0], str(case[1]), case[2]) in traps]


def test_every_label_was_met(tally, labels):
    matches = [label for lines in labels.values() for label in lines.values() if label["label"] == "match"]
    assert len(tally.right) + len(tally.asked) + len(tally.missed) == len(matches)
