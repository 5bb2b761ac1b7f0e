"""`screener registry reports`."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from typer.testing import CliRunner

from screener.cli.app import app
from screener.errors import RequestRefused
from screener.settings import read_today
from screener.store.correction_requests import keep_request, make_request

SAID = {
    "registry": "2026.11.24",
    "entity": "example",
    "claim": "",
    "wrong": "Not so.\nSee page 12.",
    "source": "https://example.org",
}


def keep(folder, *, received, contact=""):
    request = make_request(received=received, contact=contact, **SAID)
    keep_request(request, folder)
    return request


def run(*arguments):
    return CliRunner().invoke(app, ["registry", "reports", *map(str, arguments)])


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("SCREENER_CORRECTIONS", str(tmp_path))
    return tmp_path


def test_reports_come_with_the_longest_waiting_first_and_say_which_are_overdue(folder):
    new, old = keep(folder, received=read_today(), contact="a@example.org"), keep(folder, received=date(2026, 1, 5))
    answer = run()
    assert answer.exit_code == 0
    assert answer.output.index(old.reference) < answer.output.index(new.reference)
    assert "OVERDUE since 2026-01-19" in answer.output
    assert f"answer by {read_today() + timedelta(days=14)}" in answer.output
    assert "  See page 12." in answer.output
    assert "a@example.org" in answer.output


def test_json_has_every_field_and_names_what_cannot_be_read(folder):
    kept = keep(folder, received=date(2026, 1, 5))
    (folder / "notes.yaml").write_text("- mine", encoding="utf-8")
    told = json.loads(run("--json").output)
    assert told["unreadable"] == ["notes.yaml"]
    (report,) = told["reports"]
    assert (report["reference"], report["overdue"], report["wrong"]) == (kept.reference, True, SAID["wrong"])


def test_an_empty_folder_says_that_nothing_waits(folder):
    assert "Nothing waits" in run().output


@pytest.mark.parametrize("arguments", [(), ("--folder", "nowhere/at/all")])
def test_no_folder_is_refused(arguments, monkeypatch):
    monkeypatch.delenv("SCREENER_CORRECTIONS", raising=False)
    assert isinstance(run(*arguments).exception, RequestRefused)
