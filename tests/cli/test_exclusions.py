"""`screener export`: the exclusion list in every form."""

import json

import pytest


@pytest.mark.parametrize("form", ["csv", "xlsx", "json", "ibkr"])
def test_every_form_is_written_to_a_file(run, tmp_path, form):
    out = tmp_path / f"list.{form}"
    ending = run("export", form, "--as-of", "2026-11-24", "--out", out, "--json")
    assert ending.status == 0, ending.err
    assert json.loads(ending.out) == {"form": form, "files": [str(out)], "day": "2026-11-24"}
    assert out.stat().st_size > 1000


def test_the_list_as_json_names_policy_day_and_every_issuer_with_its_level(run):
    record = json.loads(run("export", "csv", "--policy", "sanctions", "--as-of", "2026-11-24", "--json").out)
    assert (record["schema"], record["policy"]["id"], record["effective_date"]) == ("exclusions/1", "sanctions", "2026-11-24")
    assert sum(record["counts"].values()) == len(record["exclusions"]) > 50
    assert {item["restriction"] for item in record["exclusions"]} == {"sell", "inform"}


def test_what_the_brokers_upload_leaves_out_is_said(run, tmp_path):
    ending = run("export", "ibkr", "--as-of", "2026-11-24", "--out", tmp_path / "list.csv")
    assert "left out" in ending.err
    assert "Allow closing position orders" in ending.err


def test_a_workbook_needs_a_file(run):
    ending = run("export", "xlsx")
    assert (ending.status, ending.out) == (2, "")
