"""Letters in every language: each kind to each family, from the registry as it is shipped."""

from __future__ import annotations

import io
import os
import re
from dataclasses import replace

import pikepdf
import pypdf
import pytest

import reports.glyphs
from reports.catalogues import LANGUAGES, SOURCE, read_catalogue
from reports.glyphs import GlyphsMissing, has_glyph
from reports.letter_forms import LetterUnprintable, render_letter
from reports.pdf import PdfPress
from reports.render import render_html
from tests.reports.letters import build_letter
from tests.writing.letter_desk import write_to_all

TRANSLATED = [language for language in LANGUAGES if language != SOURCE]
KINDS = ("enquiry", "engagement", "escalation", "divestment_notice", "thank_you")
needs_cjk = pytest.mark.skipif(
    not has_glyph("語") and os.environ.get("CI") != "true",  # CI must have it: there the letter's refusal names the package
    reason="this machine has no font for Chinese, Japanese and Korean (fonts-noto-cjk)",
)
LANGUAGES_TO_DRAW = [pytest.param(one, marks=needs_cjk) if one in {"ja", "ko", "zh"} else one for one in TRANSLATED]


@pytest.fixture(scope="module")
def letters():
    """One letter of each kind to each family and party that bears it."""
    written = [letter for kind in KINDS for letter in write_to_all(kind, earlier=True).letters]
    return list({(letter.kind, letter.family, letter.party, bool(letter.concerns)): letter for letter in written}.values())


@pytest.fixture(scope="module")
def press():
    with PdfPress(seconds=120) as press:
        yield press


def read_fixed_text(html):
    """What a letter says in its own language: without the registry's texts, notes, names and numbers."""
    body = html.split("<main>")[1].split("</main>")[0]
    return re.sub(r'<span lang="en">.*?</span>|<sup.*?</sup>|<span class="reference">.*?</span>|<[^>]+>', " ", body)


def test_the_letters_tried_are_of_every_kind_and_several_families(letters):
    assert {letter.kind for letter in letters} == set(KINDS)
    assert {"company", "state"} <= {letter.family for letter in letters}


@pytest.mark.parametrize("language", LANGUAGES_TO_DRAW)
def test_every_kind_of_letter_can_be_said_in_every_language(language, letters):
    for letter in letters:
        html = render_html(replace(letter, language=language))
        assert f'<html lang="{language}">' in html
        assert "I write" not in read_fixed_text(html)
        assert "We write" not in render_html(
            replace(letter, language=language, sender=replace(letter.sender, organisation="Delta"))
        )


@pytest.mark.parametrize("language", LANGUAGES_TO_DRAW)
def test_claims_stay_in_the_registrys_english_and_the_letter_says_so(language):
    letter = build_letter(language=language)
    html = render_html(letter)
    note = read_catalogue(language, "letters").find(
        "The statements themselves are given in English, as the registry records them."
    )
    assert note in html.replace("\u200b", "")
    assert f'<span lang="en">{letter.claims[0].summary}'[:60] in html
    assert '<span lang="en">' not in render_html(replace(letter, language="en"))


@pytest.mark.parametrize("language", LANGUAGES_TO_DRAW)
def test_a_letter_whose_catalogue_nobody_has_read_over_is_marked_as_a_draft_even_when_final(language):
    html = render_html(build_letter(language=language))
    assert 'class="letter profile-universal draft"' in html
    assert f'data-draft="{read_catalogue(language, "letters").find("DRAFT")}"' in html
    assert 'class="blank"' not in html


def test_a_final_english_letter_bears_no_mark_of_a_draft():
    html = render_html(build_letter())
    assert 'class="letter profile-universal"' in html
    assert "data-draft" not in html


def test_a_letter_with_a_character_no_font_draws_is_refused_with_the_character_and_the_package(monkeypatch):
    monkeypatch.setattr(reports.glyphs, "_is_in_system_fonts", lambda code: False)
    has_glyph.cache_clear()
    try:
        with pytest.raises(GlyphsMissing, match=r"No font on this machine draws .*\(U\+[0-9A-F]{4}\)") as caught:
            render_html(build_letter(language="ja"))
        with pytest.raises(LetterUnprintable, match="hanbit-steel-engagement") as refused:
            render_letter(build_letter(language="ko"))
        assert "apt-get install fonts-noto-cjk" in caught.value.help == refused.value.help
        assert "မြန်မာ" in render_html(build_letter(language="my"))
    finally:
        has_glyph.cache_clear()


def test_a_script_that_is_not_east_asian_is_sought_in_another_package():
    assert GlyphsMissing(["ا"]).help.startswith("Install the system package fonts-noto-core")


@pytest.mark.parametrize(
    ("language", "families", "page"),
    [
        ("my", {"Source-Serif-4", "Serif-Myanmar"}, "စာမျက်နှာ ၁ / "),
        ("th", {"Source-Serif-4", "Serif-Thai"}, "หน้า 1 จาก "),
        pytest.param("ja", {"Source-Serif-4", "Noto-Serif-CJK-JP"}, "ページ", marks=needs_cjk),
        pytest.param("ko", {"Source-Serif-4", "Noto-Serif-CJK-KR"}, "쪽", marks=needs_cjk),
        pytest.param("zh", {"Source-Serif-4", "Noto-Serif-CJK-SC"}, "第1页", marks=needs_cjk),
    ],
)
def test_a_letter_on_paper_embeds_the_faces_of_its_language_and_no_other(language, families, page, press):
    made = press.write(render_html(build_letter(language=language)))
    with pikepdf.open(io.BytesIO(made)) as pdf:
        names = [str(font.BaseFont).partition("+")[2] for sheet in pdf.pages for font in sheet.Resources.Font.values()]
        assert {re.sub(r"[-,](Semi-Bold|Bold|Italic)?$|-(Semi-Bold|Bold|Italic)$", "", name) for name in names} == families
        assert str(pdf.Root.Lang) == language
    first = pypdf.PdfReader(io.BytesIO(made)).pages[0].extract_text()
    assert page in first


@pytest.mark.parametrize("language", LANGUAGES_TO_DRAW)
def test_a_letter_keeps_to_two_pages_and_its_notes(language, press):
    made = press.write(render_html(build_letter(language=language)))
    assert len(pypdf.PdfReader(io.BytesIO(made)).pages) <= 3
