from __future__ import annotations

import reports.glyphs
from reports.glyphs import choose_readable


def test_scripts_whose_fonts_are_shipped_stay_as_they_are():
    text = "Điện lực – ပတ္တမြား, ปตท., Газпром, Société Générale…"
    assert choose_readable(text) == text


def test_a_script_no_font_at_hand_can_draw_is_written_in_latin_letters(monkeypatch):
    monkeypatch.setattr(reports.glyphs, "_is_in_system_fonts", lambda code: False)
    reports.glyphs.has_glyph.cache_clear()
    assert choose_readable("포스코 ABC").isascii()
    reports.glyphs.has_glyph.cache_clear()


def test_asking_the_system_for_a_glyph_gives_an_answer():
    assert reports.glyphs._is_in_system_fonts(ord("A")) in (True, False)
    assert reports.glyphs._is_in_system_fonts(0x10FFFD) is False
