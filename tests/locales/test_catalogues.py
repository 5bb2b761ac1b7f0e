"""What the catalogues of translators must hold."""

from __future__ import annotations

import re

import polib
import pytest

import reports.catalogues
from reports.catalogues import DOMAINS, LANGUAGES, REVIEWER, SOURCE, WordUnknown, choose_language, read_catalogue
from reports.speech import translate, translate_number
from tests.locales.catalogues import list_missing, locate, main, write_catalogue
from tests.locales.sentences import extract_sentences, list_placeholders

TRANSLATED = [language for language in LANGUAGES if language != SOURCE]
OTHER_SCRIPTS = ("my", "th", "ja", "ko", "zh")
CATALOGUES = [(language, domain) for domain, languages in DOMAINS.items() for language in languages if language != SOURCE]
OFFICIAL_NAMES = re.compile(
    "Myanma Oil and Gas Enterprise|Myanmar Economic Corporation|Myanma Economic Holdings|Myanma Economic Bank"
    "|Myanma Foreign Trade Bank|Myanma Investment and Commercial Bank|OECD"
)
SAME_IN_ENGLISH = frozenset({"%(place)s, %(date)s", "%(date)s: %(statement)s", "{name}", "Page %(page)s of %(pages)s", "Sources"})

QUESTIONS = {
    "th": ("หรือไม่", "อย่างไร", "ใด", "ใคร", "หรือยัง"),
    "my": ("သလဲ။", "သလား။", "နည်း။", "မည်လား။"),
    "ja": ("か。", "お知らせください。"),
    "zh": ("？", "请说明", "请按"),
}
"""What makes a question where no question mark must: an ending, a question word, or a request to be told."""


def read_entries(language, domain="letters"):
    return list(polib.pofile(str(locate(language, domain))))


def list_texts(entry):
    return [text for text in (entry.msgstr, *entry.msgstr_plural.values()) if text]


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_sentence_of_a_letter_is_translated_and_none_that_is_no_longer_said_is_left(language):
    assert list_missing(language, "letters") == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_catalogue_is_as_the_script_writes_it(language):
    assert locate(language, "letters").read_text(encoding="utf-8") == write_catalogue(language, "letters")


@pytest.mark.parametrize(("language", "domain"), CATALOGUES)
def test_a_translation_has_the_placeholders_of_its_sentence(language, domain):
    for entry in read_entries(language, domain):
        allowed = [list_placeholders(text) for text in (entry.msgid, entry.msgid_plural) if text]
        assert all(list_placeholders(text) in allowed for text in list_texts(entry)), entry.msgid


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_translation_of_a_letter_is_uncertain_or_lacks_a_plural_form(language):
    forms = 1 if language in OTHER_SCRIPTS else 2
    for entry in read_entries(language):
        assert not entry.fuzzy
        assert not entry.msgid_plural or len(list_texts(entry)) == forms


@pytest.mark.parametrize("language", OTHER_SCRIPTS)
def test_no_english_is_left_in_a_script_of_its_own(language):
    for entry in read_entries(language):
        for text in list_texts(entry):
            plain = OFFICIAL_NAMES.sub("", re.sub(r"%\(\w+\)s|\{\w+\}", "", text))
            assert not re.search("[A-Za-z]", plain), text


@pytest.mark.parametrize("language", ["de", "fr", "nb"])
def test_no_sentence_is_left_in_english(language):
    same = {entry.msgid for entry in read_entries(language) if entry.msgid in list_texts(entry) and " " in entry.msgid}
    assert same <= SAME_IN_ENGLISH


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_question_stays_a_question(language):
    asks = [entry for entry in read_entries(language) if (entry.msgctxt or "").endswith(".question")]
    for entry in asks:
        assert any(mark in entry.msgstr for mark in QUESTIONS.get(language, ("?",))), entry.msgstr


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_number_of_a_page_comes_before_the_number_of_pages_as_the_paper_counts_them(language):
    text = read_catalogue(language, "letters").find("Page %(page)s of %(pages)s")
    assert 0 <= text.index("%(page)s") < text.index("%(pages)s")


def test_the_founders_answer_for_the_english_and_each_other_catalogue_names_its_reader_or_none():
    assert read_catalogue(SOURCE, "letters").reviewer == "the founders"
    for language in TRANSLATED:
        assert f'"{REVIEWER}: ' in locate(language, "letters").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("header", "reviewer"),
    [("Reviewed-By: Ada Example", "Ada Example"), ("Reviewed-By: ", ""), ("Last-Translator: Ada Example", "")],
)
def test_a_reviewer_is_read_from_the_header_alone(header, reviewer):
    entry = f'msgid ""\nmsgstr ""\n"Language: de\\n"\n"{header}\\n"\n'
    later = '\nmsgid "x"\nmsgstr ""\n"Reviewed-By: Somebody Else\\n"\n'
    assert reports.catalogues._find_reviewer((entry + later).encode()) == reviewer


@pytest.mark.parametrize(
    ("tag", "language"),
    [("no", "nb"), ("NB", "nb"), ("zh-Hans", "zh"), ("zh_CN", "zh"), ("de-CH", "de"), ("my_MM", "my"), (" fr ", "fr")],
)
def test_a_language_is_known_by_the_tags_people_write(tag, language):
    assert choose_language(tag) == language


@pytest.mark.parametrize("tag", ["zh-Hant", "zh-TW", "tlh", "", "english"])
def test_a_language_that_is_not_here_is_refused_and_not_taken_for_another(tag):
    with pytest.raises(WordUnknown, match="there is no locale"):
        choose_language(tag)


def test_a_number_takes_the_plural_of_its_language():
    one, many = "%(number)s further report is on record.", "%(number)s further reports are on record."

    def say(number, language):
        return translate_number(one, many, number, language=language, strict=True)

    assert say(1, "de") != say(2, "de") == say(0, "de")
    assert say(0, "fr") == say(1, "fr") != say(2, "fr")
    assert say(1, "my") == say(5, "my")


def test_what_has_no_translation_stops_a_letter_and_is_english_on_a_page():
    with pytest.raises(WordUnknown, match=r'"Nobody says this\." has no translation in locale "de"'):
        translate("Nobody says this.", language="de", strict=True)
    assert translate("Nobody says this.", language="de", strict=False) == "Nobody says this."


def test_every_sentence_is_found_once_and_letters_have_those_they_share_with_pages():
    keys = [sentence.key for sentence in extract_sentences()]
    assert len(keys) == len(set(keys))
    assert len(keys) > 300


def test_the_script_says_what_it_knows_when_called_wrongly(capsys):
    assert main(["translate"]) == 2
    assert "Languages: en, my, de" in capsys.readouterr().err
    assert main(["check", "de"]) == 0
    assert "de/letters: no faults" in capsys.readouterr().out
