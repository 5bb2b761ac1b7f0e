"""Pages of YAML, and what stays as it was."""

from __future__ import annotations

import pytest
import yaml

from screener.sources.page import Page, write_scalar

TEXT = """# a comment
id: acme
names:
  - {text: Acme, form: short, weak: yes}   # the usual one
  - text: Acme Arms
    form: legal
sanctions:
  - authority: UK
    note: >-
      Folded text,
      of two lines.
  - {authority: EU, sources: [a]}
sources: [a, b]
note: >-
  Kept.
"""
ORDER = ("names", "identifiers", "sanctions", "sources", "note")


def lines_added(after: str) -> list[str]:
    """Gives the lines that were not there; fails where a line that was there is missing or moved."""
    rest, added = iter(TEXT.splitlines()), []
    expected = next(rest, None)
    for line in after.splitlines():
        if line == expected:
            expected = next(rest, None)
        else:
            added.append(line)
    assert expected is None
    return added


@pytest.fixture
def page():
    return Page(TEXT, order=ORDER)


def test_a_page_nothing_is_added_to_is_the_same_text(page):
    assert page.write() == TEXT


def test_an_item_goes_behind_the_last_of_its_list(page):
    page.add_item("names", ["{text: Acme Fuels}"])
    page.add_item("names", ["{text: Acme Steel}"])
    assert lines_added(page.write()) == ["  - {text: Acme Fuels}", "  - {text: Acme Steel}"]
    assert [name["text"] for name in yaml.safe_load(page.write())["names"]] == ["Acme", "Acme Arms", "Acme Fuels", "Acme Steel"]


def test_a_list_that_is_not_there_is_made_at_its_place(page):
    page.add_item("identifiers", ["{scheme: isin, value: X}"])
    after = page.write()
    assert lines_added(after) == ["identifiers:", "  - {scheme: isin, value: X}"]
    assert list(yaml.safe_load(after)) == ["id", "names", "identifiers", "sanctions", "sources", "note"]


def test_a_key_goes_into_an_item_behind_folded_text_and_into_one_in_braces(page):
    page.add_to_item("sanctions", 0, "reference", "MYA9001")
    page.add_to_item("sanctions", 1, "listed_on", "2021-04-19")
    found = yaml.safe_load(page.write())["sanctions"]
    assert found[0] == {"authority": "UK", "note": "Folded text, of two lines.", "reference": "MYA9001"}
    assert found[1] == {"authority": "EU", "sources": ["a"], "listed_on": "2021-04-19"}


def test_a_word_is_added_to_a_list_in_brackets_once(page):
    page.add_word_to_item("sanctions", 1, "sources", "c")
    page.add_word_to_item("sanctions", 1, "sources", "a")
    assert yaml.safe_load(page.write())["sanctions"][1]["sources"] == ["a", "c"]


@pytest.mark.parametrize(
    "text",
    ["Acme Arms", "No", "2021-04-19", "0123", "a: b", "x # y", 'say "so"', "[x]", "Schedule Part 1 item 4", "မြန်မာ", "'MEC'"],
)
def test_a_scalar_is_read_back_as_the_text_it_was(text):
    assert yaml.safe_load(f"key: {write_scalar(text)}") == {"key": text}
    assert yaml.safe_load(f"{{key: {write_scalar(text + ', Ltd', in_braces=True)}}}") == {"key": text + ", Ltd"}
