"""What goes wrong is said beside where it is mended, and never looks like a clean result."""

from __future__ import annotations

import io

import openpyxl
import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from tests.browser.ways import HOLDINGS, SCRIPTED, WAYS, press, send, write_to_company

LARGE = "Name,ISIN,Market Value (USD),Note\n" + f"POSCO HOLDINGS INC,KR7005490008,10.00,{'long ' * 800}\n" * 550
"""More than 2 MB: the file becomes a job."""


def _lock() -> bytes:
    book, plain, locked = openpyxl.Workbook(), io.BytesIO(), io.BytesIO()
    book.active.append(["Name", "ISIN"])
    book.save(plain)
    OOXMLFile(io.BytesIO(plain.getvalue())).encrypt("a password", locked)
    return locked.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("picture.csv", b"\x89PNG\r\n\x1a\n" + bytes(200), "picture"),
        ("empty.csv", b"", "empty"),
        ("locked.xlsx", _lock(), "password"),
        ("large.csv", b"Name,ISIN\n" + b"x" * 4 * 2**20, "larger than 3 MB"),
    ],
    ids=["unreadable", "empty", "under a password", "too large"],
)
def test_a_file_that_cannot_be_used_is_said_so_beside_the_field(name, content, says, open_page):
    page = open_page()
    send(page, content, name)
    assert says in page.inner_text("[role=alert]")
    assert page.title().startswith("Not screened")
    assert page.get_attribute("#file", "aria-errormessage") == "refusal"
    page.click("[role=alert] h2 a")
    assert page.evaluate("document.activeElement.id") == "file"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("Name,ISIN,Market Value\nCash,,100\nCash EUR,,50\n", "Nothing could be screened"),
        ("Name,ISIN\nNESTLE SA-REG,CH0038863350\n", "0 of 1\u00a0issuer is listed"),
    ],
    ids=["all cash", "nothing found"],
)
def test_an_empty_answer_is_an_answer_and_clears_nobody(content, says, open_page):
    page = open_page()
    send(page, content)
    assert says in page.inner_text(".headline")
    assert "Not listed is not cleared" in page.inner_text(".answer")
    assert not page.query_selector("#write")


def test_a_page_of_an_earlier_start_of_the_service_says_that_its_result_is_gone(open_page):
    page = open_page()
    send(page)
    page.eval_on_selector("#write input[name=sealed]", "field => field.value = field.value.slice(0, -2) + '00'")
    write_to_company(page)
    assert "no longer at hand" in page.inner_text("[role=alert]")
    assert page.query_selector("form.screen")


def test_a_letter_that_cannot_be_written_says_which_field_to_mend_and_keeps_the_rest(open_page):
    page = open_page()
    send(page)
    write_to_company(page)
    page.fill("#name", "A. Example")
    page.eval_on_selector("#recipient_email", "field => { field.type = 'text'; field.value = 'nowhere' }")
    press(page, "#letter button[type=submit]")
    assert "not an e-mail address" in page.inner_text("[role=alert]")
    assert page.input_value("#name") == "A. Example"


def test_a_letter_is_not_handed_over_before_its_reader_says_to_have_checked_it(open_page):
    page = open_page()
    send(page)
    write_to_company(page)
    press(page, "#letter button[type=submit]")
    page.eval_on_selector("#checked", "box => box.required = false")
    press(page, "#take button[type=submit]")
    assert "Confirm that you have checked" in page.inner_text("[role=alert]")


@pytest.mark.parametrize(("scripted", "language"), SCRIPTED, ids=WAYS)
def test_a_large_file_gets_a_page_that_can_be_closed_and_come_back_to_and_is_deleted_when_told(
    scripted, language, open_page, worker
):
    page = open_page(java_script_enabled=scripted)
    send(page, LARGE, language=language)
    assert "/jobs/" in page.url
    address = page.url
    assert page.get_attribute("html", "lang") == language
    assert "UTC" in page.inner_text("main")
    assert not any("Refused" in said or "violates" in said for said in page.said)
    assert worker.is_alive()
    page.wait_for_selector("section.coverage", timeout=40_000)
    other = open_page()
    other.goto(address)
    write_to_company(other)
    assert "POSCO" in other.inner_text("h1")
    other.goto(address)
    press(other, "form[action*='/delete'] button")
    assert other.goto(address).status == 404


def test_a_large_file_that_cannot_be_read_ends_on_a_page_that_says_so(open_page, worker):
    page = open_page()
    send(page, f"{'nothing here is a table ' * 40}\n" * 2_500)
    assert worker.is_alive()
    page.wait_for_selector("[role=alert]", timeout=40_000)
    assert page.inner_text("h1") == "Not screened"
    assert HOLDINGS not in page.content()
