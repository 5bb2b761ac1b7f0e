"""Where letters stand: who was asked, answered, was silent; what is due; and what was corrected after it was sent."""

from dataclasses import replace
from datetime import date

import icalendar
import pytest

from screener.campaigns.deadlines import write_calendar
from screener.campaigns.recording import Told, record
from screener.campaigns.standing import list_deadlines, list_standings
from screener.campaigns.tables import count_outcomes, list_outcomes
from screener.errors import RequestRefused
from screener.model import Correction, Entity, Name, Registry
from screener.writing.live_claims import LiveRegistry
from tests.builders import build_involvement
from tests.campaigns.test_tracker import PREPARED, SENT, happen

CLAIM = "hanbit-steel/mehl-venture"


def build_tie(**changes):
    return build_involvement(**{"id": CLAIM, **changes})


TIE = build_tie()


def live(tie=TIE, corrections=()):
    ties = (tie,) if tie else ()
    entity = Entity(id="hanbit-steel", kind="company", country="KR", sector="steel", names=(Name("Hanbit"),), involvements=ties)
    registry = Registry(entities={entity.id: entity}, sources={}, version="2026.12.19", sha256="9f" * 32)
    return LiveRegistry(registry, tuple(corrections))


LIVE = live()


def stand(*events, on, live=LIVE, prepared=PREPARED):
    return list_standings([prepared, *events], today=date.fromisoformat(on), reminder_days=35, live=live)[0]


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


def correct(on, claim=CLAIM, **more):
    return Correction(date=on, claim=claim, wrong="It said so.", now="It says so.", cause="evidence", sources=(), **more)


def tell(on, claims=""):
    return replace(happen("corrected", on), claims=claims)


GONE, AGAIN = live(None), live(corrections=[correct("2026-12-05"), correct("2026-12-10")])
CORRECTED, WITHDRAWN = live(corrections=[correct("2026-12-05")]), live(None, [correct("2026-12-05", withdrawn=True)])
DISPUTED = live(build_tie(status="disputed", status_as_of="2026-12-05"))
TOLD = "corrected:" + CLAIM
RECALLS = {
    "nothing was corrected": ([SENT], LIVE, []),
    "its claim was corrected after it was written": ([SENT], CORRECTED, ["corrected 2026-12-05"]),
    "its claim was corrected before it was written": ([SENT], live(corrections=[correct("2026-11-01")]), []),
    "its claim will be corrected": ([SENT], live(corrections=[correct("2026-12-21")]), []),
    "another claim was corrected": ([SENT], live(corrections=[correct("2026-12-05", "other/claim")]), []),
    "its claim was withdrawn": ([SENT], WITHDRAWN, ["withdrawn 2026-12-05"]),
    "its claim left the registry": ([SENT], GONE, ["left"]),
    "its claim left after something else was told": ([SENT, tell("2026-12-06", TOLD)], GONE, ["left"]),
    "its claim left, and a line of old names no claim": ([SENT, tell("2026-12-06")], GONE, ["left"]),
    "its claim left, and its reader was told": ([SENT, tell("2026-12-06", f"left:{CLAIM}")], GONE, []),
    "its claim is disputed": ([SENT], DISPUTED, ["disputed 2026-12-05"]),
    "its claim is disputed, and its reader was told": ([SENT, tell("2026-12-06", f"disputed:{CLAIM}")], DISPUTED, []),
    "it is disputed by a report older than the letter": (
        [SENT], live(build_tie(status="disputed", status_as_of="2026-10")), ["disputed"],
    ),
    "its reader was told": ([SENT, tell("2026-12-06", TOLD)], CORRECTED, []),
    "its reader was told of another claim": (
        [SENT, tell("2026-12-06", "corrected:other/claim")], CORRECTED, ["corrected 2026-12-05"],
    ),
    "it was corrected again after its reader was told": ([SENT, tell("2026-12-06", TOLD)], AGAIN, ["corrected 2026-12-10"]),
    "it was never sent": ([], CORRECTED, ["corrected 2026-12-05"]),
    "it is closed": ([SENT, happen("closed", "2026-12-01")], CORRECTED, ["corrected 2026-12-05"]),
}  # fmt: skip


@pytest.mark.parametrize("name", RECALLS)
def test_a_letter_is_recalled_for_each_claim_until_its_reader_was_told_of_that_claim(name):
    events, registry, expected = RECALLS[name]
    found = stand(*events, on="2026-12-20", live=registry).recall
    assert [f"{one.reason} {one.day}".strip() for one in found] == expected
    assert {one.claim for one in found} <= {CLAIM}


def test_a_letter_that_asked_about_a_dispute_is_not_recalled_for_it():
    asked = replace(PREPARED, claims=f"disputed:{CLAIM}")
    assert stand(SENT, on="2026-12-20", live=DISPUTED, prepared=asked).recall == ()
    assert [one.reason for one in stand(SENT, on="2026-12-20", live=GONE, prepared=asked).recall] == ["left"]


def test_a_letter_dated_ahead_is_recalled_for_what_was_corrected_after_the_registry_it_was_written_from():
    ahead = replace(PREPARED, on="2026-12-15")
    assert [one.day for one in stand(on="2026-12-20", live=CORRECTED, prepared=ahead).recall] == ["2026-12-05"]


@pytest.mark.parametrize(
    ("day", "version", "recalled"),
    [
        ("2026-12-04", "2026.12.05", False),
        ("2026-12-05", "2026.12.05", False),
        ("2026-12-06", "2026.12.05", True),
        ("2026-12-05", "", True),
        ("2026-12-04", "", False),
    ],
)
def test_a_letter_written_from_the_registry_that_has_a_correction_is_not_recalled_for_it(day, version, recalled):
    prepared = replace(PREPARED, on="2026-12-05", registry=version)
    assert bool(stand(on="2026-12-20", live=live(corrections=[correct(day)]), prepared=prepared).recall) == recalled


def test_a_letter_that_no_longer_stands_is_not_to_be_sent():
    assert stand(on="2026-12-20", live=CORRECTED).due == ("write_again",)


RECORDED = {
    "all that is to be told": (GONE, (), f"left:{CLAIM}"),
    "a claim that is named": (CORRECTED, (CLAIM,), f"corrected:{CLAIM}"),
    "nothing is to be told": (LIVE, (), ""),
    "a claim is named of which nothing is to be told": (LIVE, (CLAIM,), CLAIM),
}


@pytest.mark.parametrize("name", RECORDED)
def test_a_line_that_says_corrected_names_the_claims_whose_reader_was_told(name):
    registry, claims, expected = RECORDED[name]
    told = Told(PREPARED.letter, "corrected", date(2026, 12, 6), claims=claims)
    lines = record(told, {PREPARED.letter: [PREPARED, SENT]}, today=date(2026, 12, 20), live=registry)
    assert [line.claims for line in lines] == [expected]
    if registry is not LIVE:
        assert stand(SENT, *lines, on="2026-12-20", live=registry).recall == ()


def test_a_claim_that_the_letter_does_not_carry_is_refused():
    told = Told(PREPARED.letter, "corrected", date(2026, 12, 6), claims=("other/claim",))
    with pytest.raises(RequestRefused, match="carries no claim"):
        record(told, {PREPARED.letter: [PREPARED, SENT]}, today=date(2026, 12, 20), live=LIVE)


def build_three():
    other = [replace(event, letter="other", company="Other Fund") for event in (PREPARED, SENT, happen("answered", "2026-12-01"))]
    third = [replace(PREPARED, letter="third", company="Third Fund")]
    return list_standings([PREPARED, SENT, *other, *third], today=date(2026, 12, 2), reminder_days=35, live=LIVE)


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
