"""`registry diff` and `registry corrections`, as people call them."""

import json
import shutil

import pytest


@pytest.fixture
def later(tmp_path, checkout):
    """A copy of the rules in which one status reads otherwise."""
    shutil.copytree(checkout / "rules", tmp_path / "later", ignore=shutil.ignore_patterns("__pycache__"))
    page = tmp_path / "later" / "registry" / "entities" / "companies" / "posco-holdings.yaml"
    text = page.read_text(encoding="utf-8")
    assert "confidence: " in text
    page.write_text(
        text.replace("confidence: high", "confidence: low").replace("confidence: medium", "confidence: low"), encoding="utf-8"
    )
    return tmp_path / "later"


def test_what_changed_is_said_with_its_cause(run, checkout, later):
    ending = run("registry", "diff", checkout / "rules", later)
    assert ending.status == 0, ending.err
    assert "The evidence changed" in ending.out
    assert "posco-holdings" in ending.out


def test_the_document_counts_by_cause(run, checkout, later):
    document = json.loads(run("registry", "diff", checkout / "rules", later, "--json").out)
    assert document["schema"] == "changes/1"
    assert document["counts"]["evidence"] == len(document["changes"]) > 0


def test_the_same_rules_have_not_changed(run, checkout):
    assert "Nothing changed." in run("registry", "diff", checkout / "rules", checkout / "rules").out


def test_a_folder_that_is_none_of_rules_is_refused(run, tmp_path, checkout):
    ending = run("registry", "diff", tmp_path, checkout / "rules")
    assert (ending.status, "is not a folder of rules" in ending.err) == (2, True)


def test_corrections_are_listed_since_a_day(run):
    assert json.loads(run("registry", "corrections", "--since", "2026-01-01", "--json").out)["since"] == "2026-01-01"


def test_corrections_without_a_day_are_refused(run):
    assert run("registry", "corrections", "--since", "last week").status == 2
