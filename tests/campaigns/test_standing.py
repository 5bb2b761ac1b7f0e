"""Where letters stand: who was asked, answered, was silent; what is due; and what was corrected after it was sent."""

from dataclasses import replace
from datetime import date

import icalendar
import pytest

from screener.campaigns.deadlines import write_calendar
from screener.campaigns.standing import list_deadlines, list_standings
from screener.campaigns.tables import count_outcomes, list_outcomes
from screener.model import Correction
from tests.campaigns.test_tracker import PREPARED, SENT, happen

CLAIM = "hanbit-steel/mehl-venture"


def stand(*events, on, corrections=(), claims=(CLAIM,)):
    return list_standings(
        [PREPARED, *events], today=date.fromisoformat(on), reminder_days=35, corrections=corrections, claims=claims
    )[0]


SILENT = happen("silent", "2026-12-23")
STANDINGS = {
    "not sent yet": ([], "2026-12-01", ("prepared", "", ("send",))),
    "sent, and there is time": ([SENT], "2026-12-01", ("sent", "awaiting", ())),
    "sent, on the reply day": ([SENT], "2026-12-22", ("sent", "awaiting", ())),
    "sent, past the reply day": ([SENT], "2026-12-23", ("sent", "awaiting", ("record_answer_or_silence",))),
    "sent, the day before a reminder": ([SENT], "2026-12-29", ("sent", "awaiting", ("record_answer_or_silence",))),
    "sent, thirty-five days ago": ([SENT], "2026-12-30", ("sent", "awaiting", ("record_answer_or_silence", "remind"))),
    "silent, thirty-five days after": ([SENT, SILENT], "2026-12-30", ("silent", "silent", ("remind",))),
    "reminded": ([SENT, SILENT, happen("reminded", "2026-12-30")], "2027-01-30", ("reminded", "silent", ())),
    "answered": ([SENT, happen("answered", "2026-12-01")], "2027-01-30", ("answered", "answered", ())),
    "answered in part": ([SENT, happen("answered_in_part", "2026-12-01")], "2027-01-30", ("answered_in_part",) * 2 + ((),)),
    "answered late": ([SENT, SILENT, happen("answered", "2027-01-05")], "2027-01-30", ("answered", "answered", ())),
    "closed after silence": ([SENT, SILENT, happen("closed", "2027-01-05")], "2027-01-30", ("closed", "silent", ())),
    "what happens later is not known yet": ([SENT, happen("answered", "2026-12-01")], "2026-11-30", ("sent", "awaiting", ())),
}  # fmt: skip


@pytest.mark.parametrize("name", STANDINGS)
def test_a_letter_stands_where_its_events_put_it(name):
    events, on, expected = STANDINGS[name]
    one = stand(*events, on=on)
    assert (one.state, one.outcome, one.due) == expected


def correct(on, claim=CLAIM):
    return Correction(date=on, claim=claim, wrong="It said so.", now="It says so.", cause="evidence", sources=())


TOLD = happen("corrected", "2026-12-06")
RECALLS = {
    "nothing was corrected": ([SENT], (), (CLAIM,), ()),
    "its claim was corrected after it was written": ([SENT], (correct("2026-12-05"),), (CLAIM,), (CLAIM,)),
    "its claim was corrected before it was written": ([SENT], (correct("2026-11-01"),), (CLAIM,), ()),
    "another claim was corrected": ([SENT], (correct("2026-12-05", "other/claim"),), (CLAIM,), ()),
    "its claim left the registry": ([SENT], (), ("other/claim",), (CLAIM,)),
    "its reader was told": ([SENT, TOLD], (correct("2026-12-05"),), (CLAIM,), ()),
    "it was corrected again after its reader was told": ([SENT, TOLD], (correct("2026-12-10"),), (CLAIM,), (CLAIM,)),
    "it was never sent": ([], (correct("2026-12-05"),), (CLAIM,), ()),
    "it is closed": ([SENT, happen("closed", "2026-12-01")], (correct("2026-12-05"),), (CLAIM,), (CLAIM,)),
}  # fmt: skip


@pytest.mark.parametrize("name", RECALLS)
def test_a_letter_whose_claim_was_corrected_is_recalled_until_its_reader_was_told(name):
    events, corrections, claims, expected = RECALLS[name]
    assert stand(*events, on="2026-12-20", corrections=corrections, claims=claims).recall == expected


def build_three():
    other = [replace(event, letter="other", company="Other Fund") for event in (PREPARED, SENT, happen("answered", "2026-12-01"))]
    third = [replace(PREPARED, letter="third", company="Third Fund")]
    return list_standings([PREPARED, SENT, *other, *third], today=date(2026, 12, 2), reminder_days=35, claims=(CLAIM,))


def test_deadlines_are_of_letters_sent_and_neither_answered_nor_closed():
    found = [(one.day, one.what, one.companies) for one in list_deadlines(build_three(), reminder_days=35)]
    assert found == [("2026-12-22", "reply", ("Fjordheim Fund",)), ("2026-12-30", "reminder", ("Fjordheim Fund",))]


def test_the_calendar_is_read_by_others_and_the_same_every_time_and_names_no_machine():
    deadlines = list_deadlines(build_three(), reminder_days=35)
    content = write_calendar("Holders; of\nHanbit", deadlines, day=date(2026, 12, 2))
    assert content == write_calendar("Holders; of\nHanbit", deadlines, day=date(2026, 12, 2))
    events = icalendar.Calendar.from_ical(content).walk("VEVENT")
    assert [(str(event["SUMMARY"])[:9], event.decoded("DTSTART")) for event in events] == [
        ("Reply day", date(2026, 12, 22)), ("Reminder ", date(2026, 12, 30)),
    ]  # fmt: skip
    assert all("@" not in str(event["UID"]) for event in events)
    later = icalendar.Calendar.from_ical(write_calendar("Holders; of\nHanbit", deadlines, day=date(2026, 12, 9)))
    assert [event["UID"] for event in later.walk("VEVENT")] == [event["UID"] for event in events]


def test_the_public_table_says_who_was_asked_and_nothing_private():
    headings, lines = list_outcomes(build_three(), {"hanbit-steel": "Hanbit Steel"})
    assert headings == ("asked", "about", "asked_on", "reply_by", "outcome", "answered_on")
    assert lines == [
        ("Fjordheim Fund", "Hanbit Steel", "2026-11-25", "2026-12-22", "awaiting a reply", ""),
        ("Other Fund", "Hanbit Steel", "2026-11-25", "2026-12-22", "answered", "2026-12-01"),
    ]
    assert count_outcomes(build_three()) == {"asked": 2, "answered": 1, "answered_in_part": 0, "silent": 0, "awaiting": 1}
