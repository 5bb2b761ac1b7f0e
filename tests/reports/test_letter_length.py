"""Whether a letter needs a third page is told before it is laid out, and how many words too many it has."""

from dataclasses import replace

import pytest

from reports.layout import read_styles
from reports.letter_length import measure_length
from reports.letter_page import read_letter_page
from reports.render import render_html
from tests.reports.letters import build_letter

POINT = "Our members save with funds such as yours, and ask by whom and with what care things are done in their name. "


def write(points, **changes):
    return render_html(replace(build_letter(), talking_points=(POINT.strip(),) * points, **changes))


def count_pages(html):
    """Gives how many pages the letter's body takes, laid out: the notes begin on a page of their own."""
    from weasyprint import HTML

    styles, fonts = read_styles(html)
    pages = HTML(string=html).render(stylesheets=styles, font_config=fonts).pages
    return next(number for number, page in enumerate(pages) if "note-1" in page.anchors)


def test_a_letter_that_is_said_to_fit_takes_two_pages_and_one_that_is_said_not_to_takes_three():
    lengths = [measure_length(write(points)) for points in range(16)]
    assert sorted(one.height for one in lengths) == [one.height for one in lengths]
    fits = sum(not one.words for one in lengths) - 1
    assert 0 < fits < 10
    assert count_pages(write(fits)) == 2
    assert count_pages(write(fits + 4)) == 3


@pytest.mark.parametrize("profile", ["universal", "de-b", "ch-right", "us"])
def test_the_words_too_many_are_about_those_that_have_to_go(profile):
    long = measure_length(write(15, profile=profile))
    go = long.words // len(POINT.split())
    assert measure_length(write(15 - go - 3, profile=profile)).words == 0
    assert measure_length(write(15 - go + 3, profile=profile)).words > 0


def test_a_page_without_talking_points_has_room_left():
    length = measure_length(write(0))
    assert (length.words, length.height < length.room) == (0, True)
    assert read_letter_page(write(0)).body
