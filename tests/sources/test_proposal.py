"""What a list says beside what the registry says; and the real lists beside the registry that ships."""

from __future__ import annotations

import pytest

from screener.errors import UploadRefused
from screener.model import Name
from screener.sources.proposal import write_answer
from tests.sources.builders import entity, registry, sanction, write_eu, write_ofac

UK = "Unique ID,OFSI Group ID,Name,Regime Name,Type,Designation source,Date Designated,Sanctions Imposed\n"


def uk(reference="MYA9001", name="Acme Arms Company Limited", *, regime="Myanmar", day="10-12-2021"):
    return f'{reference},1,"{name}",{regime},Entity,UK,{day},Asset freeze\n'


@pytest.fixture
def propose(invented, compare):
    """Gives the proposals of a UK list with these lines."""

    def _propose(*lines, against):
        return compare(invented("uk", list_csv=(UK + "".join(lines)).encode()), against).items

    return _propose


def test_an_entry_the_registry_has_alike_gives_no_proposal(propose):
    assert propose(uk(), against=registry(entity(sanctions=(sanction(),)))) == ()


def test_an_entry_of_nobody_in_the_registry_is_a_new_entity_if_it_is_about_myanmar(propose):
    against = registry(entity(sanctions=(sanction(),)))
    (item,) = propose(uk(), uk("MYA9002", "Acme Fuels Co. Ltd"), uk("RUS0001", "Acme Steel", regime="Russia"), against=against)
    assert (item.kind, item.known, item.entity, item.name) == ("new", False, "acme-fuels-co-ltd", "Acme Fuels Co. Ltd")
    assert (item.programme, item.listed_on, item.reference) == ("Myanmar (Sanctions) Regulations 2021", "2021-12-10", "MYA9002")


def test_an_entry_found_by_its_name_is_a_new_sanction_of_that_entity_legal_form_and_writing_aside(propose):
    (item,) = propose(uk("RUS0001", "ACME ARMS (AA) CO., LTD.", regime="Russia"), against=registry(entity()))
    assert (item.kind, item.known, item.entity) == ("new", True, "acme-arms")
    assert item.programme == "UK Sanctions List, Russia"


@pytest.mark.parametrize("name", ["Acme", "Acme Arms Trading", "Arms Acme"])
def test_a_name_that_is_only_alike_finds_nobody(propose, name):
    against = registry(entity(names=(Name(text="Acme", weak=True),)))
    assert propose(uk("RUS0001", name, regime="Russia"), against=against) == ()


def test_a_name_of_two_entities_finds_neither_and_says_so(propose):
    against = registry(entity(), entity("acme-arms-2", name="Acme Arms"))
    (item,) = propose(uk(), against=against)
    assert not item.known
    assert item.differs == ("Its names are those of several entities of the registry: acme-arms, acme-arms-2.",)


def test_a_number_the_registry_lacks_is_filled_in_and_nothing_else_is_touched(propose):
    (item,) = propose(uk(), against=registry(entity(sanctions=(sanction(reference=""),))))
    assert (item.kind, item.fills) == ("changed", {"reference": "MYA9001"})


def test_a_day_that_contradicts_research_is_shown_and_never_fills(propose):
    (item,) = propose(uk(), against=registry(entity(sanctions=(sanction(listed_on="2022-01-31"),))))
    assert item.fills == {}
    assert item.differs == ("listed_on: the registry says 2022-01-31, the list 2021-12-10.",)
    assert item.listed_on == "2022-01-31"


@pytest.mark.parametrize("day", ["2021", "2021-12", "2021-12-10"])
def test_a_partial_date_agrees_with_every_day_it_can_mean(propose, day):
    assert propose(uk(), against=registry(entity(sanctions=(sanction(listed_on=day),)))) == ()


def test_a_name_the_registry_lacks_is_proposed_and_one_that_is_anothers_is_only_said(invented, compare):
    held = sanction(
        "EU", programme="Regulation (EU) No 401/2013, Annex IV", listed_on="2021-04-19", reference="Annex IV.B entry 1"
    )
    against = registry(entity(sanctions=(held,)), entity("acme-fuels", name="Acme Fuels"))
    annex = write_eu({"name": "Acme Arms Ltd.", "alias": "Acme Weapons; Acme Fuels Co."})
    (item,) = compare(invented("eu", annex_csv=annex), against).items
    assert item.names == ("Acme Weapons",)
    assert 'The list also calls it "Acme Fuels Co.", which is acme-fuels in the registry.' in item.differs


def test_an_entry_that_left_the_list_is_gone_and_one_listed_later_than_the_list_is_not(propose):
    against = registry(
        entity("a", name="Aaaa", sanctions=(sanction(reference="MYA9000"),)),
        entity("b", name="Bbbb", sanctions=(sanction(reference="MYA9009", listed_on="2023-01-01"),)),
        entity("c", name="Cccc", sanctions=(sanction(reference="MYA9008", removed_on="2021-12-31"),)),
        entity(sanctions=(sanction(),)),
    )
    (item,) = propose(uk(day="10-12-2021"), against=against)
    assert (item.kind, item.entity, item.reference) == ("gone", "a", "MYA9000")
    assert item.fills == {"removed_on": "2026-11-24"}


def test_a_number_above_the_lists_last_is_newer_than_an_undated_list(invented, compare):
    def held(uid):
        return sanction("US", programme="OFAC SDN List, BURMA-EO14014", reference=f"OFAC UID {uid}", listed_on=None)

    against = registry(entity("a", name="Aaaa", sanctions=(held(10),)), entity("b", name="Bbbb", sanctions=(held(99),)))
    found = compare(invented("ofac", sdn_csv=write_ofac("50|ACME||BURMA-EO14014|")), against)
    assert [item.entity for item in found.items if item.kind == "gone"] == ["a"]
    assert found.not_compared == 1


def test_ofacs_list_says_nothing_of_the_commerce_departments(invented, compare):
    held = sanction("US", programme="BIS Entity List (export controls)", reference="", listed_on="2021-03-08")
    against = registry(entity(sanctions=(held,)), entity("b", name="Bbbb"))
    (item,) = compare(invented("ofac", sdn_csv=write_ofac("50|ACME ARMS||BURMA-EO14014|")), against).items
    assert (item.kind, item.reference) == ("new", "OFAC UID 50")


def test_a_list_that_lacks_more_than_a_fifth_of_what_it_should_show_is_refused(propose):
    kept = [entity(f"e{n}", name=f"Entity {n:02d}xx", sanctions=(sanction(reference=f"MYA91{n:02d}"),)) for n in range(10)]
    lines = [uk(f"MYA91{n:02d}", f"Entity {n:02d}xx") for n in range(10)]
    assert len(propose(*lines[:8], against=registry(*kept))) == 2
    with pytest.raises(UploadRefused, match=r"ends in line 8 with 7 of the 10 entries"):
        propose(*lines[:7], against=registry(*kept))


def test_the_answer_has_its_counts_and_what_differs(invented, compare):
    answer = write_answer(compare(invented("uk", list_csv=(UK + uk()).encode()), registry(entity())))
    assert list(answer) == ["source", "read", "organisations", "new", "changed", "gone", "left_over", "proposals"]
    assert (answer["source"], answer["read"], answer["organisations"], answer["new"]) == ("uk", 1, 1, 1)
    assert answer["proposals"][0]["entity"] == "acme-arms"


# ── the real lists against the registry that ships: these were looked at one by one ──────────────────────────────────


def test_every_myanmar_entry_of_the_official_lists_is_in_the_registry(real, shipped, compare):
    for source, *files in (
        ("ofac", "ofac_sdn_sancbook.csv"),
        ("ofac", "moov_ofac_cons_prim.csv"),
        ("uk", "gitmatch_FCDO_SL_2025-08-11.ods"),
        ("uk", "lexcovery_UK_ConList.xlsx"),
        ("eu", "eu_32013R0401_consolidated.csv"),
        ("ca", "lexcovery_CA_sema-lmes.xml"),
        ("ca", "ca_SOR-2007-285.xml"),
        ("un", "moov_UN_consolidated.xml"),
    ):
        items = compare(real(source, *files), shipped).items
        assert [item.entity for item in items if not item.known or item.kind == "gone"] == [], source


def test_no_day_of_an_official_list_contradicts_the_registry(real, shipped, compare):
    for source, file in (
        ("uk", "gitmatch_FCDO_SL_2025-08-11.ods"),
        ("eu", "eu_32013R0401_consolidated.csv"),
        ("ca", "ca_SOR-2007-285.xml"),
    ):
        said = [text for item in compare(real(source, file), shipped).items for text in item.differs]
        assert not [text for text in said if text.startswith("listed_on")]
