"""Every command, on a real file, as a user calls it."""

import json

import pytest

POLICY = """
id: mine
title: Mine
version: "1"
publisher: A saver
summary: Nothing.
rules:
  - id: rest
    title: The rest
    when: {}
    decision: none
    severity: elevated
    reason: The rest.
    cases:
      - name: A fuel seller
        as_of: "2026-01-01"
        facts: {channel: jet_fuel, basis: both, status: active, status_as_of: "2025", confidence: low}
        judged: yes
      - name: A bank
        as_of: "2026-01-01"
        facts: {channel: banking_finance, basis: both, status: active, status_as_of: "2025", confidence: low}
        judged: yes
"""

JSON_COMMANDS = [
    ("read", "HOLDINGS"),
    ("screen", "HOLDINGS", "--as-of", "2026-11-24"),
    ("resolve", "POSCO HLDGS", "--country", "KR"),
    ("registry", "check"),
    ("registry", "show", "posco-holdings"),
    ("registry", "search", "포스코"),
    ("registry", "stats"),
    ("policy", "list"),
    ("policy", "show", "standard"),
    ("policy", "check"),
]


@pytest.mark.parametrize("words", JSON_COMMANDS, ids=" ".join)
def test_json_prints_one_document_and_nothing_else(run, holdings, words):
    ending = run(*(holdings if word == "HOLDINGS" else word for word in words), "--json")
    assert ending.status == 0, ending.err
    assert isinstance(json.loads(ending.out), dict)


@pytest.mark.parametrize("words", JSON_COMMANDS, ids=" ".join)
def test_without_json_a_person_can_read_it(run, holdings, words):
    ending = run(*(holdings if word == "HOLDINGS" else word for word in words))
    assert ending.status == 0, ending.err
    assert ending.out.strip()
    assert not ending.out.lstrip().startswith("{")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (POLICY.replace("title: Mine\n", ""), 'mine.yaml:2: "title" is missing'),
        (POLICY.replace("decision: none", "decision: perhaps"), "perhaps"),
        (POLICY.replace("        judged: yes", "        judged: no", 1), 'case "A fuel seller"'),
    ],
)
def test_a_check_of_a_policy_that_is_at_fault_says_where_and_ends_with_1(text, said, run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.yaml").write_text(text, encoding="utf-8")
    plain, told = run("policy", "check", "mine.yaml"), run("policy", "check", "mine.yaml", "--json")
    assert (plain.status, told.status) == (1, 1)
    assert said in plain.out
    assert any(said in fault for fault in json.loads(told.out)["faults"])


def test_every_line_ends_in_exactly_one_outcome(run, holdings):
    record = json.loads(run("screen", holdings, "--as-of", "2026-11-24", "--json").out)
    assert sum(record["outcomes"].values()) == len(record["holdings"]) == 5
    assert record["outcomes"]["listed"] == 2
    assert record["outcomes"]["out_of_scope"] == 1
    assert record["outcomes"]["not_a_holding"] == 1


def test_the_same_file_day_and_rulebook_give_the_same_bytes(run, holdings):
    assert (
        run("screen", holdings, "--as-of", "2026-11-24", "--json").out
        == run("screen", holdings, "--as-of", "2026-11-24", "--json").out
    )


def test_a_listed_holding_can_fail_the_call(run, holdings):
    assert run("screen", holdings, "--as-of", "2026-11-24", "--fail-on-listed").status == 1


def test_several_policies_give_several_screenings_in_one_document(run, holdings, tmp_path):
    own = tmp_path / "mine.yaml"
    own.write_text(POLICY, encoding="utf-8")
    record = json.loads(run("screen", holdings, "--policy", "standard", "--policy", own, "--json").out)
    assert [item["receipt"]["policy"]["id"] for item in record["screenings"]] == ["standard", "mine"]
    assert record["screenings"][1]["outcomes"]["listed"] == 0


def test_out_writes_record_summary_workbook_table_and_draft_letters(run, holdings, tmp_path):
    out = tmp_path / "result"
    ending = run("screen", holdings, "--as-of", "2026-11-24", "--out", out)
    assert ending.status == 0, ending.err
    assert {file.name for file in out.iterdir()} == {
        "screening.json",
        "summary.pdf",
        "trustees.pdf",
        "holdings.xlsx",
        "findings.csv",
        "letters",
    }
    assert (out / "summary.pdf").read_bytes().startswith(b"%PDF")
    assert [file.suffix for file in (out / "letters").iterdir()] == [".pdf", ".pdf"]


SENDER = "name: A. Saver\naddress: [1 High Street, London N1 1AA]\nemail: a@example.org\ncapacity: shareholder\n"
RECIPIENTS = """entity,company,person,role,address_1,address_2,address_3,country
posco-holdings,POSCO Holdings Inc.,,Investor Relations,440 Teheran-ro,Gangnam-gu,Seoul 06194,KR
"""


@pytest.fixture
def screening(run, holdings, tmp_path):
    file = tmp_path / "screening.json"
    file.write_text(run("screen", holdings, "--as-of", "2026-11-24", "--json").out, encoding="utf-8")
    return file


@pytest.fixture
def write_letters(run, screening, tmp_path):
    """Gives a function that writes letters from the screening, with this sender and these further words."""

    def _write_letters(*words, sender=SENDER):
        (tmp_path / "sender.yaml").write_text(sender, encoding="utf-8")
        (tmp_path / "recipients.csv").write_text(RECIPIENTS, encoding="utf-8")
        correspondents = ("--sender", tmp_path / "sender.yaml", "--recipients", tmp_path / "recipients.csv")
        return run("letters", screening, *correspondents, "--as-of", "2026-11-24", "--out", tmp_path / "letters", *words)

    return _write_letters


def test_letters_with_a_sender_and_a_recipient_are_final(write_letters, tmp_path):
    ending = write_letters("--json")
    assert ending.status == 0, ending.err
    letters = json.loads(ending.out)["letters"]
    assert [letter["entity"] for letter in letters] == ["posco-holdings"]
    assert (tmp_path / "letters" / f"posco-holdings-{letters[0]['kind']}.pdf").is_file()


def test_a_screening_changed_by_hand_writes_no_letter(write_letters, screening):
    screening.write_text(screening.read_text(encoding="utf-8").replace("POSCO Holdings", "Acme Holdings"), encoding="utf-8")
    ending = write_letters()
    assert ending.status == 2
    assert "was changed after it was made" in ending.err


@pytest.mark.parametrize("field", ["name", "capacity"])
def test_a_missing_field_of_the_sender_means_no_letter_and_is_named(write_letters, tmp_path, field):
    ending = write_letters(sender="".join(line for line in SENDER.splitlines(keepends=True) if not line.startswith(field)))
    assert ending.status == 2
    assert field in ending.err
    assert not (tmp_path / "letters").exists()


BAD = {
    "a file that is not there": (("screen", "nowhere.csv"), "could not be opened"),
    "a policy nobody ships": (("screen", "HOLDINGS", "--policy", "strict"), 'no policy "strict"'),
    "a day that is none": (("screen", "HOLDINGS", "--as-of", "yesterday"), "is not a day"),
    "a day that has not come": (("screen", "HOLDINGS", "--as-of", "2099-01-01"), "has not come yet"),
    "columns that are not named": (("screen", "HOLDINGS", "--columns", "isin"), "does not name columns"),
    "an entity nobody knows": (("registry", "show", "acme"), 'no entity "acme"'),
    "a screening that is none": (("letters", "HOLDINGS", "--sender", "x", "--recipients", "y"), "is not JSON"),
    "a command nobody knows": (("scren",), "No such command"),
}


@pytest.mark.parametrize(("words", "sentence"), BAD.values(), ids=BAD.keys())
def test_a_call_that_cannot_be_used_ends_with_a_sentence_and_status_2(run, holdings, words, sentence):
    ending = run(*(holdings if word == "HOLDINGS" else word for word in words))
    assert ending.status == 2
    assert sentence in ending.err
    assert "Traceback" not in ending.err
    assert not ending.out.strip()


def test_an_unknown_setting_refuses_to_start(run, holdings, monkeypatch):
    monkeypatch.setenv("SCREENER_MAX_UPLAOD_MB", "5")
    ending = run("screen", holdings)
    assert ending.status == 2
    assert "SCREENER_MAX_UPLAOD_MB" in ending.err


def test_a_screening_repeated_with_the_same_inputs_is_the_same(run, screening, holdings):
    ending = run("verify", screening, holdings, "--json")
    assert ending.status == 0, ending.err
    assert json.loads(ending.out) == {"same": True, "differences": []}


def test_a_changed_portfolio_is_told_from_the_one_screened(run, screening, holdings):
    holdings.write_text(holdings.read_text(encoding="utf-8").replace("BHARAT ELECTRONICS LTD,INE263A01024", "ASML,NL0010273215"))
    ending = run("verify", screening, holdings)
    assert ending.status == 1
    assert "receipt, inputs.portfolio" in ending.out
    assert "row 3, outcome: was listed, is not_listed" in ending.out
    assert "bharat-electronics, finding: was exclude" in ending.out


def test_two_policies_stand_side_by_side(run, holdings):
    ending = run("screen", holdings, "--as-of", "2026-11-24", "--policy", "standard", "--policy", "sanctions")
    line = next(line for line in ending.out.splitlines() if line.startswith("Bharat Electronics"))
    assert line.split() == ["Bharat", "Electronics", "■", "exclude", "○", "none"]
