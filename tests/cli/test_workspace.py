"""screener workspace: as an operator calls it, and what its trail says afterwards."""

from __future__ import annotations

import json
import re
import zipfile

import pytest
from sqlalchemy import text

from screener.jobs.courier import sign
from screener.store.database import open_database
from screener.store.kept import Locker
from screener.store.master_key import read_master_key
from screener.store.workspaces import find_workspace

PLANTED = "Zanzibar Widgets"


@pytest.fixture
def store(monkeypatch, tmp_path):
    """The address of a database that is not there yet."""
    (tmp_path / "store").mkdir()
    address = f"sqlite:///{tmp_path / 'store' / 'screener.db'}"
    monkeypatch.setenv("SCREENER_DATABASE_URL", address)
    return address


@pytest.fixture
def fund(run, store):
    """A workspace with a screening in it."""
    run("workspace", "new", "North Fund")
    database = open_database(store)
    with database.write() as connection:
        workspace = find_workspace(connection, "North Fund")
        key = read_master_key(None, file=database.file.with_suffix(".key"))
        Locker(connection=connection, workspace=workspace, master_key=key).keep({"name": PLANTED}, label="June")
    database.close()
    return workspace


def ask(run, *words):
    ending = run("workspace", *words, "--json")
    assert ending.status == 0, ending.err
    return json.loads(ending.out)


def trail(run, name="North Fund"):
    return [line["action"] for line in ask(run, "audit", "show", name)["lines"]]


def test_a_workspace_its_keys_and_people_are_made_listed_and_ended_each_with_a_line_in_the_trail(run, store):
    assert ask(run, "list") == {"workspaces": []}
    ask(run, "new", "North Fund", "--retention", "30")
    key = ask(run, "key", "add", "North Fund", "--role", "screener", "--label", "Orders", "--days", "10")
    newer = ask(run, "key", "rotate", "North Fund", key["id"], "--grace", "1")
    person = ask(run, "member", "add", "North Fund", "--subject", "7f3c9a", "--role", "reviewer")
    assert [one["label"] for one in ask(run, "key", "list", "North Fund")["keys"]] == ["Orders", "Orders"]
    assert [one["subject"] for one in ask(run, "member", "list", "North Fund")["members"]] == ["7f3c9a"]
    (line,) = ask(run, "list")["workspaces"]
    assert (line["name"], line["retention_days"], line["keys"], line["members"]) == ("North Fund", 30, 2, 1)
    ask(run, "key", "revoke", "North Fund", newer["id"])
    ask(run, "member", "remove", "North Fund", person["id"])
    actions = ["workspace made", "key made", "key rotated", "member added", "key revoked", "member removed"]
    assert trail(run) == actions
    assert {line["actor"] for line in ask(run, "audit", "show", "North Fund")["lines"]} == {"command line"}


def test_a_key_is_printed_alone_on_stdout_and_once(run, fund):
    ending = run("workspace", "key", "add", "North Fund", "--role", "admin", "--label", "First")
    assert re.fullmatch(r"scr_[0-9a-f]{12}_[\w-]{43}\n", ending.out)
    secret = ending.out.strip().rpartition("_")[2]
    assert secret not in run("workspace", "key", "list", "North Fund", "--json").out
    assert secret not in run("workspace", "audit", "show", "North Fund").out


def test_a_webhook_is_made_listed_and_deleted_and_a_private_address_is_refused(run, fund):
    refused = run("workspace", "webhook", "add", "North Fund", "https://127.0.0.1/x")
    assert (refused.status, refused.out) == (2, "")
    assert "not public" in refused.err
    made = ask(run, "webhook", "add", "North Fund", "https://8.8.8.8/x", "--event", "registry.changed")
    assert made["secret"].startswith("whsec_")
    listed = run("workspace", "webhook", "list", "North Fund")
    assert made["id"] in listed.out
    assert made["secret"] not in listed.out
    assert ask(run, "webhook", "deliveries", "North Fund", made["id"]) == {"deliveries": []}
    sample = ask(run, "webhook", "test", "North Fund", made["id"])
    seconds = re.match("t=([0-9]+),", sample["headers"]["Screener-Signature"])[1]
    assert sample["headers"]["Screener-Signature"] == sign(sample["body"].encode(), secret=made["secret"], at=int(seconds))
    assert json.loads(sample["body"])["data"] == {"test": True}
    assert "Nothing was sent" in run("workspace", "webhook", "test", "North Fund", made["id"]).err
    ask(run, "webhook", "delete", "North Fund", made["id"])
    assert run("workspace", "webhook", "delete", "North Fund", made["id"]).status == 2


def test_an_export_holds_all_and_is_for_its_owner_alone(run, fund, tmp_path):
    out = tmp_path / "all.zip"
    ask(run, "export", "North Fund", "--out", out)
    with zipfile.ZipFile(out) as archive:
        assert PLANTED in "".join(archive.read(name).decode() for name in archive.namelist())
    assert out.stat().st_mode & 0o077 == 0
    again = run("workspace", "export", "North Fund", "--out", out)
    assert (again.status, again.out) == (2, "")


def test_a_shorter_retention_holds_for_what_is_kept_already(run, fund, store):
    assert ask(run, "retention", "North Fund", "30")["shortened"] == 1
    assert ask(run, "retention", "North Fund", "60")["shortened"] == 0
    database = open_database(store)
    with database.read() as connection:
        created, until = connection.execute(text("SELECT created_at, expires_at FROM kept_items")).one()
    database.close()
    assert round((until - created) / 86_400) == 30


def test_nothing_is_deleted_without_yes_and_nothing_but_the_trail_stays_with_it(run, fund, store):
    assert run("workspace", "delete", "North Fund").status == 2
    assert ask(run, "list")["workspaces"][0]["screenings"] == 1
    assert ask(run, "delete", "North Fund", "--yes")["screenings"] == 1
    assert ask(run, "list") == {"workspaces": []}
    assert trail(run, fund.id) == ["workspace made", "workspace deleted"]
    assert run("workspace", "audit", "verify", fund.id).status == 0


def test_a_trail_is_held_against_the_head_that_was_written_down(run, fund):
    head = ask(run, "audit", "verify", "North Fund")["head"]
    ask(run, "retention", "North Fund", "30")
    assert run("workspace", "audit", "verify", "North Fund", "--head", head).status == 0
    cut = run("workspace", "audit", "verify", "North Fund", "--head", f"9:{'0' * 64}")
    assert cut.status == 1
    assert "cut off" in cut.out


BAD = {
    "a workspace nobody made": ("key", "list", "South Fund"),
    "a name that is taken": ("new", "North Fund"),
    "no name": ("new", " "),
    "a role nobody knows": ("key", "add", "North Fund", "--role", "owner", "--label", "x"),
    "a key nobody has": ("key", "revoke", "North Fund", "000000000000"),
    "days that never end": ("retention", "North Fund", "99999"),
    "a head that is none": ("audit", "verify", "North Fund", "--head", "12"),
    "a test of an event nobody knows": ("webhook", "test", "North Fund", "0a1b", "--event", "portfolio.read"),
    "a test of a webhook that is not there": ("webhook", "test", "North Fund", "0a1b"),
    "an event nobody knows": ("webhook", "add", "North Fund", "https://8.8.8.8/x", "--event", "portfolio.read"),
    "a member nobody added": ("member", "remove", "North Fund", "000000000000"),
}


@pytest.mark.parametrize("words", BAD.values(), ids=BAD.keys())
def test_what_cannot_be_done_ends_with_a_sentence_and_changes_nothing(words, run, fund):
    before = trail(run)
    ending = run("workspace", *words)
    assert (ending.status, ending.out) == (2, "")
    assert "Traceback" not in ending.err
    assert ending.err.strip().endswith((".", "x", "NAME", "list"))
    assert trail(run) == before
