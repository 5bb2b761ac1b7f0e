"""GET and POST /corrections: what a reader says is wrong."""

from __future__ import annotations

import resource
from dataclasses import replace

import pytest
import yaml
from fastapi.testclient import TestClient

from screener.settings import Settings
from screener.store.correction_requests import read_requests
from screener.web.app import create_app

SAID = {
    "entity": "posco-holdings",
    "claim": "",
    "wrong": "The joint venture ended in 2024, as the report says.",
    "source": "https://example.org/report",
    "contact": "",
}
SENDER = {"User-Agent": "A-Browser-Of-Mine/7.1", "Accept-Language": "nb-NO", "X-Forwarded-For": "203.0.113.9", "Referer": "x"}


@pytest.fixture(scope="module")
def open_app(tmp_path_factory):
    folder = tmp_path_factory.mktemp("store")
    return create_app(Settings(cache=folder / "cache", corrections=folder, database_url=f"sqlite:///{folder}/screener.db"))


@pytest.fixture
def folder(open_app, tmp_path):
    bench = open_app.state.workbench
    bench.settings = replace(bench.settings, corrections=tmp_path / "requests", mode="own")
    return tmp_path / "requests"


@pytest.fixture
def reader(open_app, folder):
    return TestClient(open_app, base_url="http://localhost", follow_redirects=False)


def send(reader, **changes):
    fields = {name: (None, value) for name, value in (SAID | changes).items()}
    return reader.post("/corrections", files=fields, headers=SENDER)


def test_what_was_sent_is_kept_and_the_page_says_by_when_it_is_answered(reader, folder):
    answer = send(reader)
    (kept,) = read_requests(folder).requests
    assert answer.status_code == 200
    assert kept.reference in answer.text
    assert "answers by" in answer.text
    assert (kept.entity, kept.wrong, kept.source) == (SAID["entity"], SAID["wrong"], SAID["source"])


def test_nothing_of_the_sender_is_in_the_file(reader, folder):
    send(reader)
    (file,) = folder.iterdir()
    text = file.read_text(encoding="utf-8")
    assert not [part for part in ("A-Browser", "nb-NO", "203.0.113", "testclient", ":00") if part in text]
    assert set(yaml.safe_load(text)) == {"reference", "received", "answer_by", "registry", *SAID}


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"entity": ""}, "no entry of that id"),
        ({"entity": "../../etc/passwd"}, "no entry of that id"),
        ({"entity": "posco-holdings/../x"}, "no entry of that id"),
        ({"entity": "a" * 200}, "no entry of that id"),
        ({"claim": "another/claim"}, "not on the page of this entry"),
        ({"claim": "../x"}, "not on the page of this entry"),
        ({"wrong": ""}, "in a sentence or more"),
        ({"wrong": " \n \u202e "}, "in a sentence or more"),
        ({"wrong": "x" * 4001}, "longer than fits"),
        ({"source": ""}, "that anyone can open"),
        ({"source": "javascript:alert(1)"}, "that anyone can open"),
        ({"source": "https://"}, "that anyone can open"),
        ({"source": "https://name:word@example.org/"}, "that anyone can open"),
        ({"source": "https://example.org/" + "x" * 2000}, "longer than fits"),
        ({"contact": "x" * 201}, "longer than fits"),
    ],
)
def test_what_cannot_be_used_is_said_beside_its_field_and_nothing_is_kept(changes, fault, reader, folder):
    answer = send(reader, **changes)
    assert answer.status_code == 400
    assert fault in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert not folder.exists() or not list(folder.iterdir())


def test_what_was_written_stands_again_in_the_form_as_text(reader):
    page = send(reader, wrong="</textarea><script>alert(1)</script> and more", source="no address").text
    assert "&lt;/textarea&gt;&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page


def test_markup_and_controls_are_kept_as_words_that_an_editor_may_read_safely(reader, folder):
    send(reader, wrong="<b>Not so</b>: \x1b[31mred\u202e and\r\nwrong: x\n--- # end", contact="a\u0000b@example.org")
    (kept,) = read_requests(folder).requests
    assert kept.wrong == "<b>Not so</b>: [31mred and\nwrong: x\n--- # end"
    assert kept.contact == "ab@example.org"


def test_the_id_of_an_entry_that_was_merged_is_followed(reader, folder, open_app):
    old, new = next(iter(open_app.state.workbench.rulebook.registry.merged.items()))
    assert send(reader, entity=old).status_code == 200
    assert read_requests(folder).requests[0].entity == new


def test_a_form_that_is_too_large_is_refused_and_says_that_nothing_was_kept(reader, folder):
    answer = send(reader, wrong="x" * 2**20)
    assert answer.status_code == 413
    assert "was not kept" in answer.text
    assert not folder.exists()


def test_a_field_nobody_knows_is_refused(reader):
    assert send(reader, more="x").status_code == 400


def test_a_full_disk_is_said_and_the_words_are_given_back(reader, folder):
    folder.mkdir()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        answer = send(reader)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert answer.status_code == 503
    assert "was not kept" in answer.text
    assert SAID["wrong"] in answer.text
    assert list(folder.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_said(reader, folder):
    folder.write_text("a file stands where the folder should", encoding="utf-8")
    answer = send(reader)
    assert answer.status_code == 503
    assert "was not kept" in answer.text


def test_one_address_may_send_ten_an_hour_where_anybody_may_come(reader, folder, open_app):
    bench = open_app.state.workbench
    bench.settings = replace(bench.settings, mode="public")
    statuses = [send(reader).status_code for _ in range(12)]
    assert statuses == [200] * 10 + [429] * 2
    assert len(list(folder.iterdir())) == 10


def test_the_form_offers_the_claims_of_the_entry_it_was_opened_for(reader, open_app):
    claims = [tie.id for tie in open_app.state.workbench.rulebook.registry.entities["posco-holdings"].involvements]
    page = reader.get("/corrections", params={"entity": "posco-holdings", "claim": claims[0]}).text
    assert f'<option value="{claims[0]}" selected>' in page
    assert all(f'<option value="{claim}"' in page for claim in claims)


def test_without_a_folder_the_page_says_how_else_to_ask_and_takes_nothing(client):
    page = client.get("/corrections", params={"entity": "posco-holdings"}).text
    assert "<form" not in page
    assert "open an issue" in page
    answer = client.post("/corrections", files={name: (None, value) for name, value in SAID.items()})
    assert answer.status_code == 404
    assert "has given no address" in answer.text


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        ("editors@registry.example", "mailto:editors@registry.example"),
        ("https://registry.example/wrong", "https://registry.example/wrong"),
    ],
)
def test_an_answer_is_promised_only_where_the_operator_set_a_way_to_ask(address, leads_to, reader, open_app):
    bench = open_app.state.workbench
    bench.settings = replace(bench.settings, corrections=None, corrections_address=address)
    assert f'href="{leads_to}"' in reader.get("/corrections").text
    places = ("/corrections", "/entities/posco-holdings", "/listing")
    as_page = {"accept": "text/html"}
    assert all("within 14 days" in reader.get(place, headers=as_page).text for place in places)
    bench.settings = replace(bench.settings, corrections_address=None)
    assert not any("within 14 days" in reader.get(place, headers=as_page).text for place in places)
