"""A reviewer's sheet and a public table show what was written and run nothing that was written into it."""

from reports.render import render_html
from reports.review_document import AskedDocument, ReviewDocument, ReviewLine, ReviewSource

HOSTILE = '<script>alert("x")</script>'


def build_line(number=1, **changes):
    values = {"id": "0" * 12, "text": HOSTILE, "sources": (), "same_as": None, "cited": True, "letters": 3, "signed": ""}
    return ReviewLine(number=number, **{**values, **changes})


def build_sheet(*company):
    values = {
        "title": HOSTILE,
        "day": "2026-11-24",
        "texts": "ab" * 32,
        "letters": 3,
        "company": company,
        "own": (build_line(9),),
    }
    return ReviewDocument(**values, context=(), standing=(), reviewers=())


def test_hostile_words_are_shown_as_words():
    page = render_html(build_sheet(build_line(sources=(ReviewSource(HOSTILE, "javascript:alert(1)"),))))
    assert "<script" not in page
    assert "javascript:" not in page
    assert page.count("&lt;script&gt;") == 5


def test_a_source_is_printed_once_and_named_after_that():
    source = ReviewSource("Alder, 2025.", "https://alder.example/1")
    page = render_html(build_sheet(build_line(sources=(source,)), build_line(2, sources=(source,), same_as=1, cited=False)))
    assert page.count('<a href="https://alder.example/1">Alder, 2025.</a>') == 1
    assert "No note of its own; read it against the sources of 1." in page


def test_the_public_table_has_its_days_in_words_and_no_markup_of_others():
    headings = ("asked", "about", "asked_on", "reply_by", "outcome", "answered_on")
    lines = ((HOSTILE, "Hanbit Steel", "2026-11-24", "2026-12-22", "answered", "2026-12-01"),)
    page = render_html(AskedDocument("Holders", "2026-12-02", (("asked", 1), ("answered", 1)), headings, lines))
    assert "<script" not in page
    assert '<span class="held">22 December</span> 2026' in page
    assert "1 asked, 1 answered" in page
