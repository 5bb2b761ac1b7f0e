"""The record: a screening as JSON and back."""

import json

import pytest

from screener.errors import ScreeningUnreadable
from screener.screening.receipt import hash_result
from screener.screening.record import read_screening, seal_screening, write_screening
from tests.builders import build_screening


def through_json(screening):
    return read_screening(json.loads(json.dumps(write_screening(screening))))


def test_a_screening_survives_json_unchanged():
    screening = seal_screening(build_screening())
    assert write_screening(through_json(screening)) == write_screening(screening)


def test_the_findings_of_a_record_are_whole_again():
    screening = build_screening()
    assert through_json(screening).findings == screening.findings


def test_the_receipt_hashes_the_result_without_itself():
    sealed = seal_screening(build_screening())
    record = write_screening(sealed)
    assert record["receipt"]["result_sha256"] == hash_result(record)
    assert seal_screening(sealed) == sealed or write_screening(seal_screening(sealed)) == record


def test_any_changed_figure_changes_the_hash():
    record = write_screening(seal_screening(build_screening()))
    changed = {**record, "outcomes": {**record["outcomes"], "listed": record["outcomes"]["listed"] + 1}}
    assert hash_result(changed) != record["receipt"]["result_sha256"]


@pytest.mark.parametrize("value", [{}, [], "text", None, {"schema": "screening/2"}, {"schema": "screening/1"}])
def test_what_is_no_screening_is_refused_in_one_sentence(value):
    with pytest.raises(ScreeningUnreadable):
        read_screening(value)


def test_a_record_with_a_part_of_the_wrong_kind_is_refused():
    record = write_screening(build_screening())
    with pytest.raises(ScreeningUnreadable, match="parts missing or of the wrong kind"):
        read_screening({**record, "findings": [{"id": 1}]})
    with pytest.raises(ScreeningUnreadable):
        read_screening({**record, "holdings": None})


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("receipt", "as_of"), "next week"),
        (("receipt", "as_of"), 20261124),
        (("findings", 0, "entity", "id"), "../../elsewhere"),
        (("findings", 0, "decision"), "boycott"),
        (("findings", 0, "judgements"), []),
        (("findings", 0, "judgements", 0, "involvement"), "another/tie"),
    ],
)
def test_a_record_whose_day_ids_or_judgements_make_no_sense_is_refused(place, value):
    spoilt = json.loads(json.dumps(write_screening(build_screening())))
    part = spoilt
    for step in place[:-1]:
        part = part[step]
    part[place[-1]] = value
    with pytest.raises(ScreeningUnreadable):
        read_screening(spoilt)
