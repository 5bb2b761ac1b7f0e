"""POST /screen and POST /papers/…: a person's way through."""

from __future__ import annotations

import html
import io
import re
import zipfile

import openpyxl
import pytest
from pypdf import PdfReader

from screener.web import seal
from tests.web.bad_uploads import CASES, NAMES, get_content
from tests.web.portfolios import HOLDINGS

HOSTILE = """Name,ISIN,Market Value (USD)
<script>alert(1)</script> POSCO HOLDINGS,KR7005490008,10
=cmd|' /C calc'!A0,KR7005490008,10
<img src=x onerror=alert(1)>,XX0000000000,10
"{long}",KR7005490008,10
,XX0000000000,5
""".replace("{long}", "POSCO " + "A" * 100_000)


def _screen(client, content=HOLDINGS, name="h.csv", place="/screen", **fields):
    return client.post(place, files={"file": (name, content)}, data={"as_of": "2026-11-24", **fields})


def _sealed(page: str) -> str:
    return html.unescape(re.search(r'name="sealed" value="([^"]+)"', page).group(1))


def _take(client, paper, sealed):
    return client.post(f"/papers/{paper}", files={"sealed": (None, sealed)})


def test_every_sample_portfolio_gives_a_page_with_coverage_before_the_answer_before_the_reasons(client, samples):
    for sample in samples:
        page = _screen(client, sample.read_bytes(), sample.name)
        assert page.status_code == 200, sample.name
        heads = ("The answer", "What could be screened", "Who is listed, and", "Take it with you", "Listed issuers")
        places = [page.text.index(words) for words in ("could be screened.", *(f"<h2>{head}" for head in heads))]
        assert places == sorted(places)
        assert page.headers["cache-control"] == "no-store"


def test_under_the_answer_stands_the_way_to_every_part_that_asks_something_of_the_reader(client):
    page = _screen(client, f"{HOLDINGS}PTT,,1,4000\nWORLD STOCK ETF,,1,5000\n").text
    jumps = re.findall(r'href="#([\w-]+)"', re.search(r'<ul class="jumps">.*?</ul>', page, re.DOTALL).group(0))
    assert jumps == ["listed", "to-check", "unresolved", "funds", "take"]
    assert all(f'id="{place}"' in page for place in jumps)


def test_only_what_lists_nobody_is_folded_away(client):
    page = _screen(client).text
    folded = re.findall(r'<details class="fold">.*?</details>', page, re.DOTALL)
    assert [re.findall(r"<h2>(.*?)</h2>", part) for part in folded] == [["Method and limits", "Receipt"]]


def test_decisions_are_words_with_a_shape_and_each_issuer_leads_to_its_evidence(client):
    page = _screen(client).text
    assert re.search(r"<svg[^>]*>.*?</svg>\s*Exclude", page)
    assert re.search(r"<svg[^>]*>.*?</svg>\s*Engage", page)
    assert 'href="/entities/posco-holdings"' in page
    assert 'href="#posco-holdings"' in page
    assert "Not listed is not cleared" in page


def test_pasted_lines_are_screened_like_a_file(client):
    pasted = client.post("/screen", files={"pasted": (None, HOLDINGS.replace(",", "\t"))})
    assert pasted.status_code == 200
    assert "POSCO Holdings" in pasted.text


def test_a_label_heads_the_page_and_a_file_without_one_its_name(client):
    assert "<h1>h.csv</h1>" in _screen(client).text
    assert "<h1>Our &lt;b&gt;pension&lt;/b&gt;</h1>" in _screen(client, label="Our <b>pension</b>").text


def test_the_page_alone_gives_every_paper(client):
    sealed = _sealed(_screen(client).text)
    papers = {
        name: _take(client, name, sealed)
        for name in ("summary.pdf", "trustees.pdf", "holdings.xlsx", "findings.csv", "letters.zip", "screening.json")
    }
    for name, paper in papers.items():
        assert paper.status_code == 200, paper.text
        assert paper.headers["content-disposition"] == f'attachment; filename="{name}"'
        assert paper.headers["cache-control"] == "no-store"
    assert "are listed" in PdfReader(io.BytesIO(papers["summary.pdf"].content)).pages[0].extract_text()
    assert openpyxl.load_workbook(io.BytesIO(papers["holdings.xlsx"].content)).sheetnames[0] == "Holdings"
    assert papers["findings.csv"].text.startswith("\ufefffinding,")
    archive = zipfile.ZipFile(io.BytesIO(papers["letters.zip"].content))
    assert sum(name.endswith(".pdf") for name in archive.namelist()) == 2
    assert archive.read("tracker.csv").decode("utf-8-sig").count("\n") == 3
    assert archive.read("reply-days.ics").startswith(b"BEGIN:VCALENDAR")
    assert papers["screening.json"].json()["schema"] == "screening/1"


def test_a_result_too_large_for_its_page_asks_for_the_file_again_and_gives_the_same_papers(client, monkeypatch):
    monkeypatch.setattr(seal, "MAX_CHARACTERS", 100)
    page = _screen(client, label="Mine").text
    assert 'name="sealed"' not in page
    assert "Choose the file once more" in page
    assert 'value="Mine"' in page
    paper = client.post("/papers/screening.json", files={"file": ("h.csv", HOLDINGS)}, data={"as_of": "2026-11-24"})
    assert paper.json()["outcomes"]["listed"] == 2


@pytest.mark.parametrize("spoil", [lambda sealed: sealed[:-2] + "00", lambda _: "nothing"])
def test_an_altered_page_gives_no_paper(spoil, client):
    answer = _take(client, "summary.pdf", spoil(_sealed(_screen(client).text)))
    assert answer.status_code == 400
    assert "no longer at hand" in answer.text


def test_a_paper_nobody_knows_is_refused(client):
    assert _take(client, "diary.pdf", _sealed(_screen(client).text)).status_code == 400


def test_the_first_letter_offered_is_to_the_company_that_the_file_names_and_not_to_a_fund_that_it_does_not(client):
    page = _screen(client).text
    buttons = re.search(r'<form id="write".*?</form>', page, re.DOTALL).group(0)
    assert re.findall(r'<button(?: class="(second)")? name="(?:entity|to)" value="([\w-]+)">', buttons) == [
        ("", "bharat-electronics"), ("second", "holder"),
    ]  # fmt: skip


def test_where_nothing_is_asked_there_is_no_button_for_letters_and_no_letter(client):
    page = _screen(client, "Name,ISIN\nNESTLE SA-REG,CH0038863350\n").text
    assert "letters.zip" not in page
    assert _take(client, "letters.zip", _sealed(page)).status_code == 400


@pytest.mark.parametrize(("what", "name", "content", "fields", "status", "code"), CASES, ids=NAMES)
def test_what_cannot_be_used_is_said_beside_the_form_with_what_was_chosen(
    what, name, content, fields, status, code, client, request
):
    given = {"label": "My own fund", **fields}
    answer = client.post("/screen", files={"file": (name, get_content(content, request))}, data=given)
    assert answer.status_code == status
    assert 'role="alert"' in answer.text
    assert "Traceback" not in answer.text
    if code == "unknown_column":
        assert 'class="columns"' in answer.text
        return
    assert 'class="screen"' in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert code == "too_large" or 'value="My own fund"' in answer.text


def test_sending_nothing_says_that_a_file_is_needed(client):
    answer = client.post("/screen", files={"file": ("", b""), "pasted": (None, "")})
    assert answer.status_code == 400
    assert "No file was sent" in answer.text


def test_who_holds_funds_alone_is_told_that_they_were_not_looked_at_and_what_can_be_done(client):
    page = _screen(client, "Name,Quantity\nVanguard Total Stock Market ETF,2\niShares Core S&P 500 UCITS ETF,3\n").text
    assert "2 lines are funds. What they hold was not looked at" in page
    assert "What you can do about your funds" in page
    assert "about your funds" not in _screen(client).text


def test_what_was_pasted_and_cannot_be_used_stands_where_it_can_be_mended(client):
    pasted = f"{HOLDINGS}<b>Acme</b>,,,1"
    page = client.post("/screen", files={"pasted": (None, pasted), "policy": (None, "nobody")})
    assert page.status_code == 404
    assert f"{html.escape(pasted)}</textarea>" in page.text


def test_a_file_and_pasted_lines_together_are_not_guessed_between(client):
    answer = client.post("/screen", files={"file": ("h.csv", HOLDINGS), "pasted": (None, HOLDINGS)})
    assert answer.status_code == 400
    assert "Both a file and pasted lines" in answer.text


def test_problems_of_the_file_stand_on_the_page_with_their_row_and_what_to_do(client):
    page = _screen(client, "Name,ISIN\nPOSCO HOLDINGS INC,KR7005490009\n").text
    row = re.search(r'id="problems".*?<tbody>\s*<tr>(.*?)</tr>', page, re.DOTALL).group(1)
    assert ">2<" in row
    assert "KR7005490009" in row


def test_hostile_names_reach_page_workbook_and_pdf_as_harmless_text(client):
    page = _screen(client, HOSTILE)
    assert page.status_code == 200
    assert "<script" not in page.text
    assert "<img" not in page.text
    assert "A" * 1_000 not in page.text
    sealed = _sealed(page.text)
    book = openpyxl.load_workbook(io.BytesIO(_take(client, "holdings.xlsx", sealed).content))
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line if cell.value is not None]
    assert any("=cmd" in str(cell.value) for cell in cells)
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    assert _take(client, "summary.pdf", sealed).content.startswith(b"%PDF")


def test_a_portfolio_of_cash_alone_says_that_nothing_could_be_screened(client):
    page = _screen(client, "Name,ISIN,Market Value\nCash,,100\nCash EUR,,50\n")
    assert page.status_code == 200
    assert "Nothing could be screened" in page.text


def test_a_result_has_no_address_of_its_own(client):
    answer = client.get("/screen")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


SMALL = [case for case in CASES if len(case[2]) < 10_000 and case[5] != "rulebook_fault"]


@pytest.mark.parametrize(("name", "content", "fields"), [case[1:4] for case in SMALL], ids=[case[0] for case in SMALL])
def test_what_cannot_be_screened_is_said_in_burmese_on_a_burmese_page(name, content, fields, client, request):
    page = client.post("/screen?lang=my", files={"file": (name, get_content(content, request))}, data=fields).text
    told = page.partition('role="alert"')[2].partition("</div>")[0]
    assert len(told) > 100
    assert 'lang="en"' not in told


def test_what_was_noticed_in_the_lines_is_said_in_burmese_on_a_burmese_page(client):
    page = _screen(
        client, "Name,ISIN,Market Value (USD)\nPOSCO,KR7005490009,10\nPTT,,abc\nNestle SA,US123,5\n", place="/screen?lang=my"
    ).text
    seen = page.partition('id="problems"')[2].partition("</section>")[0]
    assert seen.count("<tr>") > 2
    assert 'lang="en"' not in seen


def test_a_page_and_its_papers_show_the_files_own_sign_and_the_data_keeps_no_currency(client):
    page = _screen(client, 'Name,ISIN,Value\nPOSCO Holdings,KR7005490008,"$1,250.55"\nPlain Goods plc,,$5.00\n').text
    assert "$\u00a01,250.55" in page
    assert "¤" not in page
    pdf = PdfReader(io.BytesIO(_take(client, "summary.pdf", _sealed(page)).content))
    assert "$ 1,250.55" in pdf.pages[0].extract_text().replace("\u00a0", " ")
    assert b'"currency": "XXX"' in pdf.attachments["summary.json"][0]
    assert "XXX 1250.55" in _take(client, "findings.csv", _sealed(page)).text
