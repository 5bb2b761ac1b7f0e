"""The ways through the pages that several tests go."""

from __future__ import annotations

import re

HOLDINGS = """Name,ISIN,Market Value (USD),Country
POSCO HOLDINGS INC,KR7005490008,8100.50,KR
BHARAT ELECTRONICS LTD,INE263A01024,5200.25,IN
NESTLE SA-REG,CH0038863350,9300.00,CH
PTT,,4000,
Adani,,3000,IN
Cash,,250.10,
"""
"""Two that are listed, one that is not, and two names that a person must look at."""
HEADLESS = "POSCO HOLDINGS INC;KR7005490008;8100\nBHARAT ELECTRONICS LTD;INE263A01024;5200\nNESTLE SA-REG;CH0038863350;9300\n"
"""Without a line of headings, so that the reader is unsure."""


SCRIPTED = [(True, "en"), (False, "my")]
WAYS = ["with a script", "without a script, in Burmese"]
"""Each journey is gone twice: as most go it, and as one goes it who has neither."""


def send(page, content=HOLDINGS, name="holdings.csv", *, language="en"):
    """Chooses a file on the first page and sends it: two clicks."""
    page.goto(f"/?lang={language}")
    body = content.encode() if isinstance(content, str) else content
    page.set_input_files("#file", {"name": name, "mimeType": "text/csv", "buffer": body})
    press(page, "form.screen button[type=submit]")


def read_number(page, place):
    """Gives the first number of a text, whatever digits its language has."""
    return int(re.search(r"\d+", page.inner_text(place))[0])


def press(page, button):
    """Presses what leads to another page, and waits for it."""
    with page.expect_navigation():
        page.click(button)


def write_to_company(page):
    """From the result to the page of the letter to the first company."""
    press(page, "#write button[name=entity]")


def fill_letter(page):
    """Fills in what a final letter needs."""
    for field, text in {
        "name": "A. Example",
        "email": "a@example.org",
        "street": "1 Example Street\n00000 Example Town",
        "country": "KR",
    }.items():
        page.fill(f"#{field}", text)
