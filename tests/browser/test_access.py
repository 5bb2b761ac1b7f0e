"""Everybody can use every page: axe finds nothing, nothing scrolls sideways, and the first view is light."""

from __future__ import annotations

import pytest

from tests.browser.ways import HEADLESS, fill_letter, press, send, write_to_company

PLACES = (
    *("/", "/entities", "/entities/posco-holdings", "/policies", "/policies/compare", "/policies/standard", "/docs"),
    *("/nothing-here", "/listing", "/publications", "/publications?part=2", "/changes", "/corrections"),
)


@pytest.mark.parametrize(("language", "scheme"), [("en", "light"), ("my", "dark")])
def test_every_page_of_the_savers_way_and_of_the_registry_is_light_narrow_and_without_a_fault(language, scheme, inspector):
    see = inspector(language, scheme)
    page = see.page
    for place in PLACES:
        page.goto(f"{place}{'&' if '?' in place else '?'}lang={language}")
        see.look(place)
    send(page, HEADLESS, language=language)
    see.look("columns")
    send(page, "", "empty.csv", language=language)
    see.look("refusal")
    send(page, language=language)
    see.look("result")
    write_to_company(page)
    see.look("letter")
    fill_letter(page)
    page.fill("#email", "")
    press(page, "#letter button[type=submit]")
    see.look("preview")
    assert see.faults == []
