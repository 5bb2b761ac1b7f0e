"""Australia's list, invented."""

from __future__ import annotations

import pytest

from screener.errors import UploadRefused

HEAD = "Reference,Name of Individual or Entity,Type,Name Type,Address,Committees,Control Date\n"
ARMS = "9001,Acme Arms,Entity,Primary Name,Yangon,Autonomous (Myanmar),2023-02-01\n"
ALSO = "9001a,Acme Weapons,Entity,Aka,Yangon,Autonomous (Myanmar),2023-02-01\n"
PERSON = "9002,John Doe,individual,Primary name,,Autonomous (Myanmar),2023-02-01\n"


def test_the_rows_of_a_number_are_one_organisation(invented):
    reading = invented("au", list_csv=(HEAD + ARMS + ALSO + PERSON).encode())
    (entry,) = reading.entries
    assert (entry.reference, entry.name, entry.aliases) == ("DFAT 9001", "Acme Arms", ("Acme Weapons",))
    assert (entry.programme, entry.myanmar) == ("Autonomous Sanctions Regulations, Myanmar", True)
    assert (reading.read, reading.organisations, reading.skipped) == (3, 1, {"persons": 1})


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (HEAD + ARMS + ALSO.replace("Entity", "Individual"), r"Line 3 .*9001 is of another type in row 2"),
        (HEAD + ARMS.replace("9001", "X1"), r'Line 2 .*"X1" is not a reference'),
        (HEAD + ARMS.replace("Primary Name", "Nickname"), r'Line 2 .*"Nickname" is not a known Name Type'),
        (HEAD + ARMS.replace("2023-02-01", "1 Feb"), r'Line 2 .*"1 Feb" in "Control Date" is not a date'),
    ],
)
def test_an_altered_list_is_refused_at_its_line(invented, content, said):
    with pytest.raises(UploadRefused, match=said):
        invented("au", list_csv=content.encode())
