"""The UK's two lists, invented."""

from __future__ import annotations

import pytest

from screener.errors import UploadRefused

LIST = "Unique ID,OFSI Group ID,Name,Regime Name,Type,Designation source,Date Designated,Sanctions Imposed\n"
ARMS = "MYA9001,99001,Acme Arms Company Limited *,Myanmar,Entity,UK,10-12-2021,Asset freeze\n"
PERSON = "MYA9002,99002,John Doe,Myanmar,Individual,UK,10-12-2021,Travel Ban\n"


def test_an_organisation_is_taken_with_its_programme_and_day_and_without_the_mark_of_a_note(invented):
    reading = invented("uk", list_csv=(LIST + ARMS + PERSON).encode())
    (entry,) = reading.entries
    assert (entry.reference, entry.name, entry.listed_on) == ("MYA9001", "Acme Arms Company Limited", "2021-12-10")
    assert entry.programme == "Myanmar (Sanctions) Regulations 2021"
    assert reading.as_of == "2021-12-10"
    assert not reading.is_dated


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (LIST + ARMS + ARMS, r'Line 3 .*"MYA9001" already stands in row 2'),
        (LIST + ARMS.replace("Entity", "Company"), r'Line 2 .*"Company" is not a known Type'),
        (LIST + ARMS.replace("10-12-2021", "12/10/2021"), r'Line 2 .*"12/10/2021" in "Date Designated" is not a date'),
        (LIST + ARMS.replace("Acme Arms Company Limited *", ""), r'Line 2 .*"Name" is empty'),
        (LIST + ARMS.replace(",UK,", ",UK,UK,"), r"Line 2 .*9 fields, where the header in line 1 has 8"),
        (LIST + ARMS.rstrip(), r"Line 2 .*does not end"),
    ],
)
def test_an_altered_list_is_refused_at_its_line(invented, content, said):
    with pytest.raises(UploadRefused, match=said):
        invented("uk", list_csv=content.encode())


def test_a_list_without_one_of_its_columns_is_no_list_of_the_uk(invented):
    with pytest.raises(UploadRefused, match=r'"list\.csv" is not a list of "uk"'):
        invented("uk", list_csv=(LIST + ARMS).replace("Regime Name", "Scheme").encode())


COLUMNS = (
    "Name 6,Name 1,Other Information,Group Type,Alias Type,Regime,Listed On,UK Sanctions List Date Designated,Group ID,Country"
)
HEAD = f"Last Updated,04/05/2022{',' * 8}\n{COLUMNS}\n"
MAIN = (
    "ACME ARMS,,(UK Sanctions List Ref):MYA9001 (Website):x,Entity,Primary name,"
    "Myanmar,10/12/2021,10/12/2021,99001,Myanmar (Burma)\n"
)
ALSO = MAIN.replace("ACME ARMS", "ACME WEAPONS").replace("Primary name", "AKA")


def test_the_rows_of_a_group_are_one_organisation_with_all_its_names(invented):
    reading = invented("uk", ConList_csv=(HEAD + ALSO + MAIN + MAIN).encode())
    (entry,) = reading.entries
    assert (entry.name, entry.aliases, entry.reference) == ("ACME ARMS", ("ACME WEAPONS",), "MYA9001")
    assert (reading.read, reading.organisations, reading.as_of) == (3, 1, "2022-05-04")


def test_a_group_of_two_kinds_is_refused_at_the_row_where_it_changes(invented):
    with pytest.raises(UploadRefused, match=r"Row 4 .*group that begins in row 3 is of two kinds"):
        invented("uk", ConList_csv=(HEAD + MAIN + ALSO.replace("Entity", "Individual")).encode())


def test_a_column_nobody_knows_is_left_over_and_counted(invented):
    reading = invented("uk", list_csv=(LIST.strip() + ",Mood\n" + ARMS.strip() + ",grim\n").encode())
    assert reading.left_over == {"Mood": 1}


def test_two_lists_at_once_are_refused(invented):
    with pytest.raises(UploadRefused, match="one file"):
        invented("uk", a_csv=(LIST + ARMS).encode(), b_csv=(LIST + ARMS).encode())
