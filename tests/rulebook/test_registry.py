"""Dossiers into a registry."""

import pytest

from screener.errors import RulebookFaults
from screener.rulebook.registry import read_registry
from screener.rulebook.vocabulary import read_vocabulary
from tests.rulebook.builders import build_rules, page


@pytest.fixture
def read(tmp_path, checkout):
    def _read(pages):
        root = build_rules(tmp_path / "rules", checkout=checkout, pages=pages)
        return read_registry(root, vocabulary=read_vocabulary(root))

    return _read


def test_a_dossier_becomes_an_entity_with_its_sources_written_out(read):
    entity = read({"acme": page()}).entities["acme"]
    assert entity.name == "Acme Fuels"
    assert entity.country == "NO"
    assert entity.involvements[0].sources[0].publisher == "A Newspaper"
    assert entity.involvements[0].since is None


def test_a_tie_is_due_for_review_24_months_after_the_last_report(read):
    assert read({"acme": page()}).entities["acme"].involvements[0].review_on == "2027-04-03"


def test_the_same_files_give_the_same_hash_and_a_changed_word_another(tmp_path, checkout):
    def sha(name, text):
        root = build_rules(tmp_path / name, checkout=checkout, pages={"acme": text})
        return read_registry(root, vocabulary=read_vocabulary(root)).sha256

    assert sha("a", page()) == sha("b", page())
    assert sha("c", page(involvement="confidence: low")) != sha("d", page())


DISAGREE = (
    """readings: [{status: active, as_of: "2025", sources: [s1]}, {status: exit_announced, as_of: "2025", sources: [s1]}]"""
)


def test_sources_that_disagree_hold_the_milder_reading(read):
    tie = read({"acme": page(involvement=f"status: exit_announced\n{DISAGREE}")}).entities["acme"].involvements[0]
    assert tie.status == "exit_announced"


def test_a_person_may_decide_between_sources_that_disagree(read):
    decided = 'decided: {on: "2026-11-24", reason: The buyer confirmed it.}'
    tie = read({"acme": page(involvement=f"status: active\n{DISAGREE}\n{decided}")}).entities["acme"].involvements[0]
    assert tie.status == "active"


FAULTS = {
    "the graver of two readings nobody decided between": (
        page(involvement=f"status: active\n{DISAGREE}"),
        'hold the milder reading, "exit_announced", until a person decides',
    ),
    "an unknown channel": (
        page(involvement="channel: jetfuel"),
        r'acme.yaml:7: "jetfuel" is not one of the channels. Did you mean "jet_fuel"',
    ),
    "a missing summary": (page(involvement="summary: "), r'"summary" is missing'),
    "a fact without a source": (page(involvement="sources: []"), r"sources"),
    "an unknown source": (page(involvement="sources: [s2]"), r'source "s2" is not in registry/sources.yaml'),
    "an unknown field": (page(extra="sectro: fuel\n"), r'unknown field "sectro" Did you mean "sector"'),
    "a date that is none": (page(involvement='since: "May 2021"'), r'"May 2021" is not a date'),
    "a counterparty nobody knows": (page(involvement="counterparties: [nobody]"), r'entity "nobody" is not in the registry'),
    "an ISIN with a wrong check digit": (
        page(extra="identifiers:\n  - {scheme: isin, value: KR7005490009, sources: [s1]}\n"),
        r'"KR7005490009" is not a valid ISIN',
    ),
    "a ticker without its market": (
        page(extra="identifiers:\n  - {scheme: ticker, value: PTT, sources: [s1]}\n"),
        r"write PTT@XBKK",
    ),
    "a share over one": (page(extra='owners:\n  - {entity: acme, relation: owns, share: "51", sources: [s1]}\n'), r"write 0.51"),
    "an end before the beginning": (page(involvement='since: "2021"\nuntil: "2019"'), r"until \(2019\) is before since \(2021\)"),
    "a claim of another entity": (page(involvement="id: other/trade"), r'must begin with "acme/"'),
}


@pytest.mark.parametrize(("text", "sentence"), FAULTS.values(), ids=FAULTS.keys())
def test_a_faulty_dossier_is_refused_with_file_line_and_word(read, text, sentence):
    with pytest.raises(RulebookFaults, match=sentence):
        read({"acme": text})


def test_an_identifier_on_two_issuers_is_refused(read):
    extra = "identifiers:\n  - {scheme: isin, value: KR7005490008, sources: [s1]}\n"
    with pytest.raises(RulebookFaults, match='isin KR7005490008 already stands on "acme"'):
        read({"acme": page(extra=extra), "bolt": page(id="bolt", extra=extra)})


def test_all_faults_are_shown_at_once(read):
    with pytest.raises(RulebookFaults) as caught:
        read({"acme": page(involvement="channel: x"), "bolt": page(id="bolt", involvement="status: y")})
    assert len(caught.value.faults) == 2


def test_a_page_under_another_name_than_its_id_is_refused(read):
    with pytest.raises(RulebookFaults, match=r"the file must be named acme\.yaml"):
        read({"other": page()})
