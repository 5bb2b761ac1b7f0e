"""The record that a page carries comes back as it went out, or not at all."""

from __future__ import annotations

import pytest

from screener.errors import RequestRefused
from screener.screening.record import write_screening
from screener.web import seal
from screener.web.seal import LabelledScreening, Sealer
from tests.builders import build_screening


def _label() -> LabelledScreening:
    return LabelledScreening(
        screening=build_screening(), label="Mine", policy_title="Standard", policy_summary="Asks.", holdings_date="2026-11-01"
    )


def test_a_sealed_screening_comes_back_as_it_went_out():
    sealer, labelled = Sealer(), _label()
    opened = sealer.open(sealer.seal(labelled) or "")
    assert write_screening(opened.screening) == write_screening(labelled.screening)
    assert (opened.label, opened.policy_title, opened.holdings_date) == ("Mine", "Standard", "2026-11-01")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: "A" + text[1:],
        lambda text: text[:-1] + ("1" if text.endswith("0") else "0"),
        lambda text: text.partition(".")[0],
        lambda _: "",
        lambda _: "é.é",
    ],
)
def test_what_was_altered_is_refused_before_anything_in_it_is_read(spoil):
    sealer = Sealer()
    with pytest.raises(RequestRefused) as refused:
        sealer.open(spoil(sealer.seal(_label()) or ""))
    assert refused.value.kind == "seal_broken"


def test_another_process_does_not_open_it():
    with pytest.raises(RequestRefused):
        Sealer().open(Sealer().seal(_label()) or "")


def test_a_record_too_long_for_a_page_is_not_sealed(monkeypatch):
    monkeypatch.setattr(seal, "MAX_CHARACTERS", 100)
    assert Sealer().seal(_label()) is None
