"""campaign.yaml says whom a campaign writes to, about whom, when and in whose name; all its faults are told at once."""

from datetime import date

import pytest

from screener.campaigns.plan import read_plan
from screener.model import Entity, Name, Registry

PLAN = """\
title: Holders of Hanbit
writes_to: holders
about: [hanbit-steel, sirocco]
date: 2026-11-24
reply_days: 21
languages: {default: en, DE: de}
sender:
  organisation: Savers for Myanmar
  capacity: organisation
  email: letters@savers.example
signatories: [Example Union]
signatories_withheld: 72
talking_points:
  en:
    - ["We ask because we save.", "We ask because we care."]
"""


def build_registry():
    entities = {
        key: Entity(id=key, kind="company", country="KR", sector="", names=(Name(key.title()),))
        for key in ("hanbit-steel", "sirocco-shipping")
    }
    return Registry(entities=entities, sources={}, version="1", sha256="0", merged={"sirocco": "sirocco-shipping"})


def read(text):
    return read_plan(text, registry=build_registry(), languages=("en", "de"))


def test_a_plan_says_what_its_file_says_and_follows_entities_to_the_ids_they_have_now():
    reading = read(PLAN)
    assert not [fault for fault in reading.faults if fault.is_error]
    plan = reading.plan
    assert plan.about == ("hanbit-steel", "sirocco-shipping")
    assert (plan.writes_to, plan.kind, plan.day, plan.reply_days, plan.reminder_days) == (
        "holders",
        None,
        date(2026, 11, 24),
        21,
        35,
    )
    assert (plan.signatories, plan.signatories_withheld) == (("Example Union",), 72)
    assert plan.points == {"en": (("We ask because we save.", "We ask because we care."),)}
    assert (plan.language_for("DE"), plan.language_for("FR")) == ("de", "en")


FAULTS = {
    "broken YAML": ("title: [Holders\n", [("not_yaml", None)]),
    "no YAML at all": ("just words\n", [("not_yaml", 1)]),
    "a part that is repeated by reference": (
        PLAN.replace("signatories: [Example Union]", "signatories: &a [Example Union]\nx: *a"),
        [("not_yaml", 12)],
    ),
    "a field twice": (PLAN + "title: Again\n", [("not_yaml", 16)]),
    "a field nobody knows": (PLAN + "budget: 12\n", [("unknown_field", 16)]),
    "no title and no sender": ("about: [hanbit-steel]\ndate: 2026-11-24\n", [("missing_field", 1), ("missing_field", 1)]),
    "an entity nobody knows": (PLAN.replace("sirocco]", "acme]"), [("entity_unknown", 3)]),
    "a day that is none": (PLAN.replace("2026-11-24", "24/11/2026"), [("not_a_day", 4)]),
    "a number that is none": (PLAN.replace("days: 21", "days: three"), [("not_a_number", 5)]),
    "a number that is too large": (PLAN.replace("days: 21", "days: 4000"), [("not_a_number", 5)]),
    "a language there is not": (PLAN.replace("DE: de", "DE: tlh"), [("language_unknown", 6)]),
    "a country that is none": (PLAN.replace("DE: de", "Germany: de"), [("country_unknown", 6)]),
    "a kind there is not": (PLAN + "kind: threat\n", [("unknown_word", 16)]),
    "a sender whose mail is none": (PLAN.replace("letters@savers.example", "letters"), [("not_an_email", 10)]),
    "a sender with no way to be answered": (PLAN.replace("  email: letters@savers.example\n", ""), [("sender_incomplete", 7)]),
    "a capacity there is not": (PLAN.replace("capacity: organisation", "capacity: friend"), [("unknown_word", 9)]),
    "talking points that are no list": (
        PLAN.replace('    - ["We ask because we save.", "We ask because we care."]', "    because: we save"),
        [("points_unreadable", 14)],
    ),
    "talking points in a language there is not": (PLAN.replace("  en:\n", "  tlh:\n"), [("language_unknown", 14)]),
    "a talking point that is too long": (PLAN.replace("We ask because we care.", "care " * 100), [("too_long", 15)]),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_told_with_its_line_and_no_plan_is_made(name):
    text, expected = FAULTS[name]
    reading = read(text)
    found = [(fault.problem.code, fault.problem.row) for fault in reading.faults if fault.is_error]
    assert [code for code, _ in found] == [code for code, _ in expected]
    assert all(row == wanted for (_, row), (_, wanted) in zip(found, expected, strict=True) if wanted)
    assert reading.plan is None
    assert all(fault.problem.help for fault in reading.faults)


def test_all_faults_are_told_at_once_in_the_order_of_their_lines():
    text = PLAN.replace("2026-11-24", "soon").replace("sirocco]", "acme]").replace("days: 21", "days: x")
    assert [fault.problem.row for fault in read(text).faults] == [3, 4, 5]


def test_one_wording_alone_is_warned_of_and_does_not_stand_in_the_way():
    reading = read(PLAN.replace(', "We ask because we care."', ""))
    assert [fault.problem.code for fault in reading.faults] == ["one_wording"]
    assert reading.plan is not None
