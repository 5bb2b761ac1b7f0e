"""A letter says nothing that the registry of its day no longer says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from screener.model import Correction, Entity, Name, Registry
from screener.writing.correspondents import Recipient, Sender
from screener.writing.letters import LetterOrder, write_correspondence
from screener.writing.live_claims import LiveRegistry, check_age
from tests.builders import ALDER, build_finding, build_involvement, build_receipt, build_screening

TIE = build_involvement()
SENDER = Sender(capacity="shareholder", name="Ada Example", email="ada@mail.example")
TO = {"hanbit-steel": Recipient("Hanbit Steel", ("100 Example-daero",), "KR")}
DAY = "2026-12-20"


def make_registry(*ties, sha256="9f" * 32):
    entity = Entity(
        id="hanbit-steel", kind="company", country="KR", sector="steel", names=(Name("Hanbit Steel"),), involvements=ties
    )
    return Registry(entities={entity.id: entity}, sources={}, version="2026.12.19", sha256=sha256)


def write(tie=TIE, *, registry=None, corrections=(), day=DAY):
    screening = build_screening(findings=(build_finding(involvements=(TIE,)),))
    live = LiveRegistry(registry or make_registry(tie), corrections)
    return write_correspondence(screening, LetterOrder(sender=SENDER, day=day, live=live), TO)


def test_a_claim_that_stands_is_printed_and_the_letter_bears_the_day_it_is_printed_on():
    (letter,) = write().letters
    assert (letter.date, letter.reply_by) == (DAY, "2027-01-17")


@pytest.mark.parametrize(
    ("tie", "code", "said"),
    [
        (replace(TIE, status="disputed", status_as_of="2026-12-01"), "claim_disputed", "2026-12-01"),
        (replace(TIE, status="exited", until="2026-12"), "claim_changed", "hanbit-steel/mehl-venture"),
        (replace(TIE, summary="Alder Wire reported something else on 3 September 2025."), "claim_changed", "2025-09-03"),
        (replace(TIE, sources=(ALDER,)), "claim_changed", "hanbit-steel/mehl-venture"),
        (replace(TIE, review_on="2026-12-10"), "claim_overdue", "2026-12-10"),
        (replace(TIE, id="hanbit-steel/other"), "claim_withdrawn", "no longer in the registry"),
    ],
)
def test_a_claim_that_has_changed_since_the_screening_stops_its_letter_with_claim_day_and_what_to_do(tie, code, said):
    written = write(tie)
    assert not written.letters
    (refusal,) = written.refused
    assert refusal.code == code
    assert said in refusal.message
    assert "Screen the portfolio again" in refusal.help


def test_a_claim_corrected_since_the_screening_stops_its_letter_and_says_what_is_right():
    correction = Correction("2026-12-01", TIE.id, "It said 70 %.", "It holds 7 %.", "evidence", (ALDER,))
    (refusal,) = write(corrections=(correction,)).refused
    assert (refusal.code, "2026-12-01: It holds 7 %." in refusal.message) == ("claim_corrected", True)


def test_a_correction_from_before_the_screening_or_of_the_very_registry_it_used_stops_nothing():
    correction = Correction("2026-11-01", TIE.id, "It said 70 %.", "It holds 7 %.", "evidence", (ALDER,))
    assert write(corrections=(correction,)).letters
    same_day, same_registry = replace(correction, date="2026-11-24"), make_registry(TIE, sha256="1a" * 32)
    assert write(registry=same_registry, corrections=(same_day,)).letters


def test_a_new_source_of_a_claim_stops_nothing():
    assert write(replace(TIE, sources=(*TIE.sources, replace(ALDER, id="alder-2026")))).letters


@pytest.mark.parametrize(
    ("day", "code"), [("2026-12-24", None), ("2026-12-25", "screening_old"), ("2026-11-23", "letter_before_screening")]
)
def test_letters_rest_on_a_screening_of_the_last_thirty_days(day, code):
    if code is None:
        check_age(build_receipt(), day)
        return
    with pytest.raises(Exception, match="screening is of 2026-11-24") as refusal:
        check_age(build_receipt(), day)
    assert refusal.value.kind == code
