"""Ties on another day."""

from dataclasses import replace
from datetime import date

import pytest

from screener.model import Entity, Involvement, Name, Response, Source
from screener.screening.history import involvement_on, involvements_on, responses_on

EARLY = Source(id="early", publisher="A", title="B", date="2020-06-01", url="https://example.org/a")
LATE = replace(EARLY, id="late", date="2023-05-04")
EXITED = Involvement(
    id="acme/lease",
    entity="acme",
    channel="land_lease",
    counterparty="MEC",
    counterparties=(),
    basis="pre_coup_direct",
    tie="own",
    since="2019",
    until="2023-05-04",
    reported_on="2023-05-04",
    status="exited",
    status_as_of="2024-05-15",
    review_on="2026-05-15",
    confidence="high",
    summary="A leased a site.",
    sources=(EARLY, LATE),
)


@pytest.mark.parametrize(
    ("day", "status"),
    [
        (date(2018, 12, 31), None),  # before it began
        (date(2020, 5, 31), None),  # before anyone had published it
        (date(2020, 6, 1), "active"),
        (date(2023, 5, 3), "active"),
        (date(2023, 5, 4), "exited"),
        (date(2026, 11, 24), "exited"),
    ],
)
def test_a_tie_is_as_it_stood_that_day(day, status):
    stood = involvement_on(EXITED, day)
    assert (stood.status if stood else None) == status


def test_on_a_day_before_the_exit_nothing_of_the_exit_is_dated():
    stood = involvement_on(EXITED, date(2022, 1, 1))
    assert (stood.until, stood.status_as_of, stood.reported_on) == (None, "2020-06-01", "2020-06-01")


def test_a_tie_without_a_beginning_is_unknown_before_its_exit():
    assert involvement_on(replace(EXITED, since=None), date(2022, 1, 1)).status == "unknown"


@pytest.mark.parametrize("status", ["active", "suspended", "exit_announced", "disputed", "unknown"])
def test_a_status_whose_beginning_is_not_known_holds_from_the_first_report_and_is_dated_by_the_newest_then(status):
    tie = replace(EXITED, until=None, status=status, status_as_of="2024-05-15")
    stood = involvement_on(tie, date(2022, 1, 1))
    assert (stood.status, stood.status_as_of) == (status, "2020-06-01")


def test_today_every_tie_is_as_the_dossier_has_it():
    entity = Entity(id="acme", kind="company", country="NO", sector="", names=(Name("Acme"),), involvements=(EXITED,))
    assert involvements_on(entity, date(2026, 11, 24)) == (EXITED,)


def test_what_a_company_had_not_said_yet_is_not_shown():
    said = Response(date="2021-03-01", summary="A said no.", grade="partly", sources=(LATE,))
    undated = replace(said, date=None)
    entity = Entity(id="acme", kind="company", country="NO", sector="", names=(Name("Acme"),), responses=(said, undated))
    assert responses_on(entity, date(2022, 1, 1)) == (said,)
    assert responses_on(entity, date(2023, 5, 4)) == (said, undated)


OWN = replace(EXITED, research="own", until=None, status="active")


@pytest.mark.parametrize(
    ("changes", "day", "shown"),
    [
        ({}, date(2026, 11, 24), False),
        ({"notice_on": "2026-10-28"}, date(2026, 11, 24), False),
        ({"notice_on": "2026-10-27"}, date(2026, 11, 24), True),
        ({"notice_override": "The delivery was under way."}, date(2026, 11, 24), True),
    ],
)
def test_a_tie_of_our_own_research_is_a_draft_until_28_days_after_notice(changes, day, shown):
    assert (involvement_on(replace(OWN, **changes), day) is not None) == shown
