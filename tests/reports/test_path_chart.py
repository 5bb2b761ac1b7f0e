from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from reports.breaks import part_words
from reports.path_chart import draw_paths, say_hop, say_hop_day, say_title
from reports.path_document import PathHop, Paths
from reports.render import render_html
from screener.model import Hop, MoneyPath
from screener.writing.path_figures import CHAINS_SHOWN, write_paths
from screener.writing.summary import write_summary
from tests.builders import AS_OF, CEDAR, build_finding, build_rows, build_screening


def make_hop(start="steel", end="group", **changes):
    hop = Hop(
        start=start, start_name=start.title(), start_kind="company", end=end, end_name=end.title(), end_kind="conglomerate",
        by="involvement", fact=f"{start}/{end}", channel="joint_venture", tie="own", share=None, since="2014", until=None,
        status="active", reported_on="2026-02-11", sources=(CEDAR,),
    )  # fmt: skip
    return replace(hop, **changes)


def own(start, end, by="owned_by", **changes):
    plain = {"by": by, "channel": "", "tie": "controls", "since": None, "status": "", "fact": "", **changes}
    return make_hop(start, end, **plain)


def make_path(*hops, military=True):
    return MoneyPath(involvement=hops[0].fact, hops=hops, reaches_military=military)


CHAIN = make_path(make_hop(), own("group", "army"))


def draw(*paths):
    shown = write_paths(build_finding(money_paths=paths), AS_OF)
    return shown, ET.fromstring(draw_paths(shown, language="en"))


def list_texts(svg):
    return [text.text for text in svg.iter("text")]


def test_the_diagram_has_a_box_for_each_entity_and_an_arrow_for_each_hop_and_says_both_in_words():
    _, svg = draw(CHAIN)
    assert {"Steel", "Group", "Army"} <= set(list_texts(svg))
    assert len(svg.findall("path[@class='arrow']")) == 2
    assert svg.findtext("title") == "Sources tie Steel to Army through Group."
    assert svg.findtext("desc") == (
        "Steel → Group: joint venture, since 2014; Group → Army: controlled by, reported 11 February 2026"
    )


@pytest.mark.parametrize(
    ("status", "reported", "solid", "words"),
    [
        ("active", "2026-02-11", True, "since 2014"),
        ("active", "2021-02-11", False, "since 2014; last reported long ago"),
        ("exit_announced", "2026-02-11", False, "since 2014; exit announced"),
        ("exited", "2026-02-11", False, "since 2014; ended"),
    ],
)
def test_an_arrow_that_is_not_current_is_broken_and_says_so(status, reported, solid, words):
    shown, svg = draw(make_path(make_hop(status=status, reported_on=reported), own("group", "army")))
    assert ("stroke-dasharray" not in svg.findall("path[@class='arrow']")[0].attrib) == solid
    assert say_hop_day(shown.hops[0], "en") == words


@pytest.mark.parametrize("status", ["active", "stale", "suspended", "exit_announced", "exited", "disputed", "unknown"])
@pytest.mark.parametrize("since", ["2014", "2019-12-25", None])
def test_what_stands_on_an_arrow_in_burmese_fits_its_lines_and_breaks_between_words_alone(status, since):
    shown = write_paths(build_finding(money_paths=(make_path(make_hop(since=since), own("group", "army")),)), AS_OF)
    hop = replace(shown.chains[0][0], status=status)
    label = say_hop_day(hop, "my").replace("\u00a0", " ")
    lines = [
        line for line in list_texts(ET.fromstring(draw_paths(replace(shown, chains=((hop,),)), language="my"))) if line in label
    ]
    assert "".join(lines).replace(" ", "") == label.replace(" ", "")
    words = re.split("[ \u200b]+", part_words(label))
    assert all(line.startswith(tuple(words)) for line in lines)


def test_a_tie_that_the_issuer_ended_is_told_in_the_past():
    shown, _ = draw(make_path(make_hop(status="exited"), own("group", "army")))
    assert say_title(shown).startswith("Sources tied Steel")


def test_names_that_read_like_the_sentence_around_them_stay_whole_in_burmese():
    name = "Steel to Army through {via}"
    shown, _ = draw(make_path(replace(make_hop(), start_name=name), own("group", "army")))
    said = say_title(shown, "my")
    assert name in said
    assert "Sources" not in said
    assert said.replace(name, "Steel") == say_title(draw(CHAIN)[0], "my")


def test_what_has_ended_is_left_to_the_record_where_something_stands():
    shown, _ = draw(make_path(make_hop(end="gas", status="exited"), own("gas", "army")), CHAIN)
    assert [chain[0].end for chain in shown.chains] == ["group"]
    assert shown.left_out == 1


def test_a_chain_that_does_not_reach_the_military_says_that_no_further_step_is_recorded():
    shown, _ = draw(make_path(make_hop(), own("group", "ministry"), military=False))
    assert say_title(shown) == "Sources tie Steel to Ministry through Group; the registry records no further step."


def test_chains_share_the_boxes_that_they_have_in_common_and_no_step_is_drawn_twice():
    by_gas = make_path(make_hop(end="gas"), own("gas", "army"))
    venture = [own("steel", "venture", "owns", share="0.7"), own("venture", "group", share="0.3"), own("group", "army")]
    long = make_path(own("steel", "child", "owns"), *[replace(venture[0], start="child", start_name="Child"), *venture[1:]])
    shown, svg = draw(CHAIN, by_gas, long)
    assert list_texts(svg).count("Steel") == 1
    assert len(svg.findall("path[@class='arrow']")) == 2 + 2 + 3
    assert [say_hop(hop, "en") for hop in shown.hops[-2:]] == ["controls, 70\u00a0%", "controlled by, 30\u00a0%"]


def test_more_chains_than_half_a_page_holds_are_counted():
    paths = [make_path(make_hop(end=f"group-{n}"), own(f"group-{n}", "army")) for n in range(7)]
    shown, _ = draw(*paths)
    assert (len(shown.chains), shown.left_out) == (CHAINS_SHOWN, 7 - CHAINS_SHOWN)


def test_a_single_hop_needs_no_drawing():
    assert write_paths(build_finding(money_paths=(make_path(make_hop()),)), AS_OF) is None
    assert write_paths(build_finding(), AS_OF) is None


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "]]><b>", "\u202eevil\u202c", "x" * 3000, "&amp;"])
def test_a_hostile_name_is_text_in_the_diagram_and_does_not_leave_its_box(name):
    _, svg = draw(make_path(make_hop(end_name=name), own("group", "army", start_name=name)))
    assert {element.tag for element in svg.iter()} == {"svg", "title", "desc", "rect", "path", "text"}
    assert max(len(text) for text in list_texts(svg) if text) <= 21


def test_each_hop_stands_in_the_table_beside_the_diagram_with_its_own_sources():
    finding = build_finding(money_paths=(CHAIN,))
    screening = build_screening(findings=(finding,), rows=build_rows((finding,)))
    summary = write_summary(screening, portfolio_label="D", policy_title="S", policy_summary=".")
    html = render_html(summary)
    table = html.split('<table class="hops">')[1].split("</table>")[0]
    assert table.count("<tr>") == 1 + len(CHAIN.hops)
    assert "Group → Army" in table
    assert table.count("doc-noteref") == len(CHAIN.hops)
    assert "<svg" in render_html(summary).split('class="path"')[1]


def test_an_ownership_without_a_date_says_that_its_day_is_not_known():
    hop = PathHop(
        start="a", start_name="A", end="b", end_name="B", by="owns", channel="", tie="owns", share=None, since=None, until=None,
        status="", reported_on=None, current=True, sources=(),
    )  # fmt: skip
    paths = Paths(chains=((hop,),), hops=(hop,), ends=("B",), via=(), reaches=False, past=False, left_out=0)
    assert say_hop_day(hop, "en") == "day not known"
    assert say_title(paths) == "Sources tie A to B; the registry records no further step."
