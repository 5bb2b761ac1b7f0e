"""One saver's portfolio in two months, a fund in it: something of every kind changed, and each change has its cause."""

import json
import shutil

import pytest

OLD_DAY, NEW_DAY = "2026-10-24", "2026-11-24"
KEPT = "Elm World Fund,IE00BKM4GZ66,5000.00\nPOSCO HOLDINGS INC,KR7005490008,2500.00\nMALAYAN BANKING BHD,MYL1155OO000,700.00\n"
OLD = f"Name,ISIN,Market Value (EUR)\n{KEPT}BHARAT ELECTRONICS LTD,INE263A01024,400.50\n"
NEW = f"Name,ISIN,Market Value (EUR)\n{KEPT}KRUNG THAI BANK PCL,TH0150010R11,300.00\n"
FUND = "Name,ISIN,Market Value (EUR)\nPTT PCL,TH0646010Z00,60\nHazel Foods Inc,,40\n"
REWRITTEN = {
    "maybank.yaml": [("status: active\n    status_as_of: \"2025-05-24\"", "status: exited\n    status_as_of: \"2026-11-20\"")],
    "posco-holdings.yaml": [("confidence: high", "confidence: medium")],
    "ptt.yaml": [("summary: >-\n", "summary: >-\n      Said otherwise.\n")],
}  # fmt: skip
EXPECTED = {
    "krung-thai-bank": ("added", {"portfolio"}),
    "bharat-electronics": ("removed", {"portfolio"}),
    "maybank": ("removed", {"world"}),
    "posco-holdings": ("changed", {"evidence"}),
    "ptt": ("changed", {"processing"}),
}


@pytest.fixture
def later_rules(checkout, tmp_path):
    """The rules a month later: one company left, of one less is certain, and of one the words changed."""
    rules = tmp_path / "later"
    shutil.copytree(checkout / "rules", rules)
    for name, changes in REWRITTEN.items():
        page = next(rules.rglob(name))
        text = page.read_text(encoding="utf-8")
        for before, after in changes:
            assert before in text, name
            text = text.replace(before, after, 1)
        page.write_text(text, encoding="utf-8")
    return rules


def test_every_change_of_a_month_has_its_cause(run, checkout, later_rules, tmp_path, monkeypatch):
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    (shelf / "elm.csv").write_text(FUND, encoding="utf-8")
    (shelf / "funds.yaml").write_text("elm.csv:\n  name: Elm World Fund\n  isin: IE00BKM4GZ66\n  as_of: 2026-09-30\n", "utf-8")
    records = []
    for name, text, day, rules in (("old", OLD, OLD_DAY, None), ("new", NEW, NEW_DAY, later_rules)):
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
        if rules:
            monkeypatch.setenv("SCREENER_RULES", str(rules))
        ending = run("screen", tmp_path / f"{name}.csv", "--funds", shelf, "--as-of", day, "--json")
        assert ending.status == 0, ending.err
        records.append(tmp_path / f"{name}.json")
        records[-1].write_text(ending.out, encoding="utf-8")
    rules = ("--old-rules", checkout / "rules", "--new-rules", later_rules)
    changes = json.loads(run("compare", *records, *rules, "--json").out)
    found = {entry["entity"]: (entry["kind"], {one["cause"] for one in entry["reasons"]}) for entry in changes["entries"]}
    assert found == EXPECTED
    assert changes["lines"] == {"new": 1, "gone": 1, "other_values": 0}
