from __future__ import annotations

import pytest

from reports.remarks import say_remark
from screener.issuers.headings import question_headings
from screener.issuers.resolution import confirmation_key, resolve_holdings
from tests.issuers.builders import build_holdings

KEY = confirmation_key(name="Hanbit Steel")


def ask(index, *lines, confirmations=None):
    holdings = build_holdings(*lines)
    resolved = resolve_holdings(holdings, index, confirmations=confirmations)
    asked = question_headings(holdings, resolved, index, is_name=bool, confirmations=confirmations)
    return [asked.answers[code] for code in asked.codes]


def test_a_line_without_anything_but_a_name_of_the_registry_is_asked_about_and_other_headings_stay_headings(index):
    first, second, held, third = ask(
        index,
        {"line": "not_a_holding", "name": "Hanbit Steel"},
        {"line": "not_a_holding", "name": "Consumer goods"},
        {"line": "position", "name": "Hanbit Steel"},
        {"line": "not_a_holding", "name": "Hanbit Steel"},
    )
    assert [first.status, second.status, held.status, third.status] == [
        "needs_review",
        "not_a_holding",
        "matched",
        "needs_review",
    ]
    assert (first.entity, [one.entity for one in first.candidates]) == (None, ["hanbit-steel"])
    assert say_remark(first.reason, language="my") not in {None, first.reason}


@pytest.mark.parametrize(
    ("answer", "status", "entity"),
    [("hanbit-steel", "matched", "hanbit-steel"), (frozenset({"hanbit-steel"}), "not_a_holding", None)],
)
def test_what_a_person_said_of_such_a_line_holds(index, answer, status, entity):
    (found,) = ask(index, {"line": "not_a_holding", "name": "Hanbit Steel"}, confirmations={KEY: answer})
    assert (found.status, found.entity) == (status, entity)


def test_the_word_for_a_sum_is_no_name_even_where_an_entity_is_called_so(index):
    holdings = build_holdings({"line": "not_a_holding", "name": "Hanbit Steel"})
    resolved = resolve_holdings(holdings, index)
    assert question_headings(holdings, resolved, index, is_name=lambda _: False) is resolved
