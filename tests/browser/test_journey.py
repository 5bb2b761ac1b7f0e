"""The saver's way in a browser: with a script, without one, and from the keyboard alone."""

from __future__ import annotations

import io
import zipfile

import pytest
from pypdf import PdfReader

from tests.browser.ways import HEADLESS, SCRIPTED, WAYS, fill_letter, press, send, write_to_company


def _take(page, button):
    with page.expect_download() as waiting:
        page.click(button)
    return waiting.value


@pytest.mark.parametrize(("scripted", "language"), SCRIPTED, ids=WAYS)
def test_a_saver_comes_from_a_file_over_near_misses_to_every_form_of_a_letter(scripted, language, open_page):
    page = open_page(java_script_enabled=scripted, accept_downloads=True)
    send(page, language=language)
    assert page.get_attribute("html", "lang") == language
    before = page.inner_text(".headline")
    page.check("input[name=answer-0][value=ptt]")
    page.check("input[name=answer-1][value=none]")
    press(page, "#to-check button[type=submit]")
    assert page.inner_text(".headline") != before
    assert "“PTT”" in page.inner_text(".your-answers")
    assert not page.query_selector("#to-check")
    write_to_company(page)
    fill_letter(page)
    page.uncheck("#ask-1")
    press(page, "#letter button[type=submit]")
    assert "A. Example" in page.inner_text(".letter-preview")
    assert not page.query_selector(".caution")
    page.check("#checked")
    pdf = _take(page, "#take button[type=submit]")
    assert "A. Example" in PdfReader(pdf.path()).pages[0].extract_text()
    assert _take(page, "button[formaction^='/letters/docx']").suggested_filename.endswith(".docx")
    assert _take(page, "button[formaction^='/letters/eml']").suggested_filename.endswith(".eml")
    assert page.get_attribute("html", "lang") == language
    assert _take(page, "button[formaction^='/letters/calendar']").suggested_filename == "reply-days.ics"
    names = zipfile.ZipFile(io.BytesIO(_take(page, "button[formaction^='/letters/zip']").path().read_bytes())).namelist()
    assert {name.rpartition(".")[2] for name in names} >= {"pdf", "docx", "eml"}


def test_the_evidence_stands_under_the_name_of_each_issuer(open_page):
    page = open_page()
    send(page)
    page.click("table.glance a >> nth=0")
    target = page.evaluate("document.querySelector(':target').innerText")
    assert "The policy asks" in target
    assert "confidence" in target


def test_a_letter_to_the_fund_is_about_all_companies_and_names_it(open_page):
    page = open_page()
    send(page)
    press(page, "#write button[value=holder]")
    page.fill("#company", "Example Pension Scheme")
    press(page, "#letter button[type=submit]")
    letter = page.inner_text(".letter-preview")
    assert "POSCO" in letter
    assert "Bharat" in letter
    assert "This is a draft" in page.inner_text("main")


def test_columns_in_doubt_are_shown_once_with_the_first_lines_and_can_be_corrected(open_page):
    page = open_page()
    page.goto("/")
    page.fill(
        "#pasted",
        "Paper\tCode number\tWorth it\nPOSCO HOLDINGS INC\tKR7005490008\tabout 8100\nNESTLE\tCH0038863350\tabout 9300\n",
    )
    press(page, "form.screen button[type=submit]")
    assert page.inner_text("h1") == "Check the columns"
    press(page, "form.columns button[type=submit]")
    assert not page.query_selector("form.columns")
    page.click("details.read-as summary")
    press(page, "details.read-as button")
    assert "POSCO HOLDINGS INC" in page.inner_text(".samples >> nth=0")
    press(page, "form.columns button[type=submit]")
    assert "The answer" in page.inner_text("main")


def test_a_file_without_headings_leads_to_the_columns_first(open_page):
    page = open_page()
    send(page, HEADLESS)
    assert page.inner_text("h1") == "Check the columns"
    press(page, "form.columns button[type=submit]")
    assert "The answer" in page.inner_text("main")


def test_the_keyboard_alone_leads_to_a_letter_and_its_place_is_always_seen(open_page):
    page = open_page()
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.focus("#pasted")
    page.keyboard.insert_text("Name,ISIN\nPOSCO HOLDINGS INC,KR7005490008\n")
    _press_key(page, "form.screen button[type=submit]")
    _press_key(page, "#write button[name=entity]")
    _press_key(page, "#letter button[type=submit]")
    _walk(page, "#checked")
    page.keyboard.press("Space")
    assert page.is_checked("#checked")
    with page.expect_download():
        _walk(page, "#take button[type=submit]")
        page.keyboard.press("Enter")


def _press_key(page, button):
    _walk(page, button)
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none"
    with page.expect_navigation():
        page.keyboard.press("Enter")


def _walk(page, wanted):
    """Tabs on until the wanted thing has the focus."""
    for _ in range(80):
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"the keyboard does not reach {wanted}")


def test_the_language_can_be_changed_at_every_step_and_keeps_the_place(open_page):
    page = open_page()
    send(page)
    press(page, "p.languages button[lang=my]")
    assert page.get_attribute("html", "lang") == "my"
    assert page.query_selector("section.coverage")
    write_to_company(page)
    assert page.get_attribute("html", "lang") == "my"
    page.fill("#name", "A. Example")
    press(page, "p.languages button[lang=en]")
    assert page.input_value("#name") == "A. Example"
    with page.expect_navigation():
        page.press("#name", "Enter")
    press(page, "p.languages button[lang=my]")
    assert page.get_attribute("html", "lang") == "my"
    assert "A. Example" in page.inner_text(".letter-preview")
