"""Answering what needed a check, and screening with the answers."""

from __future__ import annotations

import io
import json
import sys

import pytest

UNSURE = "Name,Market Value (USD)\nTotalEnergies Capital International SA,100\nNestle SA,50\nPOSCO HOLDINGS INC,25\n"


@pytest.fixture
def answers(tmp_path):
    return tmp_path / "answers/confirmations.yaml"


@pytest.fixture
def screened(run, tmp_path):
    """A function that screens the unsure file, with the options given, and gives the record's lines by row."""
    file = tmp_path / "unsure.csv"
    file.write_text(UNSURE, encoding="utf-8")

    def _screened(*options):
        record = json.loads(run("screen", file, "--as-of", "2026-11-24", "--json", *options).out)
        (tmp_path / "screening.json").write_text(json.dumps(record), encoding="utf-8")
        return {line["row"]: line for line in record["holdings"]}, record["receipt"]["inputs"]["confirmations"]

    return _screened


def test_an_answer_is_kept_and_settles_the_next_screening(run, screened, answers, tmp_path):
    lines, none_given = screened()
    assert (lines[2]["outcome"], none_given) == ("needs_review", None)
    said = run("confirm", tmp_path / "screening.json", 2, "totalenergies", "--confirmations", answers)
    assert (said.status, said.err) == (0, "")
    lines, given = screened("--confirmations", answers)
    assert (lines[2]["entity"], lines[2]["match"]["method"]) == ("totalenergies", "confirmed")
    assert len(given) == 64


def test_none_rejects_those_shown_and_only_them(run, screened, answers, tmp_path):
    screened()
    said = run("confirm", tmp_path / "screening.json", 2, "none", "--confirmations", answers, "--json")
    assert json.loads(said.out)["rejected"] == ["totalenergies"]
    lines, _ = screened("--confirmations", answers)
    assert (lines[2]["outcome"], lines[2]["entity"]) == ("not_listed", None)


def test_a_match_can_be_rejected_too(run, screened, answers, tmp_path):
    lines, _ = screened()
    assert lines[4]["entity"] == "posco-holdings"
    run("confirm", tmp_path / "screening.json", 4, "none", "--confirmations", answers)
    lines, _ = screened("--confirmations", answers)
    assert (lines[4]["outcome"], lines[4]["match"]["method"]) == ("not_listed", "confirmed")


def test_a_portfolio_compared_under_the_same_answers_differs_in_nothing(run, screened, answers, tmp_path):
    screened()
    run("confirm", tmp_path / "screening.json", 4, "none", "--confirmations", answers)
    screened("--confirmations", answers)
    words = ("compare", tmp_path / "screening.json", tmp_path / "unsure.csv", "--as-of", "2026-11-24", "--json")
    without, under = (json.loads(run(*words, *more).out)["entries"] for more in ((), ("--confirmations", answers)))
    assert [entry["entity"] for entry in without] == ["posco-holdings"]
    assert under == []


def test_answers_add_up_in_one_file(run, screened, answers, tmp_path):
    screened()
    run("confirm", tmp_path / "screening.json", 2, "none", "--confirmations", answers)
    run("confirm", tmp_path / "screening.json", 4, "posco-holdings", "--confirmations", answers)
    assert answers.read_text(encoding="utf-8").count("  - key: ") == 2


@pytest.mark.parametrize(
    ("row", "entity", "said"),
    [
        (99, "posco-holdings", "The screening has no row 99."),
        (2, "posco-holdigns", 'There is no entity "posco-holdigns" in the registry.'),
        (3, "none", "there is nothing to reject"),
    ],
)
def test_an_answer_that_means_nothing_is_refused_and_nothing_is_kept(run, screened, answers, tmp_path, row, entity, said):
    screened()
    ending = run("confirm", tmp_path / "screening.json", row, entity, "--confirmations", answers)
    assert ending.status == 2
    assert said in ending.err
    assert not answers.exists()


def test_a_file_of_confirmations_at_fault_is_refused_with_its_line(run, screened, tmp_path):
    spoiled = tmp_path / "spoiled.yaml"
    spoiled.write_text("confirmations:\n  - {key: a, entity: b}\n", encoding="utf-8")
    ending = run("screen", tmp_path / "unsure.csv", "--confirmations", spoiled)
    assert ending.status == 2
    assert "spoiled.yaml:2:" in ending.err


def test_what_is_piped_in_is_read_as_a_file_is(run, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"POSCO Holdings\nKirin Holdings\n")))
    assert json.loads(run("read", "-", "--json").out)["counts"]["holdings"] == 2
