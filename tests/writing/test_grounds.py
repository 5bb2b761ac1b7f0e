"""Which kinds of letter are open, and why the others are not."""

from __future__ import annotations

import pytest

from reports.letter_document import EarlierLetter
from screener.writing.grounds import explain_kinds, list_open, suggest_letter
from tests.builders import AS_OF, build_finding, build_involvement, build_judgement, build_source

ONE_HOUSE = (build_source("a"), build_source("b"))
SPRING, SUMMER = EarlierLetter("2026-03-02", "post"), EarlierLetter("2026-06-15", "email", "acknowledged", "2026-06-20")


def make_finding(decision="exclude", **tie):
    return build_finding(decision=decision, involvements=(build_involvement(**tie),))


EXIT = make_finding("none", status="exited", until="2025", status_as_of="2025-01-10")


@pytest.mark.parametrize(
    ("finding", "earlier", "kind"),
    [
        (make_finding(), (), "engagement"),
        (make_finding(status="disputed"), (), "enquiry"),
        (make_finding(confidence="low"), (), "enquiry"),
        (make_finding(), (SPRING,), "engagement"),
        (make_finding(), (SPRING, SUMMER), "escalation"),
        (make_finding(sources=ONE_HOUSE), (SPRING, SUMMER), "enquiry"),
        (EXIT, (), "thank_you"),
        (make_finding("none", status="exit_announced"), (), None),
        (make_finding("none"), (), None),
    ],
)
def test_the_kind_follows_from_status_confidence_and_earlier_letters(finding, earlier, kind):
    assert suggest_letter(finding, AS_OF, earlier=earlier) == kind


@pytest.mark.parametrize(
    ("kind", "finding", "reason"),
    [
        ("enquiry", make_finding("none"), "the policy asks nothing about any of its ties"),
        ("engagement", make_finding("observe"), "the policy asks no more than to observe it"),
        ("engagement", make_finding(status="suspended"), "its status is suspended, not active"),
        ("engagement", make_finding(sources=ONE_HOUSE), "no second, independent publisher reports it"),
        ("engagement", make_finding(status_as_of="2023-01"), "last reported as active on 2023-01"),
        ("engagement", make_finding(review_on="2026-11-23"), "it was due for review on 2026-11-23"),
        ("escalation", make_finding(), "two or more earlier letters with their dates, and none is known"),
        ("thank_you", make_finding(), "no tie is reported as ended"),
        ("thank_you", make_finding("observe", status="exit_announced"), "an announced exit is not an exit"),
        ("thank_you", make_finding("none", status="exited", confidence="low"), "no tie is reported as ended"),
    ],
)
def test_a_kind_that_is_not_open_says_why(kind, finding, reason):
    assert reason in explain_kinds(finding, AS_OF)[kind]


@pytest.mark.parametrize(
    ("earlier", "reason"),
    [
        ((SPRING,), "one is known"),
        ((SPRING, EarlierLetter("2026-06-15", "post", "answered", "2026-07-01")), "the letter of 2026-06-15 was answered"),
        ((SPRING, EarlierLetter("2026-10-28", "post")), "may still be answered until 2026-11-25"),
        ((SPRING, EarlierLetter("2026-10-27", "post")), ""),
        ((SPRING, EarlierLetter("2026-11-20", "post", "partly", "2026-11-22")), ""),
        ((SPRING, EarlierLetter("2026-12-01", "post")), "one is known"),
    ],
)
def test_an_escalation_needs_two_letters_whose_time_to_answer_has_passed(earlier, reason):
    given = explain_kinds(make_finding(), AS_OF, earlier=earlier)["escalation"]
    assert reason in given
    assert bool(given) is bool(reason)


@pytest.mark.parametrize(("capacity", "open_"), [("shareholder", True), ("saver", True), ("organisation", False), (None, True)])
def test_divestment_is_a_holders_own_decision(capacity, open_):
    closed = explain_kinds(make_finding(), AS_OF, capacity=capacity)
    assert ("divestment_notice" in list_open(closed)) is open_


def test_an_end_once_shown_does_not_age():
    old = make_finding("none", status="exited", status_as_of="2022-03-01", review_on="2024-03-01")
    assert suggest_letter(old, AS_OF) == "thank_you"


def test_an_entry_on_a_list_alone_bears_no_letter():
    listed = build_finding(judgements=(build_judgement("us-list", fact="sanction"),))
    assert suggest_letter(listed, AS_OF) is None
