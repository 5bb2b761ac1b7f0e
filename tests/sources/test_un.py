"""The UN's list, invented."""

from __future__ import annotations

import pytest

from screener.errors import UploadRefused

LIST = """<CONSOLIDATED_LIST dateGenerated="2026-02-27T00:00:09Z"><INDIVIDUALS>
<INDIVIDUAL><FIRST_NAME>JOHN</FIRST_NAME></INDIVIDUAL>
</INDIVIDUALS><ENTITIES>
{entities}
</ENTITIES></CONSOLIDATED_LIST>
"""
ENTITY = """<ENTITY><FIRST_NAME>ACME ARMS</FIRST_NAME><UN_LIST_TYPE>DPRK</UN_LIST_TYPE>
<REFERENCE_NUMBER>KPe.901</REFERENCE_NUMBER><LISTED_ON>2009-04-24-04:00</LISTED_ON><ENTITY_ALIAS><QUALITY>a.k.a.</QUALITY><ALIAS_NAME>"ACME"</ALIAS_NAME></ENTITY_ALIAS>
<ENTITY_ADDRESS><CITY>Yangon</CITY><COUNTRY>Myanmar</COUNTRY></ENTITY_ADDRESS></ENTITY>"""


def write_list(*entities: str) -> bytes:
    return LIST.format(entities="\n".join(entities)).encode()


def test_entities_are_taken_and_individuals_only_counted(invented):
    reading = invented("un", list_xml=write_list(ENTITY))
    (entry,) = reading.entries
    assert (entry.name, entry.aliases, entry.country, entry.listed_on) == ("ACME ARMS", ("ACME",), "Myanmar", "2009-04-24")
    assert (reading.read, reading.organisations, reading.skipped) == (2, 1, {"persons": 1})
    assert reading.as_of == "2026-02-27"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (write_list(ENTITY, ENTITY), r'Line 7 .*"KPe.901" already stands in line 4'),
        (write_list(ENTITY.replace("a.k.a.", "perhaps")), r'Line 5 .*"perhaps" is not a known quality'),
        (write_list(ENTITY.replace("2009-04-24", "24 April")), r"Line 4 .*is not a date"),
        (write_list(ENTITY).replace(b"dateGenerated", b"made"), r"Line 1 .*does not have its date"),
        (write_list(ENTITY)[:-30], r"Line \d+ .*XML breaks here"),
    ],
)
def test_an_altered_list_is_refused_at_its_line(invented, content, said):
    with pytest.raises(UploadRefused, match=said):
        invented("un", list_xml=content)


def test_a_field_nobody_knows_is_left_over_and_counted(invented):
    reading = invented("un", list_xml=write_list(ENTITY.replace("<LISTED_ON>", "<MOOD>grim</MOOD><LISTED_ON>")))
    assert reading.left_over == {"MOOD": 1}
