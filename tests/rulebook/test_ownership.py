"""Edges into effective shares: every number here was worked out by hand."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screener.rulebook.ownership import effective_owners, stakes_of
from screener.rulebook.ownership_graph import RELATIONS, draw_ownership, write_share
from screener.rulebook.vocabulary import read_vocabulary
from tests.rulebook.ownership_builders import build_registry

DAY = date(2026, 11, 24)


def shares(entity, *edges, day=DAY):
    found = effective_owners(build_registry(*edges), entity, day)
    return {item.owner: None if item.share is None else write_share(item.share) for item in found}


CASES = {
    "one owner": (["a b 0.6"], "b", {"a": "0.6"}),
    "a chain multiplies: 0.6 × 0.5": (["a b 0.6", "b c 0.5"], "c", {"b": "0.5", "a": "0.3"}),
    "a diamond adds its two chains: 0.5 × 0.4 + 0.5 × 0.6": (
        ["a b 0.5", "a c 0.5", "b d 0.4", "c d 0.6"],
        "d",
        {"c": "0.6", "b": "0.4", "a": "0.5"},
    ),
    "a direct and an indirect stake add: 0.1 + 0.8 × 0.25": (
        ["a c 0.1", "a b 0.8", "b c 0.25"],
        "c",
        {"a": "0.3", "b": "0.25"},
    ),
    # b is a's alone but for what c holds of it, and c is wholly b's: in the end all of b is a's.
    "a subsidiary that holds its parent's shares leaves the parent to the outsider": (
        ["a b 0.6", "b c 1", "c b 0.4"],
        "b",
        {"a": "1", "c": "0.4"},
    ),
    # x = share in b, y = share in c: x = 0.5 + 0.2 y, y = 0.5 x → x = 0.5 / 0.9 = 5/9, y = 5/18.
    "a cycle is the sum of its rounds: 0.5 / (1 − 0.2 × 0.5)": (
        ["a b 0.5", "c b 0.2", "b c 0.5"],
        "c",
        {"a": "0.277778", "b": "0.5"},
    ),
    # Through three: x_b = 0.4 + 0.3 x_d, x_c = 0.5 x_b, x_d = 0.5 x_c → x_b = 0.4 / 0.925, x_d = 0.1 / 0.925 = 4/37.
    "a cycle of three": (
        ["a b 0.4", "b c 0.5", "c d 0.5", "d b 0.3"],
        "d",
        {"c": "0.5", "b": "0.25", "a": "0.108108"},
    ),
    # What comes back to the owner itself is not counted again: a holds 0.5 of b, whatever b holds of a.
    "an owner is not counted again for holding itself": (["a b 0.5", "b a 0.5"], "b", {"a": "0.5"}),
    "treasury shares leave the rest to the others: 0.45 / 0.9": (["a b 0.45", "b b 0.1"], "b", {"a": "0.5"}),
    # Two that own each other wholly have no owner outside; the sums must not run for ever.
    "a closed circle has no outside owner": (["a b 1", "b a 1", "b c 0.3"], "c", {"a": "0.3", "b": "0.3"}),
}


@pytest.mark.parametrize(("edges", "entity", "expected"), CASES.values(), ids=CASES.keys())
def test_effective_shares_are_those_worked_out_by_hand(edges, entity, expected):
    assert shares(entity, *edges) == expected


def test_shares_are_exact_fractions():
    found = effective_owners(build_registry("a b 0.5", "c b 0.2", "b c 0.5"), "c", DAY)
    assert {item.owner: item.share for item in found}["a"] == Fraction(5, 18)


def test_an_unknown_share_is_neither_nothing_nor_half_and_is_kept_apart():
    (owner,) = effective_owners(build_registry("a b ? controls"), "b", DAY)
    assert owner.share is None
    assert owner.controlled_share_not_known


def test_known_chains_are_summed_beside_a_chain_of_unknown_share():
    found = effective_owners(build_registry("a c 0.2", "a b ? controls", "b c 0.7"), "c", DAY)
    owner = {item.owner: item for item in found}["a"]
    assert (owner.share, owner.controlled_share_not_known) == (Fraction(1, 5), True)
    assert [path.share for path in owner.paths] == [Fraction(1, 5), None]


@pytest.mark.parametrize("relation", ["joint_venture", "shareholder"])
def test_a_partner_of_unknown_share_does_not_control(relation):
    (owner,) = effective_owners(build_registry(f"a b ? {relation}"), "b", DAY)
    assert (owner.share, owner.controlled_share_not_known) == (None, False)


def test_control_does_not_pass_through_a_minority_stake():
    found = effective_owners(build_registry("a b ? controls", "b c 0.49 joint_venture"), "c", DAY)
    assert not any(item.controlled_share_not_known for item in found)


def test_the_paths_show_every_link_from_owner_to_entity_strongest_first():
    found = effective_owners(build_registry("a b 0.5", "a c 0.5", "b d 0.4", "c d 0.6"), "d", DAY)
    owner = {item.owner: item for item in found}["a"]
    assert [[link.owner for link in path.links] for path in owner.paths] == [["a", "c"], ["a", "b"]]
    assert not owner.direct


def test_an_edge_counts_from_the_day_it_was_reported_until_the_day_it_ended():
    edges = ["a b 0.6 owns 2020-05-01 2023-01-31"]
    assert shares("b", *edges, day=date(2020, 4, 30)) == {}
    assert shares("b", *edges, day=date(2020, 5, 1)) == {"a": "0.6"}
    assert shares("b", *edges, day=date(2023, 1, 31)) == {"a": "0.6"}
    assert shares("b", *edges, day=date(2023, 2, 1)) == {}


def test_the_newest_report_on_a_pair_counts():
    edges = ["a b 0.6 owns 2020", "a b 0.3 owns 2022-03-01", "a b 0.9"]
    assert shares("b", *edges, day=date(2021, 6, 1)) == {"a": "0.6"}
    assert shares("b", *edges) == {"a": "0.3"}


def test_an_undated_report_counts_once_the_dated_one_has_ended():
    edges = ["a b 0.49 joint_venture 2020-08-11 2023-01", "a b ? owns"]
    assert shares("b", *edges, day=date(2022, 1, 1)) == {"a": "0.49"}
    assert shares("b", *edges) == {"a": None}


def test_two_reports_of_one_day_that_disagree_leave_the_share_not_known():
    assert shares("b", "a b 0.6 owns 2022", "a b 0.4 owns 2022") == {"a": None}


def test_owners_that_hold_more_than_the_whole_leave_their_shares_not_known():
    registry = build_registry("a b 1 owns 2022", "c b 0.8 owns 2022")
    assert draw_ownership(registry, DAY).contested == ("b",)
    assert shares("b", "a b 1 owns 2022", "c b 0.8 owns 2022") == {"a": None, "c": None}


def test_a_minority_stake_is_visible_and_says_its_percentage():
    (stake,) = stakes_of(build_registry("a b 0.05 shareholder"), "a", DAY)
    assert (stake.owned, stake.percent, stake.minority) == ("b", "5", True)


def test_every_relation_of_the_vocabulary_is_known_here(checkout):
    assert tuple(RELATIONS) == read_vocabulary(checkout / "rules").allowed("relations")


@given(st.dictionaries(st.tuples(*[st.sampled_from("abcdef")] * 2), st.integers(1, 100), max_size=14))
def test_no_owner_ever_holds_more_than_the_whole(pairs):
    edges = [f"{owner} {owned} {share / 100}" for (owner, owned), share in pairs.items()]
    registry = build_registry("a b 0.01", *edges)
    for entity in registry.entities:
        found = effective_owners(registry, entity, DAY)
        assert all(item.share is None or 0 < item.share <= 1 for item in found)


def test_a_dense_graph_is_answered_at_once():
    keys = [f"e{number}" for number in range(14)]
    edges = [f"{owner} {owned} 0.07" for owner in keys for owned in keys if owner != owned]
    found = effective_owners(build_registry(*edges), "e0", DAY)
    assert len(found) == 13
    assert len({item.share for item in found}) == 1
