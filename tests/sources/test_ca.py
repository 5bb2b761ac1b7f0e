"""Canada's consolidated list and regulation, invented."""

from __future__ import annotations

import pytest

from screener.errors import UploadRefused

RECORD = "<record><Country>Burma / Birmanie</Country>{name}<Schedule>1</Schedule><Item>{item}</Item>{extra}</record>\n"
ENTITY = "<Entity>Acme Arms</Entity><Aliases>Acme, Acme Weapons Co., Ltd.</Aliases>"
PERSON = "<LastName>Doe</LastName><GivenName>John</GivenName>"


def write_list(*records: str) -> bytes:
    return ('<data-set xmlns:xsi="x">\n' + "".join(records) + "</data-set>\n").encode()


def record(name: str = ENTITY, *, item: int = 1, extra: str = "") -> str:
    return RECORD.format(name=name, item=item, extra=extra)


def test_an_organisation_of_the_consolidated_list_carries_its_item_of_the_regulation(invented):
    reading = invented("ca", sema_xml=write_list(record(), record(PERSON, item=2)))
    (entry,) = reading.entries
    assert (entry.reference, entry.aliases, entry.myanmar) == ("Schedule Part 1 item 1", ("Acme", "Acme Weapons Co., Ltd."), True)
    assert reading.skipped == {"persons": 1}


def test_an_item_of_another_countrys_regulation_is_not_taken_for_myanmars(invented):
    (entry,) = invented("ca", sema_xml=write_list(record().replace("Burma / Birmanie", "Belarus / Bélarus"))).entries
    assert entry.reference == "Belarus, Schedule 1 item 1"
    assert not entry.myanmar


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (write_list(record(), record()), r'Line 3 .*"Schedule Part 1 item 1" already stands in line 2'),
        (write_list(record(ENTITY + PERSON)), r"Line 2 .*either a person or an entity"),
        (write_list(record("")), r"Line 2 .*either a person or an entity"),
        (write_list(record(ENTITY + "<Entity>Acme</Entity>")), r'Line 2 .*"Entity" stands there 2 times'),
        (write_list(record())[:-20], r"Line 2 .*XML breaks here"),
        (b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "b">]><data-set></data-set>', r"declares types or entities"),
    ],
)
def test_an_altered_list_is_refused_at_its_line(invented, content, said):
    with pytest.raises(UploadRefused, match=said):
        invented("ca", sema_xml=content)


def test_a_field_nobody_knows_is_left_over_and_counted(invented):
    assert invented("ca", sema_xml=write_list(record(extra="<Mood>grim</Mood>"))).left_over == {"Mood": 1}


REGULATION = """<?xml version="1.0"?>
<Regulation xmlns:lims="http://justice.gc.ca/lims" lims:current-date="2025-07-24">
<Identification><InstrumentNumber>{instrument}</InstrumentNumber></Identification>
<Schedule><Heading><TitleText>Entities</TitleText></Heading><List>
{items}
</List><Heading><TitleText>Individuals</TitleText></Heading><List>
<Item><Label>1</Label><Text>John Doe, born in 1960</Text></Item>
</List></Schedule></Regulation>
"""


def item(number: int, text: str) -> str:
    return f'<Item lims:inforce-start-date="2018-06-25"><Label>{number}</Label><Text>{text}</Text></Item>'


def write_regulation(*items: str, instrument: str = "SOR/2007-285") -> bytes:
    return REGULATION.format(instrument=instrument, items="\n".join(items)).encode()


@pytest.mark.parametrize(
    ("text", "name", "aliases"),
    [
        ("Acme Brewery", "Acme Brewery", ()),
        (
            "Acme Bank (also known as Acme Commercial Bank and Bank of Acme)",
            "Acme Bank",
            ("Acme Commercial Bank", "Bank of Acme"),
        ),
        ("Acme (also known among other names as A Ltd., B Co., Ltd. and C)", "Acme", ("A Ltd.", "B Co., Ltd.", "C")),
        ("Acme &amp; Sons Ltd. (also known as Acme and Sons Ltd.)", "Acme & Sons Ltd.", ("Acme and Sons Ltd.",)),
        ("Acme (Gems and Jewellery) Co.", "Acme (Gems and Jewellery) Co.", ()),
    ],
)
def test_the_names_of_an_item_are_taken_apart_and_an_and_inside_a_name_stays(invented, text, name, aliases):
    (entry,) = invented("ca", sor_xml=write_regulation(item(1, text))).entries
    assert (entry.name, entry.aliases) == (name, aliases)


def test_a_repealed_item_is_counted_and_not_taken(invented):
    repealed = "[<Repealed>Repealed, SOR/2024-1, s. 1</Repealed>]"
    reading = invented("ca", sor_xml=write_regulation(item(1, repealed), item(2, "Acme")))
    assert [entry.reference for entry in reading.entries] == ["Schedule Part 1 item 2"]
    assert reading.skipped == {"repealed": 1, "persons": 1}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (write_regulation(item(1, "Acme"), item(3, "Acme Fuels")), r'Line 6 .*item 2 is expected here, found "3"'),
        (write_regulation(item(1, "Acme"), instrument="SOR/2014-58"), r'"SOR/2014-58" is another regulation'),
        (write_regulation(item(1, "Acme")).replace(b"Entities", b"Vessels"), r'Line 4 .*under "Vessels"'),
        (write_regulation(item(1, "Acme")).replace(b"Individuals", b"Entities"), r"one list of entities and one of individuals"),
    ],
)
def test_an_altered_regulation_is_refused_at_its_line(invented, content, said):
    with pytest.raises(UploadRefused, match=said):
        invented("ca", sor_xml=content)
