"""screener database, worker: as an operator calls them."""

from __future__ import annotations

import json

import pytest


@pytest.fixture
def database(monkeypatch, tmp_path):
    """The address of a database that is not there yet."""
    (tmp_path / "store").mkdir()
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


def test_a_backup_put_back_without_its_key_says_so_and_nothing_starts_on_it(run, database, tmp_path):
    run("workspace", "new", "North Fund")
    run("database", "backup", tmp_path / "copy.db")
    key = tmp_path / "store" / "screener.key"
    kept = key.read_bytes()
    key.unlink()
    ending = run("database", "restore", tmp_path / "copy.db", "--replace", "--json")
    assert (ending.status, json.loads(ending.out)["noted"]) == (0, None)
    assert "sealed under another key" in ending.err
    assert "revoked" in ending.err
    ending = run("workspace", "audit", "verify", "North Fund")
    assert (ending.status, "sealed under another key" in ending.err) == (2, True)
    key.write_bytes(kept)
    assert json.loads(run("database", "restore", tmp_path / "copy.db", "--replace", "--json").out)["noted"] == 1
    assert run("workspace", "audit", "verify", "North Fund").status == 0


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
