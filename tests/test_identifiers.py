"""Check digits by column against check digits one at a time."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import cusip, isin
from stdnum.gb import sedol

from screener.identifiers import LENGTHS, MANY, find_valid, has_valid_check_digit

LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
MAKERS = {
    "isin": lambda text: isin.from_natid(text[:2], text[2:]) if text[:2].isalpha() else text,
    "cusip": lambda text: text[:8] + cusip.calc_check_digit(text[:8]),
    "sedol": lambda text: text[:6] + sedol.calc_check_digit(text[:6]),
}


@pytest.mark.parametrize("scheme", ["isin", "cusip", "sedol"])
def test_a_column_is_checked_as_its_values_are_one_by_one(scheme):
    draw = random.Random(1)
    alphabet = LETTERS if scheme != "sedol" else "0123456789BCDFGHJKLMNPQRSTVWXYZ"
    bodies = [draw.choice(("US", "DE", "XX", "1A")) + "".join(draw.choices(alphabet, k=9)) for _ in range(3000)]
    if scheme != "isin":
        bodies = [body[2:] for body in bodies]
    values = [MAKERS[scheme](body) if number % 3 else body[: LENGTHS[scheme]] for number, body in enumerate(bodies)]
    values += ["", "É" * LENGTHS[scheme], "0" * LENGTHS[scheme], "*" * LENGTHS[scheme], "A" * 40]
    found = find_valid(scheme, values).tolist()
    assert found == [has_valid_check_digit(scheme, value) for value in values]
    assert 500 < sum(found) < 2900


@given(st.lists(st.text(alphabet=LETTERS + "*@#", max_size=13), min_size=MANY, max_size=MANY), st.sampled_from(sorted(LENGTHS)))
def test_any_text_gets_the_same_answer_in_a_column_as_alone(values, scheme):
    assert find_valid(scheme, values).tolist() == [has_valid_check_digit(scheme, value) for value in values]


def test_one_wrong_digit_is_found_among_many_right_ones():
    right = [isin.from_natid("DE", f"{number:06}") for number in range(500)]
    wrong = [*right[:250], right[250][:-1] + str((int(right[250][-1]) + 1) % 10), *right[251:]]
    assert find_valid("isin", right).all()
    assert (~find_valid("isin", wrong)).nonzero()[0].tolist() == [250]
