"""YAML as text."""

import pytest

from screener.errors import RulebookFault
from screener.rulebook.text import read_fields, read_values


def test_every_scalar_stays_the_text_it_was_written_as():
    page = read_values("country: NO\nsedol: 0123456\nticker: TRUE\nempty: null\nday: 2021-02-01\n", file="a.yaml")
    assert page.values == {"country": "NO", "sedol": "0123456", "ticker": "TRUE", "empty": "null", "day": "2021-02-01"}


def test_a_key_written_twice_is_refused_with_its_line():
    with pytest.raises(RulebookFault, match=r'^a.yaml:3: "name" stands here twice'):
        read_values("name: A\nkind: b\nname: C\n", file="a.yaml")


def test_a_broken_page_is_refused_with_its_line():
    with pytest.raises(RulebookFault, match=r"^a.yaml:2: not readable as YAML"):
        read_values("name: [A\nkind: b: c\n", file="a.yaml")


@pytest.mark.parametrize("text", ["", "- a\n- b\n", "just text\n"])
def test_a_page_that_is_no_mapping_is_refused(text):
    with pytest.raises(RulebookFault):
        read_values(text, file="a.yaml")
    with pytest.raises(RulebookFault):
        read_fields(text, file="a.yaml")


def test_the_line_of_a_place_is_that_of_its_key():
    page = read_values("a:\n  - b: 1\n    c: 2\n", file="a.yaml")
    assert page.line_of(("a", 0, "c")) == 3
    assert page.line_of(("a", 0, "missing")) == 2


def test_a_field_nobody_takes_is_refused_and_the_nearest_one_named():
    fields = read_fields("naem: A\n", file="a.yaml")
    fields.optional("name")
    with pytest.raises(RulebookFault, match=r'unknown field "naem" Did you mean "name"\?'):
        fields.close()


def test_a_word_outside_the_allowed_ones_is_refused_and_they_are_named():
    with pytest.raises(RulebookFault, match=r'"on" is not a known state .*Allowed: off, open'):
        read_fields("state: on\n", file="a.yaml").word("state", ("open", "off"))
