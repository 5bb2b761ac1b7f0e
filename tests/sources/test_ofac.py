"""OFAC's files, invented."""

from __future__ import annotations

import pytest

from screener.errors import UploadRefused
from tests.sources.builders import write_ofac

ARMS = "40001|ACME ARMS CO., LTD.||BURMA-EO14014|a.k.a. 'ACME'; Linked To: NOBODY."
PERSON = "40002|DOE, John|individual|BURMA-EO14014|DOB 1960."


def test_organisations_are_taken_and_persons_ships_and_aircraft_counted(invented):
    reading = invented("ofac", sdn_csv=write_ofac(ARMS, PERSON, "40003|SEA STAR|vessel|IRAN|", "40004|P4-XYZ|aircraft|IRAN|"))
    (entry,) = reading.entries
    assert (entry.name, entry.aliases, entry.reference) == ("ACME ARMS CO., LTD.", ("ACME",), "OFAC UID 40001")
    assert (entry.programme, entry.myanmar) == ("OFAC SDN List, BURMA-EO14014", True)
    assert reading.skipped == {"persons": 1, "vessels": 1, "aircraft": 1}


def test_aliases_and_countries_join_their_organisation_and_those_of_persons_do_not(invented):
    aliases = b'40001,1,"aka","ACME WEAPONS",-0- \r\n40002,2,"aka","DOE, Johnny",-0- \r\n\x1a'
    addresses = b'40001,1,"1 Main Road","Yangon","Burma",-0- \r\n\x1a'
    (entry,) = invented("ofac", sdn_csv=write_ofac(ARMS, PERSON), alt_csv=aliases, add_csv=addresses).entries
    assert entry.aliases == ("ACME WEAPONS", "ACME")
    assert entry.country == "Burma"


def test_an_alias_without_its_list_is_not_said_to_be_an_organisations(invented):
    (entry,) = invented("ofac", alt_csv=b'40009,1,"aka","ACME WEAPONS",-0- \r\n\x1a').entries
    assert not entry.is_organisation
    assert entry.programme == ""


def test_a_header_somebody_added_is_passed_over(invented):
    header = b"ID,Name,Type,Country,Title,Col_F,Col_G,Col_H,Col_I,Col_J,Col_K,Details\r\n"
    assert invented("ofac", sdn_csv=header + write_ofac(ARMS)).organisations == 1


def test_several_programmes_of_one_entry_are_told_apart(invented):
    (entry,) = invented("ofac", sdn_csv=write_ofac("24812|SOME DIVISION||GLOMAG] [BURMA-EO14014|")).entries
    assert entry.programme == "OFAC SDN List, GLOMAG and BURMA-EO14014"


def test_a_list_of_non_sdn_programmes_is_the_non_sdn_list(invented):
    reading = invented("ofac", cons_csv=write_ofac("1|DOE, Jane|individual|NS-PLC|", "2|ACME OIL||BURMA-EO14014|"))
    assert reading.entries[0].programme == "OFAC non-SDN list, BURMA-EO14014"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (write_ofac(ARMS, ARMS), r"Line 2 .*40001 stands there twice"),
        (write_ofac(ARMS.replace("||", "|robot|")), r'Line 1 .*"robot" is not a known type'),
        (write_ofac(ARMS, "4000x|ACME|| BURMA|"), r'Line 2 .*"4000x" in "ent_num" is not a number'),
        (write_ofac(ARMS, PERSON.replace("DOE, John", "")), r'Line 2 .*"name" is empty'),
        (write_ofac(ARMS, end=""), r"Line 1 .*without OFAC's end mark"),
        (write_ofac(ARMS, end="\x1a\r\n40002,1"), r"Line 3 .*behind OFAC's end mark"),
        (write_ofac(ARMS) + write_ofac(PERSON), r"Line 2"),
        (write_ofac(ARMS, PERSON).replace(b'"DOE, John"', b"DOE, John"), r"Line 2 .*13 fields, where the lines before have 12"),
        (write_ofac(ARMS, PERSON).replace(b'"DOE, John"', b'"DOE, John'), r"Line 2"),
    ],
)
def test_an_altered_file_is_refused_at_its_line(invented, content, said):
    with pytest.raises(UploadRefused, match=said):
        invented("ofac", sdn_csv=content)


XML = """<?xml version="1.0"?>
<sdnList xmlns="http://tempuri.org/sdnList.xsd">
 <publshInformation><Publish_Date>03/24/2022</Publish_Date><Record_Count>{count}</Record_Count></publshInformation>
 <sdnEntry><uid>7</uid><lastName>ACME ARMS</lastName><sdnType>Entity</sdnType>
  <programList><program>BURMA-EO14014</program></programList>
  <akaList><aka><uid>8</uid><type>a.k.a.</type><category>weak</category><lastName>ACME</lastName></aka></akaList>{extra}
 </sdnEntry>
</sdnList>
"""


def test_the_xml_says_its_day_and_what_it_holds(invented):
    reading = invented("ofac", sdn_xml=XML.format(count=1, extra="").encode())
    assert reading.as_of == "2022-03-24"
    assert reading.entries[0].aliases == ("ACME",)


def test_the_xml_is_refused_where_it_holds_fewer_entries_than_it_says(invented):
    with pytest.raises(UploadRefused, match=r"Line 4 .*1 entries end here, where the list says it has 2"):
        invented("ofac", sdn_xml=XML.format(count=2, extra="").encode())


def test_a_field_nobody_knows_is_left_over_and_counted(invented):
    reading = invented("ofac", sdn_xml=XML.format(count=1, extra="<mood>grim</mood>").encode())
    assert reading.left_over == {"mood": 1}
