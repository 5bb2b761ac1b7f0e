"""Declarations: what funds.yaml says, and how it is refused."""

import pytest

from screener.errors import RequestRefused
from screener.funds.declarations import add_declaration, read_declarations


def test_a_file_is_named_with_its_numbers_and_its_day():
    said = read_declarations(
        "eem.csv:\n  name: Alpha ETF\n  isin: [US4642872349, IE00BKM4GZ66]\n  ticker: NO\n  as_of: 2026-06\n"
    )
    one = said["eem.csv"]
    assert one.names == ("Alpha ETF",)
    assert dict(one.identifiers) == {"isin": ("US4642872349", "IE00BKM4GZ66"), "ticker": ("NO",)}
    assert one.as_of == "2026-06"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("eem.csv:\n  isin: US4642872340\n", "funds.yaml:2"),
        ("eem.csv:\n  isbn: 5\n", "isbn"),
        ("eem.csv:\n  as_of: yesterday\n", "is not a day"),
        ("eem.csv: Alpha\n", "mapping"),
        ("", "empty"),
    ],
)
def test_what_is_at_fault_is_refused_with_its_line(text, words):
    with pytest.raises(RequestRefused, match=words):
        read_declarations(text)


def test_a_declaration_that_is_added_reads_back_and_leaves_the_others_as_they_were():
    before = "# mine\na.csv:\n  name: Alpha\n"
    after = add_declaration(
        before, file="b, 2.csv", said={"name": ['Beta: "the" Fund'], "isin": ["IE00BKM4GZ66"], "as_of": ["2026-06-30"]}
    )
    assert after.startswith(before)
    assert read_declarations(after)["b, 2.csv"].names == ('Beta: "the" Fund',)
    with pytest.raises(RequestRefused, match="already"):
        add_declaration(after, file="a.csv", said={})
