"""`corrections.yaml` into published claims that were wrong."""

from datetime import date

import pytest

from screener.errors import RulebookFault, RulebookFaults
from screener.rulebook.corrections import list_corrections, read_corrections, write_correction
from screener.rulebook.registry import read_registry
from screener.rulebook.vocabulary import read_vocabulary
from tests.rulebook.builders import build_rules, page

ENTRY = {
    "date": '"2027-01-31"',
    "claim": "acme/trade",
    "wrong": "It said that the sales continued.",
    "now": "They ended in 2024.",
    "cause": "evidence",
    "sources": "[s1]",
}


def entry(**values):
    facts = ENTRY | values
    first, *rest = [f"{key}: {value}" for key, value in facts.items()]
    return "\n".join([f"  - {first}", *(f"    {line}" for line in rest)]) + "\n"


@pytest.fixture
def read(tmp_path, checkout):
    def _read(*entries, text=None):
        root = build_rules(tmp_path / "rules", checkout=checkout, pages={"acme": page()})
        (root / "registry" / "merged.yaml").write_text("acme-fuels: acme\n", encoding="utf-8")
        (root / "registry" / "corrections.yaml").write_text(text or "corrections:\n" + "".join(entries), encoding="utf-8")
        vocabulary = read_vocabulary(root)
        registry = read_registry(root, vocabulary=vocabulary)
        return read_corrections(root, registry, vocabulary=vocabulary), registry

    return _read


def test_a_correction_says_when_what_why_and_who(read):
    (found,), registry = read(entry())
    written = write_correction(found, registry)
    assert (written["claim"], written["name"], written["now"]) == ("acme/trade", "Acme Fuels", "They ended in 2024.")
    assert written["sources"][0]["url"] == "https://example.org/report"


def test_corrections_come_newest_first_and_from_the_day_asked_for(read):
    found, _ = read(entry(), entry(date='"2027-03-01"'), entry(date='"2026-12-01"'))
    assert [item.date for item in found] == ["2027-03-01", "2027-01-31", "2026-12-01"]
    assert [item.date for item in list_corrections(found, date(2027, 1, 31))] == ["2027-03-01", "2027-01-31"]


def test_no_corrections_are_a_normal_answer(read):
    assert read(text="corrections: []\n")[0] == ()


def test_a_claim_of_a_page_that_was_merged_is_found_under_its_new_name(read):
    (found,), registry = read(entry(claim="acme-fuels/terminal", withdrawn="yes"))
    assert write_correction(found, registry)["entity"] == "acme"


FAULTS = {
    "a claim nobody made": (entry(claim="acme/lease"), r'claim "acme/lease" is not in the registry: one that left it'),
    "an entity nobody knows": (entry(claim="bolt/lease"), "of an entity that is not in the registry"),
    "a claim withdrawn but still there": (entry(withdrawn="yes"), "still on its page"),
    "an unknown source": (entry(sources="[s9]"), r'corrections.yaml:7: source "s9"'),
    "an unknown cause": (entry(cause="mistake"), r'"mistake" is not one of the causes'),
    "a date without a day": (entry(date='"2027-01"'), r"2027-01"),
    "a correction without a source": (entry(sources="[]"), "sources"),
}


@pytest.mark.parametrize(("text", "sentence"), FAULTS.values(), ids=FAULTS.keys())
def test_a_faulty_correction_is_refused_with_file_and_line(read, text, sentence):
    with pytest.raises((RulebookFault, RulebookFaults), match=sentence):
        read(text)


def test_the_shipped_corrections_can_be_read(checkout):
    root = checkout / "rules"
    vocabulary = read_vocabulary(root)
    read_corrections(root, read_registry(root, vocabulary=vocabulary), vocabulary=vocabulary)
