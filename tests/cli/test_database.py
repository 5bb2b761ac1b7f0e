"""screener database, worker: as an operator calls them."""

from __future__ import annotations

import json

import pytest


@pytest.fixture
def database(monkeypatch, tmp_path):
    """The address of a database that is not there yet."""
    monkeypatch.setenv("SCREENER_DATABASE_URL", f"sqlite:///{tmp_path / 'store' / 'screener.db'}")


def test_a_database_is_made_copied_and_put_back(run, database, tmp_path):
    assert json.loads(run("database", "migrate", "--json").out)["before"] is None
    again = json.loads(run("database", "migrate", "--json").out)
    assert again["before"] == again["now"]
    copy = tmp_path / "copy.db"
    assert json.loads(run("database", "backup", copy, "--json").out)["bytes"] == copy.stat().st_size
    assert json.loads(run("database", "restore", copy, "--json").out)["revision"] == again["now"]
    ending = run("database", "backup", copy)
    assert (ending.status, ending.out) == (2, "")
    assert "Give the name of a new file" in ending.err


def test_a_worker_with_nothing_to_do_ends_when_told_once(run, database):
    assert run("worker", "--once").status == 0


@pytest.mark.parametrize(
    ("address", "said"), [("mysql://a/b", "not the address"), ("postgresql://a@127.0.0.1:1/b", "does not answer")]
)
def test_a_worker_whose_database_cannot_be_used_says_so(run, monkeypatch, address, said):
    monkeypatch.setenv("SCREENER_DATABASE_URL", address)
    ending = run("worker")
    assert ending.status == 2
    assert said in ending.err
