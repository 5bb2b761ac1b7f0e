"""The EU's annex as it is transcribed, invented."""

from __future__ import annotations

import pytest

from screener.errors import UploadRefused
from tests.sources.builders import write_eu

ARMS = {"name": "Acme Arms Company Limited", "alias": "Acme; Acme Weapons", "address": "Yangon"}


def test_an_organisation_is_taken_by_its_place_in_the_annex(invented):
    reading = invented("eu", annex_csv=write_eu(ARMS, {"annex": "IV.A", "schema": "Person", "name": "John Doe"}))
    (entry,) = reading.entries
    assert (entry.reference, entry.listed_on, entry.aliases) == ("Annex IV.B entry 1", "2021-04-19", ("Acme", "Acme Weapons"))
    assert entry.programme == "Regulation (EU) No 401/2013, Annex IV"
    assert reading.skipped == {"persons": 1}


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"recordId": "1"}, r'Line 3 .*"Annex IV.B entry 1" already stands in line 2'),
        ({"celex": "32014R0269"}, r'Line 3 .*"32014R0269" is another regulation'),
        ({"schema": "Thing"}, r'Line 3 .*"Thing" is not a known schema'),
        ({"startDate": "2021-04-19"}, r'Line 3 .*"2021-04-19" in "startDate" is not a date'),
        ({"recordId": "two"}, r'Line 3 .*"two" in "recordId" is not a number'),
        ({"name": '"Acme'}, r"Line 3 .*cut short"),
    ],
)
def test_an_altered_annex_is_refused_at_its_line(invented, row, said):
    with pytest.raises(UploadRefused, match=said):
        invented("eu", annex_csv=write_eu(ARMS | {"alias": ""}, {"name": "Acme Fuels"} | row))


def test_an_annex_without_organisations_is_refused(invented):
    with pytest.raises(UploadRefused, match="No organisation stands up to line 2"):
        invented("eu", annex_csv=write_eu({"annex": "IV.A", "schema": "Person", "name": "John Doe"}))


def test_a_column_nobody_knows_is_left_over_and_counted(invented):
    assert invented("eu", annex_csv=write_eu(ARMS | {"mood": "grim"})).left_over == {"mood": 1}
