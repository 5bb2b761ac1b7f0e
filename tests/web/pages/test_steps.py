"""POST /columns, /confirm, /result, /letters…, /jobs…: the steps between a file and a letter."""

from __future__ import annotations

import html
import io
import re
import zipfile

import pytest

from screener.web.pages import results
from screener.web.seal import CarriedPortfolio, Sealer
from tests.web.portfolios import HOLDINGS

UNSURE = "Name,ISIN,Market Value\nPTT,,100\nPOSCO HOLDINGS INC,KR7005490008,10\n"
FULL = {
    "name": "A. Example",
    "email": "a@example.org",
    "company": "POSCO Holdings",
    "street": "1 Example Street\n00000 Town",
    "country": "KR",
}


def _send(client, address, page="", **words):
    fields = {name: value for name in ("sealed", "portfolio", "job") if (value := _carried(page, name))}
    return client.post(address, files=[(name, (None, value)) for name, value in {**fields, **words}.items()])


def _carried(page, name):
    found = re.search(rf'name="{name}" value="([^"]+)"', page)
    return html.unescape(found.group(1)) if found else None


def _screen(client, content=HOLDINGS):
    return client.post("/screen", files={"file": ("h.csv", content)}).text


def test_an_answer_makes_a_near_miss_listed_and_can_be_taken_back(client):
    page = _screen(client, UNSURE)
    assert 'name="answer-0" value="ptt"' in page
    answered = _send(client, "/confirm", page, **{"answer-0": "ptt"}).text
    assert 'name="answer-0"' not in answered
    assert "“PTT” is PTT" in html.unescape(answered)
    back = _send(client, "/confirm", answered, forget="yes").text
    assert 'name="answer-0" value="ptt"' in back


def test_none_of_these_leaves_a_holding_not_listed_and_an_answer_never_shown_counts_for_nothing(client):
    page = _screen(client, UNSURE)
    assert "is none of those shown" in _send(client, "/confirm", page, **{"answer-0": "none"}).text
    assert 'name="answer-0" value="ptt"' in _send(client, "/confirm", page, **{"answer-0": "posco-holdings"}).text


def test_a_column_can_be_said_to_be_another_and_not_two_to_be_the_same(client):
    page = _screen(client, "Name,Code,Ours,Theirs\nPOSCO HOLDINGS INC,KR7005490008,10,20\n")
    columns = _send(client, "/columns", page).text
    assert '<option value="market_value=Theirs"' in columns
    assert "KR7005490008" in columns
    mended = _send(client, "/screen", columns, **{"column-3": "market_value=Theirs"}).text
    assert "20" in re.search(r'<table class="glance">.*?</table>', mended, re.DOTALL).group(0)
    twice = _send(client, "/screen", columns, **{"column-2": "market_value=Ours", "column-3": "market_value=Theirs"})
    assert twice.status_code == 400
    assert "Two columns were said to be the market value" in twice.text


def test_a_column_can_be_said_to_be_unused_and_stays_so_where_the_columns_are_shown_again(client):
    page = _screen(client, "Name,Code,Worth,Note\nPOSCO HOLDINGS INC,KR7005490008,10,a\n")
    columns = _send(client, "/columns", page).text
    mended = _send(client, "/screen", columns, **{"column-1": "unused=Code", "column-3": "unused=Note"}).text
    assert "Code" not in re.search(r'<details class="read-as">.*?</dl>', mended, re.DOTALL).group(0)
    again = _send(client, "/columns", mended).text
    assert re.findall(r'<option value="(unused=\w+)" selected', again) == ["unused=Code", "unused=Note"]


def test_a_letter_without_a_name_is_a_draft_and_with_all_it_needs_is_none(client):
    page = _screen(client)
    draft = _send(client, "/letters/preview", page, entity="posco-holdings").text
    assert "This is a draft" in draft
    assert "[your name]" in draft
    assert "review overdue since 30\xa0November 2025" in draft
    final = _send(client, "/letters/preview", page, entity="posco-holdings", **FULL).text
    assert "This is a draft" not in final
    assert "A. Example" in final


@pytest.mark.parametrize(("form", "begins"), [("pdf", b"%PDF"), ("docx", b"PK"), ("eml", b""), ("zip", b"PK")])
def test_every_form_of_a_letter_is_handed_over_once_it_is_said_to_be_checked(form, begins, client):
    page = _screen(client)
    refused = _send(client, f"/letters/{form}", page, entity="posco-holdings", **FULL)
    assert refused.status_code == 400
    assert 'aria-invalid="true"' in refused.text
    taken = _send(client, f"/letters/{form}", page, entity="posco-holdings", checked="yes", **FULL)
    assert taken.status_code == 200
    assert taken.content.startswith(begins)
    assert taken.headers["cache-control"] == "no-store"
    if form == "zip":
        assert len(zipfile.ZipFile(io.BytesIO(taken.content)).namelist()) == 7


def test_the_firmest_kind_that_the_evidence_bears_is_chosen_and_to_divest_is_never_suggested(client):
    page = _screen(client)
    for entity, kind in (("bharat-electronics", "engagement"), ("posco-holdings", "enquiry")):
        chosen = re.findall(r'<option value="(\w+)" selected', _send(client, "/letters", page, entity=entity).text)
        assert kind in chosen
    assert "divestment_notice" not in re.findall(
        r'<option value="(\w+)" selected', _send(client, "/letters", page, to="holder").text
    )


def test_an_ask_that_is_not_ticked_is_not_asked(client):
    page = _screen(client)
    fields = [*((name, (None, _carried(page, name))) for name in ("sealed", "portfolio")), ("entity", (None, "posco-holdings"))]
    every = client.post("/letters", files=fields).text
    asks = re.findall(r'name="asks" value="(\w+)"', every)
    some = client.post("/letters/preview", files=[*fields, *(("asks", (None, ask)) for ask in asks[:2])]).text
    assert len(re.findall(r"<li>", re.search(r'<ol class="asks">.*?</ol>', some, re.DOTALL).group(0))) == 2


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"kind": "escalation"}, "escalation"),
        ({"kind": "shout"}, "shout"),
        ({"language": "tlh"}, "tlh"),
        ({"profile": "dove"}, "dove"),
        ({"entity": "nobody"}, "nothing is asked of it"),
        ({"recipient_email": "nowhere"}, "not an e-mail address"),
        ({"street": "x" * 200}, "room for"),
        ({"to": "holder"}, "does not say to whom"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_a_letter_cannot_be_is_said_and_nothing_is_written(fields, says, client):
    wanted = {"entity": "posco-holdings", **FULL, **fields}
    if fields.get("to"):
        wanted.pop("company")
    answer = _send(client, "/letters/preview", _screen(client), **wanted)
    assert 400 <= answer.status_code < 500
    assert says in answer.text
    assert "letter-preview" not in answer.text


def test_hostile_words_stay_words_in_a_letter_and_on_the_columns(client):
    wild = "<script>alert(1)</script>"
    page = _screen(client, f"Name,{wild}\nPOSCO HOLDINGS INC,{wild}\n")
    assert "<script>alert" not in _send(client, "/columns", page).text
    preview = _send(client, "/letters/preview", page, entity="posco-holdings", **{**FULL, "name": wild, "person": wild})
    assert "<script>alert" not in preview.text


def test_a_page_made_of_another_portfolio_seal_opens_nothing(client):
    page = _screen(client)
    swapped = client.post("/result", files={"sealed": (None, _carried(page, "portfolio"))})
    assert swapped.status_code == 400
    assert "no longer at hand" in swapped.text


def test_a_portfolio_comes_back_as_it_went_out_or_is_too_long_to_be_carried():
    sealer = Sealer()
    portfolio = CarriedPortfolio("h.csv", b"\x00\xff,\n", {"policy": "standard"})
    assert sealer.open_portfolio(sealer.seal_portfolio(portfolio)) == portfolio
    assert sealer.seal_portfolio(CarriedPortfolio("h.csv", bytes(3 * 2**20), {})) is None


def test_a_large_file_becomes_a_job_whose_page_shows_the_result_and_whose_papers_need_no_file(client, work, monkeypatch):
    monkeypatch.setattr(results, "JOB_BYTES", 10)
    sent = client.post("/screen", files={"file": ("h.csv", HOLDINGS)})
    assert sent.status_code == 303
    place = sent.headers["location"]
    assert "being screened" in client.get(place).text
    work()
    assert client.get(place, headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"
    page = client.get(place).text
    assert "The answer" in page
    assert "portfolio" not in re.findall(r'name="(\w+)"', page)
    assert _send(client, "/papers/screening.json", page).json()["outcomes"]["listed"] == 2
    assert "POSCO" in _send(client, "/letters", page, entity="posco-holdings").text
    assert client.post(f"{place}/delete").headers["location"] == "/"
    assert client.get(place).status_code == 404


def test_a_job_heeds_answers_at_its_own_address_with_the_file_it_keeps_and_takes_them_back(client, work, monkeypatch):
    monkeypatch.setattr(results, "JOB_BYTES", 10)
    place = client.post("/screen", files={"file": ("h.csv", UNSURE)}).headers["location"]
    work()
    page = client.get(place).text
    assert 'type="file"' not in re.search(r'<section class="to-check".*?</section>', page, re.DOTALL).group(0)
    sent = _send(client, "/confirm", page, **{"answer-0": "ptt"})
    assert (sent.status_code, sent.headers["location"]) == (303, place)
    assert "being screened" in client.get(place).text
    assert _send(client, "/confirm", page, **{"answer-0": "none"}).status_code == 409
    work()
    answered = html.unescape(client.get(place).text)
    assert "“PTT” is PTT" in answered
    assert 'name="answer-0"' not in answered
    assert "“PTT” is PTT" in html.unescape(_send(client, "/result", answered).text)
    _send(client, "/confirm", answered, forget="yes")
    work()
    assert 'name="answer-0" value="ptt"' in client.get(place).text
    client.post(f"{place}/delete")
    assert _send(client, "/confirm", page, **{"answer-0": "ptt"}).status_code == 404


@pytest.mark.parametrize("place", ["/screen", "/result", "/confirm", "/columns", "/letters", "/letters/preview"])
def test_a_step_has_no_address_of_its_own(place, client):
    answer = client.get(place)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
