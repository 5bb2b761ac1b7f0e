"""The tracker tells what happened to each letter, one line after the other, and nothing that cannot have happened."""

from dataclasses import replace
from datetime import date

import pytest

from screener.campaigns.tracker import NEXT, RECORDED, Event, check_event, group_events, read_tracker, write_events
from screener.errors import RequestRefused

TODAY = date(2027, 2, 1)
PREPARED = Event(
    on="2026-11-24", letter="fjordheim-fund", event="prepared", company="Fjordheim Fund", about="hanbit-steel", kind="enquiry",
    reply_by="2026-12-22", claims="hanbit-steel/mehl-venture", registry="2026.11.24", sha256="ab" * 32,
)  # fmt: skip
SENT = replace(PREPARED, on="2026-11-25", event="sent", claims="", registry="", sha256="", reply_by="")


def happen(event, on):
    return replace(SENT, event=event, on=on)


def test_what_is_written_is_read_again():
    events = (PREPARED, replace(SENT, note='They said: "no"; call again, =1+1'), happen("reminded", "2026-12-30"))
    content = write_events(events[:1], headings=True) + write_events(events[1:], headings=False)
    assert read_tracker(content.decode("utf-8-sig")) == (events, ())


@pytest.mark.parametrize("note", ["=HYPERLINK(1)", "+1", "-1", "@x", "'quoted'", "＝1", " =1"])
def test_no_note_is_a_formula_in_a_spreadsheet_and_every_note_is_read_again(note):
    content = write_events([PREPARED, replace(SENT, note=note)], headings=True).decode("utf-8-sig")
    cell = content.splitlines()[2].split(",")[-2]
    assert cell.lstrip('" ').startswith("'")
    assert read_tracker(content)[0][1].note.strip() == note.strip()


ALLOWED = {
    "it is sent": ([PREPARED], ("sent", "2026-11-25")),
    "it is sent on the day it was prepared": ([PREPARED], ("sent", "2026-11-24")),
    "a reminder follows": ([PREPARED, SENT], ("reminded", "2026-12-30")),
    "an answer comes before the reply day": ([PREPARED, SENT], ("answered", "2026-12-01")),
    "silence shows after the reply day": ([PREPARED, SENT], ("silent", "2026-12-23")),
    "a late answer ends a silence": ([PREPARED, SENT, happen("silent", "2026-12-23")], ("answered", "2027-01-10")),
    "a part of an answer is followed by the rest": (
        [PREPARED, SENT, happen("answered_in_part", "2026-12-01")],
        ("answered", "2026-12-09"),
    ),
    "a closed case is corrected": ([PREPARED, SENT, happen("closed", "2026-12-23")], ("corrected", "2027-01-10")),
}


@pytest.mark.parametrize("name", ALLOWED)
def test_what_can_happen_is_recorded(name):
    before, (event, on) = ALLOWED[name]
    check_event(happen(event, on), before, today=TODAY)


REFUSED = {
    "a letter that was never prepared": ([], ("sent", "2026-11-25"), "no letter"),
    "an answer to what was not sent": ([PREPARED], ("answered", "2026-11-25"), "it is prepared since 24 November 2026"),
    "a second sending": ([PREPARED, SENT], ("sent", "2026-11-26"), "it is sent since 25 November 2026"),
    "silence before the reply day has passed": ([PREPARED, SENT], ("silent", "2026-12-22"), "its reply day is 22 December 2026"),
    "an answer taken back": ([PREPARED, SENT, happen("answered", "2026-12-01")], ("silent", "2026-12-23"), "it is answered"),
    "a reminder of a closed case": ([PREPARED, SENT, happen("closed", "2026-12-23")], ("reminded", "2026-12-30"), "it is closed"),
    "a day before the last": ([PREPARED, SENT], ("answered", "2026-11-24"), "it was sent on 25 November 2026 already"),
    "a day to come": ([PREPARED, SENT], ("answered", "2027-02-02"), "has not come yet"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_have_happened_is_refused_with_the_reason(name):
    before, (event, on), reason = REFUSED[name]
    with pytest.raises(RequestRefused, match=reason):
        check_event(happen(event, on), before, today=TODAY)


def test_every_event_a_person_records_leads_somewhere_and_is_reached():
    assert set(RECORDED) | {"", "prepared"} == set(NEXT)
    assert {event for events in NEXT.values() for event in events} == set(RECORDED) | {"prepared"}


HAND = {
    "other headings": ("day,letter\r\n2026-11-24,x\r\n", "headings", 1),
    "a date as a spreadsheet writes it": (
        write_events([PREPARED], headings=True).decode("utf-8-sig").replace("2026-11-24,f", "24/11/2026,f"),
        "not_a_day",
        2,
    ),
    "an event nobody knows": (
        write_events([PREPARED, happen("forgotten", "2026-12-01")], headings=True).decode("utf-8-sig"),
        "unknown_event",
        3,
    ),
    "a letter that was not prepared": (write_events([SENT], headings=True).decode("utf-8-sig"), "wrong_order", 2),
    "an answer before the sending": (
        write_events([PREPARED, happen("answered", "2026-12-01")], headings=True).decode("utf-8-sig"),
        "wrong_order",
        3,
    ),
}


@pytest.mark.parametrize("name", HAND)
def test_what_a_hand_changed_is_found_with_its_line(name):
    text, code, row = HAND[name]
    faults = read_tracker(text)[1]
    assert (code, row) in [(fault.problem.code, fault.problem.row) for fault in faults]


def test_events_are_grouped_by_letter_in_their_order():
    other = replace(PREPARED, letter="other")
    assert group_events([PREPARED, other, SENT]) == {"fjordheim-fund": [PREPARED, SENT], "other": [other]}
