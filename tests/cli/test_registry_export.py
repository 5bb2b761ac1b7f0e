"""The export command, called as people call it."""

import json

import pytest
from typer.testing import CliRunner

from screener.cli.app import app


@pytest.fixture
def call(tmp_path, monkeypatch):
    monkeypatch.setenv("SCREENER_CACHE", str(tmp_path / "cache"))

    def _call(*arguments):
        return CliRunner().invoke(app, ["registry", "export", *arguments])

    return _call


@pytest.mark.parametrize(
    ("form", "start"), [("ftm", b'{"id":'), ("csv", b"\xef\xbb\xbfscheme,value"), ("json", b"{"), ("xlsx", b"PK")]
)
def test_each_form_is_written_to_the_file_named(call, tmp_path, form, start):
    out = tmp_path / f"registry.{form}"
    result = call(form, "--out", str(out))
    assert result.exit_code == 0, result.output
    assert out.read_bytes().startswith(start)


@pytest.mark.parametrize("form", ["ftm", "csv", "json"])
def test_json_prints_one_document(call, form):
    result = call(form, "--as-of", "2026-11-24", "--json")
    assert len(json.loads(result.stdout)["version"]) > 0


def test_a_workbook_without_a_file_to_go_to_is_refused(call):
    assert "Give one with --out" in str(call("xlsx").exception)
