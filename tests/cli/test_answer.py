from __future__ import annotations

import pytest

from screener.cli.answer import place_problem
from screener.errors import Problem


@pytest.fixture
def mixed(tmp_path):
    """Gives a file with a company, a state's bond and a value that is no number."""
    file = tmp_path / "mixed.csv"
    file.write_text(
        "Name,Market Value,Currency\nPOSCO Holdings,100,USD\nKingdom of Thailand 2%,200,USD\nNestle SA,(1,USD\n", encoding="utf-8"
    )
    return file


def test_the_terminal_says_outcomes_in_the_words_of_the_paper(run, mixed):
    ending = run("screen", mixed, "--as-of", "2026-11-24")
    assert "needs your check" in ending.out
    assert "could not be resolved" in ending.out
    assert "needs review" not in ending.out


def test_a_tie_reported_long_ago_is_not_called_active(run, mixed):
    line = next(line for line in run("screen", mixed, "--as-of", "2026-11-24").out.splitlines() if "POSCO" in line)
    assert "last reported 2023-11" in line
    assert "(active)" not in line


def test_a_state_is_shown_apart_from_the_companies_that_are_counted(run, mixed):
    out = run("screen", mixed, "--as-of", "2026-11-24").out
    assert out.index("POSCO Holdings") < out.index("judged apart and not counted above") < out.index("Government of Thailand")


def test_a_row_is_named_once():
    assert place_problem(Problem("x", "warning", 'Row 2: "(1" is no number.', "Mend it.", row=2)).count("ow 2") == 1
    assert place_problem(Problem("x", "warning", '"(1" is no number.', "Mend it.", row=2)).startswith("warning: Row 2: ")
