"""The campaigner's way in a browser, with a script and without: files, second person, letters as a job, tracker."""

from __future__ import annotations

import io
import zipfile

import pytest

from screener.web.pages.campaign import check, letters
from tests.browser.ways import SCRIPTED, WAYS, press, read_number
from tests.web.campaigns import RECIPIENTS, write_plan


def _give(page, **files):
    for name, content in files.items():
        page.set_input_files(f"#{name}", {"name": name, "mimeType": "text/plain", "buffer": content.encode()})


def _take(page, button):
    with page.expect_download() as waiting:
        page.click(button)
    return waiting.value.path().read_bytes()


def _check(page, language="en", recipients=RECIPIENTS):
    page.goto(f"/campaigns?lang={language}")
    _give(page, plan=write_plan(), recipients=recipients)
    press(page, "#open button[type=submit]")


def _read_over(page):
    press(page, "[formaction^='/campaigns/sheet']:not([formaction*='.pdf'])")
    for box in page.query_selector_all(".sentence input"):
        box.check()
    page.fill("#initials", "QR")


@pytest.mark.parametrize(("scripted", "language"), SCRIPTED, ids=WAYS)
@pytest.mark.usefixtures("worker")
def test_a_campaigner_comes_from_two_files_to_letters_and_a_tracker(scripted, language, open_page, monkeypatch):
    for module in (check, letters):
        monkeypatch.setattr(module, "JOB_LETTERS", 1)
    page = open_page(java_script_enabled=scripted, accept_downloads=True)
    _check(page, language)
    assert read_number(page, ".headline") == 2
    _read_over(page)
    press(page, "#sheet button[type=submit]")
    assert page.is_enabled("[formaction^='/campaigns/letters.zip']")
    page.uncheck("#form-pdf")
    page.check("#form-docx")
    press(page, "[formaction^='/campaigns/letters.zip']")
    page.wait_for_selector("a[download]", timeout=90_000)
    bundle = zipfile.ZipFile(io.BytesIO(_take(page, "a[download]")))
    tracker = bundle.read("keep-to-yourselves/tracker.csv").decode("utf-8-sig")
    page.goto(f"/campaigns/tracker?lang={language}")
    _give(page, plan=write_plan(), tracker=tracker)
    press(page, "form.screen button[type=submit]")
    press(page, "#tracker button[type=submit]")
    assert page.inner_text("[role=status]")
    assert page.get_attribute("html", "lang") == language
    assert b"awaiting a reply" in _take(page, "[formaction^='/campaigns/tracker/answers.csv']")


TRACKER = (
    "on,letter,event,company,about,kind,reply_by,claims,registry,sha256,by,note,reply\n"
    "2026-11-02,a-fund,prepared,A Fund With A Very Long Name Of Its Own,posco-holdings,enquiry,2026-11-20,gone-claim,,,post,,\n"
    "2026-11-02,a-fund,sent,A Fund With A Very Long Name Of Its Own,posco-holdings,enquiry,,,,,post,,\n"
)


@pytest.mark.parametrize(("language", "scheme"), [("en", "light"), ("my", "dark")])
def test_every_page_of_a_campaign_is_light_narrow_and_without_a_fault(language, scheme, inspector):
    see = inspector(language, scheme)
    page = see.page
    page.goto(f"/campaigns?lang={language}")
    see.look("start")
    press(page, "#open button[type=submit]")
    see.look("no files")
    _check(page, language, RECIPIENTS + ",,No Address,,,,,,,NO,\n")
    see.look("faults")
    _check(page, language)
    see.look("check")
    _read_over(page)
    see.look("sheet")
    page.fill("#initials", "")
    press(page, "#sheet button[type=submit]")
    see.look("not signed")
    page.fill("#initials", "QR")
    press(page, "#sheet button[type=submit]")
    see.look("signed")
    page.goto(f"/campaigns/tracker?lang={language}")
    see.look("tracker's form")
    _give(page, plan=write_plan(), tracker=TRACKER)
    press(page, "form.screen button[type=submit]")
    see.look("tracker")
    assert see.faults == []
