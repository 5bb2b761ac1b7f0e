from __future__ import annotations

from importlib.resources import files
from xml.etree import ElementTree

from fontTools.ttLib import TTFont

from reports.charts import Bar, draw_bars, draw_mark
from reports.filters import raise_first
from reports.wording import read_wording

BARS = [Bar("Jet fuel, active", "0.031", "3.1 %", solid=True), Bar("<b>Ports</b>", "0", "0.0 %", solid=False)]


def test_a_chart_is_well_formed_and_says_what_it_shows():
    chart = ElementTree.fromstring(str(draw_bars(BARS, title="Jet fuel: 3.1 %", description="One & two")))
    assert [chart.findtext("title"), chart.findtext("desc")] == ["Jet fuel: 3.1 %", "One & two"]
    assert "<b>Ports</b>" in [text.text for text in chart.iter("text")]


def test_a_tie_that_is_not_current_is_a_hollow_bar():
    chart = ElementTree.fromstring(str(draw_bars(BARS, title="t", description="d")))
    assert [bar.get("fill-opacity") for bar in chart.iter("rect")] == [None, "0"]


def test_the_longest_label_there_is_fits_beside_the_bars():
    words = read_wording("en")
    ties = [f"{word}, {status}" for word in words.words["channels"].values() for status in words.words["chart_statuses"].values()]
    face = files("reports").joinpath("fonts", "source-sans-3-latin-400-normal.woff2")
    with face.open("rb") as file, TTFont(file, lazy=True) as font:
        glyphs, advances, em = font.getBestCmap(), font["hmtx"].metrics, font["head"].unitsPerEm
        widest = max(sum(advances[glyphs[ord(letter)]][0] for letter in raise_first(tie)) / em * 12.5 for tie in ties)
    chart = ElementTree.fromstring(str(draw_bars(BARS, title="t", description="d")))
    assert widest < float(next(chart.iter("text")).get("x"))


def test_nothing_to_draw_is_an_empty_drawing():
    assert draw_bars([], title="t", description="d").startswith("<svg")


def test_each_decision_has_a_shape_of_its_own():
    assert len({draw_mark(decision) for decision in ("exclude", "engage", "observe", "none")}) == 4
