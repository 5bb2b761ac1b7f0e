"""A campaign in a browser: checked line by line, read beside its sources, signed, printed and tracked, with nothing kept."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import timedelta

import pytest

from screener.campaigns.review import read_review
from screener.campaigns.tracker import read_tracker
from screener.settings import read_today
from screener.web.pages.campaign import letters as letter_pages
from tests.web.campaigns import FUNDS, RECIPIENTS, read_ids, read_text, send, write_plan

TODAY = read_today().isoformat()


@pytest.fixture(scope="module")
def files():
    return {"plan_text": write_plan(), "recipients_text": RECIPIENTS}


@pytest.fixture(scope="module")
def sentences(client, files):
    return read_ids(send(client, "/campaigns/sheet", files).text)


@pytest.fixture(scope="module")
def signed(client, files, sentences):
    """The campaign's files with the second person's signature."""
    told = {**files, "initials": "QR", "day": TODAY}
    answer = send(client, "/campaigns/review.yaml", told, *(("sign", one) for one in sentences))
    assert answer.headers["content-disposition"] == 'attachment; filename="review.yaml"'
    return {**files, "review_text": answer.text}


@pytest.fixture(scope="module")
def bundle(client, signed):
    answer = send(client, "/campaigns/letters.zip", signed, ("form", "docx"))
    assert answer.status_code == 200, answer.text
    return zipfile.ZipFile(io.BytesIO(answer.content))


def test_the_first_page_says_that_nothing_is_kept_and_a_step_without_files_leads_back_to_it(client):
    page = client.get("/campaigns").text
    assert "forgotten with the answer" in page
    for step in ("check", "sheet", "sign", "begin"):
        assert client.get(f"/campaigns/{step}").headers["location"] == "/campaigns"


def test_a_new_campaign_has_files_that_hold_what_was_written_whatever_it_was(client):
    hostile = 'Savers "for" \\ Myanmar: # {x}'
    told = {
        "about": "POSCO Holdings\nkorea gas corporation",
        "organisation": hostile,
        "capacity": "saver",
        "fund": "Fund",
        "withheld": "72",
    }
    page = send(client, "/campaigns/begin", {**told, "email": "a@savers.example", "writes_to": "holders"}).text
    assert "about: [posco-holdings, " in read_text(page, "plan_text")
    told_again = {"plan_text": read_text(page, "plan_text"), "recipients_text": RECIPIENTS}
    checked = send(client, "/campaigns/check", told_again).text
    assert "2 letters are ready to be read" in checked
    sheet = send(client, "/campaigns/sheet", told_again).text
    assert "Savers &#34;for&#34; \\ Myanmar: # {x}" in sheet
    assert "72 signatories" in sheet


@pytest.mark.parametrize(
    ("told", "says", "field"),
    [
        ({}, "does not say whom", "about"),
        ({"about": "Nobody At All"}, "no &#34;Nobody At All&#34;", "about"),
        ({"about": "Posco"}, "Did you mean “POSCO Holdings”", "about"),
        ({"about": "CP Group"}, "Did you mean", "about"),
        ({"about": "Mitsubishi"}, "Did you mean", "about"),
        ({"about": "Hyundai Heavy Industries"}, "Did you mean", "about"),
        ({"about": "Bharat Eletronics"}, "Did you mean “Bharat Electronics”?", "about"),
        ({"about": "posco-holdings", "writes_to": "friends"}, "none of the choices", "writes_to"),
    ],
    ids=[
        "nobody",
        "not in the registry",
        "a short name of several",
        "a weak name",
        "a weak group",
        "a weak former name",
        "misspelt",
        "another word",
    ],
)
def test_a_beginning_that_cannot_be_is_refused_beside_its_field_and_keeps_what_was_written(told, says, field, client):
    answer = send(client, "/campaigns/begin", {**told, "title": "Kept <b>title</b>"})
    assert answer.status_code in {400, 404}
    assert says in answer.text
    assert f'href="#{field}"' in answer.text
    assert 'value="Kept &lt;b&gt;title&lt;/b&gt;"' in answer.text


def test_every_line_that_is_wrong_is_told_with_its_place_and_what_to_do(client, files):
    lines = (
        RECIPIENTS
        + ",,No Address Fund,,,,Stewardship,,,NO,\n,,Private Fund,,Ada,Doe,Intern,1 Street,Town,Nowhere,ada@gmail.com\n"
    )
    page = send(client, "/campaigns/check", {**files, "recipients_text": lines}).text
    assert "stand in the way" in page
    told = page[page.index('class="rows faults"') :]
    for words in ("line 4", "There is no &#34;address_1&#34;", "line 5", "Nowhere", "no named person below the board"):
        assert words in told
    assert 'formaction="/campaigns/letters.zip"' not in page
    assert 'formaction="/campaigns/drafts.zip"' not in page


@pytest.mark.parametrize(
    ("changes", "says", "status"),
    [
        ({"plan_text": ""}, "There is no campaign.yaml", 400),
        ({"recipients_text": ""}, "There is no recipients.csv", 400),
        ({"plan_text": "about: [\n"}, "stands in the way", 200),
        ({"plan": ("campaign.yaml", b"title: \xff\xfe")}, "not text in UTF-8", 400),
        ({"recipients": ("recipients.csv", RECIPIENTS.encode("utf-16"))}, "recipients.csv", 200),
        ({"review_text": "reviewer: [\n"}, "review.yaml", 200),
    ],
    ids=["no plan", "no recipients", "no YAML", "plan in another encoding", "recipients in another encoding", "a broken review"],
)
def test_a_file_that_cannot_be_used_is_said_so_and_gives_no_letter(changes, says, status, client, files):
    answer = send(client, "/campaigns/check", {**files, **changes})
    assert answer.status_code == status
    assert says in answer.text
    refused = send(client, "/campaigns/drafts.zip", {**files, **changes})
    assert refused.status_code >= 400
    assert refused.headers["content-type"].startswith("text/html")


def test_each_sentence_about_a_company_stands_beside_a_source_that_can_be_opened(client, files, sentences):
    page = send(client, "/campaigns/sheet", files).text
    company = page[page.index("What is said of companies") : page.index("Context and standards")]
    assert company.count("<a href=") >= 1
    assert len(sentences) == len(set(sentences)) > 20
    shown = page[page.index("What is said of companies") :]
    assert "Lindenhof" not in shown  # the recipient's name is no part of what is signed
    assert "[the recipient]" in shown


@pytest.mark.parametrize(
    ("told", "ticks", "says"),
    [
        ({"initials": "", "day": TODAY}, 1, "A signature has initials"),
        ({"initials": "QR", "day": "yesterday"}, 1, "is not a day"),
        ({"initials": "QR", "day": (read_today() + timedelta(days=1)).isoformat()}, 1, "has not come yet"),
        ({"initials": "ada doe", "day": TODAY}, 1, "sends the letters"),
        ({"initials": "QR", "day": TODAY}, 0, "No sentence is ticked"),
    ],
    ids=["no initials", "no day", "a day to come", "the sender", "no tick"],
)
def test_a_signature_that_is_none_is_refused_and_what_was_ticked_stays_so(told, ticks, says, client, sentences):
    plan = write_plan(signatories="[Ada Doe]")
    fields = {"plan_text": plan, "recipients_text": RECIPIENTS}
    ids = read_ids(send(client, "/campaigns/sheet", fields).text)[:ticks]
    answer = send(client, "/campaigns/sign", {**fields, **told}, *(("sign", one) for one in ids))
    assert answer.status_code >= 400
    assert says in answer.text
    assert answer.text.count(" checked") == ticks


def test_part_of_the_sentences_signed_leaves_the_rest_open_and_gives_no_final_letter(client, files, sentences):
    told = {**files, "initials": "QR", "day": TODAY}
    page = send(client, "/campaigns/sign", told, *(("sign", one) for one in sentences[:3])).text
    assert f"3 of {len(sentences)}" in page
    review, faults = read_review(read_text(page, "review_text"))
    assert not faults
    assert review.signed == dict.fromkeys(sentences[:3], f"QR {TODAY}")
    refused = send(client, "/campaigns/letters.zip", {**files, "review_text": read_text(page, "review_text")})
    assert refused.status_code == 409
    assert "has not signed" in refused.text


def test_a_signature_stays_with_its_sentence_when_a_recipient_comes_and_goes_when_the_words_change(client, signed, sentences):
    moved = RECIPIENTS.replace("1 Example Street", "2 Example Street")
    assert "letters are signed" in send(client, "/campaigns/check", {**signed, "recipients_text": moved}).text
    more = {**signed, "recipients_text": RECIPIENTS + ",,Kestrel Fund,,,,Stewardship,2 Street,Town,NO,\n"}
    printed = read_ids(send(client, "/campaigns/sheet", more).text)
    assert set(sentences) < set(printed), "another letter has some wordings of its own"
    assert f"{len(sentences)} of {len(printed)}" in send(client, "/campaigns/check", more).text
    other = signed["plan_text"].replace("Savers for Myanmar", "Savers of Myanmar")
    assert "letters are signed" not in send(client, "/campaigns/check", {**signed, "plan_text": other}).text


def test_the_letters_come_with_a_list_for_publication_and_a_folder_to_keep_to_yourselves(bundle):
    names = bundle.namelist()
    assert {"fjordheim-fund-enquiry.docx", "index.html", "manifest.csv", "recipients-for-publication.csv"} <= set(names)
    yours = {name.removeprefix("keep-to-yourselves/") for name in names if name.startswith("keep-to-yourselves/")}
    assert yours == {"mail-merge.csv", "action-network.csv", "tracker.csv", "campaign.yaml", "recipients.csv", "review.yaml"}
    public = bundle.read("recipients-for-publication.csv").decode()
    assert "Example Street" not in public
    assert "fund0.example" not in public
    events, faults = read_tracker(bundle.read("keep-to-yourselves/tracker.csv").decode("utf-8-sig"))
    assert not faults
    assert [(event.company, event.event) for event in events] == [(fund, "prepared") for fund in FUNDS]


def test_many_letters_become_a_job_at_a_secret_address_that_can_be_deleted(client, signed, monkeypatch):
    monkeypatch.setattr(letter_pages, "JOB_LETTERS", 1)
    sent = send(client, "/campaigns/letters.zip", signed)
    assert sent.status_code == 303
    place = sent.headers["location"]
    page = client.get(place)
    assert "are being printed" in page.text
    assert 'content="noindex"' in page.text
    assert client.get(f"{place}/campaign.zip").status_code == 409
    assert client.post(f"{place}/delete").headers["location"] == "/campaigns"
    assert client.get(place).status_code == 404


@pytest.fixture(scope="module")
def tracked(bundle, files):
    text = bundle.read("keep-to-yourselves/tracker.csv").decode("utf-8-sig")
    return {"plan_text": files["plan_text"], "tracker_text": text}


def test_a_tracker_shows_where_each_letter_stands_and_takes_what_happened(client, tracked):
    page = send(client, "/campaigns/tracker", tracked).text
    assert page.count("send it") == 2
    after = send(client, "/campaigns/record", {**tracked, "letter": "all", "event": "sent", "on": TODAY, "by": "post"})
    assert after.status_code == 200
    assert "Recorded of 2 letters" in after.text
    carried = {"plan_text": tracked["plan_text"], "tracker_text": read_text(after.text, "tracker_text")}
    events, faults = read_tracker(carried["tracker_text"])
    assert not faults
    assert [event.event for event in events] == ["prepared", "prepared", "sent", "sent"]
    table = send(client, "/campaigns/tracker/answers.csv", carried)
    lines = list(csv.DictReader(io.StringIO(table.content.decode("utf-8-sig"))))
    assert [line["outcome"] for line in lines] == ["awaiting a reply"] * 2
    assert lines[1]["asked"].startswith("'=")
    assert "Holders of gas" in send(client, "/campaigns/tracker/answers.html", carried).text
    assert send(client, "/campaigns/tracker/days.ics", carried).text.startswith("BEGIN:VCALENDAR")
    assert send(client, "/campaigns/tracker/tracker.csv", carried).content.startswith(b"\xef\xbb\xbfon,letter")
    assert "entity,date" in send(client, "/campaigns/tracker/earlier.csv", carried).text


def test_a_letter_that_the_tracker_says_was_sent_is_not_written_again(client, signed, tracked):
    told = {**tracked, "letter": "fjordheim-fund", "event": "sent", "on": TODAY}
    tracker = read_text(send(client, "/campaigns/record", told).text, "tracker_text")
    files = {**signed, "tracker": ("tracker.csv", tracker.encode())}
    rest = zipfile.ZipFile(io.BytesIO(send(client, "/campaigns/letters.zip", files, ("form", "docx")).content))
    assert [name for name in rest.namelist() if name.endswith(".docx")] == ["lindenhof-b-trust-b-enquiry.docx"]
    events, faults = read_tracker(rest.read("keep-to-yourselves/tracker.csv").decode("utf-8-sig"))
    assert not faults
    assert [event.event for event in events if event.letter == "fjordheim-fund"] == ["prepared", "sent"]
    broken = send(client, "/campaigns/letters.zip", {**signed, "tracker_text": "a,b\n"})
    assert broken.status_code == 409
    assert "not that of a tracker" in broken.text


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"letter": "all", "event": "answered", "on": TODAY}, "cannot be recorded of all"),
        ({"letter": "fjordheim-fund", "event": "answered", "on": TODAY}, "cannot be recorded as answered"),
        ({"letter": "nobody", "event": "sent", "on": TODAY}, "There is no letter"),
        ({"letter": "all", "event": "sent", "on": "2020-01-01"}, "already"),
        ({"letter": "all", "event": "sent", "on": "soon"}, "is not a day"),
        ({"letter": "all", "event": "eaten", "on": TODAY}, "nothing that is recorded"),
    ],
)
def test_what_cannot_have_happened_is_refused_with_its_reason_and_changes_nothing(told, says, client, tracked):
    answer = send(client, "/campaigns/record", {**tracked, **told})
    assert answer.status_code >= 400
    assert says in answer.text
    assert read_text(answer.text, "tracker_text") == tracked["tracker_text"].replace("\r\n", "\n")


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"tracker_text": ""}, "There is no tracker.csv"),
        ({"tracker_text": "a,b\n1,2\n"}, "first line is not that of a tracker"),
        ({"plan_text": "title: x\n"}, "is missing"),
    ],
    ids=["no tracker", "another table", "a broken plan"],
)
def test_a_tracker_that_cannot_be_used_is_asked_for_again(changes, says, client, tracked):
    answer = send(client, "/campaigns/tracker", {**tracked, **changes})
    assert answer.status_code == 400
    assert says in answer.text
    assert 'role="alert"' in answer.text


def test_nothing_that_was_sent_is_logged(client, files, caplog):
    caplog.set_level("DEBUG")
    send(client, "/campaigns/check", files)
    send(client, "/campaigns/check", {**files, "plan_text": "{"})
    assert "Fjordheim" not in caplog.text
    assert "savers.example" not in caplog.text
