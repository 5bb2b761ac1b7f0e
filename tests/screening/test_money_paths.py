from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from screener.model import Entity, Name, OwnershipEdge, Registry
from screener.rulebook.ownership_graph import draw_ownership
from screener.screening.money_paths import MAX_PATHS, MoneyPaths
from tests.builders import build_involvement, build_source

DAY = date(2026, 11, 24)


def make_entity(id, kind="company", *, owners=(), ties=()):
    edges = tuple(
        OwnershipEdge(
            owner=owner, owned=id, share=share, relation=relation, as_of="2024", sources=(build_source(f"{id}-{owner}"),)
        )
        for owner, relation, share in owners
    )
    involvements = tuple(
        build_involvement(f"{id}/{number}", counterparties=whom, channel=channel, **changes)
        for number, (channel, whom, changes) in enumerate(ties)
    )
    return Entity(id=id, kind=kind, country="MM", sector="", names=(Name(id.title()),), owners=edges, involvements=involvements)


def trace(id, *entities):
    registry = Registry(entities={one.id: one for one in entities}, sources={}, version="", sha256="")
    entity = registry.entities[id]
    return MoneyPaths(registry, draw_ownership(registry, DAY), as_of=DAY).trace(entity, entity.involvements)


def say(paths):
    return [" ".join((path.hops[0].start, *(hop.end for hop in path.hops))) for path in paths]


ARMY = make_entity("army", "armed_force")
GROUP = make_entity("group", "conglomerate", owners=[("army", "controls", None)])
GAS = make_entity("gas", "state_owned_enterprise", ties=[("oil_gas_revenue", ("army",), {})])


def test_a_tie_leads_through_the_counterparty_s_owner_or_own_tie_to_the_military():
    steel = make_entity("steel", ties=[("joint_venture", ("group",), {}), ("oil_gas_revenue", ("gas",), {})])
    paths = trace("steel", steel, GROUP, GAS, ARMY)
    assert say(paths) == ["steel group army", "steel gas army"]
    assert [path.involvement for path in paths] == ["steel/0", "steel/1"]
    assert [hop.by for hop in paths[0].hops] == ["involvement", "owned_by"]
    assert all(path.reaches_military for path in paths)


def test_every_hop_has_its_date_and_its_own_sources():
    steel = make_entity("steel", ties=[("joint_venture", ("group",), {})])
    (path,) = trace("steel", steel, GROUP, ARMY)
    assert [hop.reported_on for hop in path.hops] == ["2025-09-03", "2024"]
    assert [[source.id for source in hop.sources] for hop in path.hops] == [["alder-2025", "birch-2025"], ["group-army"]]


def test_where_the_registry_records_no_further_step_the_chain_ends_and_says_so():
    office = make_entity("office", "government_body")
    (path,) = trace("brewer", make_entity("brewer", ties=[("tobacco_alcohol_consumer", ("office",), {})]), office, ARMY)
    assert say([path]) == ["brewer office"]
    assert not path.reaches_military


def test_a_venture_that_the_military_s_company_owns_too_is_told_by_ownership():
    venture = make_entity("venture", owners=[("child", "joint_venture", "0.7"), ("group", "joint_venture", "0.3")])
    child = make_entity("child", owners=[("steel", "subsidiary", None)])
    (path,) = trace("steel", make_entity("steel"), child, venture, GROUP, ARMY)
    assert say([path]) == ["steel child venture group army"]
    assert [(hop.by, hop.share) for hop in path.hops] == [
        ("owns", None),
        ("owns", "0.7"),
        ("owned_by", "0.3"),
        ("owned_by", None),
    ]
    assert path.involvement == ""


@pytest.mark.parametrize(
    ("channel", "told"),
    [("oil_gas_revenue", ["driller partner gas army"]), ("arms_supply", ["driller partner"])],
)
def test_another_company_s_other_business_is_never_laid_at_the_issuer_s_door(channel, told):
    partner = make_entity("partner", ties=[("oil_gas_revenue", ("gas",), {})])
    driller = make_entity("driller", ties=[(channel, ("partner",), {})])
    assert say(trace("driller", driller, partner, GAS, ARMY)) == told


def test_a_co_owner_s_ties_are_never_followed():
    venture = make_entity("venture", owners=[("lender", "joint_venture", "0.2")])
    lender = make_entity("lender", ties=[("joint_venture", ("army",), {})])
    shop = make_entity("shop", ties=[("joint_venture", ("venture",), {})])
    assert say(trace("shop", shop, venture, lender, ARMY)) == ["shop venture"]


def test_a_counterparty_s_tie_that_has_ended_leads_nowhere_and_the_issuer_s_own_is_shown_as_ended():
    left = make_entity("gas", "state_owned_enterprise", ties=[("oil_gas_revenue", ("army",), {"status": "exited"})])
    driller = make_entity("driller", ties=[("oil_gas_revenue", ("gas",), {"status": "exited"})])
    (path,) = trace("driller", driller, left, ARMY)
    assert say([path]) == ["driller gas"]
    assert path.hops[0].status == "exited"


def test_a_counterparty_within_another_s_chain_is_told_once():
    lender = make_entity("lender", ties=[("banking_finance", ("venture", "group"), {})])
    venture = make_entity("venture", owners=[("group", "joint_venture", "0.3")])
    assert say(trace("lender", lender, venture, GROUP, ARMY)) == ["lender venture group army"]


def test_a_ring_of_owners_and_very_many_ties_come_to_an_end():
    one = make_entity("one", "conglomerate", owners=[("two", "controls", None)])
    two = make_entity("two", "conglomerate", owners=[("one", "controls", None)])
    trader = make_entity("trader", ties=[("other_commercial", ("one",), {})] * 40)
    paths = trace("trader", trader, one, two, ARMY)
    assert say(paths[:1]) == ["trader one two"]
    assert len(paths) == MAX_PATHS


def test_nothing_is_told_of_a_counterparty_that_the_registry_does_not_know():
    unknown = make_entity("trader", ties=[("other_commercial", ("nobody",), {}), ("other_commercial", (), {})])
    assert trace("trader", replace(unknown), ARMY) == ()
