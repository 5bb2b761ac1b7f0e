"""Partial dates and what they can mean."""

from datetime import date

import pytest

from screener.model import first_day, last_day, months_later, review_day


@pytest.mark.parametrize(
    ("partial", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-02-07", date(2024, 2, 7), date(2024, 2, 7)),
    ],
)
def test_a_partial_date_is_bounded_by_the_first_and_last_day_it_can_mean(partial, first, last):
    assert (first_day(partial), last_day(partial)) == (first, last)


@pytest.mark.parametrize("text", ["", "24", "2024-2", "2024-13", "2024-02-30", "February 2024"])
def test_other_text_is_no_date(text):
    with pytest.raises(ValueError, match=r"."):
        first_day(text)


def test_a_month_that_is_shorter_ends_on_its_last_day():
    assert months_later(date(2023, 8, 31), 6) == date(2024, 2, 29)


def test_a_report_counts_as_current_for_24_months_from_the_last_day_it_can_mean():
    assert review_day("2024-02") == date(2026, 2, 28)
