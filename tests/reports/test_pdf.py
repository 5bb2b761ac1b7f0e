from __future__ import annotations

import io

import pikepdf
import pypdf
import pytest

from reports.pdf import PdfPress, PressFailed, PressTimedOut, write_pdf
from reports.render import render_html
from screener.writing.letters import write_letters
from screener.writing.summary import write_summary
from tests.builders import build_other_rows, build_rows, build_screening

PAGE = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>T</title></head><body class="summary">{}</body></html>'


@pytest.fixture(scope="module")
def press():
    with PdfPress(seconds=120) as press:
        yield press


@pytest.fixture(scope="module")
def summary(press):
    return press.write(render_html(make_summary(build_screening())))


def make_summary(screening):
    return write_summary(
        screening, portfolio_label="Delta pension plan", policy_title="Standard", policy_summary="Ties are excluded."
    )


def read_text(pdf):
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def test_the_summary_is_tagged_has_its_language_and_embeds_every_font(summary):
    with pikepdf.open(io.BytesIO(summary)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "en"
        assert "/StructTreeRoot" in pdf.Root
        fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
        assert all("/FontFile" in str(list(font.DescendantFonts[0].FontDescriptor.keys())) for font in fonts)
        families = {str(font.BaseFont).partition("+")[2].partition("-3")[0] for font in fonts}
        assert families - {"Noto-Sans-CJK-KR"} == {"Source-Sans"}  # a Korean name has its own face where the machine has one


def test_the_summary_names_no_author_no_path_and_no_time(summary):
    information = pypdf.PdfReader(io.BytesIO(summary)).metadata
    assert set(information) <= {"/Title", "/Producer"}
    assert b"/home" not in summary
    assert b"CreationDate" not in summary


def test_the_same_page_gives_the_same_bytes(press, summary):
    assert press.write(render_html(make_summary(build_screening()))) == summary


def test_coverage_stands_before_the_answer_and_the_answer_before_the_reasons(summary):
    text = read_text(summary)
    places = [
        text.index(heading)
        for heading in ("What could be screened", "The answer", "Listed issuers", "Method and limits", "SHA-256")
    ]
    assert places == sorted(places)


def test_a_page_can_fetch_and_attach_nothing(press, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("XYZZY-SECRET", encoding="utf-8")
    attack = f'<link rel="attachment" href="file://{secret}"><img src="file://{secret}"><img src="http://127.0.0.1:9/x.png">plain'
    pdf = press.write(PAGE.format(attack))
    assert "plain" in read_text(pdf)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert len(opened.attachments) == 0


def test_a_hostile_name_is_harmless_text_in_the_pdf(press):
    names = ("<script>alert(1)</script>", "=cmd|' /C calc'!A0", "{{ 7*7 }}", "\u202egnp.exe", "y" * 100_000)
    more = tuple({"row": 900 + n, "name": name, "outcome": "unresolved"} for n, name in enumerate(names))
    text = read_text(press.write(render_html(make_summary(build_screening(rows=build_rows((), more=more), findings=())))))
    joined = "".join(text.split())
    assert "<script>alert(1)</script>" in joined
    assert "{{7*7}}" in joined
    assert "gnp.exe" in joined
    assert joined.count("y" * 10) == 12
    assert "…" in joined


def test_a_page_that_takes_too_long_is_given_up_and_the_next_one_is_made():
    with PdfPress(seconds=120) as press:
        assert press.write(PAGE.format("warm"))[:5] == b"%PDF-"
        with pytest.raises(PressTimedOut):
            press.write(PAGE.format('<table><tr><td colspan="100000">x</td></tr></table>' * 8), seconds=1)
        assert "again" in read_text(press.write(PAGE.format("again")))


def test_a_page_that_breaks_the_layout_is_an_error_with_a_name(press):
    with pytest.raises(PressFailed, match="could not be laid out"):
        press.write(PAGE.format("<div>" * 3000 + "deep" + "</div>" * 3000))
    assert "well" in read_text(press.write(PAGE.format("well")))


def test_one_page_alone_needs_no_press():
    assert "alone" in read_text(write_pdf(PAGE.format("alone"), seconds=120))


def test_the_text_of_a_paper_can_be_found_by_its_plain_words(press, summary):
    (letter, *_) = write_letters(build_screening(), sender=None, recipients=None)
    for text in (read_text(summary), read_text(press.write(render_html(letter)))):
        assert "\xa0" not in text
        assert "24 November 2026" in text


def test_nothing_screened_says_so_on_the_paper(press):
    rows = build_rows((), more=tuple(row for row in build_other_rows() if row["outcome"] in {"unresolved", "out_of_scope"}))
    text = " ".join(read_text(press.write(render_html(make_summary(build_screening(findings=(), rows=rows))))).split())
    assert "Nothing could be screened: none of the 3 holdings could be resolved to an issuer." in text


def test_every_draft_keeps_to_two_pages_and_a_notes_page(press):
    for letter in write_letters(build_screening(), sender=None, recipients=None):
        pages = pypdf.PdfReader(io.BytesIO(press.write(render_html(letter)))).pages
        assert len(pages) == 3, letter.id
        assert all("DRAFT" in page.extract_text() for page in pages)
        assert "Sources" in pages[2].extract_text()


@pytest.mark.parametrize(
    ("kind", "text", "font"),
    [
        ("summary", "မြန်မာ့စီးပွားရေး", "Sans-Myanmar"),
        ("letter profile-universal", "မြန်မာ့စီးပွားရေး", "Serif-Myanmar"),
        ("summary", "ปตท. จำกัด (มหาชน)", "Sans-Thai"),
        ("summary", "Tổng công ty Đức Łódź", "Source-Sans-3-Viet"),
        ("letter profile-universal", "Газпром нефть", "Source-Serif-4-Cyr"),
    ],
)
def test_scripts_beyond_latin_are_set_in_fonts_of_our_own(press, kind, text, font):
    pdf = press.write(PAGE.replace('class="summary"', f'class="{kind}"').format(text))
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        names = [str(font.BaseFont) for page in opened.pages for font in page.Resources.Font.values()]
    assert any(font in name for name in names), names
