"""`screener letters`: earlier letters, families, days, and what is refused."""

from __future__ import annotations

import json

import pytest

SENDER = "name: A. Saver\naddress: [1 High Street]\nemail: a@example.org\ncapacity: saver\nfund: Nordlys Index Fund\n"
RECIPIENTS = """entity,company,address_1,country,about
posco-holdings,POSCO Holdings Inc.,440 Teheran-ro,KR,
bharat-electronics,Bharat Electronics,Nagavara,IN,
,Nordlys Fund Management,1 Road,NO,bharat-electronics;posco-holdings
nestle,Nestlé,1 Avenue,CH,
"""
EARLIER = "entity,date,channel,reply\nbharat-electronics,2026-03-02,post,none\nbharat-electronics,2026-06-15,e-mail,none\n"


@pytest.fixture
def write(run, holdings, tmp_path):
    """Gives a function that screens a small file and writes letters from it with these further options."""
    (tmp_path / "sender.yaml").write_text(SENDER, encoding="utf-8")
    (tmp_path / "recipients.csv").write_text(RECIPIENTS, encoding="utf-8")
    (tmp_path / "earlier.csv").write_text(EARLIER, encoding="utf-8")
    screening = tmp_path / "screening.json"
    screening.write_text(run("screen", holdings, "--as-of", "2026-11-24", "--json").out, encoding="utf-8")

    def _write(*options, day="2026-11-24"):
        correspondents = ("--sender", tmp_path / "sender.yaml", "--recipients", tmp_path / "recipients.csv")
        return run("letters", screening, *correspondents, "--as-of", day, "--out", tmp_path / "letters", *options)

    return _write


def test_json_lists_what_was_written_and_what_was_refused_and_why(write, tmp_path):
    ending = write("--earlier", tmp_path / "earlier.csv", "--json")
    answer = json.loads(ending.out)
    assert ending.status == 1
    written = {letter["entity"]: (letter["kind"], letter["family"]) for letter in answer["letters"]}
    assert written == {
        "posco-holdings": ("enquiry", "company"),
        "bharat-electronics": ("escalation", "company"),
        "nordlys-fund-management": ("enquiry", "holder"),
    }
    assert all(letter["claims"] for letter in answer["letters"])
    assert [(one["entity"], one["code"]) for one in answer["refused"]] == [("nestle", "no_ground")]
    assert len(list((tmp_path / "letters").iterdir())) == 3


def test_a_firmer_kind_is_refused_with_the_claim_in_its_way_and_the_kinds_that_are_open(write):
    ending = write("--kind", "escalation")
    assert ending.status == 2
    assert "two or more earlier letters with their dates, and none is known" in ending.err
    assert "posco-holdings/moge-shwe-gas: it was last reported as active" in ending.err
    assert "Open: enquiry, engagement, divestment_notice." in ending.err


def test_only_one_family_is_written_to_where_one_is_named(write):
    answer = json.loads(write("--family", "holder", "--json").out)
    assert [letter["family"] for letter in answer["letters"]] == ["holder"]


@pytest.mark.parametrize(
    ("options", "day", "said"),
    [
        ((), "2026-12-25", "31 days before 2026-12-25; letters rest on one of the last 30 days"),
        ((), "2026-11-01", "The letters would bear the day 2026-11-01"),
        ((), "soon", '"soon" is not a day'),
        (("--kind", "threat"), "2026-11-24", 'no letter of kind "threat"'),
        (("--language", "tlh"), "2026-11-24", 'no letters in "tlh"'),
        (("--family", "uncle"), "2026-11-24", 'no family of recipients "uncle"'),
        (("--profile", "baroque"), "2026-11-24", 'no address profile "baroque"'),
        (("--earlier", "nowhere.csv"), "2026-11-24", "could not be opened"),
    ],
)
def test_what_cannot_be_asked_for_is_said_and_nothing_is_written(options, day, said, write, tmp_path):
    ending = write(*options, day=day)
    assert ending.status == 2
    assert said in ending.err
    assert not (tmp_path / "letters").exists()


def test_faults_of_the_earlier_letters_are_all_named_with_their_lines(write, tmp_path):
    (tmp_path / "earlier.csv").write_text("entity,date,channel,reply\na,yesterday,post,none\nb,2026-01-01,pigeon,none\n")
    ending = write("--earlier", tmp_path / "earlier.csv")
    assert ending.status == 2
    assert "earlier.csv, line 2" in ending.err
    assert "earlier.csv, line 3" in ending.err
