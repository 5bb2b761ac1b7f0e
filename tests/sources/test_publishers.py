"""Each real list, whole; the numbers were counted by other means (text search, other readers) before they were written here."""

from __future__ import annotations

import csv

import pytest

from screener.errors import RequestRefused, UploadRefused
from screener.sources.publishers import PUBLISHERS, read_list, receive_list

LISTS = {
    "OFAC's SDN list": ("ofac", ("ofac_sdn_sancbook.csv",), 11443, 4575, {"persons": 5890, "vessels": 685, "aircraft": 293}),
    "OFAC's non-SDN list": ("ofac", ("moov_ofac_cons_prim.csv",), 442, 363, {"persons": 79}),
    "OFAC's non-SDN list with aliases and addresses": (
        "ofac",
        ("moov_ofac_cons_prim.csv", "moov_ofac_cons_alt.csv", "moov_ofac_cons_add.csv"),
        442 + 1073 + 574,
        363,
        {"persons": 79},
    ),
    "OFAC's non-SDN list as XML": ("ofac", ("lexcovery_USA_consolidated_nonsdn.xml",), 462, 382, {"persons": 80}),
    "OFAC's aliases alone": ("ofac", ("moov_ofac_alt_2025-12.csv",), 20107, 0, {}),
    "OFAC's addresses alone": ("ofac", ("moov_ofac_add_2025-12.csv",), 24244, 0, {}),
    "the UK Sanctions List": ("uk", ("gitmatch_FCDO_SL_2025-08-11.ods",), 5302, 1087, {"persons": 3754, "ships": 461}),
    "OFSI's consolidated list": ("uk", ("lexcovery_UK_ConList.xlsx",), 15261, 644, {"persons": 2771, "ships": 15}),
    "the EU's annex": ("eu", ("eu_32013R0401_consolidated.csv",), 127, 22, {"persons": 105}),
    "Canada's consolidated list": ("ca", ("lexcovery_CA_sema-lmes.xml",), 2606, 537, {"persons": 2069}),
    "Canada's regulation": ("ca", ("ca_SOR-2007-285.xml",), 242, 92, {"persons": 149, "repealed": 1}),
    "Australia's consolidated list": ("au", ("lexcovery_AU_regulation8_consolidated.xls",), 7945, 580, {"persons": 2086}),
    "the UN's consolidated list": ("un", ("moov_UN_consolidated.xml",), 1003, 273, {"persons": 730}),
}


def test_an_empty_list_is_to_be_downloaded_again_and_is_no_list_of_holdings():
    with pytest.raises(UploadRefused, match=r'^"un.xml" is empty') as refused:
        receive_list(b"\n", file="un.xml")
    assert refused.value.help == "Download the list again."


@pytest.mark.parametrize(("source", "files", "records", "organisations", "skipped"), LISTS.values(), ids=LISTS)
def test_a_real_list_is_read_whole_and_every_field_is_known(real, source, files, records, organisations, skipped):
    reading = real(source, *files)
    assert (reading.read, reading.organisations, reading.skipped) == (records, organisations, skipped)
    assert reading.left_over == {}
    assert sum(entry.is_organisation for entry in reading.entries) == organisations


CUT = {name: (source, files) for name, (source, files, *_) in LISTS.items() if len(files) == 1}


@pytest.mark.parametrize(("source", "files"), CUT.values(), ids=CUT)
@pytest.mark.parametrize("share", [0.3, 0.7, 0.99])
def test_a_list_cut_short_anywhere_is_refused(reference, source, files, share):
    content = (reference / "lists" / files[0]).read_bytes()
    with pytest.raises(UploadRefused):
        read_list(source, [receive_list(content[: int(len(content) * share)], file=files[0])])


TEXT = {name: found for name, found in CUT.items() if found[1][0].endswith(("csv", "xml"))}


@pytest.mark.parametrize(("source", "files"), TEXT.values(), ids=TEXT)
def test_the_refusal_of_a_list_cut_short_names_a_line_of_the_file(reference, source, files):
    content = (reference / "lists" / files[0]).read_bytes()
    with pytest.raises(UploadRefused, match=rf'Line \d+ of "{files[0]}"'):
        read_list(source, [receive_list(content[: int(len(content) * 0.9)], file=files[0])])


@pytest.mark.parametrize("file", ["ofac_sdn_sancbook.csv", "moov_ofac_alt_2025-12.csv", "moov_ofac_cons_prim.csv"])
def test_an_ofac_file_cut_between_two_lines_is_refused_at_its_last_line(reference, file):
    lines = (reference / "lists" / file).read_bytes().splitlines(keepends=True)[:200]
    with pytest.raises(UploadRefused, match=rf'Line 200 of "{file}".*end mark'):
        read_list("ofac", [receive_list(b"".join(lines), file=file)])


def test_an_eu_annex_cut_between_two_lines_is_refused_for_what_it_lacks(reference, shipped, compare):
    lines = (reference / "lists" / "eu_32013R0401_consolidated.csv").read_bytes().splitlines(keepends=True)
    for kept in (50, 118):
        with pytest.raises(UploadRefused, match=r"line \d+"):
            compare(read_list("eu", [receive_list(b"".join(lines[:kept]), file="eu.csv")]), shipped)


def test_no_natural_person_of_a_real_list_is_among_its_entries(reference, real):
    path = reference / "lists" / "ofac_sdn_sancbook.csv"
    with path.open(encoding="utf-8", newline="") as file:
        persons = {row[1] for row in csv.reader(file) if row[2] == "individual"}
    taken = {name for entry in real("ofac", path.name).entries for name in (entry.name, *entry.aliases)}
    assert len(persons) > 5000
    assert not persons & taken
    annex = real("eu", "eu_32013R0401_consolidated.csv")
    assert all("IV.B" in entry.reference for entry in annex.entries)


def test_what_is_proposed_from_files_that_do_not_say_who_is_a_person_is_about_entities_of_the_registry_alone(
    real, shipped, compare
):
    items = compare(real("ofac", "moov_ofac_alt_2025-12.csv"), shipped).items
    assert items
    assert all(item.known for item in items)


@pytest.mark.parametrize("source", PUBLISHERS)
def test_a_file_that_is_not_the_publishers_is_refused_by_name(source):
    with pytest.raises(UploadRefused, match=r"shopping\.csv"):
        read_list(source, [receive_list(b"what,how many\nbread,2\n", file="shopping.csv")])


def test_an_unknown_source_is_refused_with_the_known_ones():
    with pytest.raises(RequestRefused, match="ofac, uk, eu"):
        read_list("swift", [])


def test_an_html_page_saved_as_a_list_is_refused():
    page = b"<!DOCTYPE html><html><body>Service unavailable</body></html>"
    with pytest.raises(UploadRefused):
        read_list("un", [receive_list(page, file="consolidated.xml")])
