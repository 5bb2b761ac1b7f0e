"""Two versions of the registry into what changed, and why."""

from dataclasses import fields, replace

import pytest

from screener.model import (
    Brand,
    Entity,
    Identifier,
    InvestorAction,
    Involvement,
    Name,
    OwnershipEdge,
    Registry,
    Response,
    Sanction,
    Source,
)
from screener.rulebook import causes
from screener.rulebook.changes import _IDENTITY, KEYS, compare_registries, read_version_day, write_changes

SOURCE = Source(id="s1", publisher="A Newspaper", title="A report", date="2025-04-03", url="https://example.org/report")
LATER = Source(id="s2", publisher="A Newspaper", title="Another", date="2027-01-02", url="https://example.org/another")
TIE = Involvement(
    id="acme/trade",
    entity="acme",
    channel="jet_fuel",
    counterparty="Myanmar Air Force",
    counterparties=(),
    basis="pre_coup_direct",
    tie="own",
    since="2019",
    until=None,
    reported_on="2025-04-03",
    status="active",
    status_as_of="2025-04-03",
    review_on="2027-04-03",
    confidence="high",
    summary="It sold fuel.",
    sources=(SOURCE,),
)
ACME = Entity(id="acme", kind="company", country="NO", sector="fuel", names=(Name("Acme", form="display"),), involvements=(TIE,))


def registry(*entities, version="2026.11.24", merged=None, sources=(SOURCE,)):
    return Registry(
        entities={entity.id: entity for entity in entities},
        sources={source.id: source for source in sources},
        version=version,
        sha256="0" * 64,
        merged=merged or {},
    )


def tie(**values):
    return replace(ACME, involvements=(replace(TIE, **values),))


def sanction(listed_on, removed_on=None):
    return Sanction(authority="US", programme="Burma", listed_on=listed_on, removed_on=removed_on, reference="")


def edge(share, as_of, until=None):
    return OwnershipEdge(owner="acme", owned="bolt", share=share, relation="owns", as_of=as_of, until=until, sources=(SOURCE,))


def test_a_version_does_not_differ_from_itself():
    assert compare_registries(registry(ACME), registry(ACME)) == ()


CAUSES = {
    "a tie that ended later": (ACME, tie(status="exited", until="2027-01", status_as_of="2027-01-02"), "changed", "world"),
    "a status seen otherwise for the same time": (ACME, tie(status="disputed"), "changed", "evidence"),
    "an end that had come before": (ACME, tie(until="2020"), "changed", "evidence"),
    "another confidence": (ACME, tie(confidence="low"), "changed", "evidence"),
    "a further source": (ACME, tie(sources=(SOURCE, LATER)), "changed", "evidence"),
    "other words": (ACME, tie(summary="It sold jet fuel.", note="Said better."), "changed", "processing"),
    "other words and another confidence": (ACME, tie(summary="It may have.", confidence="low"), "changed", "evidence"),
    "a tie taken out": (ACME, replace(ACME, involvements=()), "removed", "evidence"),
    "a tie of old that became known": (replace(ACME, involvements=()), ACME, "added", "evidence"),
    "a tie that began later": (replace(ACME, involvements=()), tie(since="2027-01"), "added", "world"),
    "a new listing": (ACME, replace(ACME, sanctions=(sanction("2027-01-02"),)), "added", "world"),
    "a listing of old": (ACME, replace(ACME, sanctions=(sanction("2021-03-25"),)), "added", "evidence"),
    "a delisting": (
        replace(ACME, sanctions=(sanction("2021"),)),
        replace(ACME, sanctions=(sanction("2021", "2027-01-02"),)),
        "changed",
        "world",
    ),
    "a share sold": (
        replace(ACME, owners=(edge("0.6", "2025"),)),
        replace(ACME, owners=(edge("0.3", "2027"),)),
        "changed",
        "world",
    ),
    "a share corrected": (
        replace(ACME, owners=(edge("0.6", "2025"),)),
        replace(ACME, owners=(edge("0.51", "2025"),)),
        "changed",
        "evidence",
    ),
    "a spelling for matching": (
        ACME,
        replace(ACME, names=(*ACME.names, Name("ACME CO LTD", form="broker"))),
        "added",
        "processing",
    ),
    "a number confirmed": (
        replace(ACME, identifiers=(Identifier("isin", "NO0000000000", confirmed=False),)),
        replace(ACME, identifiers=(Identifier("isin", "NO0000000000"),)),
        "changed",
        "evidence",
    ),
    "another sector": (ACME, replace(ACME, sector="energy"), "changed", "processing"),
}


@pytest.mark.parametrize(("old", "new", "kind", "cause"), CAUSES.values(), ids=CAUSES.keys())
def test_each_change_has_the_cause_its_dates_and_fields_tell(old, new, kind, cause):
    (change,) = compare_registries(registry(old), registry(new))
    assert (change.entity, change.kind, change.cause) == ("acme", kind, cause)


def test_a_change_shows_only_the_fields_that_differ_on_both_sides():
    (change,) = compare_registries(registry(ACME), registry(tie(confidence="low")))
    assert (change.part, change.key) == ("involvements", "acme/trade")
    assert (change.before, change.after) == ({"confidence": "high"}, {"confidence": "low"})


def test_a_new_page_and_each_of_its_ties_are_named():
    changes = compare_registries(registry(), registry(ACME))
    assert [(change.part, change.key, change.kind) for change in changes] == [
        ("entity", "acme", "added"),
        ("involvements", "acme/trade", "added"),
    ]


def test_a_merged_page_is_one_change_of_processing_and_its_ties_are_not_new():
    old = replace(ACME, id="acme-fuels", involvements=(replace(TIE, id="acme-fuels/trade", entity="acme-fuels"),))
    changes = compare_registries(registry(old, replace(ACME, involvements=())), registry(ACME, merged={"acme-fuels": "acme"}))
    assert [(change.entity, change.kind, change.cause) for change in changes] == [("acme-fuels", "merged", "processing")]


def test_two_reports_on_one_owner_are_compared_each_with_its_own():
    both = replace(ACME, owners=(edge("0.49", "2020"), edge(None, None)))
    (change,) = compare_registries(
        registry(both), registry(replace(both, owners=(edge("0.49", "2020", "2023"), edge(None, None))))
    )
    assert (change.key, change.before, change.after) == ("acme", {"until": None}, {"until": "2023"})


def test_a_new_publication_is_evidence():
    (change,) = compare_registries(registry(ACME), registry(ACME, sources=(SOURCE, LATER)))
    assert (change.entity, change.part, change.key, change.cause) == ("", "sources", "s2", "evidence")


def test_the_document_counts_the_changes_by_cause_and_names_both_versions():
    document = write_changes(registry(ACME), registry(tie(confidence="low"), version="2027.01.05"))
    assert document["counts"] == {"world": 0, "evidence": 1, "processing": 0}
    assert (document["from"]["version"], document["to"]["version"]) == ("2026.11.24", "2027.01.05")


@pytest.mark.parametrize(
    ("version", "day"), [("2026.11.24", "2026-11-24"), ("2026.11.24.2", "2026-11-24"), ("next", "2025-04-03")]
)
def test_a_version_is_of_the_day_it_is_named_for_or_of_its_newest_publication(version, day):
    assert read_version_day(registry(ACME, version=version)).isoformat() == day


def test_every_field_of_every_fact_has_a_cause():
    known = causes.EVIDENCE | causes.PROCESSING | causes.ENDS | set(causes.MOVED_ON) | _IDENTITY
    facts = (Name, Identifier, OwnershipEdge, Involvement, Response, Sanction, InvestorAction, Brand, Source)
    assert {field.name for fact in facts for field in fields(fact)} - known == set()


def test_every_part_has_a_key_and_a_beginning():
    assert set(causes.BEGINNINGS) - {"sources"} == set(KEYS)
