from __future__ import annotations

import pytest

from screener.issuers.alignment import align_words, compare_words

EITHER = {"TECH": frozenset({"TECHNOLOGY", "TECHNOLOGIES"})}


def align(query, name, **options):
    return align_words(query.split(), name.split(), either=EITHER, **options)


@pytest.mark.parametrize(
    ("short", "whole"),
    [("SYST", "SYSTEMS"), ("HLDG", "HOLDING"), ("TECHNOLOGY", "TECHNOLOGIES"), ("KESTERL", "KESTREL"), ("MERIDAN", "MERIDIAN")],
)
def test_cut_abbreviated_and_misspelt_words_are_known(short, whole):
    assert 0.5 < compare_words(short, whole) < 1


@pytest.mark.parametrize(("one", "other"), [("AEGO", "AEON"), ("LOTTERY", "LOTTE"), ("STEEL", "SHELL"), ("NORTH", "SOUTH")])
def test_words_that_are_only_alike_are_not_known(one, other):
    assert compare_words(one, other) == 0


def test_a_cut_word_at_the_end_of_a_cut_name_counts_more():
    assert align("SIAM MER", "SIAM MERIDIAN", cut=True).of_query[1] > align("SIAM MER", "SIAM MERIDIAN").of_query[1]


def test_words_run_together_are_known_on_both_sides():
    assert min(align("HAN BIT STEEL", "HANBIT STEEL").of_query) > 0.9
    assert min(align("HANBIT STEEL", "HAN BIT STEEL").of_name) > 0.9


def test_a_word_stands_for_one_word_only():
    assert align("STEEL STEEL", "STEEL WORKS").of_query == [1.0, 0.0]


def test_a_cut_word_is_written_out_as_the_name_has_it():
    assert align("ALDER TECH", "ALDER TECHNOLOGIES").spelled == ["ALDER", "TECHNOLOGIES"]
