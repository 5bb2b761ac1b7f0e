from __future__ import annotations

import pytest

from reports.facts import Amount
from reports.filters import (
    choose_link,
    join_rows,
    join_words,
    write_country,
    write_date,
    write_money,
    write_percent,
    write_period,
    write_share,
)
from screener.model import NOT_STATED


@pytest.mark.parametrize(
    ("partial", "written"),
    [("2023-05-04", "4\u00a0May 2023"), ("2024-03", "March 2024"), ("2021", "2021"), (None, ""), ("", "")],
)
def test_dates_are_written_out_as_far_as_they_are_known(partial, written):
    assert write_date(partial) == written


def test_a_date_that_is_none_is_refused_and_not_printed():
    with pytest.raises(ValueError, match="invalid literal"):
        write_date("soon")


@pytest.mark.parametrize(
    ("currency", "value", "written"),
    [
        ("USD", "15577005133.15", "USD\u00a015,577,005,133.15"),
        ("JPY", "1200", "JPY\u00a01,200.00"),
        ("EUR", "-0.5", "EUR\u00a0-0.50"),
        ("USD", "1.23456", "USD\u00a01.23456"),
        ("USD", "1E+3", "USD\u00a01,000.00"),
        ("USD", "9" * 30, "USD\u00a0" + ",".join(["999"] * 10) + ".00"),
        (NOT_STATED, "5", "5.00 (currency not stated)"),  # as the screener writes it, which the page may not import
    ],
)
def test_money_has_its_currency_its_cents_and_its_thousands_apart(currency, value, written):
    assert write_money(Amount(currency, value)) == written


def test_a_sum_that_a_source_reports_has_no_decimals_that_the_source_does_not_have():
    assert write_money(Amount("NOK", "195000000"), reported=True) == "NOK\xa0195,000,000"


@pytest.mark.parametrize(
    ("fraction", "written"),
    [
        ("0.031", "3.1\u00a0%"),
        ("0.0125", "1.3\u00a0%"),
        ("0", "0.0\u00a0%"),
        ("1", "100.0\u00a0%"),
        ("0.0001", "less than 0.1\u00a0%"),
        ("0.99999", "more than 99.9\u00a0%"),
        (None, "–"),
    ],
)
def test_a_percentage_never_rounds_something_to_nothing_or_a_part_to_the_whole(fraction, written):
    assert write_percent(fraction) == written


def test_an_owners_share_keeps_the_decimals_reported():
    assert [write_share(text) for text in ("0.66", "0.0503", "1")] == ["66\u00a0%", "5.03\u00a0%", "100\u00a0%"]


def test_periods_read_as_a_person_would_say_them():
    assert write_period("2014", None) == "since 2014"
    assert write_period("2022", "2022") == "2022"
    assert write_period("2019-05", "2021") == "May 2019 to 2021"
    assert write_period(None, None) == ""


def test_lists_read_as_a_person_would_say_them():
    assert [join_words(words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a and b", "a, b and c"]
    assert join_rows(list(range(1, 20)), limit=3) == "1, 2, 3 and 16 more"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "//host/x", "https://", "http://[", ""]
)
def test_only_addresses_of_the_web_become_links(url):
    assert choose_link(url) == ""


def test_a_country_code_becomes_its_name_and_other_text_stays():
    assert write_country("kr") == "South Korea"
    assert write_country("Arcadia") == "Arcadia"
