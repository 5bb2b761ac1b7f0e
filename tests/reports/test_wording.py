from __future__ import annotations

import re

import pytest
import yaml

from reports.filters import choose_link, write_date
from reports.wording import WordUnknown, read_wording
from screener.model import DECISIONS, OUTCOMES
from screener.writing.asks import ASKS_BY_CHANNEL, EXIT_QUESTIONS
from screener.writing.kinds import KINDS
from screener.writing.legal_care import UNPRINTABLE


@pytest.fixture(scope="module")
def vocabulary(checkout):
    return yaml.load((checkout / "rules" / "vocabulary.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


@pytest.mark.parametrize("kind", ["channels", "statuses", "bases", "ties", "confidences", "grades", "decisions", "severities"])
def test_every_word_a_dossier_may_use_has_its_word_on_the_page(kind, vocabulary):
    assert set(vocabulary[kind]) <= set(read_wording().words[kind])


def test_every_channel_has_words_for_a_subject_line_and_every_status_a_word_for_a_chart():
    words = read_wording().words
    assert set(words["subjects"]) == set(words["channels"])
    assert set(words["chart_statuses"]) == set(words["statuses"])


def test_every_outcome_and_decision_has_its_word_its_mark_and_its_explanation():
    words = read_wording().words
    assert list(words["outcomes"]) == list(words["outcome_explanations"]) == list(OUTCOMES)
    assert set(words["decisions"]) == set(words["marks"]) == set(DECISIONS)
    assert set(KINDS) <= set(words["kinds"])


def test_every_channel_has_asks_and_every_ask_has_a_question_and_a_request(vocabulary):
    assert set(ASKS_BY_CHANNEL) == set(vocabulary["channels"])
    for ask in read_wording().asks.values():
        assert ask["question"].endswith("?")
        assert ask["request"].endswith(".")


def test_every_exit_question_a_letter_may_ask_is_worded():
    assert {key for keys in EXIT_QUESTIONS.values() for key in keys} <= set(read_wording().exit_questions)


def test_no_standing_sentence_uses_a_word_that_a_letter_may_not_say():
    wording = read_wording()
    sentences = [sentence.text for sentence in (*wording.myanmar, *wording.standards.values())]
    sentences += [text for ask in wording.asks.values() for text in ask.values()]
    assert [text for text in sentences if UNPRINTABLE.search(text) or re.search(r"\b(junta|regime)\b", text)] == []


def test_every_standing_sentence_has_a_source_a_stranger_can_open():
    wording = read_wording()
    for sentence in (*wording.myanmar, *wording.standards.values()):
        assert sentence.sources
        assert all(choose_link(note.url) and write_date(note.date) for note in sentence.sources)


def test_a_key_without_a_word_stops_the_page():
    with pytest.raises(WordUnknown, match='"warp_drives" has no word among the channels'):
        read_wording().word("warp_drives", "channels")
    with pytest.raises(WordUnknown, match="there is no locale"):
        read_wording("tlh")
