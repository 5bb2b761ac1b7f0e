"""Letters of one campaign do not say the same word for word, and each says the same whenever it is written."""

from itertools import combinations
from statistics import mean

import pytest

from screener.campaigns.points import choose_points, measure_likeness


def _write_wording(place, wording):
    return " ".join(f"word{place}{wording}{number}" for number in range(9))


POINTS = {"en": tuple(tuple(_write_wording(place, wording) for wording in range(3)) for place in range(3))}
LETTERS = [f"fund-{number}" for number in range(100)]


def test_a_letter_keeps_its_wordings_from_one_version_to_the_next():
    chosen = choose_points(POINTS, language="en", letter="fund-7")
    assert [POINTS["en"][place].index(wording) for place, wording in enumerate(chosen)] == [2, 2, 2]  # as signed and sent before


def test_a_hundred_letters_use_every_wording_of_every_place_and_no_combination_is_the_rule():
    chosen = [choose_points(POINTS, language="en", letter=letter) for letter in LETTERS]
    for place in range(3):
        assert {points[place] for points in chosen} == set(POINTS["en"][place])
    assert len(set(chosen)) >= 24
    assert max(chosen.count(points) for points in set(chosen)) <= 10


def test_few_pairs_of_a_hundred_letters_have_the_same_words_of_their_own():
    chosen = [" ".join(choose_points(POINTS, language="en", letter=letter)) for letter in LETTERS]
    likeness = [measure_likeness(one, other) for one, other in combinations(chosen, 2)]
    assert mean(value == 1 for value in likeness) < 0.07
    assert mean(likeness) < 0.35


def test_a_language_without_talking_points_gets_none_and_none_are_borrowed_from_another():
    assert choose_points(POINTS, language="de", letter="fund-7") == ()


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        ("we ask you to tell us what you know", "we ask you to tell us what you know", 1, 1),
        ("we ask you to tell us what you know", "a wholly different text about another thing altogether", 0, 0),
        ("we ask you to tell us what you know now", "we ask you to tell us what you hold now", 0.2, 0.8),
    ],
)
def test_likeness_is_one_for_the_same_and_nothing_for_what_shares_no_run_of_words(one, other, least, most):
    assert least <= measure_likeness(one, other) <= most
