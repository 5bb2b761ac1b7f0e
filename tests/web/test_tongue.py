"""The language of a page is that of its address, else the one the browser prefers; no cookie carries it."""

from __future__ import annotations

import re

import pytest

from reports.staying import keep_language
from screener.web.tongue import choose_preferred
from tests.web.portfolios import HOLDINGS

POLICIES = ("standard", "conduct", "precautionary", "sanctions")


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "en"),
        ("my", "my"),
        ("my-MM,en;q=0.5", "my"),
        ("en;q=0.5,my;q=0.9", "my"),
        ("fr,de", "en"),
        ("my;q=0,en", "en"),
        ("my;q=much,en", "en"),
        ("," * 5_000, "en"),
    ],
)
def test_the_browsers_first_language_that_we_have_is_taken(header, language):
    assert choose_preferred(header, ("en", "my")) == language


@pytest.mark.parametrize(
    ("address", "preferred", "language"),
    [("/", "my", "my"), ("/?lang=en", "my", "en"), ("/?lang=my", "en", "my"), ("/?lang=xx", "my", "my"), ("/", "", "en")],
)
def test_the_address_goes_before_what_the_browser_prefers(address, preferred, language, client):
    answer = client.get(address, headers={"Accept-Language": preferred})
    assert f'<html lang="{language}">' in answer.text
    assert answer.headers["content-language"] == language
    assert "Accept-Language" in answer.headers["vary"]
    assert "set-cookie" not in answer.headers


def test_a_chosen_language_stays_in_every_address_and_form_of_the_page(client):
    page = client.get("/entities?q=posco&lang=my").text
    leading = re.findall(r'<a\b[^>]*href="(/(?!static|v1|openapi)[^"]*)"', page)
    assert leading
    assert all("lang=" in address for address in leading)
    assert '<input type="hidden" name="lang" value="my">' in page
    assert 'href="/entities?q=posco&amp;lang=en"' in page


def test_addresses_that_name_a_language_or_are_no_pages_stay_as_they_are():
    html = '<a href="/?lang=en">x</a><a href="/static/a.css">x</a><a href="https://example.org/">x</a><a href="#here">x</a>'
    assert keep_language(html, "my") == html
    assert keep_language('<a href="/entities#posco">x</a>', "my") == '<a href="/entities?lang=my#posco">x</a>'


def test_no_sentence_of_the_savers_pages_stands_in_english_on_a_burmese_page(client):
    page = client.post("/screen?lang=my", files={"file": ("h.csv", HOLDINGS)}).text
    assert find_english(cut_marked(page)) == []
    assert find_latin_figures(cut_marked(page)) == []
    assert page.count('class="small as-written"') == 1


@pytest.mark.parametrize("address", ["/listing", "/policies", "/policies/compare", *(f"/policies/{one}" for one in POLICIES)])
def test_policies_and_what_we_list_are_in_burmese_from_the_first_word_to_the_last(address, client):
    page = client.get(f"{address}?lang=my").text
    assert find_english(page.partition("<main")[2].partition("</main>")[0]) == []
    assert find_latin_figures(page.partition("<main")[2]) == []
    assert 'lang="en"' not in page.partition("<main")[2]


def cut_marked(page):
    """The page without what is marked as English, which is the registry's, and without notes, hashes and drawings."""
    body = page.partition("<main")[2].partition("</main>")[0]
    body = re.sub(r'<(\w+)[^>]*\blang="en"[^>]*>.*?</\1>', "", body, flags=re.DOTALL)
    return re.sub(r'<ol class="notes">.*?</ol>|<table class="hashes">.*?</table>|<svg.*?</svg>', "", body, flags=re.DOTALL)


def find_latin_figures(body):
    """Numbers in Latin figures beside Burmese words; versions and licences have a point in them."""
    texts = re.findall(r">([^<>]*[\u1000-\u109f][^<>]*)<", re.sub(r"<sup.*?</sup>|<code.*?</code>", "", body, flags=re.DOTALL))
    return [text for text in texts if re.search(r"(?<![\w.])[0-9]+(?![\w.])", text)]


def find_english(body):
    texts = re.findall(r">([^<>]*[a-z]{3,} [a-z]{2,} [a-z]{2,}[^<>]*)<", body)
    return [text for text in texts if not re.search("[\u1000-\u109f]", text)]
