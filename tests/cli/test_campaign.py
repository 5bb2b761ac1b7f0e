"""A campaign from an empty folder to the public table, as a campaigner runs it; and what goes wrong on the way."""

import csv
import io
import json
import shutil
import zipfile
from dataclasses import replace
from datetime import timedelta

import icalendar
import pytest

from screener.campaigns.tracker import Event, write_events
from screener.settings import read_today

SENDER = """\
sender:
  organisation: Savers for Myanmar
  capacity: organisation
  email: letters@savers.example
signatories: [Example Union]
signatories_withheld: 72
talking_points:
  en:
    - ["Our members save with funds such as yours.", "Many of our members trust you with their savings."]
    - ["They ask us what is done in their name.", "They have asked us to write to you."]
"""
FUNDS = ("Fjordheim Fund", "Lindenhof Pension Trust", "=Kestrel Savings")


@pytest.fixture
def campaign(run, tmp_path):
    """Gives the folder of a campaign to three holders, filled in and not yet signed."""
    folder = tmp_path / "gas"
    assert run("campaign", "new", folder, "--about", "posco-holdings", "--holders", "--title", "Holders of gas").status == 0
    plan = (folder / "campaign.yaml").read_text(encoding="utf-8")
    (folder / "campaign.yaml").write_text(plan[: plan.index("sender:")] + SENDER, encoding="utf-8")
    with (folder / "recipients.csv").open("a", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        for number, fund in enumerate(FUNDS):
            mail = f"stewardship@fund{number}.example"
            writer.writerow(
                ["", "", fund, "", "", "", "Stewardship", "1 Example Street", "1000 Town", "", "", "", "NO", mail, ""]
            )
    return folder


@pytest.fixture(scope="module")
def signed_once(tmp_path_factory):
    """Gives where a campaign that was signed and printed once lies for the tests that only need one."""
    return tmp_path_factory.mktemp("kept") / "gas"


@pytest.fixture
def written(run, campaign, signed_once):
    """Gives the folder of the campaign, signed, its letters written and none sent."""
    if signed_once.exists():
        shutil.rmtree(campaign)
        shutil.copytree(signed_once, campaign)
        return campaign
    sign(run, campaign)
    assert run("campaign", "letters", campaign).status == 0
    shutil.copytree(campaign, signed_once)
    return campaign


def sign(run, folder):
    assert run("campaign", "check", folder, "--sheet").status == 0
    file = folder / "review" / "review.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("reviewer: ''", "reviewer: QR").replace("date: ''", "date: 2026-11-24"), encoding="utf-8")


def read_table(file):
    return list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8-sig"))))


def test_a_new_campaign_names_nobody_and_says_what_to_fill_in(run, tmp_path):
    folder = tmp_path / "new"
    record = json.loads(run("campaign", "new", folder, "--about", "posco-holdings", "--json").out)
    assert record["about"] == ["posco-holdings"]
    assert {file.name for file in folder.iterdir()} == {"campaign.yaml", "recipients.csv", "README.txt"}
    lines = read_table(folder / "recipients.csv")
    assert [(line["about"], line["company"], line["address_1"]) for line in lines] == [("posco-holdings", "POSCO Holdings", "")]
    ending = run("campaign", "check", folder)
    assert ending.status == 1
    assert 'recipients.csv, line 2: There is no "address_1".' in ending.out or "campaign.yaml, line" in ending.out


def test_the_plan_of_a_new_campaign_needs_no_more_than_who_writes_and_how_to_be_answered(run, tmp_path):
    folder = tmp_path / "new"
    run("campaign", "new", folder, "--about", "posco-holdings", "--holders")
    plan = (folder / "campaign.yaml").read_text(encoding="utf-8")
    filled = plan.replace('organisation: ""', "organisation: River Group").replace('email: ""', "email: us@river.example")
    (folder / "campaign.yaml").write_text(filled, encoding="utf-8")
    with (folder / "recipients.csv").open("a", encoding="utf-8") as file:
        file.write(",,Fjordheim Fund,,,,Stewardship,1 Example Street,1000 Town,,,,NO,,\r\n")
    ending = run("campaign", "check", folder)
    assert (ending.status, "1 letter: 1 enquiry" in ending.out) == (0, True), ending.out


def test_a_campaign_runs_from_its_recipients_to_its_public_table(run, campaign, tmp_path):
    checked = json.loads(run("campaign", "check", campaign, "--sheet", "--json").out)
    assert (checked["letters"], checked["unsigned"]) == (3, checked["sentences"])
    assert (campaign / "review" / "sheet.pdf").read_bytes().startswith(b"%PDF")
    sheet = read_table(campaign / "review" / "sheet.csv")
    assert all(line["sources"] for line in sheet if line["group"] == "company")
    assert any(line["group"] == "company" for line in sheet)

    refused = run("campaign", "letters", campaign)
    assert refused.status == 2
    assert "Not signed by a second person" in refused.err
    assert not (campaign / "letters").exists()

    sign(run, campaign)
    written = run("campaign", "letters", campaign, "--json")
    assert written.status == 0, written.err
    assert json.loads(written.out)["letters"] == 3
    manifest = read_table(campaign / "letters" / "manifest.csv")
    assert all(line["claims"] and len(line["sha256"]) == 64 for line in manifest)

    today = read_today().isoformat()
    for letter, events in (("fjordheim-fund", ["sent", "answered"]), ("lindenhof-pension-trust", ["sent"])):
        for event in events:
            ending = run("campaign", "record", campaign, letter, event, "--on", today)
            assert ending.status == 0, ending.err

    public, calendar = tmp_path / "public.csv", tmp_path / "days.ics"
    status = json.loads(run("campaign", "status", campaign, "--public", public, "--ics", calendar, "--json").out)
    assert status["counts"] == {"asked": 2, "answered": 1, "answered_in_part": 0, "silent": 0, "awaiting": 1}
    assert [one["due"] for one in status["letters"]] == [[], [], ["send"]]
    assert [(line["asked"], line["outcome"]) for line in read_table(public)] == [
        ("Fjordheim Fund", "answered"), ("Lindenhof Pension Trust", "awaiting a reply"),
    ]  # fmt: skip
    assert len(icalendar.Calendar.from_ical(calendar.read_bytes()).walk("VEVENT")) == 2


def test_the_zip_and_the_public_lists_have_no_address_and_no_cell_is_a_formula(run, written):
    letters = written / "letters"
    archive = zipfile.ZipFile(next(letters.glob("letters-*.zip")))
    tables = [name for name in archive.namelist() if not name.endswith(".pdf")]
    assert set(tables) == {"index.html", "manifest.csv", "recipients-for-publication.csv"}
    for text in (archive.read(name).decode("utf-8-sig") for name in tables):
        assert "Example Street" not in text
        assert "@" not in text
    assert [line["asked"] for line in read_table(letters / "recipients-for-publication.csv")][2] == "'=Kestrel Savings"
    assert [line["company"] for line in read_table(letters / "mail-merge.csv")][2] == "'=Kestrel Savings"
    network = read_table(letters / "action-network.csv")
    assert list(network[0]) == ["title", "first_name", "last_name", "email"]
    assert network[0]["email"] == "stewardship@fund0.example"


def test_the_same_campaign_writes_the_same_bytes_and_prepares_nothing_twice(run, written):
    file = next((written / "letters").glob("letters-*.zip"))
    first, tracked = file.read_bytes(), (written / "tracker.csv").read_bytes()
    run("campaign", "letters", campaign)
    assert file.read_bytes() == first
    assert (written / "tracker.csv").read_bytes() == tracked


def test_what_was_sent_is_not_written_again_and_its_zip_is_kept(run, written):
    run("campaign", "record", written, "fjordheim-fund", "sent")
    ending = run("campaign", "letters", written, "--json")
    assert json.loads(ending.out)["letters"] == 2
    assert len(list((written / "letters").glob("letters-*.zip"))) == 2


def test_drafts_need_no_signature_and_are_not_tracked(run, campaign):
    ending = run("campaign", "letters", campaign, "--draft")
    assert ending.status == 0, ending.err
    assert len(zipfile.ZipFile(campaign / "drafts.zip").namelist()) == 5
    assert not (campaign / "tracker.csv").exists()


def test_a_word_changed_after_it_was_signed_stops_final_letters(run, written):
    file = written / "campaign.yaml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("what is done in their name", "what you do in their name"), encoding="utf-8"
    )
    ending = run("campaign", "letters", written)
    assert ending.status == 2
    assert "Not signed by a second person" in ending.err


def test_a_new_address_needs_no_new_signature(run, written):
    file = written / "recipients.csv"
    file.write_text(file.read_text(encoding="utf-8").replace("1 Example Street", "2 Example Street"), encoding="utf-8")
    assert run("campaign", "letters", written, "--format", "docx").status == 0


def test_a_reply_is_kept_with_its_hash_and_no_path_of_it_is_told(run, written, tmp_path):
    assert len(json.loads(run("campaign", "record", written, "all", "sent", "--json").out)["recorded"]) == 3
    assert run("campaign", "record", written, "all", "answered").status == 2
    reply = tmp_path / "their answer.TXT"
    reply.write_text("We sold it.", encoding="utf-8")
    line = json.loads(run("campaign", "record", written, "fjordheim-fund", "answered", "--reply", reply, "--json").out)[
        "recorded"
    ][0]
    assert (written / line["reply"]).read_text(encoding="utf-8") == "We sold it."
    assert line["reply"].startswith("replies/fjordheim-fund-")
    assert str(tmp_path) not in (written / "tracker.csv").read_text(encoding="utf-8-sig")


BAD = {
    "a folder that is not empty": (("new", "FOLDER", "--about", "posco-holdings"), "exists and is not empty"),
    "an entity nobody knows": (("new", "FOLDER2", "--about", "acme"), 'no entity "acme"'),
    "a folder that is no campaign": (("check", "FOLDER2"), "has no campaign.yaml"),
    "a letter nobody prepared": (("record", "FOLDER", "../../x", "sent"), "no letter"),
    "an event nobody knows": (("record", "FOLDER", "fjordheim-fund", "forgotten"), "nothing that is recorded"),
    "a format there is not": (("letters", "FOLDER", "--draft", "--format", "tiff"), "no letter in the format"),
    "a ZIP, which it is in any case": (("letters", "FOLDER", "--draft", "--format", "zip"), "in one ZIP with an index"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_call_that_cannot_be_used_ends_with_the_reason(run, campaign, name):
    words, reason = BAD[name]
    folders = {"FOLDER": campaign, "FOLDER2": campaign.parent / "other"}
    ending = run("campaign", *(folders.get(word, word) for word in words))
    assert ending.status == 2
    assert reason in ending.err


def test_faults_of_both_files_are_told_at_once_and_stop_the_letters(run, campaign):
    plan, recipients = campaign / "campaign.yaml", campaign / "recipients.csv"
    plan.write_text(plan.read_text(encoding="utf-8").replace("kind: suggested", "kind: escalation"), encoding="utf-8")
    recipients.write_text(recipients.read_text(encoding="utf-8").replace(",NO,", ",Ruritania,", 1), encoding="utf-8")
    record = json.loads(run("campaign", "check", campaign, "--json").out)
    assert [(fault["code"], fault["row"]) for fault in record["faults"]] == [
        ("country_unknown", 2), ("no_ground", 3), ("no_ground", 4),
    ]  # fmt: skip
    assert run("campaign", "letters", campaign).status == 1


def test_letters_bear_a_day_near_today(run, campaign):
    plan = campaign / "campaign.yaml"
    today, old = read_today().isoformat(), (read_today() - timedelta(days=31)).isoformat()
    plan.write_text(plan.read_text(encoding="utf-8").replace(f"date: {today}", f"date: {old}"), encoding="utf-8")
    ending = run("campaign", "check", campaign)
    assert ending.status == 1
    assert "31 days ago" in ending.out


def test_the_next_round_recalls_the_letters_of_the_first(run, written, tmp_path):
    run("campaign", "record", written, "all", "sent", "--by", "email")
    second = tmp_path / "second"
    assert run("campaign", "new", second, "--about", "posco-holdings", "--holders").status == 0
    for name in ("campaign.yaml", "recipients.csv"):
        (second / name).write_bytes((written / name).read_bytes())
    assert run("campaign", "status", written, "--earlier", second / "earlier.csv").status == 0
    lines = read_table(second / "earlier.csv")
    assert (lines[0]["entity"], lines[0]["channel"], lines[0]["reply"]) == ("fjordheim-fund", "email", "none")
    checked = json.loads(run("campaign", "check", second, "--sheet", "--json").out)
    assert (checked["letters"], checked["faults"]) == (3, [])
    assert any("e-mail" in line["sentence"] for line in read_table(second / "review" / "sheet.csv"))


def test_the_sample_campaign_makes_twelve_letters_that_no_two_funds_get_alike(run, checkout, tmp_path):
    for name in ("campaign.yaml", "recipients.csv"):
        text = (checkout / "docs" / "sample_campaign" / name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(text.replace("date: 2026-11-24", f"date: {read_today().isoformat()}"), encoding="utf-8")
    ending = run("campaign", "check", tmp_path)
    assert ending.status == 0, ending.out
    assert "12 letters" in ending.out


GONE = "posco-holdings/never-so"


def test_a_letter_is_named_by_status_and_check_until_its_reader_was_told_of_the_claim_that_left(run, campaign):
    today = read_today().isoformat()
    line = Event(
        on=today, letter="fjordheim-fund", event="prepared", company="Fjordheim Fund", about="posco-holdings", claims=GONE
    )
    events = [line, replace(line, event="sent", claims=""), replace(line, event="corrected", claims="")]
    (campaign / "tracker.csv").write_bytes(write_events(events, headings=True))
    assert f"Recall: fjordheim-fund: {GONE} left the registry" in run("campaign", "status", campaign).out
    (fault,) = json.loads(run("campaign", "check", campaign, "--json").out)["faults"]
    assert (fault["file"], fault["code"], fault["severity"], fault["found"]) == ("tracker.csv", "recall", "warning", GONE)
    assert run("campaign", "record", campaign, "fjordheim-fund", "corrected", "--claim", "ptt/other").status == 2
    assert f"of {GONE}" in run("campaign", "record", campaign, "fjordheim-fund", "corrected").out
    assert "Recall" not in run("campaign", "status", campaign).out


def test_talking_points_that_make_a_third_page_are_told_with_the_line_before_anything_is_printed(run, campaign):
    file = campaign / "campaign.yaml"
    long = " ".join(["Our members ask what is done in their name."] * 8)
    places = "".join(f'    - ["{long} {place}.", "{long} {place} too."]\n' for place in range(4))
    text = file.read_text(encoding="utf-8")
    text = text.replace("about: [posco-holdings]", "about: [posco-holdings, ptt, avichina]")
    file.write_text(text[: text.index("talking_points:")] + f"talking_points:\n  en:\n{places}", encoding="utf-8")
    ending = run("campaign", "check", campaign)
    assert ending.status == 0, ending.out
    assert "recipients.csv, line 2: warning: The letter likely needs a third page: its two hold about" in ending.out
    assert "Shorten the talking points" in ending.out
