"""Other wordings say what the first says: the same dates, figures and places, as questions or requests, and nothing harsher."""

import re
from collections import Counter
from dataclasses import replace

import pytest

from reports.customs import banned_words
from reports.letter_page import read_letter_page
from reports.render import render_html
from reports.variants import read_variants
from reports.wording import list_sentences
from screener.writing.legal_care import UNPRINTABLE
from tests.locales.sentences import extract_sentences, list_placeholders
from tests.reports.letters import build_letter

VARIANTS = read_variants("en")
FIRST = {**{text: text for text in VARIANTS.sentences}, **dict(list_sentences())}
OTHERS = {**VARIANTS.sentences, **VARIANTS.wordings}
PAIRS = [(FIRST[key], other) for key, others in OTHERS.items() for other in others]
_FIGURES = re.compile(r"\d[\d/.]*")
_HARSH = re.compile(r"\b(must|demand you|guilty|crime|junta|regime|proven|certainly)\b", re.IGNORECASE)


def test_every_sentence_with_other_wordings_is_one_that_letters_say():
    assert set(VARIANTS.sentences) <= {sentence.text for sentence in extract_sentences() if sentence.domain == "letters"}
    assert set(VARIANTS.wordings) <= set(dict(list_sentences()))
    assert all(len({FIRST[key], *others}) == 1 + len(others) >= 2 for key, others in OTHERS.items())


def test_another_wording_has_the_figures_and_the_places_of_the_first():
    for first, other in PAIRS:
        assert list_placeholders(other) == list_placeholders(first), other
        figures = [Counter(text.strip(".") for text in _FIGURES.findall(one)) for one in (first, other)]
        assert figures[0] == figures[1], other


def test_another_wording_is_no_harsher_and_takes_no_more_room_and_fits_what_stands_before_and_behind_it():
    for first, other in PAIRS:
        assert not UNPRINTABLE.search(other), other
        assert not banned_words("en").search(other), other
        assert len(_HARSH.findall(other)) <= len(_HARSH.findall(first)), other
        assert len(other) <= len(first) * 1.25 + 20, other
        assert "[" not in other, other
        assert first[-1:] in ".?:" or first[-1:] == other[-1:] or other[-1:] not in ".?:", other


@pytest.mark.parametrize("key", [path for path in VARIANTS.wordings if path.endswith(".question")])
def test_another_question_is_a_question_and_another_request_is_none(key):
    assert all(other.endswith("?") for other in VARIANTS.wordings[key])
    assert not any(other.endswith("?") for other in VARIANTS.wordings.get(key.replace(".question", ".request"), ()))


def read(**changes):
    return [block.text for block in read_letter_page(render_html(replace(build_letter(), **changes))).body]


def test_a_letter_outside_a_campaign_has_the_usual_wording_and_one_within_it_its_own_each_time():
    assert read(variant="fund-one") == read(variant="fund-one")
    assert read(variant="fund-one") != read(variant="fund-two") != read()
    assert any("expressed deep concern at it" in text for text in read())


def test_every_wording_is_reached_by_some_letter():
    for key, others in VARIANTS.sentences.items():
        assert {VARIANTS.vary_sentence(key, key, seed=str(seed)) for seed in range(60)} == {key, *others}


def test_a_language_without_other_wordings_has_one_of_each():
    assert read(variant="fund-one", language="de") == read(variant="fund-two", language="de")
