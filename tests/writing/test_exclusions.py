"""The exclusion list as a document, and as a broker's upload."""

from __future__ import annotations

import csv
import io

import pytest

from reports.exclusions import write_exclusion_files
from screener.model import Entity, Exclusion, ExclusionList, Identifier, Name
from screener.writing.exclusions import HEADINGS, write_exclusion_document
from screener.writing.uploads import MOST_BYTES, MOST_LINES, write_uploads
from tests.builders import AS_OF, BIRCH, build_judgement

IDENTIFIERS = (
    Identifier("isin", "KR7000000001", "ordinary"),
    Identifier("ticker", "HANB@XKRX", "ordinary"),
    Identifier("ticker", "OLD@XKRX", "ordinary", until="2023"),
    Identifier("ticker", "SOON@XKRX", "ordinary", since="2027"),
    Identifier("ticker", "MAYBE@XFRA", "ordinary", confirmed=False),
)


def build_exclusion(id="hanbit-steel", name="Hanbit Steel", **changes):
    identifiers = changes.pop("identifiers", IDENTIFIERS)
    issuer = Entity(id=id, kind="company", country="KR", sector="", names=(Name(name),), identifiers=identifiers)
    values = {
        "issuer": issuer, "decision": "exclude", "restriction": "sell", "severity": "high", "confidence": "high",
        "judgements": (build_judgement(f"{id}/venture"),), "sources": (BIRCH,),
    }  # fmt: skip
    return Exclusion(**{**values, **changes})


def build_list(*exclusions):
    return ExclusionList(AS_OF, "standard", "Standard", "1.0", "2b" * 32, "2026.11.24", "1a" * 32, tuple(exclusions))


def read_lines(document):
    return [dict(zip(HEADINGS, line, strict=True)) for line in document.lines]


def test_every_identifier_has_its_level_its_day_and_its_source():
    lines = read_lines(write_exclusion_document(build_list(build_exclusion())))
    assert [line["value"] for line in lines] == [
        "KR7000000001", "HANB@XKRX", "MAYBE@XFRA", "OLD@XKRX", "SOON@XKRX"
    ]  # fmt: skip
    assert {(line["restriction"], line["effective_date"], line["tie_sources"]) for line in lines} == {("sell", AS_OF, BIRCH.url)}
    assert {line["value"] for line in lines if line["status"] == "unconfirmed"} == {"MAYBE@XFRA"}


def test_an_issuer_without_identifiers_is_listed_by_its_name_and_says_so():
    (line,) = read_lines(write_exclusion_document(build_list(build_exclusion(identifiers=()))))
    assert (line["entity_name"], line["status"], line["value"]) == ("Hanbit Steel", "none known", "")


def test_the_upload_holds_confirmed_symbols_in_force_and_nothing_else():
    (text,) = write_uploads(build_list(build_exclusion()))
    assert text.startswith("RESTR_ADD,Myanmar screen standard - Hanbit Steel (hanbit-steel),")
    assert text.count("RULE_BEGIN,") == text.count("RULE_END") == 1
    assert 'symbol="HANB"' in text
    for absent in ("MAYBE", "OLD", "SOON"):
        assert absent not in text


def test_a_level_that_bars_no_order_is_not_uploaded_and_that_is_said():
    document = write_exclusion_document(build_list(build_exclusion(restriction="inform"), build_exclusion(identifiers=())))
    assert document.uploads == ()
    assert document.left_out[0].startswith("1 issuers are left out because their level")
    assert document.left_out[1].startswith("1 issuers are left out because no confirmed ticker")


def test_a_name_can_set_nothing_apart_in_the_upload():
    (text,) = write_uploads(build_list(build_exclusion(name='Steel, "Fine"\r\nRESTR_DELETE,x')))
    assert text.count("\n") == 1
    assert next(csv.reader(io.StringIO(text)))[1] == "Myanmar screen standard - Steel Fine RESTR_DELETE x (hanbit-steel)"


def test_what_does_not_fit_goes_on_in_the_next_file():
    many = build_list(*(build_exclusion(f"company-{n}", f"Company {n} {'x' * 100}") for n in range(12_000)))
    files = write_uploads(many)
    assert len(files) > 1
    assert all(len(text.encode()) <= MOST_BYTES and text.count("\n") <= MOST_LINES for text in files)
    assert sum(text.count("RESTR_ADD") for text in files) == 12_000
    short = write_uploads(build_list(*(build_exclusion(f"c{n}", "C") for n in range(2))))
    assert len(short) == 1


@pytest.mark.parametrize(
    ("form", "start"), [("csv", b"\xef\xbb\xbfscheme,"), ("xlsx", b"PK"), ("json", b"{\n"), ("ibkr", b"RESTR")]
)
def test_the_same_list_gives_the_same_bytes_in_every_form(form, start):
    document = write_exclusion_document(build_list(build_exclusion()))
    (content,) = write_exclusion_files(document, form)
    assert content.startswith(start)
    assert (content,) == write_exclusion_files(document, form)
