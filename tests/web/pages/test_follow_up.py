"""What follows a letter: the tracker and the calendar that go with it, and the firmer letter that they can bear."""

from __future__ import annotations

import csv
import html
import io
import re
from dataclasses import replace
from datetime import timedelta
from urllib.parse import unquote

import pytest
from icalendar import Calendar

from reports.letter_archive import LetterFile
from screener.settings import read_today
from screener.web.follow_up import write_reply_days
from screener.writing.earlier_letters import TRACKER_COLUMNS, read_earlier_letters
from tests.reports.letters import build_letter
from tests.web.pages.test_steps import FULL, _carried, _send
from tests.web.portfolios import HOLDINGS

LONG_AGO, LATELY = "2026-03-02", "2026-06-15"
FIRM = "bharat-electronics"
"""One that evidence bears more than an enquiry of."""
LOOSE = "posco-holdings"


@pytest.fixture(scope="module")
def page(client):
    return client.post("/screen", files={"file": ("h.csv", HOLDINGS)}).text


def _write(client, page, *, tracker="", address="/letters", **words):
    fields = [(name, (None, value)) for name in ("sealed", "portfolio") if (value := _carried(page, name))]
    fields += [(name, (None, value)) for name, value in {"follow": "yes", **words}.items()]
    return client.post(address, files=[*fields, *([("tracker", ("tracker.csv", tracker))] if tracker else [])])


def _chosen(answer, name="kind"):
    select = re.search(rf'<select id="{name}".*?</select>', answer.text, re.DOTALL).group(0)
    return re.search(r'value="(\w+)" selected', select).group(1)


def _track(*lines):
    return "\r\n".join([",".join(TRACKER_COLUMNS), *lines]) + "\r\n"


def _line(entity=FIRM, *, day=LONG_AGO, channel="post", status="none"):
    return f"A company,{entity},engagement,en,{day},2026-03-30,{channel},{status},,"


def test_a_tracker_has_a_line_for_the_letter_and_its_calendar_the_day_and_to_whom_and_nothing_else(client, page):
    wanted = {"entity": LOOSE, "checked": "yes", **FULL}
    tracker = _send(client, "/letters/tracker", page, **wanted)
    lines = list(csv.DictReader(io.StringIO(tracker.content.decode("utf-8-sig"))))
    day = (read_today() + timedelta(days=28)).isoformat()
    assert [(line["recipient"], line["entity"], line["kind"], line["reply_by"]) for line in lines] == [
        ("POSCO Holdings", LOOSE, "enquiry", day)
    ]
    assert not any(lines[0][column] for column in ("channel", "status", "reply_date", "note"))
    calendar = _send(client, "/letters/calendar", page, **wanted)
    assert "attachment" in calendar.headers["content-disposition"]
    (event,) = Calendar.from_ical(calendar.content).walk("VEVENT")
    assert event.decoded("dtstart").isoformat() == day
    assert str(event["description"]) == "POSCO Holdings"
    for secret in ("A. Example", "a@example.org", "Example Street"):
        assert secret not in tracker.text + calendar.text


def test_a_letter_that_asks_for_no_reply_has_no_day_and_says_so(client, page):
    wanted = {"entity": FIRM, "kind": "divestment_notice", **FULL}
    assert "/letters/calendar" not in _send(client, "/letters/preview", page, **wanted).text
    assert _send(client, "/letters/calendar", page, checked="yes", **wanted).status_code == 400


def test_the_days_of_other_letters_do_not_replace_those_in_a_calendar_and_the_same_ones_do():
    def read_uids(*entities):
        letters = [replace(build_letter(), id=f"{entity}-enquiry", entity=entity) for entity in entities]
        content = write_reply_days([LetterFile("", letter, b"", "A company", "NO") for letter in letters])
        return [str(event["UID"]) for event in Calendar.from_ical(content).walk("VEVENT")]

    first, second, again = (read_uids(*entities) for entities in ((FIRM, LOOSE), (FIRM, "ptt"), (FIRM, LOOSE)))
    assert first == again
    assert not set(first) & set(second)
    assert not set(read_uids(FIRM)) & set(read_uids(LOOSE)), "two letters to companies of one name"


def test_the_tracker_of_a_later_letter_goes_on_with_the_lines_of_the_earlier_one(client, page):
    tracker = _track(_line(), "=1+1,ptt,enquiry,en,2026-03-02,,post,none,,")
    preview = _write(client, page, tracker=tracker, address="/letters/preview", entity=FIRM, **FULL)
    carried = html.unescape(re.search(r'name="earlier" value="([^"]+)"', preview.text).group(1))
    later = _send(client, "/letters/tracker", page, entity=FIRM, checked="yes", earlier=carried, **FULL).content.decode(
        "utf-8-sig"
    )
    assert [line["entity"] for line in csv.DictReader(io.StringIO(later))] == [FIRM, "ptt", FIRM]
    assert "'=1+1" in later
    assert len(read_earlier_letters(later).letters) == 2
    sent_along = _write(client, page, tracker=tracker, address="/letters/tracker", entity=FIRM, checked="yes", **FULL)
    assert sent_along.content.decode("utf-8-sig") == later


@pytest.mark.parametrize(
    ("entity", "told", "kind", "says"),
    [
        (FIRM, [], "engagement", ""),
        (FIRM, [(LONG_AGO, "none")], "engagement", "two or more earlier letters"),
        (FIRM, [(LONG_AGO, "none"), (LATELY, "none")], "escalation", ""),
        (FIRM, [(LONG_AGO, "none"), (LATELY, "partly")], "escalation", ""),
        (FIRM, [(LONG_AGO, "none"), (LATELY, "answered")], "engagement", "was answered"),
        (FIRM, [(LONG_AGO, "none"), ("yesterday", "none")], "engagement", "may still be answered"),
        (LOOSE, [(LONG_AGO, "none"), (LATELY, "none")], "enquiry", "is not open"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_the_kind_follows_from_what_was_written_before_and_why_no_firmer_one_is_open_stands_beside_it(
    entity, told, kind, says, client, page
):
    days = [((read_today() - timedelta(days=1)).isoformat() if day == "yesterday" else day, reply) for day, reply in told]
    rows = {f"wrote_{at}": day for at, (day, _) in enumerate(days, 1)} | {
        f"reply_{at}": reply for at, (_, reply) in enumerate(days, 1)
    }
    typed = _write(client, page, entity=entity, **rows)
    assert _chosen(typed) == kind
    assert says in html.unescape(typed.text)
    if days:
        tracker = _track(*(_line(entity, day=day, status=reply) for day, reply in days))
        assert _chosen(_write(client, page, tracker=tracker, entity=entity)) == kind


def test_an_escalation_recalls_the_earlier_letters_and_without_them_is_refused_with_the_reason(client, page):
    told = {"wrote_1": LATELY, "sent_1": "email", "wrote_2": LONG_AGO, "kind": "escalation", "entity": FIRM, **FULL}
    letter = " ".join(re.sub("<[^>]+>", "", html.unescape(_write(client, page, address="/letters/preview", **told).text)).split())
    assert "Letter of 15 June 2026 (e-mail)" in letter
    assert "no reply has come" in letter
    refused = _write(client, page, address="/letters/preview", **{**told, "wrote_2": ""})
    assert 400 <= refused.status_code < 500
    assert "two or more earlier letters" in refused.text


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"tracker": _track(_line(LOOSE))}, "has no letter that was sent to"),
        ({"tracker": _track(_line(channel="", status=""))}, "If it was, write in"),
        ({"tracker": _track(_line(day="2.3.2026"))}, "is not a day"),
        ({"tracker": _track(_line(status="perhaps"))}, "is not a word for"),
        ({"tracker": "Name,ISIN\nPTT,x\n"}, "has no column"),
        ({"tracker": "\x00\x01"}, "has no column"),
        ({"tracker": "x" * 300_000}, "larger than a tracker"),
        ({"wrote_1": "2.3.2026"}, "is not a day"),
        ({"wrote_1": "2026-03-02,post,answered"}, "no day that can be read"),
        ({"wrote_1": "2999-01-01"}, "has not come yet"),
        ({"wrote_1": LONG_AGO, "reply_1": "perhaps"}, "is not a word for"),
    ],
    ids=lambda value: str(value)[-40:].encode("unicode_escape").decode(),
)
def test_what_cannot_be_read_of_earlier_letters_is_said_beside_them(given, says, client, page):
    answer = _write(client, page, **{"entity": FIRM, **given})
    assert 400 <= answer.status_code < 500
    assert says in html.unescape(answer.text)
    assert "I have written to them before" in answer.text


@pytest.mark.parametrize(("words", "first"), [({"to": "holder"}, "saver"), ({"entity": FIRM}, "shareholder")])
def test_the_capacity_that_fits_the_recipient_stands_first_and_is_chosen(words, first, client, page):
    select = re.search(r'<select id="capacity".*?</select>', _write(client, page, **words).text, re.DOTALL).group(0)
    assert re.findall(r'value="(\w+)"( selected)?', select)[0] == (first, " selected")


def test_who_writes_to_a_fund_saves_through_it_unless_another_is_named(client, page):
    letter = _write(client, page, address="/letters/preview", to="holder", **{**FULL, "company": "Example Pension Scheme"}).text
    assert "I save through Example Pension Scheme" in letter
    assert "This is a draft" not in letter


@pytest.mark.parametrize(
    ("company", "entity"),
    [
        ("Example Pension Scheme", "holder-example-pension-scheme"),
        ("POSCO Holdings", "holder-posco-holdings"),
        ("ရန်ကုန် ရန်ပုံငွေ", "holder-ရန်ကုန်-ရန်ပုံငွေ"),
        ("年金積立金", "holder-年金積立金"),
        ("국민연금공단", "holder-국민연금공단"),
    ],
)
def test_a_letter_to_one_fund_is_none_to_another_nor_to_a_company_whatever_its_script(company, entity, client, page):
    wanted = {"to": "holder", "checked": "yes", **FULL, "company": company}
    tracker = _send(client, "/letters/tracker", page, **wanted).content.decode("utf-8-sig")
    assert [line["entity"] for line in csv.DictReader(io.StringIO(tracker))] == [entity]
    named = _send(client, "/letters/docx", page, **wanted).headers["content-disposition"]
    assert f"{entity}-" in unquote(named)
    earlier = "\n".join([",".join(TRACKER_COLUMNS), _line(entity)])
    assert _write(client, page, tracker=earlier, to="holder", company=company).status_code == 200
    assert "no letter that was sent to" in html.unescape(_write(client, page, tracker=earlier, to="holder", company="基金").text)
