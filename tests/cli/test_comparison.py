"""`screener compare`: two records, a record and a portfolio, two folders, two registries."""

import json
import shutil

import pytest

OLD_DAY, NEW_DAY = "2026-10-24", "2026-11-24"


@pytest.fixture
def old(run, holdings, tmp_path):
    return write_record(run, holdings, tmp_path / "old" / "mine.json", OLD_DAY)


def write_record(run, portfolio, file, day):
    file.parent.mkdir(exist_ok=True)
    file.write_text(run("screen", portfolio, "--as-of", day, "--json").out, encoding="utf-8")
    return file


@pytest.fixture
def changed(holdings, tmp_path):
    """The portfolio a month later: one issuer sold, one bought, of one less."""
    text = holdings.read_text(encoding="utf-8")
    text = text.replace("BHARAT ELECTRONICS LTD,INE263A01024,100,400.50", "PTT PCL,TH0646010Z00,7,300.00").replace(
        "2500.00", "2400.00"
    )
    (tmp_path / "new").mkdir()
    file = tmp_path / "new" / "mine.csv"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_portfolio_is_screened_now_under_the_old_ones_policy_and_the_changes_have_causes(run, old, changed):
    record = json.loads(run("compare", old, changed, "--as-of", OLD_DAY, "--json").out)
    entries = {entry["entity"]: (entry["kind"], {one["cause"] for one in entry["reasons"]}) for entry in record["entries"]}
    assert entries == {
        "ptt": ("added", {"portfolio"}),
        "bharat-electronics": ("removed", {"portfolio"}),
        "posco-holdings": ("changed", {"portfolio"}),
    }
    assert record["new"]["policy"] == record["old"]["policy"]
    assert record["lines"] == {"new": 1, "gone": 1, "other_values": 1}


def test_a_person_reads_what_changed_and_why(run, old, changed):
    ending = run("compare", old, changed, "--as-of", OLD_DAY)
    assert ending.status == 0, ending.err
    for part in ("Newly listed (1)", "No longer listed (1)", "portfolio: lines", "USD 2500 → USD 2400", "not cleared."):
        assert part in ending.out


def test_two_records_of_one_portfolio_a_month_apart_say_that_nothing_changed(run, old, holdings, tmp_path):
    new = write_record(run, holdings, tmp_path / "later.json", NEW_DAY)
    assert "Nothing changed among what is listed or on record." in run("compare", old, new).out


def test_folders_give_one_line_for_each_pair_and_name_what_has_no_counterpart(run, old, changed):
    shutil.copy(old, old.parent / "gone.json")
    shutil.copy(changed, changed.parent / "extra.csv")
    ending = run("compare", old.parent, changed.parent, "--as-of", OLD_DAY)
    assert ending.status == 0, ending.err
    assert "mine: newly listed 1, no longer listed 1, listed, but otherwise 1" in ending.out
    assert "gone: has no counterpart" in ending.err
    assert "extra: has no counterpart" in ending.err


def test_a_broken_pair_is_named_and_the_rest_goes_on_but_the_call_did_not_succeed(run, old, changed):
    (old.parent / "broken.json").write_text("{}", encoding="utf-8")
    shutil.copy(changed, changed.parent / "broken.csv")
    ending = run("compare", old.parent, changed.parent, "--as-of", OLD_DAY, "--json")
    record = json.loads(ending.out)
    assert ending.status == 2
    assert [pair["pair"] for pair in record["pairs"]] == ["mine"]
    assert list(record["failed"]) == ["broken"]


def test_with_both_folders_of_rules_the_registries_tell_the_causes(run, holdings, old, checkout, tmp_path, monkeypatch):
    rules = tmp_path / "rules"
    shutil.copytree(checkout / "rules", rules)
    page = next(rules.rglob("posco-holdings.yaml"))
    page.write_text(page.read_text(encoding="utf-8").replace("confidence: high", "confidence: medium", 1), encoding="utf-8")
    monkeypatch.setenv("SCREENER_RULES", str(rules))
    new = write_record(run, holdings, tmp_path / "new.json", OLD_DAY)
    folders = ("--old-rules", checkout / "rules", "--new-rules", rules)
    record = json.loads(run("compare", old, new, *folders, "--json").out)
    (entry,) = record["entries"]
    assert (entry["entity"], entry["kind"], {one["cause"] for one in entry["reasons"]}) == (
        "posco-holdings",
        "changed",
        {"evidence"},
    )
    assert entry["reasons"][0]["was"] == "confidence high"
    wrong = run("compare", old, new, "--old-rules", rules, "--new-rules", rules)
    assert (wrong.status, wrong.out) == (2, "")
    assert "was made with" in wrong.err


@pytest.mark.parametrize(
    "words", [("OLD", "FOLDER"), ("HOLDINGS", "OLD"), ("OLD", "NOWHERE"), ("OLD", "OLD", "--old-rules", "FOLDER")]
)
def test_a_call_that_cannot_be_used_ends_with_a_sentence(run, old, holdings, tmp_path, words):
    places = {"OLD": old, "FOLDER": tmp_path, "HOLDINGS": holdings, "NOWHERE": tmp_path / "nowhere.json"}
    ending = run("compare", *(places.get(word, word) for word in words))
    assert (ending.status, ending.out) == (2, "")
    assert ending.err.strip()
