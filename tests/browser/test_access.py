"""Everybody can use every page: axe finds nothing, nothing scrolls sideways, and the first view is light."""

from __future__ import annotations

import pytest

from tests.browser.ways import HEADLESS, fill_letter, press, send, write_to_company

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], "resultTypes": ["violations"]}
PLACES = (
    *(
        "/",
        "/entities",
        "/entities/posco-holdings",
        "/policies",
        "/policies/compare",
        "/policies/standard",
        "/docs",
        "/nothing-here",
    ),
    *("/listing", "/publications", "/changes", "/corrections"),
)
KILOBYTES = 100
HEAVY = frozenset({"/publications"})
"""A list of hundreds of publications on one page, to be searched with the browser: about 40 kB of text more than the rest."""


def _visit(page, language):
    """Goes everywhere, and stops on each page."""
    for place in PLACES:
        page.goto(f"{place}?lang={language}")
        yield place
    send(page, HEADLESS, language=language)
    yield "columns"
    send(page, "", "empty.csv", language=language)
    yield "refusal"
    send(page, language=language)
    yield "result"
    write_to_company(page)
    yield "letter"
    fill_letter(page)
    page.fill("#email", "")
    press(page, "#letter button[type=submit]")
    yield "preview"


@pytest.mark.parametrize(("language", "scheme"), [("en", "light"), ("my", "dark")])
def test_axe_finds_nothing_on_any_page(language, scheme, open_page, axe):
    page = open_page(color_scheme=scheme)
    found = {}
    for place in _visit(page, language):
        page.evaluate(axe)
        seen = page.evaluate("rules => axe.run(document, rules)", RULES)["violations"]
        found |= {f"{place}: {one['id']}": [node["html"][:160] for node in one["nodes"]][:3] for one in seen}
    assert found == {}


@pytest.mark.parametrize(("language", "width", "size"), [("en", 320, "100%"), ("my", 640, "200%")])
def test_no_page_scrolls_sideways_on_a_small_screen_or_with_letters_twice_as_large(language, width, size, open_page):
    page = open_page(viewport={"width": width, "height": 640})
    wide = []
    for place in _visit(page, language):
        page.eval_on_selector("html", "(html, size) => html.style.setProperty('font-size', size)", size)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(place)
    assert wide == []


@pytest.mark.parametrize("language", ["en", "my"])
def test_the_first_view_of_every_public_page_weighs_less_than_a_hundred_kilobytes(language, chromium, site):
    heavy = {}
    for place in PLACES:
        context = chromium.new_context(base_url=site)
        page = context.new_page()
        meter = context.new_cdp_session(page)
        meter.send("Network.enable")
        sizes = []
        meter.on("Network.loadingFinished", lambda event, sizes=sizes: sizes.append(event["encodedDataLength"]))
        page.goto(f"{place}?lang={language}")
        page.evaluate("document.fonts.ready.then(() => true)")
        context.close()
        if sum(sizes) > KILOBYTES * 1000 and place not in HEAVY:
            heavy[place] = sum(sizes)
    assert heavy == {}


@pytest.mark.parametrize("place", PLACES)
def test_every_page_has_a_title_a_language_landmarks_and_a_way_past_its_head(place, open_page):
    page = open_page(java_script_enabled=False)
    page.goto(f"{place}?lang=my")
    assert page.get_attribute("html", "lang") == "my"
    assert page.title()
    assert page.locator("main, header.site, footer.site, nav").count() >= 4
    assert page.locator("h1").count() == 1
    assert page.get_attribute("a.skip", "href") == "#content"
