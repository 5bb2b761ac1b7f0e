"""The listed and the edges into who counts as blocked: every case here was worked out by hand."""

from datetime import date

import pytest

from screener.model import Sanction
from screener.rulebook.blocking import aggregate_blocked, is_in_force, list_sanctioned
from screener.rulebook.ownership_graph import write_share
from tests.rulebook.ownership_builders import build_registry

DAY = date(2026, 11, 24)


def judge(listed, *edges, day=DAY):
    found = aggregate_blocked(build_registry(*edges), listed, day)
    return {key: (write_share(item.share), item.blocked, item.controlled_share_not_known) for key, item in found.items()}


CASES = {
    "half is enough": ({"s"}, ["s a 0.5"], {"a": ("0.5", True, False)}),
    "less than half is not, and stays visible": ({"s"}, ["s a 0.499"], {"a": ("0.499", False, False)}),
    "two sanctioned owners at 30 per cent each block together": (
        {"s", "t"},
        ["s a 0.3", "t a 0.3"],
        {"a": ("0.6", True, False)},
    ),
    "what is blocked counts as wholly blocked at the next step": (
        {"s"},
        ["s a 0.5", "a b 0.5"],
        {"a": ("0.5", True, False), "b": ("0.5", True, False)},
    ),
    "a chain through a smaller share hands nothing on": ({"s"}, ["s a 0.25", "a b 0.5"], {"a": ("0.25", False, False)}),
    # a and b are each half the listed one's, so that their quarters of c are added: 0.25 + 0.25.
    "two blocked companies add up below": (
        {"s"},
        ["s a 0.5", "s b 0.5", "a c 0.25", "b c 0.25"],
        {"a": ("0.5", True, False), "b": ("0.5", True, False), "c": ("0.5", True, False)},
    ),
    # b is blocked through a and s together, although neither alone has half: 0.3 + 0.2.
    "a direct and an indirect part add up": (
        {"s"},
        ["s a 0.6", "a b 0.3", "s b 0.2"],
        {"a": ("0.6", True, False), "b": ("0.5", True, False)},
    ),
    "a cycle is gone through once": (
        {"s"},
        ["s a 0.5", "a b 0.6", "b a 0.4"],
        {"a": ("0.9", True, False), "b": ("0.6", True, False)},
    ),
    "a circle without a listed owner blocks nobody": ({"s"}, ["a b 0.6", "b a 0.6", "s c 0.1"], {"c": ("0.1", False, False)}),
    "49.9 per cent and an unknown share are not added": (
        {"s", "t"},
        ["s a 0.499", "t a ? controls"],
        {"a": ("0.499", False, True)},
    ),
    "control of unknown share goes on as control of unknown share": (
        {"s"},
        ["s a ? controls", "a b 0.8", "b c 0.2"],
        {"a": ("0", False, True), "b": ("0", False, True)},
    ),
    "an owner that nobody listed adds nothing": ({"s"}, ["s a 0.3", "x a 0.7"], {"a": ("0.3", False, False)}),
    "the listed themselves are not in the answer": ({"s", "a"}, ["s a 0.9"], {}),
}


@pytest.mark.parametrize(("listed", "edges", "expected"), CASES.values(), ids=CASES.keys())
def test_the_rule_gives_what_was_worked_out_by_hand(listed, edges, expected):
    assert judge(listed, *edges) == expected


def test_a_partner_of_unknown_share_is_named_and_neither_blocks_nor_controls():
    found = aggregate_blocked(build_registry("s a ? joint_venture"), {"s"}, DAY)["a"]
    assert (found.partners, found.blocked, found.controlled_share_not_known) == (("s",), False, False)


def test_the_path_runs_from_the_listed_owner_down():
    found = aggregate_blocked(build_registry("s a 0.5", "a b 0.5", "b c 0.5"), {"s"}, DAY)["c"]
    assert [[(link.owner, link.owned) for link in path.links] for path in found.paths] == [[("s", "a"), ("a", "b"), ("b", "c")]]


def test_control_of_unknown_share_shows_its_path_and_controller():
    found = aggregate_blocked(build_registry("s a 0.6", "a b ? subsidiary"), {"s"}, DAY)["b"]
    assert found.controllers == ("a",)
    assert [link.owner for link in found.control_paths[0].links] == ["s", "a"]


def test_a_stake_that_has_ended_blocks_no_longer():
    edges = ["s a 0.6 owns 2020 2022-06-30"]
    assert judge({"s"}, *edges, day=date(2022, 6, 30)) == {"a": ("0.6", True, False)}
    assert judge({"s"}, *edges, day=date(2022, 7, 1)) == {}


def entry(authority="US", programme="Burma", listed_on="2021-03-25", removed_on=None):
    return Sanction(authority=authority, programme=programme, listed_on=listed_on, removed_on=removed_on, reference="")


@pytest.mark.parametrize(
    ("item", "stands"),
    [
        (entry(), True),
        (entry(listed_on=None), True),
        (entry(listed_on="2026-11-25"), False),
        (entry(removed_on="2026-11-23"), False),
        (entry(removed_on="2026-11-25"), True),
    ],
)
def test_an_entry_stands_from_its_listing_to_its_removal(item, stands):
    assert is_in_force(item, DAY) is stands


def test_only_the_authorities_asked_for_and_programmes_that_block_count():
    registry = build_registry(sanctions={"a": (entry(),), "b": (entry("UK"),), "c": (entry(programme="Entity List"),)})
    assert list_sanctioned(registry, DAY, authorities={"US"}) == {"a", "c"}
    assert list_sanctioned(registry, DAY, authorities={"US", "UK"}, except_programmes={"Entity List"}) == {"a", "b"}
