"""How each language writes dates, numbers and lists."""

from __future__ import annotations

import pytest

from reports.breaks import ZERO_WIDTH_SPACE, set_lines
from reports.catalogues import LANGUAGES, WordUnknown
from reports.customs import banned_words, read_customs
from reports.filters import join_words, write_date, write_number, write_percent, write_period, write_share
from tests.locales.coverage import FILE, write_coverage


def read(text):
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("language", "day", "month", "year"),
    [
        ("en", "4 May 2023", "March 2024", "2021"),
        ("de", "4. Mai 2023", "März 2024", "2021"),
        ("fr", "4 mai 2023", "mars 2024", "2021"),
        ("nb", "4. mai 2023", "mars 2024", "2021"),
        ("ja", "2023年5月4日", "2024年3月", "2021年"),
        ("ko", "2023년 5월 4일", "2024년 3월", "2021년"),
        ("zh", "2023年5月4日", "2024年3月", "2021年"),
        ("th", "4 พฤษภาคม พ.ศ. 2566", "มีนาคม พ.ศ. 2567", "พ.ศ. 2564"),
        ("my", "၂၀၂၃ ခုနှစ်၊ မေလ ၄ ရက်", "၂၀၂၄ ခုနှစ်၊ မတ်လ", "၂၀၂၁ ခုနှစ်"),
    ],
)
def test_dates_are_written_as_far_as_they_are_known_in_the_era_and_figures_of_the_language(language, day, month, year):
    written = [read(write_date(date, language=language)) for date in ("2023-05-04", "2024-03", "2021")]
    assert written == [day, month, year]


def test_the_first_of_a_month_is_the_first_in_french():
    assert read(write_date("2021-02-01", language="fr")) == "1er février 2021"


@pytest.mark.parametrize(
    ("language", "number", "percent"),
    [
        ("en", "15,577,005.13", "3.1 %"),
        ("de", "15.577.005,13", "3,1 %"),
        ("fr", "15 577 005,13", "3,1 %"),
        ("nb", "15 577 005,13", "3,1 %"),
        ("ja", "15,577,005.13", "3.1%"),
        ("my", "၁၅,၅၇၇,၀၀၅.၁၃", "၃.၁ %"),
    ],
)
def test_numbers_have_the_marks_and_figures_of_the_language(language, number, percent):
    assert read(write_number("15577005.13", language=language)) == number
    assert read(write_percent("0.031", language=language)) == percent


def test_what_rounds_to_nothing_is_said_in_words_and_a_share_keeps_its_decimals():
    assert read(write_percent("0.0001", language="de")) == "weniger als 0,1 %"
    assert read(write_share("0.0503", language="nb")) == "5,03 %"
    assert read(write_period("2019-05", None, language="ja")) == "2019年5月から"


@pytest.mark.parametrize(
    ("language", "listed"), [("de", "a, b und c"), ("ja", "a、bおよびc"), ("my", "a၊ b နှင့် c"), ("zh", "a、b和c")]
)
def test_lists_are_joined_as_the_language_joins_them(language, listed):
    assert join_words(["a", "b", "c"], language=language) == listed


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "It is complicit."),
        ("de", "Sie ist mitschuldig."),
        ("fr", "Elle est complice."),
        ("nb", "Det er medskyldig."),
        ("ja", "同社は共犯である"),
        ("ko", "공범이다"),
        ("zh", "该公司是帮凶"),
        ("th", "บริษัทสมรู้ร่วมคิด"),
        ("my", "ကြံရာပါ ဖြစ်သည်"),
    ],
)
def test_a_word_that_accuses_is_found_in_each_language(language, said):
    assert banned_words(language).search(said)


def test_an_exact_word_is_not_taken_for_an_accusation():
    assert not any(banned_words(language).search("Alder Wire reported a joint venture.") for language in LANGUAGES)


def test_an_unknown_language_has_no_customs():
    with pytest.raises(WordUnknown, match="there is no locale"):
        read_customs("tlh")


BURMESE = "<html><title>မြန်မာစစ်တပ်၏ ထိန်းချုပ်မှု</title><body>မြန်မာစစ်တပ်၏ ထိန်းချုပ်မှုအောက်ရှိ အဖွဲ့အစည်းများနှင့်ဆက်စပ်မှုများကို</body></html>"


def test_burmese_lines_may_break_after_a_particle_and_never_inside_a_syllable():
    broken = set_lines(BURMESE, "my")
    assert broken.replace(ZERO_WIDTH_SPACE, "") == BURMESE
    assert f"များ{ZERO_WIDTH_SPACE}နှင့်{ZERO_WIDTH_SPACE}ဆက်" in broken
    marks = {chr(code) for code in (*range(0x102B, 0x103F), 0x104A, 0x104B)}
    pieces = broken.partition("<body")[2].split(ZERO_WIDTH_SPACE)[1:]
    assert pieces
    assert not any(piece[0] in marks or piece[1:2] in {"\u103a", "\u1039"} for piece in pieces)
    assert ZERO_WIDTH_SPACE not in broken.partition("<body")[0]


def test_japanese_and_chinese_set_no_space_between_sentences_and_korean_does():
    page = "報告です。 番号は 次の注です。 2021年 Hanbit Steel の"
    assert set_lines(page, "ja") == "報告です。番号は次の注です。2021年 Hanbit Steel の"
    assert set_lines("보고입니다. 번호는", "ko") == "보고입니다. 번호는"


@pytest.mark.parametrize(
    ("language", "page", "held"),
    [
        ("de", "nichts ein.{}", 'nichts <span class="held">ein.{}</span>'),
        ("en", '<span lang="en">It owns.</span>{}', '<span lang="en">It <span class="held">owns.{}</span></span>'),
        ("en", "A &amp; B&#39;s.{}", 'A &amp; B&#39;<span class="held">s.{}</span>'),
        ("ja", "報告です。{}", '報告で<span class="held">す。{}</span>'),
        ("th", "รายงาน{}", "รายงาน{}"),
        ("my", "ဖြစ်သည်။{}", "ဖြစ်သည်။{}"),
    ],
)
def test_the_number_of_a_note_stays_with_the_end_of_its_sentence(language, page, held):
    note = '<sup class="cite"><a>1</a></sup>'
    assert set_lines(page.format(note), language) == held.format(note)


def test_the_list_of_our_fonts_characters_is_what_the_fonts_hold():
    assert FILE.read_text(encoding="ascii") == write_coverage()
