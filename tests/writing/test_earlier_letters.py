"""Earlier letters, read from a CSV."""

from __future__ import annotations

import pytest

from reports.letter_document import EarlierLetter
from screener.writing.earlier_letters import TRACKER_COLUMNS, read_earlier_letters

HEAD = "entity,date,channel,reply,reply_date\n"


def test_earlier_letters_are_read_by_entity_the_oldest_first_and_in_other_words():
    text = HEAD + "posco,2026-06-15,e-mail,Acknowledged,2026-06-20\nposco,2026-03-02,Post,,\nptt;x,2026-01-05,form,in part,\n"
    reading = read_earlier_letters(text.replace("in part", "answered in part"))
    assert not reading.problems
    assert reading.letters["posco"] == (
        EarlierLetter("2026-03-02", "post", "none"),
        EarlierLetter("2026-06-15", "email", "acknowledged", "2026-06-20"),
    )
    assert reading.letters["ptt;x"][0].reply == "partly"


def test_a_semicolon_and_a_byte_order_mark_are_read_too():
    reading = read_earlier_letters("\ufeffentity;date;channel;reply\nposco;2026-03-02;post;none\n")
    assert list(reading.letters) == ["posco"]


def test_a_tracker_is_read_as_it_stands_and_a_letter_of_it_that_nobody_sent_is_left_out_and_named():
    lines = ("A,posco,enquiry,en,2026-03-02,,post,,,called", "B,ptt,enquiry,en,2026-03-02,,,,,")
    reading = read_earlier_letters("\n".join([",".join(TRACKER_COLUMNS), *lines]))
    assert reading.letters == {"posco": (EarlierLetter("2026-03-02", "post", "none"),)}
    assert [(problem.code, problem.severity, problem.row) for problem in reading.problems] == [("not_sent", "warning", 3)]


@pytest.mark.parametrize(
    ("line", "code", "column"),
    [
        (",2026-03-02,post,none,", "missing_field", "entity"),
        ("posco,2.3.2026,post,none,", "not_a_day", "date"),
        ("posco,2026-02-30,post,none,", "not_a_day", "date"),
        ("posco,20260302,post,none,", "not_a_day", "date"),
        ("posco,2026-03-02,pigeon,none,", "unknown_word", "channel"),
        ("posco,2026-03-02,post,maybe,", "unknown_word", "reply"),
        ("posco,2026-03-02,post,answered,2026-03-01", "reply_before_letter", "reply_date"),
        ("posco,2026-03-02,post,none,2026-03-05", "no_reply_with_a_day", "reply_date"),
    ],
)
def test_a_fault_is_named_with_its_line_and_column_and_spoils_no_other(line, code, column):
    reading = read_earlier_letters(f"{HEAD}{line}\nptt,2026-03-02,post,none,\n")
    assert [(problem.code, problem.column, problem.row) for problem in reading.problems] == [(code, column, 2)]
    assert list(reading.letters) == ["ptt"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "no_letters"),
        ("entity,date\n", "missing_column"),
        (HEAD.strip() + ",mood\n", "unknown_column"),
        ('"a', "missing_column"),
    ],
)
def test_a_file_that_is_no_list_of_letters_says_why(text, code):
    assert read_earlier_letters(text).problems[0].code == code
