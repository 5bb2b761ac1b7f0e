"""POST /v1/letters."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from pypdf import PdfReader

from tests.web.portfolios import HOLDINGS

SENDER = {
    "capacity": "shareholder",
    "name": "A. Example",
    "email": "a@example.org",
    "address_lines": ["1 High Street", "Exampleton"],
}
POSCO = {"entity": "posco-holdings", "company": "POSCO Holdings Inc.", "address_1": "1 Example Street", "country": "KR"}


@pytest.fixture(scope="module")
def screening(client):
    """What POST /v1/screenings said of two companies with ties and one without."""
    return client.post("/v1/screenings", files={"file": ("h.csv", HOLDINGS)}, data={"as_of": "2026-11-24"}).json()


def _read(pdf: bytes) -> str:
    return " ".join("\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def test_without_sender_and_recipients_each_listed_issuer_gets_a_draft(client, screening):
    answer = client.post("/v1/letters", json={"screening": screening, "as_of": "2026-11-24"})
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        names = archive.namelist()
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        first = archive.read(names[0])
    assert answer.headers["content-type"] == "application/zip"
    assert {name.rpartition("-")[0] for name in names if name.endswith(".pdf")} == {"posco-holdings", "bharat-electronics"}
    assert names[-2:] == ["index.html", "manifest.csv"]
    assert "DRAFT" in _read(first).upper()


def test_with_sender_and_recipient_the_letter_is_final_and_names_both(client, screening):
    body = {"screening": screening, "as_of": "2026-11-24", "sender": SENDER, "recipients": [POSCO], "format": "pdf"}
    answer = client.post("/v1/letters", json=body)
    text = _read(answer.content)
    assert answer.headers["content-type"] == "application/pdf"
    assert "A. Example" in text
    assert "POSCO Holdings Inc." in text
    assert "DRAFT" not in text


@pytest.mark.parametrize(
    ("form", "media_type", "start"),
    [
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK"),
        ("eml", "message/rfc822", b"X-Unsent: 1"),
        ("pdf", "application/pdf", b"%PDF-1.7"),
    ],
)
def test_the_form_of_a_letter_is_named_in_the_body_or_by_the_accept_header(form, media_type, start, client, screening):
    body = {"screening": screening, "as_of": "2026-11-24", "entity": "posco-holdings"}
    named = client.post("/v1/letters", json={**body, "format": form})
    accepted = client.post("/v1/letters", json=body, headers={"Accept": media_type})
    assert named.headers["content-type"] == media_type
    assert named.content.startswith(start)
    assert accepted.content == named.content


def test_a_zip_holds_each_letter_in_every_form_asked_for(client, screening):
    answer = client.post(
        "/v1/letters", json={"screening": screening, "as_of": "2026-11-24", "format": "zip", "forms": ["docx", "eml"]}
    )
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        endings = [name.rpartition(".")[2] for name in archive.namelist()]
    assert endings == ["docx", "eml", "docx", "eml", "html", "csv"]


def test_one_letter_can_be_chosen_from_the_drafts(client, screening):
    answer = client.post("/v1/letters", json={"screening": screening, "as_of": "2026-11-24", "entity": "posco-holdings"})
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"].startswith('attachment; filename="posco-holdings-')


def _forge(screening, **changes):
    forged = json.loads(json.dumps(screening))
    forged["findings"][0]["involvements"][0] |= changes
    return forged


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"format": "pdf"}, 400, "several_letters"),
        ({"entity": "nestle"}, 409, "no_letters"),
        ({"kind": "threat"}, 422, "malformed"),
        ({"sender": {**SENDER, "capacity": ""}, "recipients": [POSCO]}, 409, "sender_incomplete"),
        ({"sender": {**SENDER, "mood": "angry"}, "recipients": [POSCO]}, 409, "sender_unusable"),
        ({"sender": SENDER, "recipients": [{**POSCO, "company": ""}]}, 409, "recipients_unusable"),
        ({"sender": SENDER, "recipients": [{**POSCO, "planet": "Mars"}]}, 409, "unknown_field"),
        ({"sender": SENDER, "recipients": []}, 409, "recipient_missing"),
        ({"sender": SENDER, "recipients": [{**POSCO, "entity": "nestle"}]}, 409, "no_ground"),
        ({"profile": "baroque"}, 409, "profile_unknown"),
        ({"screening": {"schema": "screening/9"}}, 400, "screening_unreadable"),
        ({"screening": {"schema": "screening/1"}}, 400, "screening_unreadable"),
        ({"letters": 3}, 422, "malformed"),
    ],
)
def test_a_letter_that_may_not_be_written_is_refused_with_the_reason(change, status, code, client, screening):
    answer = client.post("/v1/letters", json={"screening": screening, "as_of": "2026-11-24", **change})
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text
    assert answer.json()["detail"]


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("receipt", "as_of"), "soon"),
        (("receipt", "as_of"), None),
        (("outcomes",), "many"),
        (("findings", 0, "judgements"), []),
        (("findings", 0, "decision"), "boycott"),
    ],
)
def test_a_record_that_was_spoilt_is_refused_and_not_guessed_at(place, value, client, screening):
    spoilt = json.loads(json.dumps(screening))
    part = spoilt
    for step in place[:-1]:
        part = part[step]
    part[place[-1]] = value
    answer = client.post("/v1/letters", json={"screening": spoilt})
    assert (answer.status_code, answer.json()["code"]) == (400, "screening_unreadable"), answer.text


def test_a_letter_is_asked_for_in_json(client):
    answer = client.post("/v1/letters", data={"screening": "{}"})
    assert (answer.status_code, answer.json()["code"]) == (415, "wrong_content_type")


@pytest.mark.parametrize(
    "change", [{"summary": "The company runs the army."}, {"status": "active", "status_as_of": "2026-11-01"}, {"sources": []}]
)
def test_a_claim_that_our_registry_does_not_hold_word_for_word_is_never_printed(change, client, screening):
    answer = client.post("/v1/letters", json={"screening": _forge(screening, **change)})
    assert (answer.status_code, answer.json()["code"]) == (409, "claim_not_on_record")


def test_a_company_that_is_not_in_the_registry_is_never_written_to(client, screening):
    forged = json.loads(json.dumps(screening))
    forged["findings"][0]["entity"]["id"] = "nestle"
    assert client.post("/v1/letters", json={"screening": forged}).json()["code"] == "claim_not_on_record"


BHARAT = {"entity": "bharat-electronics", "company": "Bharat Electronics", "address_1": "Nagavara", "country": "IN"}
EARLIER = [
    {"entity": "bharat-electronics", "date": "2026-03-02", "channel": "post", "reply": "none"},
    {"entity": "bharat-electronics", "date": "2026-06-15", "channel": "email", "reply": "none"},
]
FINAL = {"sender": SENDER, "recipients": [BHARAT], "as_of": "2026-11-24"}


def test_earlier_letters_make_the_next_an_escalation_that_recalls_them(client, screening):
    answer = client.post("/v1/letters", json={"screening": screening, "as_of": "2026-11-24", **FINAL, "earlier": EARLIER})
    assert answer.headers["content-disposition"] == 'attachment; filename="bharat-electronics-escalation.pdf"'
    assert "Letter of 15 June 2026 (e-mail): no reply has come." in _read(answer.content)


def test_a_holder_is_written_to_about_what_it_may_hold_where_no_file_of_its_own_was_screened(client, screening):
    fund = {"company": "Nordlys Fund", "address_1": "1 Road", "country": "NO", "about": "bharat-electronics;posco-holdings"}
    answer = client.post(
        "/v1/letters", json={"screening": screening, "as_of": "2026-11-24", **FINAL, "recipients": [fund], "family": "holder"}
    )
    said = _read(answer.content)
    assert "money in your care may be invested in the companies named below; if it is not, please tell" in said
    assert "in which you are invested" not in said


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"kind": "escalation"}, 409, "no_ground"),
        ({"as_of": "2027-01-01"}, 409, "screening_old"),
        ({"as_of": "2026-11-01"}, 409, "letter_before_screening"),
        ({"as_of": "soon"}, 400, "not_a_day"),
        ({"language": "tlh"}, 409, "language_unknown"),
        ({"family": "uncle"}, 422, "malformed"),
        ({"family": "holder"}, 409, "recipient_missing"),
        ({"earlier": [{**EARLIER[0], "channel": "pigeon"}]}, 409, "earlier_unusable"),
        ({"earlier": [{**EARLIER[0], "mood": "cross"}]}, 409, "unknown_field"),
    ],
)
def test_a_letter_that_the_day_or_the_evidence_does_not_bear_is_refused(change, status, code, client, screening):
    answer = client.post("/v1/letters", json={"screening": screening, "as_of": "2026-11-24", **FINAL, **change})
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text
