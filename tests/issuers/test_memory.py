"""A memory changes how often a security is judged, and no answer."""

from screener.issuers.memory import Memory
from screener.issuers.resolution import resolve_holdings
from tests.issuers.builders import build_holdings

MARCH = build_holdings(
    {"name": "HANBIT STEEL CO LTD", "country": "KR"},
    {"name": "Vindhya Oil", "country": "IN"},
    {"name": "US Dollar", "line": "cash"},
    {"name": "Hazel Foods Inc", "isin": "US0378331005"},
)
APRIL = build_holdings(
    {"name": "HANBIT STEEL CO LTD", "country": "KR"},
    {"name": "Hazel Foods Inc", "isin": "US0378331005"},
    {"name": "Hazel Foods Inc", "isin": "US0378331005"},
    {"name": "Golden Heron Company"},
)


def answer(holdings, index, **options):
    resolved = resolve_holdings(holdings, index, **options)
    return [resolved.answers[code] for code in resolved.codes]


def test_answers_are_the_same_with_a_memory_and_without(index):
    memory = Memory()
    for holdings in (MARCH, APRIL, MARCH):
        assert answer(holdings, index, memory=memory) == answer(holdings, index)


def test_each_distinct_security_is_judged_once_over_all_portfolios(index):
    memory = Memory()
    for holdings in (MARCH, APRIL, MARCH):
        answer(holdings, index, memory=memory)
    assert (memory.judged, memory.recalled) == (4, 5)


def test_a_country_that_differs_is_another_question(index):
    memory = Memory()
    answer(build_holdings({"name": "Hanbit Steel", "country": "KR"}), index, memory=memory)
    other = build_holdings({"name": "Hanbit Steel", "country": "US"})
    assert answer(other, index, memory=memory) == answer(other, index)
    assert memory.judged == 2


def test_a_full_memory_begins_anew_and_answers_stay_right(index, monkeypatch):
    monkeypatch.setattr("screener.issuers.memory.MOST_KEPT", 2)
    memory = Memory()
    for holdings in (MARCH, APRIL, MARCH):
        assert answer(holdings, index, memory=memory) == answer(holdings, index)
