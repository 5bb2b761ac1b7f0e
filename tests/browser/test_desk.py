"""The manager's workspace in a browser, with a script and without: kept, compared, answered, taken away."""

from __future__ import annotations

import pytest

from tests.browser.ways import HOLDINGS, SCRIPTED, WAYS, press, read_number

PLACES = ("/desk", "/desk/answers", "/desk/lists", "/desk/keys", "/desk/webhooks", "/desk/trail", "/desk/everything")


def _keep(page, content=HOLDINGS, language="en"):
    page.goto(f"/desk?lang={language}")
    page.set_input_files("#file", {"name": "ours.csv", "mimeType": "text/csv", "buffer": content.encode()})
    press(page, "form.screen button[type=submit]")


@pytest.mark.parametrize(("scripted", "language"), SCRIPTED, ids=WAYS)
def test_a_manager_keeps_two_screenings_answers_one_compares_them_and_takes_the_list(scripted, language, open_page):
    page = open_page(java_script_enabled=scripted, accept_downloads=True)
    _keep(page, "Name,ISIN\nNESTLE SA-REG,CH0038863350\n", language)
    _keep(page, language=language)
    page.check("[id^='a-0-none']")
    press(page, "form[action*='/answers'] button")
    assert read_number(page, "[role=status]") == 1
    press(page, "form[action^='/desk/compare'] button")
    assert "POSCO" in page.inner_text("table.compared")
    page.goto(f"/desk/answers?lang={language}")
    press(page, "form[action^='/desk/answers/forget'] button")
    page.goto(f"/desk/lists?lang={language}")
    with page.expect_download() as waiting:
        page.click("[formaction^='/desk/lists/ibkr']")
    assert waiting.value.suggested_filename.startswith("exclusions-standard-")
    page.goto(f"/desk?lang={language}")
    while page.query_selector("table.kept a"):
        press(page, "table.kept a")
        press(page, "form[action*='/delete'] button")
    assert page.query_selector(".headline")
    assert page.get_attribute("html", "lang") == language


@pytest.mark.parametrize(("language", "scheme"), [("en", "light"), ("my", "dark")])
def test_every_page_of_a_workspace_is_light_narrow_and_without_a_fault(language, scheme, inspector):
    see = inspector(language, scheme)
    page = see.page
    _keep(page, "Name,ISIN\nNESTLE SA-REG,CH0038863350\n", language)
    see.look("nothing asked")
    _keep(page, language=language)
    see.look("screening")
    press(page, "form[action^='/desk/compare'] button")
    see.look("compared")
    page.goto(f"/desk?lang={language}")
    press(page, "form.screen button[type=submit]")
    see.look("refused")
    for place in PLACES:
        page.goto(f"{place}?lang={language}")
        see.look(place)
    page.fill("[name=name]", "other")
    press(page, "form[action^='/desk/everything/delete'] button")
    see.look("not deleted")
    page.goto(f"/desk/keys?lang={language}")
    page.fill("#label", "Order system")
    press(page, "form.screen button[type=submit]")
    see.look("a new key")
    assert see.faults == []
